//! `mdbook build` and `mdbook serve` in the repository leave its files as they are.
//!
//! mdbook's default build folder is `book`. The pages of this repository are in a folder of that
//! name: with the default, mdbook 0.5.4 deletes them. The second test shows that it does, so that
//! the first one is known to be able to fail.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::common::{copy, tools_or_skip};
use tempfile::TempDir;
use walkdir::WalkDir;

/// The parts of this repository that mdbook reads.
fn repository() -> TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::copy(root.join("book.toml"), folder.path().join("book.toml")).expect("book.toml");
    for part in ["book", "drivers"] {
        copy(&root.join(part), &folder.path().join(part));
    }
    folder
}

/// Every file but those of the site, with its bytes.
fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let walk = WalkDir::new(root).into_iter();
    walk.filter_entry(|entry| entry.file_name() != "target")
        .map(|entry| entry.expect("the folder can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let bytes = fs::read(entry.path()).expect("a file can be read");
            (entry.path().to_path_buf(), bytes)
        })
        .collect()
}

fn build(mdbook: &Path, root: &Path) -> bool {
    let output = Command::new(mdbook)
        .arg("build")
        .arg(root)
        .output()
        .expect("mdbook runs");
    output.status.success()
}

#[test]
fn build_and_serve_keep_the_sources() {
    let Some(options) = tools_or_skip("build_and_serve_keep_the_sources") else {
        return;
    };
    let folder = repository();
    let before = files(folder.path());
    assert!(before.len() > 10, "only {} files", before.len());

    assert!(build(&options.mdbook, folder.path()), "mdbook build failed");
    assert!(
        before == files(folder.path()),
        "mdbook build changed a file"
    );

    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port();
    let mut server = Command::new(&options.mdbook)
        .args(["serve", "--hostname", "127.0.0.1", "--port"])
        .arg(port.to_string())
        .arg(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("mdbook runs");
    let answer = first_page(port);
    // A change makes it build again.
    let page = folder.path().join("book/introduction.md");
    let text = fs::read(&page).expect("a page");
    fs::write(&page, &text).expect("the page can be written");
    sleep(Duration::from_secs(2));
    server.kill().expect("the server can be stopped");
    server.wait().expect("the server ends");

    assert!(answer.contains("<main>"), "mdbook serve answered: {answer}");
    assert!(
        before == files(folder.path()),
        "mdbook serve changed a file"
    );
}

#[test]
fn the_default_build_folder_would_delete_the_pages() {
    let Some(options) = tools_or_skip("the_default_build_folder_would_delete_the_pages") else {
        return;
    };
    let folder = repository();
    let config = folder.path().join("book.toml");
    let text = fs::read_to_string(&config).expect("book.toml");
    let without: String = text
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("build-dir"))
        .collect();
    assert_ne!(text, without, "book.toml has no build-dir");
    fs::write(&config, without).expect("book.toml can be written");

    build(&options.mdbook, folder.path());
    let page = folder.path().join("book/SUMMARY.md");
    assert!(
        !page.exists(),
        "this mdbook spares the pages: the test above proves nothing now"
    );
}

/// What the server answers, once it does.
fn first_page(port: u16) -> String {
    let begun = Instant::now();
    loop {
        let mut answer = String::new();
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) {
            let request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            let asked = stream.write_all(request.as_bytes());
            if asked.is_ok() && stream.read_to_string(&mut answer).is_ok() {
                return answer;
            }
        }
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "mdbook serve does not answer"
        );
        sleep(Duration::from_millis(100));
    }
}
