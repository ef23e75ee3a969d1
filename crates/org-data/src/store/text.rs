//! Words of a search in a text, and values as text for people.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use rusqlite::types::{Value, ValueRef};

/// Whether the words of `term` stand next to each other in `text`, without regard to case. In a word `*` stands
/// for any letters and `?` for one.
pub fn contains_words(text: &str, term: &str) -> bool {
    let words = |text: &str, wildcards: bool| -> Vec<String> {
        text.to_lowercase()
            .split(|letter: char| !(letter.is_alphanumeric() || wildcards && matches!(letter, '*' | '?')))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (text, term) = (words(text, false), words(term, true));
    !term.is_empty()
        && text.windows(term.len()).any(|window| {
            window
                .iter()
                .zip(&term)
                .all(|(word, pattern)| super::functions::like(word, &as_like(pattern)))
        })
}

fn as_like(pattern: &str) -> String {
    pattern.replace('*', "%").replace('?', "_")
}

/// A stored value as SOQL's `FORMAT` shows it in an American locale.
pub fn formatted(form: &str, value: ValueRef<'_>, scale: u32, zone: &str) -> Result<Value, String> {
    let text = match (form, value) {
        (_, ValueRef::Null) => return Ok(Value::Null),
        ("number", ValueRef::Integer(number)) => grouped(number, scale),
        ("currency", ValueRef::Integer(number)) if number < 0 => {
            format!("-${}", grouped(number.saturating_neg(), scale))
        }
        ("currency", ValueRef::Integer(number)) => format!("${}", grouped(number, scale)),
        ("datetime", ValueRef::Integer(seconds)) => {
            let zone: Tz = zone.parse().map_err(|_| format!("unknown time zone {zone}"))?;
            DateTime::from_timestamp(seconds, 0)
                .ok_or("time out of range")?
                .with_timezone(&zone)
                .format("%-m/%-d/%Y, %-I:%M %p")
                .to_string()
        }
        ("date", ValueRef::Text(text)) => {
            let text = String::from_utf8_lossy(text);
            let date = NaiveDate::parse_from_str(&text, "%Y-%m-%d").map_err(|error| error.to_string())?;
            date.format("%-m/%-d/%Y").to_string()
        }
        (_, ValueRef::Text(text)) => String::from_utf8_lossy(text).into_owned(),
        (_, other) => return Err(format!("cannot format {other:?} as {form}")),
    };
    Ok(Value::Text(text))
}

/// `1,234.50` of 123450 with two digits after the point.
fn grouped(number: i64, scale: u32) -> String {
    let digits = format!("{:0width$}", number.unsigned_abs(), width = scale as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale as usize);
    let mut text = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if scale > 0 {
        text.push('.');
        text.push_str(fraction);
    }
    if number < 0 { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::{contains_words, grouped};

    #[test]
    fn whole_words_and_wildcards() {
        assert!(contains_words("Acme Remote Support", "remote"));
        assert!(!contains_words("Acme Remote Support", "remot"));
        assert!(contains_words("Acme Remote Support", "remot*"));
        assert!(contains_words("Acme Remote Support", "remote support"));
        assert!(!contains_words("Acme Remote Support", "support remote"));
        assert!(contains_words("cora@acme.example", "cora@acme.example"));
        assert!(!contains_words("", "x"));
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(123_456_789, 2), "1,234,567.89");
        assert_eq!(grouped(5, 2), "0.05");
        assert_eq!(grouped(-1_000, 0), "-1,000");
    }
}
