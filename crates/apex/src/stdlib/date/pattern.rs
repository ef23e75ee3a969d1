//! Java's `SimpleDateFormat` patterns, with English names.

use chrono::{DateTime, Datelike, Offset, Timelike};
use chrono_tz::Tz;

use super::{first_of_week, millisecond};

/// Formats a point in time; the error is the first letter that is no field of a pattern.
pub(super) fn format(time: &DateTime<Tz>, pattern: &str) -> Result<String, char> {
    let mut out = String::new();
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' if chars.next_if_eq(&'\'').is_some() => out.push('\''),
            '\'' => {
                while let Some(literal) = chars.next() {
                    if literal != '\'' {
                        out.push(literal);
                    } else if chars.next_if_eq(&'\'').is_some() {
                        out.push('\'');
                    } else {
                        break;
                    }
                }
            }
            letter if letter.is_ascii_alphabetic() => {
                let mut count = 1;
                while chars.next_if_eq(&letter).is_some() {
                    count += 1;
                }
                out.push_str(&field(time, letter, count).ok_or(letter)?);
            }
            other => out.push(other),
        }
    }
    Ok(out)
}

fn number(value: u32, width: usize) -> String {
    format!("{value:0width$}")
}

fn year(value: i32, count: usize) -> String {
    if count == 2 {
        format!("{:02}", value.rem_euclid(100))
    } else {
        format!("{value:0count$}")
    }
}

fn field(time: &DateTime<Tz>, letter: char, count: usize) -> Option<String> {
    let seconds = time.offset().fix().local_minus_utc();
    Some(match letter {
        'G' => if time.year() > 0 { "AD" } else { "BC" }.into(),
        'y' | 'u' if letter == 'y' || count > 1 => year(time.year(), count),
        'Y' => year(week_year(time), count),
        'M' | 'L' => match count {
            1 | 2 => number(time.month(), count),
            3 => time.format("%b").to_string(),
            _ => time.format("%B").to_string(),
        },
        'd' => number(time.day(), count),
        'D' => number(time.ordinal(), count),
        'E' => time.format(if count < 4 { "%a" } else { "%A" }).to_string(),
        'u' => number(time.weekday().number_from_monday(), count),
        'F' => number((time.day() - 1) / 7 + 1, count),
        'w' => number(week(time), count),
        'W' => {
            let first = time.date_naive().with_day(1)?;
            let days = first_of_week(time.date_naive(), true) - first_of_week(first, true);
            number(u32::try_from(days.num_weeks()).ok()? + 1, count)
        }
        'a' => if time.hour() < 12 { "AM" } else { "PM" }.into(),
        'H' => number(time.hour(), count),
        'k' => number(if time.hour() == 0 { 24 } else { time.hour() }, count),
        'K' => number(time.hour() % 12, count),
        'h' => number(time.hour12().1, count),
        'm' => number(time.minute(), count),
        's' => number(time.second(), count),
        'S' => number(millisecond(time), count),
        'z' if *time.offset().to_string() == *"UTC" && time.timezone() != Tz::UTC => "GMT".into(),
        'z' => zone_name(time, count),
        'Z' => offset(seconds, ""),
        'X' if seconds == 0 => "Z".into(),
        'X' => match count {
            1 => offset(seconds, "").get(..3)?.to_owned(),
            2 => offset(seconds, ""),
            _ => offset(seconds, ":"),
        },
        _ => return None,
    })
}

/// The zone's abbreviation (`CET`); zones without one show their offset, as Java does.
fn zone_name(time: &DateTime<Tz>, count: usize) -> String {
    let short = time.offset().to_string();
    if short.starts_with(['+', '-']) {
        let offset = offset(time.offset().fix().local_minus_utc(), ":");
        return format!("GMT{offset}");
    }
    if count < 4 {
        short
    } else {
        super::zone::long_name(&short).map_or(short.clone(), str::to_owned)
    }
}

fn offset(seconds: i32, separator: &str) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{separator}{:02}", minutes / 60, minutes % 60)
}

/// Week of the year as in the United States: weeks start on Sunday, the first has January 1.
fn week(time: &DateTime<Tz>) -> u32 {
    if week_year(time) > time.year() {
        return 1;
    }
    let first_week = time
        .date_naive()
        .with_ordinal(1)
        .map(|first| first_of_week(first, true));
    let days = first_week.map_or(0, |first| {
        (first_of_week(time.date_naive(), true) - first).num_days()
    });
    u32::try_from(days / 7).unwrap_or(0) + 1
}

fn week_year(time: &DateTime<Tz>) -> i32 {
    let saturday = first_of_week(time.date_naive(), true) + chrono::Duration::days(6);
    saturday.year().max(time.year())
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn shown(pattern: &str) -> String {
        let time = Tz::Europe__Paris
            .with_ymd_and_hms(2026, 11, 22, 17, 5, 9)
            .unwrap();
        format(&time, pattern).unwrap()
    }

    #[test]
    fn common_patterns() {
        assert_eq!(
            shown("yyyy-MM-dd'T'HH:mm:ss.SSSZ"),
            "2026-11-22T17:05:09.000+0100"
        );
        assert_eq!(shown("EEE, d MMM yyyy h:mm a"), "Sun, 22 Nov 2026 5:05 PM");
        assert_eq!(shown("EEEE MMMM yy"), "Sunday November 26");
        assert_eq!(shown("XXX XX X z"), "+01:00 +0100 +01 CET");
        assert_eq!(shown("h 'o''clock' ''"), "5 o'clock '");
        assert_eq!(shown("D u w k K"), "326 7 48 17 5");
    }

    #[test]
    fn year_of_the_week() {
        let time = Tz::UTC.with_ymd_and_hms(2025, 12, 29, 0, 0, 0).unwrap();
        assert_eq!(format(&time, "YYYY-ww").unwrap(), "2026-01");
        assert_eq!(
            format(&time, "yyyy-MM-dd'T'HH:mm:ssXXX").unwrap(),
            "2025-12-29T00:00:00Z"
        );
    }

    #[test]
    fn unknown_letters_are_refused() {
        let time = Tz::UTC.with_ymd_and_hms(2025, 12, 29, 0, 0, 0).unwrap();
        assert_eq!(format(&time, "yyyy n"), Err('n'));
    }
}
