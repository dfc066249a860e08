//! The one change that clang needs in the WDK's `ndis.h`.

/// The macro whose body pastes two tokens (`0x ## major`) that make no token. Only Microsoft's preprocessor accepts
/// that. It compares NDIS versions, and for the newest one it holds.
const MACRO: &str = "NDIS_API_VERSION_AVAILABLE(";

/// The header with the body of [`MACRO`] replaced by 1, or `None` if it does not define the macro.
pub fn without_pasted_version(header: &str) -> Option<String> {
    let mut patched = String::with_capacity(header.len());
    let mut found = false;
    let mut lines = header.lines();
    while let Some(line) = lines.next() {
        let Some((parameters, body)) = definition(line) else {
            patched.push_str(line);
            patched.push('\n');
            continue;
        };
        found = true;
        patched.extend(["#define ", MACRO, parameters, ") 1\n"]);
        // A body may run over several lines. Empty ones keep the numbers of those behind it.
        let mut body = body;
        while body.trim_end().ends_with('\\') {
            body = lines.next().unwrap_or_default();
            patched.push('\n');
        }
    }
    found.then_some(patched)
}

/// Parameters and first line of the body, if the line defines [`MACRO`].
fn definition(line: &str) -> Option<(&str, &str)> {
    let directive = line.trim_start().strip_prefix('#')?.trim_start();
    let definition = directive.strip_prefix("define")?.trim_start();
    definition.strip_prefix(MACRO)?.split_once(')')
}

/// A header as Microsoft might write it, in our own words.
const HEADER: &str = "\
#pragma once
#ifdef NDIS_NEW
#define NDIS_API_VERSION_AVAILABLE(major,minor) \\
    ((0x ## major) <= 6 \\
        && (0x ## minor) <= 80)
#endif
int after(void);
";

#[test]
fn the_macro_gets_another_body_and_nothing_else_changes() {
    let patched = without_pasted_version(HEADER).unwrap_or_default();
    let expected = "\
#pragma once
#ifdef NDIS_NEW
#define NDIS_API_VERSION_AVAILABLE(major,minor) 1


#endif
int after(void);
";
    assert_eq!(patched, expected);
    assert!(!patched.contains("0x ##"));
    assert_eq!(patched.lines().count(), HEADER.lines().count());
}

/// The macro on one line, indented, or not there at all.
#[test]
fn only_its_definition_is_patched() {
    let short = "#  define NDIS_API_VERSION_AVAILABLE(a,b) (0x##a)\n#if NDIS_API_VERSION_AVAILABLE(6,80)\n#endif\n";
    let expected =
        "#define NDIS_API_VERSION_AVAILABLE(a,b) 1\n#if NDIS_API_VERSION_AVAILABLE(6,80)\n#endif\n";
    assert_eq!(without_pasted_version(short).as_deref(), Some(expected));
    assert_eq!(
        without_pasted_version("#if NDIS_API_VERSION_AVAILABLE(6,80)\n#endif\n"),
        None
    );
    assert_eq!(
        without_pasted_version("#define NDIS_API_VERSION_AVAILABLE_2(a) (0x##a)\n"),
        None
    );
}
