//! What actionlint does not see: the PowerShell scripts of the workflows, and the names in them.
//!
//! No package of crates.io, `PyPI`, Debian or npm brings PowerShell's own parser, so a grammar for
//! tree-sitter reads the scripts. It is laxer than PowerShell (it passes a `try` without `catch`),
//! and it finds what does not parse, not what does not run: no script here has run on Windows.

use std::{fs, path::Path, sync::LazyLock};

use regex::Regex;
use tree_sitter::{Node, Parser};
use yaml_rust2::{Yaml, YamlLoader};

use super::files;
use crate::{
    repository::{self, Driver, Stop},
    setup, site,
};

/// A script and where it stands.
struct Script {
    place: String,
    text: String,
}

fn read(path: &str) -> String {
    let path = repository::root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn workflows() -> Vec<(String, Yaml)> {
    let files = files().expect("the folder");
    let files = files.into_iter().map(|path| {
        let name = path.file_name().expect("a file").to_string_lossy();
        let text = fs::read_to_string(&path).expect("a text");
        let mut documents = YamlLoader::load_from_str(&text).expect("YAML");
        (name.into_owned(), documents.remove(0))
    });
    files.collect()
}

/// Every step of every job: its workflow, its job, itself.
fn steps(workflows: &[(String, Yaml)]) -> impl Iterator<Item = (&str, &Yaml, &Yaml)> {
    workflows.iter().flat_map(|(name, workflow)| {
        let jobs = workflow["jobs"].as_hash().expect("jobs").values();
        jobs.flat_map(move |job| {
            let steps = job["steps"].as_vec().expect("steps").iter();
            steps.map(move |step| (name.as_str(), job, step))
        })
    })
}

fn title(step: &Yaml) -> &str {
    step["name"]
        .as_str()
        .or_else(|| step["uses"].as_str())
        .unwrap_or("a step without a name")
}

/// The PowerShell blocks of the workflows, as a runner would see them, and the files in ci/windows.
fn powershell() -> Vec<Script> {
    let expression = pattern(r"\$\{\{.*?\}\}");
    let workflows = workflows();
    let shell_of = |workflow: &str, job: &Yaml, step: &Yaml| {
        let (_, whole) = workflows
            .iter()
            .find(|(name, _)| name == workflow)
            .expect("known");
        let stated = [
            &step["shell"],
            &job["defaults"]["run"]["shell"],
            &whole["defaults"]["run"]["shell"],
        ];
        stated
            .iter()
            .find_map(|shell| shell.as_str())
            .unwrap_or("")
            .to_owned()
    };
    let blocks = steps(&workflows).filter_map(|(workflow, job, step)| {
        let text = step["run"].as_str()?;
        (shell_of(workflow, job, step) == "pwsh").then(|| Script {
            place: format!("{workflow}: {}", title(step)),
            text: expression.replace_all(text, "x").into_owned(),
        })
    });
    let folder = repository::root().join("ci/windows");
    let files = fs::read_dir(folder).expect("the folder").flatten();
    let files = files.map(|entry| Script {
        place: entry.file_name().to_string_lossy().into_owned(),
        text: fs::read_to_string(entry.path()).expect("a text"),
    });
    blocks.chain(files).collect()
}

/// What does not parse, as lines.
fn mistakes(script: &Script) -> Vec<String> {
    let mut parser = Parser::new();
    let language = tree_sitter_pwsh::LANGUAGE.into();
    parser
        .set_language(&language)
        .expect("a grammar of this version");
    let tree = parser.parse(&script.text, None).expect("no time limit");
    let mut mistakes = Vec::new();
    collect(tree.root_node(), script, &mut mistakes);
    // The grammar reads "$name: " as a variable. PowerShell refuses it: a colon after a name asks
    // for a drive or a scope.
    let colon = pattern(r#""[^"\n]*\$[A-Za-z_]+:[^A-Za-z_:]"#);
    mistakes.extend(
        colon
            .find_iter(&script.text)
            .map(|found| format!("{}: {}: write ${{name}}:", script.place, found.as_str())),
    );
    mistakes
}

fn collect(node: Node<'_>, script: &Script, mistakes: &mut Vec<String>) {
    if node.is_error() || node.is_missing() {
        let text: String = script.text[node.byte_range()].chars().take(60).collect();
        let line = node.start_position().row + 1;
        mistakes.push(format!(
            "{} line {line}: {}: {text}",
            script.place,
            node.kind()
        ));
    }
    for index in 0..node.child_count() {
        let child = node
            .child(u32::try_from(index).expect("fewer"))
            .expect("counted");
        collect(child, script, mistakes);
    }
}

#[test]
fn every_powershell_script_parses() {
    let scripts = powershell();
    assert!(scripts.len() > 20, "{} scripts", scripts.len());
    let mistakes: Vec<_> = scripts.iter().flat_map(mistakes).collect();
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

/// The control: mistakes as a person makes them, and each script of ours without its last brace.
#[test]
fn a_script_that_does_not_parse_is_found() {
    let wrong = [
        "if ($a -eq 1) { Write-Output 'x'",
        "Write-Output 'an open string",
        "foreach ($x in 1..3 { $x }",
        "function { }",
        "$a = @(1, 2",
        "if $a { 'no parentheses' }",
        "throw \"$name: no drive\"",
    ];
    for text in wrong {
        let script = Script {
            place: "a control".to_owned(),
            text: text.to_owned(),
        };
        assert_ne!(mistakes(&script), [""; 0], "{text}");
    }
    let mut cut = 0;
    for script in powershell() {
        let Some(brace) = script.text.rfind('}') else {
            continue;
        };
        let mut text = script.text;
        text.remove(brace);
        let script = Script { text, ..script };
        assert_ne!(
            mistakes(&script),
            [""; 0],
            "{} without a brace",
            script.place
        );
        cut += 1;
    }
    assert!(cut > 8, "{cut} scripts have a brace");
}

/// Commands that are no function of ours: cmdlets of PowerShell 7 and of Windows.
const CMDLETS: &[&str] = &[
    "Confirm-SecureBootUEFI",
    "ConvertFrom-Json",
    "ConvertTo-Json",
    "Copy-Item",
    "Export-Certificate",
    "Export-ModuleMember",
    "ForEach-Object",
    "Format-List",
    "Format-Table",
    "Get-AuthenticodeSignature",
    "Get-ChildItem",
    "Get-CimInstance",
    "Get-Command",
    "Get-Content",
    "Get-Date",
    "Get-FileHash",
    "Get-Item",
    "Get-ItemProperty",
    "Get-Service",
    "Get-WinEvent",
    "Import-Certificate",
    "Import-Module",
    "Invoke-RestMethod",
    "Invoke-WebRequest",
    "Join-Path",
    "New-Item",
    "New-SelfSignedCertificate",
    "Out-File",
    "Out-Host",
    "Out-Null",
    "Out-String",
    "Remove-Item",
    "Resolve-Path",
    "Select-Object",
    "Select-String",
    "Set-Content",
    "Sort-Object",
    "Split-Path",
    "Start-Sleep",
    "Tee-Object",
    "Test-Path",
    "Where-Object",
    "Write-Output",
];

/// Variables that PowerShell or the runner sets.
const AUTOMATIC: &[&str] = &[
    "_",
    "ErrorActionPreference",
    "LASTEXITCODE",
    "Matches",
    "PSNativeCommandUseErrorActionPreference",
    "PSScriptRoot",
    "PWD",
    "false",
    "null",
    "true",
];

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}

static COMMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^\s*#.*$"));
static FUNCTION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"function ([A-Z][A-Za-z]+-[A-Za-z]+)"));
static COMMAND: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)(?:^|[\s({|@&;])([A-Z][a-z]+-[A-Z][A-Za-z]+)\b"));
/// By assignment, as the variable of a loop, or as a parameter with a type.
static SET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\$([A-Za-z_]\w*)\s*(?:\+?=[^=])|foreach \(\$([A-Za-z_]\w*) in|\] \$([A-Za-z_]\w*)[^.=\w]",
    )
});
static USED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\$\{?([A-Za-z_]\w*)\b(:?)"));

/// Cmdlets, functions and variables that nothing defines: most often a wrong letter. PowerShell
/// would see the first two when the line runs, and the variables never.
fn unknown(script: &Script, module: &str) -> Vec<String> {
    let text = COMMENT.replace_all(&script.text, "");
    let mut unknown = Vec::new();
    let functions: Vec<&str> = [module, &*text]
        .into_iter()
        .flat_map(|text| FUNCTION.captures_iter(text))
        .map(|found| found.extract::<1>().1[0])
        .collect();
    for found in COMMAND.captures_iter(&text) {
        let (_, [name]) = found.extract();
        if !functions.contains(&name) && !CMDLETS.contains(&name) {
            unknown.push(format!("{}: {name}", script.place));
        }
    }
    let set: Vec<String> = SET
        .captures_iter(&text)
        .filter_map(|found| found.iter().skip(1).flatten().next())
        .map(|name| name.as_str().to_lowercase())
        .collect();
    for found in USED.captures_iter(&text) {
        let (_, [name, colon]) = found.extract();
        let known = set.contains(&name.to_lowercase())
            || AUTOMATIC.contains(&name)
            || (name, colon) == ("env", ":");
        if !known {
            unknown.push(format!("{}: ${name}", script.place));
        }
    }
    unknown
}

#[test]
fn every_name_in_a_script_is_known() {
    let module = read("ci/windows/tools.psm1");
    let unknown: Vec<_> = powershell()
        .iter()
        .flat_map(|script| unknown(script, &module))
        .collect();
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

/// The control: one wrong letter in each script of ours.
#[test]
fn a_wrong_letter_in_a_name_is_found() {
    let module = read("ci/windows/tools.psm1");
    let found = |text: &str| {
        let script = Script {
            place: "a control".to_owned(),
            text: text.to_owned(),
        };
        unknown(&script, &module)
    };
    assert_eq!(found("Invoke-Tool sc.exe @('query')\n"), [""; 0]);
    assert_eq!(found("Invoke-Tol sc.exe\n"), ["a control: Invoke-Tol"]);
    assert_eq!(found("$a = 1\nWrite-Output $a\n"), [""; 0]);
    assert_eq!(found("$a = 1\nWrite-Output \"$b\"\n"), ["a control: $b"]);
    assert_eq!(
        found("param([string] $Out)\nGet-Item $Oot\n"),
        ["a control: $Oot"]
    );
    let mut changed = 0;
    for script in powershell() {
        // Its uses, not its declaration.
        let text = script.text.replace("$Folder ", "$Fodler ");
        if text != script.text {
            assert_ne!(unknown(&Script { text, ..script }, &module), [""; 0]);
            changed += 1;
        }
    }
    assert!(changed > 3, "{changed} scripts");
}

/// A runner ends a step with the code of the last program that ran, and some of ours fail as they
/// should.
#[test]
fn each_script_ends_with_a_code_of_its_own() {
    let mut files = 0;
    for script in powershell() {
        if Path::new(&script.place).extension() == Some("ps1".as_ref()) {
            let last = script.text.lines().last();
            assert_eq!(last, Some("exit 0"), "{}", script.place);
            files += 1;
        }
    }
    assert!(files >= 10, "{files} scripts");
}

/// Names of a driver as the scripts make them: see list-drivers.ps1.
struct Names {
    image: String,
    service: String,
    library: String,
}

fn names(driver: &Driver) -> Names {
    let (model, name) = (driver.model.folder(), &driver.name);
    Names {
        image: format!("{model}-{name}"),
        service: format!("{name}-{model}"),
        library: name.replace('-', "_"),
    }
}

fn our_name() -> Regex {
    let text = read("ci/windows/tools.psm1");
    let line = pattern(r"(?m)^\$OurName = '(.*)'$");
    let pattern = line.captures(&text).expect("the pattern")[1].to_owned();
    Regex::new(&pattern).expect("a pattern for both")
}

/// Whatever is loaded of ours, the check whether one is left sees it.
#[test]
fn the_pattern_matches_every_name_of_ours_and_no_other() {
    let ours = our_name();
    let drivers = repository::drivers().expect("the folders");
    assert!(drivers.len() >= 13);
    for driver in &drivers {
        let names = names(driver);
        assert!(ours.is_match(&names.image), "{}", names.image);
        assert!(ours.is_match(&names.service), "{}", names.service);
        // The INF's image has the name of the library, which drivers.json lists.
        assert!(!names.library.contains('-'));
    }
    // As `Disguised::copy` in the load tester draws it.
    assert!(ours.is_match("kA1b2C3d4E5"));
    for other in [
        "kbdclass", "ksecpkg", "WdFilter", "Wdf01000", "wdmaud", "tcpip", "WdiWiFi",
    ] {
        assert!(!ours.is_match(other), "{other}");
    }
    // The names that the workflow once made from the .inx: with an underscore they are not seen.
    assert!(!ours.is_match("wdf-no_unload"));
}

/// The crate's folder decides, not the file name of its INF.
#[test]
fn scripts_and_crates_agree_on_names() {
    let list = read("ci/windows/list-drivers.ps1");
    for line in [
        r#"Image        = "$model-$($package.name)""#,
        r#"Service      = "$($package.name)-$model""#,
        "Library      = $package.name -replace '-', '_'",
    ] {
        assert!(list.contains(line), "{line}");
    }
    for driver in repository::drivers().expect("the folders") {
        let names = names(&driver);
        let folder = format!("drivers/{}/{}", driver.model.folder(), driver.name);
        let manifest: toml::Table = read(&format!("{folder}/Cargo.toml")).parse().expect("TOML");
        assert_eq!(
            manifest["package"]["name"].as_str(),
            Some(driver.name.as_str())
        );
        let inf = read(&format!("{folder}/{}.inx", names.library));
        for line in [
            format!("Service     = \"{}\"", names.service),
            format!("ServiceBinary = %13%\\{}.sys", names.library),
            format!("CatalogFile = {}.cat", names.library),
        ] {
            assert!(inf.lines().any(|known| known == line), "{folder}: {line}");
        }
        // start-stop.ps1 looks for it in the state of the filter engine.
        let object = format!("wide!(\"Leave No Callout Behind: {}\")", driver.name);
        let source = read(&format!("{folder}/src/filter.rs"));
        assert!(source.contains(&object), "{folder}: {object}");
    }
}

/// No step stops a driver that cannot be stopped, but the job that exists for it.
#[test]
fn only_no_unload_is_left_to_the_last_job() {
    let refused = |driver: &Driver| driver.policy().expect("a policy").stop == Some(Stop::Refused);
    for driver in repository::drivers().expect("the folders") {
        assert_eq!(refused(&driver), driver.name == "no-unload", "{driver}");
    }
    assert!(read("ci/windows/list-drivers.ps1").contains("Stop         = $stated.stop"));
    assert!(
        read("ci/windows/tools.psm1")
            .contains("($_.Stop -eq 'refused') -eq $Unstoppable.IsPresent")
    );
    let workflow = read(".github/workflows/windows.yml");
    let (before, last) = workflow.split_once("\n  no-unload:\n").expect("the job");
    assert!(!before.contains("-Unstoppable"));
    assert_eq!(last.matches("-Unstoppable").count(), 2);
    assert!(last.contains("needs: [build, load]"));
}

/// `open-handle` counts, and `filters` sees one port only.
#[test]
fn what_the_metadata_says_is_what_the_drivers_do() {
    /// `CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_READ_DATA)`.
    const IOCTL_CONNECTIONS: u32 = (0x22 << 16) | (1 << 14) | (0x800 << 2);
    let mut counting = 0;
    for driver in repository::drivers().expect("the folders") {
        let policy = driver.policy().expect("a policy");
        let folder = format!("drivers/{}/{}", driver.model.folder(), driver.name);
        if let Some(request) = policy.count_request {
            assert_eq!(request, IOCTL_CONNECTIONS, "{driver}");
            counting += 1;
        }
        let manifest: toml::Table = read(&format!("{folder}/Cargo.toml")).parse().expect("TOML");
        let port = manifest["package"]["metadata"]["load-test"].get("port");
        let matched = read(&format!("{folder}/src/filter.rs")).contains("remote_port: 443,");
        assert_eq!(
            port.and_then(toml::Value::as_integer),
            matched.then_some(443),
            "{driver}"
        );
    }
    assert_eq!(counting, 2);
}

/// An action is code of others that runs with our token: by commit, with its version for people.
#[test]
fn actions_are_named_by_commit() {
    let pinned = pattern(r"uses: [a-z]+/[a-z-]+@[0-9a-f]{40} # v[0-9.]+$");
    let mut seen = 0;
    for path in files().expect("the folder") {
        let text = fs::read_to_string(&path).expect("a text");
        for line in text.lines().filter(|line| line.contains("uses:")) {
            assert!(pinned.is_match(line), "{}: {line}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 15, "{seen} actions");
    assert!(!pinned.is_match("      - uses: actions/checkout@v7"));
}

/// A step that hangs ends with its own limit, and leaves time to upload what there is.
#[test]
fn each_step_that_can_hang_has_a_limit() {
    let workflows = workflows();
    let mut limits = 0;
    for (workflow, job, step) in steps(&workflows) {
        let limit = job["timeout-minutes"].as_i64();
        assert!(limit.is_some(), "{workflow}: a job without a limit");
        if workflow == "windows.yml" && step["run"].as_str().is_some() {
            let own = step["timeout-minutes"].as_i64();
            assert!(own.is_some() && own < limit, "{workflow}: {}", title(step));
            limits += 1;
        }
    }
    assert!(limits > 20, "{limits} steps");
}

#[test]
fn the_book_is_published_by_the_version_that_checks_it() {
    let text = read(".github/workflows/pages.yml");
    let version = setup::MDBOOK.version();
    assert_eq!(text.matches(&format!("mdbook@{version}")).count(), 1);
    // The folder of `setup`, where the command looks for it, and the key of the cache.
    let folder = setup::MDBOOK.path().expect("a folder");
    let folder = folder.ancestors().nth(2).expect("its root");
    assert!(folder.ends_with(format!("tools/mdbook-{version}")));
    assert_eq!(
        text.matches(&format!("tools/mdbook-{version}\n")).count(),
        2
    );
    assert!(text.contains(&format!("os }}}}-mdbook-{version}\n")));
    assert!(text.contains("cargo xtask site\n"));
    assert!(text.contains(&format!("path: {}\n", site::FOLDER)));
}
