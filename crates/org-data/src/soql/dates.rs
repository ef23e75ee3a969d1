//! Date literals (`TODAY`, `LAST_N_DAYS:3`, ...) as spans of local days.
//!
//! Source: "Date Formats and Date Literals in WHERE", SOQL and SOSL Reference. Weeks begin on Sunday, as in
//! the en_US locale.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

/// Days from `start` up to, not including, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub start: NaiveDate,
    /// Day after the last.
    pub end: NaiveDate,
}

const PLAIN: &[&str] = &[
    "YESTERDAY",
    "TODAY",
    "TOMORROW",
    "LAST_WEEK",
    "THIS_WEEK",
    "NEXT_WEEK",
    "LAST_MONTH",
    "THIS_MONTH",
    "NEXT_MONTH",
    "LAST_90_DAYS",
    "NEXT_90_DAYS",
    "THIS_QUARTER",
    "LAST_QUARTER",
    "NEXT_QUARTER",
    "THIS_YEAR",
    "LAST_YEAR",
    "NEXT_YEAR",
    "THIS_FISCAL_QUARTER",
    "LAST_FISCAL_QUARTER",
    "NEXT_FISCAL_QUARTER",
    "THIS_FISCAL_YEAR",
    "LAST_FISCAL_YEAR",
    "NEXT_FISCAL_YEAR",
];

/// Whether a word (in capitals) is a date literal that takes no number.
pub fn is_literal(word: &str) -> bool {
    PLAIN.contains(&word)
}

/// The days a literal means when today is `today`; `None` when there is no such literal or it leaves the
/// calendar.
pub fn span(name: &str, count: Option<i64>, today: NaiveDate) -> Option<Span> {
    match count {
        None => plain(name, today),
        Some(count) => counted(name, count, today),
    }
}

/// The instant a local day begins. Where a time zone skips midnight, the first instant after it.
pub fn midnight(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN);
    (0..=3)
        .find_map(|hour| {
            zone.from_local_datetime(&(local + chrono::TimeDelta::hours(hour)))
                .earliest()
        })
        .map_or_else(|| local.and_utc(), |time| time.with_timezone(&Utc))
}

fn plain(name: &str, today: NaiveDate) -> Option<Span> {
    let offset = match name.split_once('_').map_or(name, |(first, _)| first) {
        "YESTERDAY" | "LAST" => -1,
        "TODAY" | "THIS" => 0,
        _ => 1,
    };
    match name {
        "YESTERDAY" | "TODAY" | "TOMORROW" => days(today, offset, 1),
        "LAST_90_DAYS" => days(today, -90, 91),
        "NEXT_90_DAYS" => days(today, 1, 90),
        _ => units(name.split_once('_')?.1, today, offset, 1),
    }
}

fn counted(name: &str, count: i64, today: NaiveDate) -> Option<Span> {
    // N_DAYS_AGO:n
    if let Some(unit) = name.strip_prefix("N_").and_then(|rest| rest.strip_suffix("_AGO")) {
        return if unit == "DAYS" {
            days(today, -count, 1)
        } else {
            units(unit.strip_suffix('S')?, today, -count, 1)
        };
    }
    if let Some(unit) = name.strip_prefix("LAST_N_") {
        // The last n days include today; the last n weeks, months, ... end before the current one.
        return if unit == "DAYS" {
            days(today, -count, count + 1)
        } else {
            units(unit.strip_suffix('S')?, today, -count, count)
        };
    }
    let unit = name.strip_prefix("NEXT_N_")?;
    if unit == "DAYS" {
        days(today, 1, count)
    } else {
        units(unit.strip_suffix('S')?, today, 1, count)
    }
}

fn days(today: NaiveDate, offset: i64, count: i64) -> Option<Span> {
    let start = plus_days(today, offset)?;
    Some(Span {
        start,
        end: plus_days(start, count)?,
    })
}

/// `count` weeks, months, quarters or years, the first `offset` units from the current one.
fn units(unit: &str, today: NaiveDate, offset: i64, count: i64) -> Option<Span> {
    // The fiscal year of a new org is the calendar year.
    let unit = unit.strip_prefix("FISCAL_").unwrap_or(unit);
    if unit == "WEEK" {
        let sunday = plus_days(today, -i64::from(today.weekday().num_days_from_sunday()))?;
        return days(sunday, offset.checked_mul(7)?, count.checked_mul(7)?);
    }
    let first = today.with_day(1)?;
    let (current, months) = match unit {
        "MONTH" => (first, 1),
        "QUARTER" => (first.with_month(today.month0() / 3 * 3 + 1)?, 3),
        "YEAR" => (first.with_month(1)?, 12),
        _ => return None,
    };
    let start = plus_months(current, offset.checked_mul(months)?)?;
    Some(Span {
        start,
        end: plus_months(start, count.checked_mul(months)?)?,
    })
}

fn plus_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let amount = Days::new(days.unsigned_abs());
    if days < 0 {
        day.checked_sub_days(amount)
    } else {
        day.checked_add_days(amount)
    }
}

fn plus_months(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    let amount = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 {
        day.checked_sub_months(amount)
    } else {
        day.checked_add_months(amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn of(name: &str, count: Option<i64>) -> (NaiveDate, NaiveDate) {
        // A Sunday.
        let span = span(name, count, day(2026, 11, 22)).unwrap();
        (span.start, span.end)
    }

    #[test]
    fn spans_of_the_reference() {
        assert_eq!(of("TODAY", None), (day(2026, 11, 22), day(2026, 11, 23)));
        assert_eq!(of("YESTERDAY", None), (day(2026, 11, 21), day(2026, 11, 22)));
        assert_eq!(of("THIS_WEEK", None), (day(2026, 11, 22), day(2026, 11, 29)));
        assert_eq!(of("LAST_WEEK", None), (day(2026, 11, 15), day(2026, 11, 22)));
        assert_eq!(of("NEXT_MONTH", None), (day(2026, 12, 1), day(2027, 1, 1)));
        assert_eq!(of("LAST_QUARTER", None), (day(2026, 7, 1), day(2026, 10, 1)));
        assert_eq!(of("THIS_YEAR", None), (day(2026, 1, 1), day(2027, 1, 1)));
        assert_eq!(of("LAST_N_DAYS", Some(3)), (day(2026, 11, 19), day(2026, 11, 23)));
        assert_eq!(of("NEXT_N_DAYS", Some(3)), (day(2026, 11, 23), day(2026, 11, 26)));
        assert_eq!(of("N_DAYS_AGO", Some(3)), (day(2026, 11, 19), day(2026, 11, 20)));
        assert_eq!(of("LAST_N_MONTHS", Some(2)), (day(2026, 9, 1), day(2026, 11, 1)));
        assert_eq!(of("N_YEARS_AGO", Some(1)), (day(2025, 1, 1), day(2026, 1, 1)));
        assert_eq!(span("LAST_N_EONS", Some(1), day(2026, 1, 1)), None);
    }

    #[test]
    fn days_begin_at_local_midnight() {
        let zone = chrono_tz::America::New_York;
        assert_eq!(
            midnight(day(2026, 11, 22), zone).to_rfc3339(),
            "2026-11-22T05:00:00+00:00"
        );
        // Midnight did not exist in Cairo on this day.
        let cairo = midnight(day(2023, 4, 28), chrono_tz::Africa::Cairo);
        assert_eq!(cairo.to_rfc3339(), "2023-04-27T22:00:00+00:00");
    }
}
