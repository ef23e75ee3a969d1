//! Which texts TeamViewer takes as the number of an SMS.

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is no phone number: other signs than digits, blanks, brackets, slashes and dashes after an optional
    /// `+`, or fewer than 7 or more than 15 digits (E.164 has 15 at most).
    NoNumber,
    /// It does not say in which country it is: neither `+` nor `00` in front.
    NoPrefix,
}

/// Checks a number as TeamViewer's Web API does (`^\+?[\d \(\)\/\-]+$`), and that it has its country in front,
/// without which an SMS finds nobody. Apex has the same rule.
pub fn check(number: &str) -> Result<(), Flaw> {
    let rest = number.strip_prefix('+').unwrap_or(number);
    let formed = rest
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b" ()/-".contains(&byte));
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    if !formed || !(7..=15).contains(&digits) {
        Err(Flaw::NoNumber)
    } else if number.starts_with('+') || number.starts_with("00") {
        Ok(())
    } else {
        Err(Flaw::NoPrefix)
    }
}

/// A number of a record as TeamViewer takes it: dots and non-breaking blanks, with which people group digits,
/// become blanks.
pub fn tidy(number: &str) -> String {
    let spaced: String = number
        .chars()
        .map(|sign| match sign {
            '.' | '\u{a0}' | '\u{202f}' => ' ',
            other => other,
        })
        .collect();
    spaced.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Flaw, check, tidy};
    use proptest::prelude::*;

    #[test]
    fn numbers_with_their_country_pass() {
        for number in [
            "+33 6 12 34 56 78",
            "0033612345678",
            "+1 (415) 555-0100",
            "+49/151/1234567",
        ] {
            assert_eq!(check(number), Ok(()), "{number}");
        }
    }

    #[test]
    fn a_number_without_country_is_told_from_no_number() {
        for (number, flaw) in [
            ("06 12 34 56 78", Flaw::NoPrefix),
            ("(415) 555-0100", Flaw::NoPrefix),
            ("", Flaw::NoNumber),
            ("+", Flaw::NoNumber),
            ("+33 6", Flaw::NoNumber),
            ("+3361234567890123", Flaw::NoNumber),
            ("call me", Flaw::NoNumber),
            ("+33.6.12.34.56.78", Flaw::NoNumber),
            ("33+612345678", Flaw::NoNumber),
            ("+٣٣٦١٢٣٤٥٦٧٨", Flaw::NoNumber),
        ] {
            assert_eq!(check(number), Err(flaw), "{number}");
        }
    }

    #[test]
    fn records_group_digits_in_their_own_way() {
        assert_eq!(tidy(" +33.6.12\u{a0}34\u{202f}56.78 "), "+33 6 12 34 56 78");
    }

    proptest! {
        #[test]
        fn what_passes_is_only_digits_and_separators(number in "[+0-9 ()/.x-]{0,20}") {
            if check(&number).is_ok() {
                prop_assert!(number.starts_with('+') || number.starts_with("00"));
                prop_assert!(!number.contains(['.', 'x']));
            }
        }

        #[test]
        fn a_prefix_is_all_that_a_national_number_lacks(number in "[1-9][0-9]{6,11}") {
            prop_assert_eq!(check(&number), Err(Flaw::NoPrefix));
            prop_assert_eq!(check(&format!("+33{number}")), Ok(()));
        }

        #[test]
        fn tidying_twice_changes_nothing(number in "\\PC{0,20}") {
            prop_assert_eq!(tidy(&tidy(&number)), tidy(&number));
        }
    }
}
