//! `cargo xtask build`: builds drivers into `target/images`, and checks the images.

use load_test::Report;

use crate::{
    failure::Result, image_checks, images, load_test::verdict, repository, setup, symbols,
};

/// Options of the command.
#[derive(clap::Args)]
pub struct Arguments {
    /// Drivers, such as wdm/unload; all drivers by default
    drivers: Vec<String>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let drivers = repository::named(&arguments.drivers)?;
    setup::install_packages()?;
    let mut reports = Vec::new();
    for driver in &drivers {
        let image = images::build_driver(&repository::root(), driver, &repository::images())?;
        images::check(&image.path)?;
        let mut report = Report {
            driver: image.name.clone(),
            image_bytes: std::fs::metadata(&image.path).map_or(0, |file| file.len()),
            ..Report::default()
        };
        image_checks::add(&mut report, &image.path, driver.model)?;
        symbols::add(&mut report, &image.path)?;
        println!("{} {} bytes", image.path.display(), report.image_bytes);
        for finding in &report.findings {
            println!("{finding}");
        }
        reports.push(report);
    }
    verdict(&reports)
}
