//! `cargo xtask build`: builds drivers into `target/images`.

use crate::{failure::Result, images, repository, setup};

/// Options of the command.
#[derive(clap::Args)]
pub struct Arguments {
    /// Drivers, such as wdm/unload; all of them if none is named
    drivers: Vec<String>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let drivers = repository::named(&arguments.drivers)?;
    setup::install_packages()?;
    for driver in &drivers {
        let image = images::build_driver(&repository::root(), driver, &repository::images())?;
        images::check(&image.path)?;
        let bytes = std::fs::metadata(&image.path).map_or(0, |file| file.len());
        println!("{} {bytes} bytes", image.path.display());
    }
    Ok(())
}
