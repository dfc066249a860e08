//! Builds Windows images on a Debian host, drivers among them, with the locked `wdk` crates and open headers.
//!
//! ```no_run
//! # fn main() -> kit::Result<()> {
//! let place = kit::Place::open(kit::Workspace::wdm())?;
//! let mut show = |line: &str| println!("{line}");
//! let session = place.enter(&mut show)?;
//! session.sync("checkout".as_ref())?;
//! let image = session.build_image("unload", &kit::BuildOptions::release("out"), &mut show)?;
//! println!("{}", image.sys.display());
//! # Ok(())
//! # }
//! ```
//!
//! On Windows nothing of this is needed: the same drivers build with the real WDK. There every function here returns
//! [`Error::NotLinux`], and [`missing`] is empty.

mod advice;
mod build;
mod cache;
mod content_root;
mod error;
mod host_edits;
mod import_library;
mod mirror;
mod packages;
mod place;
mod stamp;
mod tool;
mod toolchain;
mod vendor;
mod workspace;

pub use build::{BuildOptions, BuiltImage, BuiltProgram};
pub use cache::folder as cache_folder;
pub use content_root::{ContentRoot, prepare};
pub use error::{Error, Result};
pub use mirror::Changes;
pub use packages::{
    BROWSER, BROWSER_PROGRAM, DEBIAN_PACKAGES, DebianPackage, MissingPackage, Probe, missing,
    missing_browser,
};
pub use place::{Place, Session};
pub use stamp::Stamp;
pub use toolchain::Toolchain;
pub use workspace::{Kind, Workspace};
