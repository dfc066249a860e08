//! A picture of a page of target/book, for whoever changes the theme:
//! `cargo run -p check-site --example picture -- busy.html target/busy.png 320 1600 navy`.

use std::{env, fs, path::Path, process::ExitCode};

use check_site::{
    browser::{Chromium, View},
    server::Server,
};

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [page, file, width, height, flags @ ..] = arguments.as_slice() else {
        eprintln!("usage: picture PAGE FILE WIDTH HEIGHT [navy] [dark] [no-script] [paper]");
        return ExitCode::FAILURE;
    };
    match picture(page, file, width, height, flags) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn picture(
    page: &str,
    file: &str,
    width: &str,
    height: &str,
    flags: &[String],
) -> Result<(), Box<dyn std::error::Error>> {
    let has = |flag: &str| flags.iter().any(|given| given == flag);
    let server = Server::start(Path::new("target/book"), "/")?;
    let chromium = Chromium::start(Path::new("/usr/bin/chromium"))?;
    chromium.view(View {
        width: width.parse()?,
        height: height.parse()?,
        dark: has("dark"),
        scripts: !has("no-script"),
        paper: has("paper"),
    })?;
    chromium.open(&server.url(page))?;
    if has("navy") {
        chromium.json::<Option<bool>>("document.getElementById('mdbook-theme-navy').click()")?;
    }
    for flag in flags {
        if let Some(script) = flag.strip_prefix("js:") {
            chromium.json::<serde_json::Value>(script)?;
        }
    }
    chromium.settle()?;
    fs::write(file, chromium.picture()?)?;
    Ok(())
}
