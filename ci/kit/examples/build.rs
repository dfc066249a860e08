//! Builds one package of a source tree, and says where the files are and how long it took:
//! `cargo run -p kit --example build -- TREE wdm|wdf|lab|load-test PACKAGE OUT`.
//! With `clippy` for OUT it lints instead.

use std::{env, path::Path, process::ExitCode, time::Instant};

use kit::{BuildOptions, Kind, Place, Workspace};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [tree, workspace, package, out] = &arguments[..] else {
        eprintln!("usage: build TREE wdm|wdf|lab|load-test PACKAGE OUT");
        return ExitCode::from(2);
    };
    match build(tree.as_ref(), workspace, package, out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build(tree: &Path, workspace: &str, package: &str, out: &str) -> kit::Result<()> {
    let workspace = match workspace {
        "wdf" => Workspace::wdf(),
        "lab" => Workspace::lab(),
        "load-test" => Workspace::load_test(),
        _ => Workspace::wdm(),
    };
    let kind = workspace.kind;
    let started = Instant::now();
    let mut show = |line: &str| eprintln!("{:7.1} {line}", started.elapsed().as_secs_f64());
    let place = Place::open(workspace)?;
    let session = place.enter(&mut show)?;
    let changes = session.sync(tree)?;
    show(&format!(
        "sync: {} written, {} deleted",
        changes.written, changes.deleted
    ));
    let options = BuildOptions::release(out);
    if out == "clippy" {
        session.clippy(&[package], &mut show)?;
    } else if kind == Kind::Program {
        println!(
            "{}",
            session
                .build_program(package, &options, &mut show)?
                .exe
                .display()
        );
    } else {
        let image = session.build_image(package, &options, &mut show)?;
        println!("{}\n{}", image.sys.display(), image.pdb.display());
    }
    show("done");
    Ok(())
}
