//! `cargo xtask serve`: builds the book and shows it in a browser.

use std::{env, net::TcpListener, process::Command};

use crate::{
    failure::{Failure, Result},
    repository, setup,
};

const ADDRESS: &str = "127.0.0.1";

/// Options of the command.
#[derive(clap::Args)]
pub struct Arguments {
    /// Port to listen on
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
}

/// Runs the command until it is interrupted.
pub fn run(arguments: &Arguments) -> Result<()> {
    let port = arguments.port;
    is_free(port)?;
    let mdbook = setup::MDBOOK.install()?;
    println!("the book: http://{ADDRESS}:{port} (Ctrl-C stops it)");
    let mut serve = Command::new(mdbook);
    serve
        .current_dir(repository::root())
        .args(["serve", "--hostname", ADDRESS, "--port"])
        .arg(port.to_string());
    if !arguments.no_open && has_screen() {
        serve.arg("--open");
    }
    let ended = serve
        .status()
        .map_err(|error| Failure::usage(format!("cannot run mdbook: {error}.")))?;
    if ended.success() {
        Ok(())
    } else {
        Err(Failure::check("mdbook failed; its error is above."))
    }
}

/// Whether a browser would have somewhere to appear.
fn has_screen() -> bool {
    !cfg!(target_os = "linux")
        || env::var_os("DISPLAY").is_some()
        || env::var_os("WAYLAND_DISPLAY").is_some()
}

fn is_free(port: u16) -> Result<()> {
    match TcpListener::bind((ADDRESS, port)) {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure::usage(format!(
            "cannot listen on {ADDRESS}:{port}: {}. Another program uses the port, perhaps another \
             `serve`. Use a free one: `cargo xtask serve --port {}`.",
            error.kind(),
            port.wrapping_add(1)
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_named_with_the_next_command() {
        let taken = TcpListener::bind((ADDRESS, 0)).expect("a free port");
        let port = taken.local_addr().expect("its address").port();
        let error = is_free(port).expect_err("in use").to_string();
        let error = error
            .replace(&format!("--port {}", port + 1), "--port NEXT")
            .replace(&port.to_string(), "PORT");
        insta::assert_snapshot!(error);
    }
}
