//! What has to be the same in several drivers: the files of a WDM and a KMDF driver of one name, and
//! the instructions in their READMEs.

use std::{fs, path::Path};

use crate::repository;

/// `text` without what distinguishes one driver from another: GUIDs.
fn without_guids(text: &str) -> String {
    let mut parts = text.split("GUID::from_u128(");
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.split_once(')').map_or("", |(_guid, rest)| rest);
        all.push_str("GUID");
        all.push_str(rest);
    }
    all
}

/// The sections of a README that are instructions for every driver, with names in place of the
/// driver's own.
fn instructions(readme: &str, driver: &str, model: &str) -> Option<String> {
    let begin = readme.find("## Build it on Windows")?;
    let end = readme.find("## See it work")?;
    let text = readme.get(begin..end)?;
    // Which Windows the package needs differs: `minimum` compares that.
    let (before, rest) = text.split_once("The package installs on")?;
    let (_versions, after) = rest.split_once("The machine must trust")?;
    let image = driver.replace('-', "_");
    let text = format!("{before}The machine must trust{after}")
        .replace(&format!("{driver}-{model}"), "SERVICE")
        .replace(&format!(r"drivers\{model}"), r"drivers\MODEL");
    let names = ["_package", ".sys", ".dll", ".inf"];
    Some(names.iter().fold(text, |text, end| {
        text.replace(&format!("{image}{end}"), &format!("IMAGE{end}"))
    }))
}

/// The build number that stands between `before` and `after`.
fn minimum<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(number, _)| number)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Folder, name and model of every driver.
fn drivers() -> Vec<(std::path::PathBuf, String, &'static str)> {
    let mut all = Vec::new();
    for model in ["wdm", "wdf"] {
        let folder = repository::root().join("drivers").join(model);
        for entry in fs::read_dir(folder).expect("the drivers are there") {
            let path = entry.expect("a folder can be read").path();
            if path.join("README.md").exists() {
                let name = path.file_name().expect("a driver has a name");
                all.push((path.clone(), name.to_string_lossy().into_owned(), model));
            }
        }
    }
    all
}

#[test]
fn the_callouts_and_filters_of_both_models_are_the_same() {
    let mut compared = 0;
    for (wdm, name, model) in drivers() {
        let wdf = repository::root().join("drivers/wdf").join(&name);
        if model == "wdf" || !wdf.exists() {
            continue;
        }
        for file in ["src/callout.rs", "src/filter.rs"] {
            let [wdm, wdf] = [&wdm, &wdf].map(|folder| read(&folder.join(file)));
            assert_ne!(wdm, wdf, "{name}/{file}: both models have the same GUIDs");
            assert_eq!(without_guids(&wdm), without_guids(&wdf), "{name}/{file}");
            compared += 1;
        }
    }
    assert_eq!(compared, 12);
}

#[test]
fn only_guids_may_differ() {
    let text = "const KEY: GUID = GUID::from_u128(0x1);\nconst FLAGS: u32 = 1;";
    let other_guid = text.replace("0x1", "0x2");
    assert_eq!(without_guids(text), without_guids(&other_guid));
    let other_flags = text.replace("= 1", "= 2");
    assert_ne!(without_guids(text), without_guids(&other_flags));
}

#[test]
fn every_readme_has_the_same_instructions() {
    let mut first: Option<(String, String)> = None;
    let all = drivers();
    assert_eq!(all.len(), 13);
    for (folder, name, model) in all {
        let text = instructions(&read(&folder.join("README.md")), &name, model);
        let text = text.unwrap_or_else(|| panic!("{model}/{name}/README.md lacks a section"));
        match &first {
            None => first = Some((text, name)),
            Some((expected, of)) => assert_eq!(&text, expected, "{model}/{name} and {of}"),
        }
    }
}

#[test]
fn an_instruction_that_differs_is_seen() {
    let readme = |end: &str| {
        format!(
            "## Build it on Windows\ncopy busy.dll busy.sys\nThe package installs on 7. The \
             machine must trust busy_package {end}\n## See it work\n"
        )
    };
    let [one, other] = ["it", "it not"].map(|end| instructions(&readme(end), "busy", "wdm"));
    assert_ne!(one, other);
    let renamed = readme("it").replace("busy", "idle");
    assert_eq!(one, instructions(&renamed, "idle", "wdm"));
    assert!(one.is_some());
}

#[test]
fn the_readme_names_the_minimum_build_of_the_package() {
    for (folder, name, model) in drivers() {
        let inx = folder.join(format!("{}.inx", name.replace('-', "_")));
        let inx = read(&inx);
        let readme = read(&folder.join("README.md"));
        let package = minimum(&inx, "[DefaultInstall.NT$ARCH$.10.0...", "]");
        let stated = minimum(&readme, "(build ", ")");
        assert_eq!(package, stated, "{model}/{name}");
        // Source: nf-wdm-exallocatepool2, creating-a-primitive-driver.
        let allocates = ["busy", "filters"].contains(&name.as_str());
        let expected = if allocates { "19041" } else { "18362" };
        assert_eq!(package, Some(expected), "{model}/{name}");
    }
}
