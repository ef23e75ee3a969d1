//! What is reckoned from a connection.

use crate::Instant;

/// Most digits of an amount that are reckoned with: more than any currency needs, and a double holds them.
const DIGITS: usize = 15;

/// Whole seconds that a connection took; `None` while it runs. One that ends before it begins, by clocks that do not
/// agree, took none.
pub fn seconds(start: Instant, end: Option<Instant>) -> Option<u64> {
    let millis = end?.millis_since(start).max(0);
    u64::try_from(millis / 1000).ok()
}

/// The number in a text of digits, which may have a minus before them and a point before the decimals; `None` for
/// any other text. (What the standard library has for it weighs more than the rest of a report.)
pub fn amount(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let count = whole.len() + decimals.len();
    if whole.is_empty() || decimals.is_empty() || count > DIGITS {
        return None;
    }
    let mut number = 0.0;
    for digit in whole.bytes().chain(decimals.bytes()) {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10.0 + f64::from(digit - b'0');
    }
    let scale: f64 = decimals.bytes().fold(1.0, |scale, _| scale * 10.0);
    Some(sign * number / scale)
}

#[cfg(test)]
mod tests {
    use super::{amount, seconds};
    use crate::Instant;
    use proptest::prelude::*;

    #[test]
    fn what_runs_has_no_length() {
        let at = Instant::from_millis;
        assert_eq!(seconds(at(0), None), None);
        assert_eq!(seconds(at(0), Some(at(61_999))), Some(61));
        assert_eq!(seconds(at(5_000), Some(at(1_000))), Some(0));
        assert_eq!(
            seconds(at(i64::MIN), Some(at(i64::MAX))),
            Some(9_223_372_036_854_775)
        );
    }

    #[test]
    fn reads_amounts_and_nothing_else() {
        assert_eq!(amount("12.50"), Some(12.5));
        assert_eq!(amount("-3"), Some(-3.0));
        assert_eq!(amount("0"), Some(0.0));
        for text in [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "1,5",
            "1e5",
            "+1",
            "1.2.3",
            "=1+1",
            "1234567890123456",
        ] {
            assert_eq!(amount(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_amount_is_what_the_standard_library_reads(text in "-?[0-9]{1,9}(\\.[0-9]{1,5})?") {
            prop_assert_eq!(amount(&text), text.parse().ok());
        }

        #[test]
        fn never_panics(text in "\\PC{0,40}") {
            let _ = amount(&text);
        }
    }
}
