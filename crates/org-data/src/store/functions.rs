//! How SOQL compares text, given to SQLite: a collation and two functions.

use std::cmp::Ordering;

use chrono::{DateTime, Datelike, Timelike};
use chrono_tz::Tz;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::Value;
use rusqlite::{Connection, Error, Result};

/// Registers the collation `SALESFORCE` and the functions `sf_like`, `sf_includes`, `sf_search`, `sf_format` and `sf_part`.
pub(super) fn register(connection: &Connection) -> Result<()> {
    connection.create_collation("SALESFORCE", compare)?;
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("sf_like", 2, flags, |context| {
        let value: Option<String> = context.get(0)?;
        let pattern: Option<String> = context.get(1)?;
        Ok(matches!((value, pattern), (Some(value), Some(pattern)) if like(&value, &pattern)))
    })?;
    connection.create_scalar_function("sf_includes", 2, flags, |context| {
        let value: Option<String> = context.get(0)?;
        let wanted: String = context.get(1)?;
        Ok(value.is_some_and(|value| includes(&value, &wanted)))
    })?;
    connection.create_scalar_function("sf_search", 2, flags, |context| {
        let value: Option<String> = context.get(0)?;
        let term: String = context.get(1)?;
        Ok(value.is_some_and(|value| super::text::contains_words(&value, &term)))
    })?;
    connection.create_scalar_function("sf_format", 4, flags, |context| {
        let form: String = context.get(0)?;
        let scale: u32 = context.get(2)?;
        let zone: String = context.get(3)?;
        super::text::formatted(&form, context.get_raw(1), scale, &zone)
            .map_err(|reason| Error::UserFunctionError(reason.into()))
    })?;
    connection.create_scalar_function("sf_part", 3, flags, |context| {
        let part: String = context.get(0)?;
        let seconds: Option<i64> = context.get(1)?;
        let zone: String = context.get(2)?;
        let Some(seconds) = seconds else {
            return Ok(Value::Null);
        };
        date_part(&part, seconds, &zone).map_err(|reason| Error::UserFunctionError(reason.into()))
    })
}

/// Order without regard to case.
pub fn compare(left: &str, right: &str) -> Ordering {
    folded(left).cmp(folded(right))
}

fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(char::to_lowercase)
}

/// SOQL's `LIKE`: `%` any run, `_` any one character, a backslash before either means itself; without
/// regard to case.
pub fn like(value: &str, pattern: &str) -> bool {
    let value: Vec<char> = folded(value).collect();
    let pattern = tokens(pattern);
    // Classic two-pointer wildcard match: on a mismatch, give the last `%` one more character.
    let (mut at, mut next) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while at < value.len() {
        match pattern.get(next) {
            Some(Token::Any) => {
                retry = Some((next, at));
                next += 1;
            }
            Some(Token::One) => {
                at += 1;
                next += 1;
            }
            Some(Token::Letter(letter)) if *letter == value[at] => {
                at += 1;
                next += 1;
            }
            _ => match retry {
                Some((star, from)) => {
                    retry = Some((star, from + 1));
                    at = from + 1;
                    next = star + 1;
                }
                None => return false,
            },
        }
    }
    pattern[next..].iter().all(|token| matches!(token, Token::Any))
}

enum Token {
    Any,
    One,
    Letter(char),
}

fn tokens(pattern: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '%' => tokens.push(Token::Any),
            '_' => tokens.push(Token::One),
            '\\' if matches!(letters.peek(), Some('%' | '_' | '\\')) => {
                tokens.extend(letters.next().map(Token::Letter));
            }
            letter => tokens.extend(letter.to_lowercase().map(Token::Letter)),
        }
    }
    tokens
}

/// Whether a multi-select value (`a;b;c`) has every part of `wanted` (`a;c`).
fn includes(value: &str, wanted: &str) -> bool {
    let parts: Vec<&str> = value.split(';').collect();
    wanted
        .split(';')
        .all(|want| parts.iter().any(|part| compare(part, want) == Ordering::Equal))
}

/// A part of a point in time in a time zone, for the date functions of SOQL: a number, or a day as text.
fn date_part(part: &str, seconds: i64, zone: &str) -> std::result::Result<Value, String> {
    let zone: Tz = zone.parse().map_err(|_| format!("unknown time zone {zone}"))?;
    let time = DateTime::from_timestamp(seconds, 0)
        .ok_or("time out of range")?
        .with_timezone(&zone);
    let number = match part {
        "CALENDAR_YEAR" => i64::from(time.year()),
        "CALENDAR_QUARTER" => i64::from(time.month0() / 3 + 1),
        "CALENDAR_MONTH" => i64::from(time.month()),
        "DAY_IN_MONTH" => i64::from(time.day()),
        "DAY_IN_WEEK" => i64::from(time.weekday().number_from_sunday()),
        "DAY_IN_YEAR" => i64::from(time.ordinal()),
        "HOUR_IN_DAY" => i64::from(time.hour()),
        // Weeks are counted from the first day of the month or year.
        "WEEK_IN_MONTH" => i64::from(time.day0() / 7 + 1),
        "WEEK_IN_YEAR" => i64::from(time.ordinal0() / 7 + 1),
        // The fiscal year of a new org is the calendar year.
        "FISCAL_YEAR" => i64::from(time.year()),
        "FISCAL_QUARTER" => i64::from(time.month0() / 3 + 1),
        "FISCAL_MONTH" => i64::from(time.month()),
        "DAY_ONLY" => return Ok(Value::Text(time.format("%Y-%m-%d").to_string())),
        other => return Err(format!("unknown date function {other}")),
    };
    Ok(Value::Integer(number))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn wildcards() {
        assert!(like("Remote Support", "remote%"));
        assert!(like("Remote Support", "%SUP_ORT"));
        assert!(!like("Remote Support", "support"));
        assert!(like("100%", "100\\%"));
        assert!(!like("1000", "100\\%"));
        assert!(like("ÄRGER", "ärg%"));
        assert!(like("aXbXb", "a%b"));
        assert!(like("", "%"));
    }

    #[test]
    fn multi_select_needs_every_part() {
        assert!(includes("a;b;c", "C;a"));
        assert!(!includes("a;b", "a;c"));
    }

    #[test]
    fn parts_are_those_of_the_zone() {
        // 2026-01-01T00:30Z is still the old year in New York.
        assert_eq!(
            date_part("CALENDAR_YEAR", 1_767_227_400, "America/New_York"),
            Ok(Value::Integer(2025))
        );
        assert_eq!(
            date_part("CALENDAR_YEAR", 1_767_227_400, "UTC"),
            Ok(Value::Integer(2026))
        );
        assert_eq!(
            date_part("DAY_ONLY", 1_767_227_400, "UTC"),
            Ok(Value::Text("2026-01-01".into()))
        );
        assert!(date_part("X", 0, "UTC").is_err());
    }

    proptest! {
        #![proptest_config(crate::tests::laws())]

        #[test]
        fn an_escaped_text_matches_itself_only(text in ".{0,20}", other in ".{0,20}") {
            let pattern: String = text
                .chars()
                .flat_map(|letter| if matches!(letter, '%' | '_' | '\\') { vec!['\\', letter] } else { vec![letter] })
                .collect();
            prop_assert!(like(&text, &pattern));
            prop_assert_eq!(like(&other, &pattern), compare(&other, &text) == Ordering::Equal);
        }

        #[test]
        fn a_contained_text_matches(before in ".{0,8}", text in "[a-z]{1,8}", after in ".{0,8}") {
            let pattern = format!("%{text}%");
            let value = format!("{before}{text}{after}");
            prop_assert!(like(&value, &pattern));
        }
    }
}
