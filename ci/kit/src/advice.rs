//! What to do about failures that cargo's own words leave open.

/// Signs in cargo's messages, and what they call for.
const ADVICE: &[(&str, &str)] = &[
    (
        "--locked was passed",
        "The lock file does not fit the manifests. In the checkout, in the workspace's folder, run: \
         cargo update --workspace",
    ),
    (
        "error: linker `",
        "The linker is missing. Run: cargo xtask setup",
    ),
    (
        "Unable to find libclang",
        "libclang is missing. Run: cargo xtask setup",
    ),
];

/// Advice on cargo's messages: empty, or on a line of its own.
pub fn on(messages: &str) -> String {
    ADVICE
        .iter()
        .find(|(sign, _)| messages.contains(sign))
        .map_or_else(String::new, |(_, advice)| format!("\n{advice}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_signs_come_with_advice_and_others_without() {
        let stale = "error: cannot update the lock file because --locked was passed";
        assert!(on(stale).contains("cargo update --workspace"));
        let unlinked = "error: linker `lld-link-19` not found";
        assert!(on(unlinked).contains("cargo xtask setup"));
        assert_eq!(on("error[E0308]: mismatched types"), "");
    }
}
