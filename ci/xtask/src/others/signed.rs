//! A signed driver is judged as it is: nothing changes the file, whose signature still verifies after
//! the run. Neither Wine nor the lab looks at a signature, so what Windows says of it is not shown.

use std::{fs, path::Path, process::Command};

use crate::{
    failure::{Failure, Result},
    load_test::Bench,
};

use super::{c_callout, judge, passes, plan, tool};

/// Signs the C driver with a certificate made for it, and runs it.
pub fn run(bench: &Bench) -> Result<()> {
    let unsigned = c_callout::build(&["CALLOUT_VERSION=1"])?;
    let (folder, signed) = (
        unsigned.with_file_name("signature"),
        unsigned.with_file_name("signed.sys"),
    );
    fs::create_dir_all(&folder)
        .map_err(|error| Failure::usage(format!("{}: {error}.", folder.display())))?;
    let (key, certificate) = (folder.join("key.pem"), folder.join("certificate.pem"));
    let mut make = Command::new("openssl");
    make.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-batch"])
        .args([
            "-subj",
            "/CN=Nobody",
            "-addext",
            "extendedKeyUsage=codeSigning",
        ])
        .arg("-keyout")
        .arg(&key)
        .arg("-out")
        .arg(&certificate);
    tool(&mut make)?;
    // It refuses to overwrite.
    fs::remove_file(&signed).ok();
    let mut sign = Command::new("osslsigncode");
    sign.args(["sign", "-h", "sha256", "-certs"])
        .arg(&certificate)
        .arg("-key")
        .arg(&key)
        .arg("-in")
        .arg(&unsigned)
        .arg("-out")
        .arg(&signed);
    tool(&mut sign)?;

    if verify(&certificate, &unsigned).is_ok() {
        return Err(Failure::check("a driver that is not signed verifies."));
    }
    let report = judge(
        bench,
        "c-callout signed".to_owned(),
        signed.clone(),
        &plan(),
    )?;
    passes(&report)?;
    verify(&certificate, &signed)
}

/// Fails unless the image is signed with the certificate and was not changed since.
fn verify(certificate: &Path, image: &Path) -> Result<()> {
    let mut verify = Command::new("osslsigncode");
    verify.arg("verify").arg("-CAfile").arg(certificate);
    tool(verify.arg("-in").arg(image))
}
