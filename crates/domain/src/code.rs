//! Session codes as people read and dictate them.

/// Longest code shown; TeamViewer's have 11 or 12 characters.
const LONGEST: usize = 40;

/// Writes a session code the way TeamViewer does, `s12-345-678`, whether it came with dashes or without
/// (links carry `s12345678`). A text that is no session code is shown as it is, cut to 40 characters:
/// the code belongs to TeamViewer, and a new form of it must not become unreadable here.
pub fn format(code: &str) -> String {
    let trimmed = code.trim();
    let digits: String = trimmed.chars().filter(char::is_ascii_digit).collect();
    let shaped = trimmed.strip_prefix(['s', 'S']).is_some_and(|rest| {
        rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && (7..=12).contains(&digits.len())
    });
    if !shaped {
        return trimmed.chars().take(LONGEST).collect();
    }
    let mut formatted = String::from("s");
    for (place, digit) in digits.chars().enumerate() {
        if place + 6 == digits.len() || place + 3 == digits.len() {
            formatted.push('-');
        }
        formatted.push(digit);
    }
    formatted
}

#[cfg(test)]
mod tests {
    use super::format;
    use proptest::prelude::*;

    #[test]
    fn groups_digits_as_teamviewer_does() {
        assert_eq!(format("s31-328-542"), "s31-328-542");
        assert_eq!(format("s31328542"), "s31-328-542");
        assert_eq!(format(" S119457589 "), "s119-457-589");
    }

    #[test]
    fn leaves_other_texts_alone() {
        assert_eq!(format("m12-345-678"), "m12-345-678");
        assert_eq!(format("s12"), "s12");
        assert_eq!(format("s12-345-678x"), "s12-345-678x");
        assert_eq!(format(&"x".repeat(100)).len(), 40);
    }

    proptest! {
        #[test]
        fn formatting_twice_changes_nothing(code in "[sS]?[0-9-]{0,14}|\\PC{0,60}") {
            let once = format(&code);
            prop_assert_eq!(format(&once), once.trim());
        }

        #[test]
        fn no_digit_is_lost(code in "s[0-9]{7,12}") {
            prop_assert_eq!(format(&code).replace('-', ""), code);
        }
    }
}
