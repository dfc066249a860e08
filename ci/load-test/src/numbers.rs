//! Numbers as people read them: statuses with their names, counts in groups of three digits, one
//! callout and two callouts.

use wfp_sys::facts;

/// The name of a status, if it is one that a callout driver meets.
fn name(status: u64) -> Option<&'static str> {
    let constants = facts::CONSTANTS.iter().copied().flatten();
    let mut statuses = constants.filter(|one| one.name.starts_with("STATUS_"));
    let found = statuses.find(|one| one.bits & 0xFFFF_FFFF == status)?;
    Some(found.name)
}

/// The number of a status as reports write it: `0x` and eight digits.
fn number(text: &str) -> Option<u64> {
    let digits = text.strip_prefix("0x").filter(|digits| digits.len() == 8)?;
    u64::from_str_radix(digits, 16).ok()
}

/// A status with its name behind it. Any other text stays as it is.
pub fn named(text: &str) -> String {
    number(text)
        .and_then(name)
        .map_or_else(|| text.to_owned(), |name| format!("{text} {name}"))
}

/// The text with its name behind each number that is said to be a status.
pub fn with_names(text: &str) -> String {
    const BEFORE: &str = "status ";
    let mut pieces = text.split(BEFORE);
    let mut named_text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece
            .find(|letter: char| !letter.is_ascii_alphanumeric())
            .unwrap_or(piece.len());
        let (number, rest) = piece.split_at(end);
        named_text += BEFORE;
        named_text += &named(number);
        named_text += rest;
    }
    named_text
}

/// A count, with a comma between groups of three digits.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The text with `1 callout` for `1 callout(s)` and `2 callouts` for `2 callout(s)`: what the lab
/// writes does not depend on a count.
pub fn in_number(text: &str) -> String {
    const EITHER: &str = "(s)";
    let mut pieces = text.split(EITHER);
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let count = whole
            .rsplit(' ')
            .find_map(|word| word.parse::<u64>().ok())
            .unwrap_or(2);
        if count != 1 {
            whole.push('s');
        }
        whole += piece;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_readable() {
        assert_eq!(
            [0, 999, 1_000, 3_322_035].map(grouped),
            ["0", "999", "1,000", "3,322,035"]
        );
    }

    #[test]
    fn one_has_no_s() {
        assert_eq!(
            in_number("returned with 1 device object(s) not deleted"),
            "returned with 1 device object not deleted"
        );
        assert_eq!(
            in_number("with 2 static filter(s) and 1 other static object(s) left, 0 thread(s)"),
            "with 2 static filters and 1 other static object left, 0 threads"
        );
        assert_eq!(in_number("nothing to count"), "nothing to count");
    }

    #[test]
    fn a_status_has_its_name_behind_it() {
        assert_eq!(
            named("0xc000009a"),
            "0xc000009a STATUS_INSUFFICIENT_RESOURCES"
        );
        assert_eq!(
            with_names("failed with status 0xc0000035 (Win32 error 183), no status at all"),
            "failed with status 0xc0000035 STATUS_OBJECT_NAME_COLLISION (Win32 error 183), \
             no status at all"
        );
    }

    #[test]
    fn what_is_no_status_keeps_its_text() {
        for text in ["NULL", "0xc0decafe", "0x9a", "the image at 0xc000009a"] {
            assert_eq!(named(text), text);
            assert_eq!(with_names(text), text);
        }
    }
}
