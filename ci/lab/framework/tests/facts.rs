//! The function table against the facts that were read from the headers of each version.
//!
//! The facts are not part of the repository. Without them the test says so and passes.

use std::{fs, path::Path};

use framework::{COUNTS, FUNCTIONS};

/// Two functions had other names before 1.15; the indices are the same.
const RENAMED: [(&str, &str); 2] = [
    ("WdfDeviceStopIdle", "WdfDeviceStopIdleNoTrack"),
    ("WdfDeviceResumeIdle", "WdfDeviceResumeIdleNoTrack"),
];

#[test]
fn names_have_the_indices_of_the_headers() {
    let facts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/abi");
    let path = facts.join("wdf_functions.csv");
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("SKIP: {} is not there", path.display());
        return;
    };
    let mut seen = [0_usize; 34];
    for line in text.lines().skip(1) {
        let mut fields = line.split(',');
        let mut next = || fields.next().expect("a field");
        let (version, index, name) = (next(), next(), next());
        let minor: usize = version
            .split_once('.')
            .expect("1.x")
            .1
            .parse()
            .expect("a number");
        let index: usize = index.parse().expect("a number");
        let known = RENAMED.iter().find(|(old, _)| *old == name);
        assert_eq!(
            FUNCTIONS[index].0,
            known.map_or(name, |(_, new)| new),
            "{version}"
        );
        seen[minor] += 1;
    }
    let released = COUNTS
        .iter()
        .filter(|&&(minor, _)| seen[minor as usize] > 0);
    let mut compared = 0;
    for &(minor, count) in released {
        assert_eq!(seen[minor as usize], count as usize, "1.{minor}");
        compared += 1;
    }
    assert_eq!(compared, 4, "versions that the facts have");
}
