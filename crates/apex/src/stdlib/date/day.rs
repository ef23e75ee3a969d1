//! `Date`.

use chrono::{Datelike, Duration, NaiveDate};

use super::locale;
use super::{add_months, first_of_week, lenient_day, out_of_range, user_zone};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::stdlib::args::{self, Found, found};
use crate::value::Value;

fn day(interp: &Interpreter<'_>, day: Option<NaiveDate>) -> Found {
    day.map(|d| Some(Value::Date(d)))
        .ok_or_else(|| out_of_range(interp))
}

fn invalid(interp: &Interpreter<'_>, text: &str) -> Thrown {
    interp.throw("TypeException", format!("Invalid date: {text}"))
}

/// `yyyy-M-d`; a time after it is allowed, as in Apex.
fn read_iso(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim().split([' ', 'T']).next()?.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn days_in_month(year: i32, month: i32) -> Option<u32> {
    let next = lenient_day(year, month.checked_add(1)?, 1)?;
    Some(next.pred_opt()?.day())
}

/// Today for the running user.
pub(crate) fn today(interp: &mut Interpreter<'_>) -> Result<NaiveDate, Thrown> {
    let zone = user_zone(interp)?;
    Ok(interp.host().now().with_timezone(&zone).date_naive())
}

/// `Date.x(...)`.
pub(crate) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("today", 0) => found(Value::Date(today(interp)?)),
        ("newinstance", 3) => {
            let (y, m, d) = (
                args::int(interp, args, 0)?,
                args::int(interp, args, 1)?,
                args::int(interp, args, 2)?,
            );
            day(interp, lenient_day(y, m, d))
        }
        ("valueof", 1) => match &args[0] {
            Value::Date(d) => found(Value::Date(*d)),
            Value::Datetime(t) => {
                let zone = user_zone(interp)?;
                found(Value::Date(t.with_timezone(&zone).date_naive()))
            }
            _ => {
                let text = args::text(interp, args, 0)?;
                read_iso(&text)
                    .map(|d| Some(Value::Date(d)))
                    .ok_or_else(|| invalid(interp, &text))
            }
        },
        ("parse", 1) => {
            let text = args::text(interp, args, 0)?;
            let pattern = locale::of_user(interp)?.date;
            locale::read(pattern, &text)
                .and_then(|[y, m, d, ..]| NaiveDate::from_ymd_opt(i32::try_from(y).ok()?, m, d))
                .map(|d| Some(Value::Date(d)))
                .ok_or_else(|| invalid(interp, &text))
        }
        ("isleapyear", 1) => {
            let year = args::int(interp, args, 0)?;
            found(Value::Boolean(NaiveDate::from_ymd_opt(year, 2, 29).is_some()))
        }
        ("daysinmonth", 2) => {
            let days = days_in_month(args::int(interp, args, 0)?, args::int(interp, args, 1)?);
            found(days.map_or(Value::Null, |d| args::size(d as usize)))
        }
        _ => Ok(None),
    }
}

/// `date.x(...)`.
pub(crate) fn call_method(
    interp: &mut Interpreter<'_>,
    own: NaiveDate,
    method: &str,
    args: &[Value],
) -> Found {
    let number = |n: u32| found(args::size(n as usize));
    match (method, args.len()) {
        ("year", 0) => found(Value::Integer(own.year())),
        ("month", 0) => number(own.month()),
        ("day", 0) => number(own.day()),
        ("dayofyear", 0) => number(own.ordinal()),
        ("adddays", 1) => {
            let days = args::int(interp, args, 0)?;
            day(interp, own.checked_add_signed(Duration::days(i64::from(days))))
        }
        ("addmonths", 1) => day(interp, add_months(own, args::int(interp, args, 0)?)),
        ("addyears", 1) => {
            let years = args::int(interp, args, 0)?;
            day(
                interp,
                years.checked_mul(12).and_then(|months| add_months(own, months)),
            )
        }
        ("daysbetween", 1) => {
            let days = (args::date(interp, args, 0)? - own).num_days();
            found(Value::Integer(
                i32::try_from(days).map_err(|_| out_of_range(interp))?,
            ))
        }
        ("monthsbetween", 1) => {
            let other = args::date(interp, args, 0)?;
            let month = |d: NaiveDate| d.year() * 12 + i32::try_from(d.month0()).unwrap_or(0);
            found(Value::Integer(month(other) - month(own)))
        }
        ("issameday", 1) => found(Value::Boolean(args::date(interp, args, 0)? == own)),
        ("tostartofmonth", 0) => day(interp, own.with_day(1)),
        ("tostartofweek", 0) => {
            let sunday_first = locale::of_user(interp)?.sunday_first;
            found(Value::Date(first_of_week(own, sunday_first)))
        }
        ("format", 0) => {
            let pattern = locale::of_user(interp)?.date;
            super::moment::format_with(
                interp,
                own.and_time(chrono::NaiveTime::MIN).and_utc(),
                pattern,
                chrono_tz::Tz::UTC,
            )
            .map(Some)
        }
        ("tostring", 0) => found(Value::string(own.format("%Y-%m-%d 00:00:00").to_string())),
        ("equals", 1) => found(Value::Boolean(matches!(&args[0], Value::Date(d) if *d == own))),
        ("hashcode", 0) => found(Value::Integer(own.num_days_from_ce())),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar_is_lenient() {
        let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        assert_eq!(lenient_day(2026, 2, 30), date(2026, 3, 2));
        assert_eq!(lenient_day(2026, 13, 1), date(2027, 1, 1));
        assert_eq!(lenient_day(2026, 3, 0), date(2026, 2, 28));
        assert_eq!(lenient_day(2026, 0, 1), date(2025, 12, 1));
    }

    #[test]
    fn reads_iso() {
        assert_eq!(read_iso("2026-11-22"), NaiveDate::from_ymd_opt(2026, 11, 22));
        assert_eq!(read_iso("2026-1-2 10:00:00"), NaiveDate::from_ymd_opt(2026, 1, 2));
        assert_eq!(read_iso("2026-13-02"), None);
        assert_eq!(read_iso("22.11.2026"), None);
    }

    #[test]
    fn month_ends() {
        assert_eq!(days_in_month(2024, 2), Some(29));
        assert_eq!(days_in_month(2026, 12), Some(31));
        assert_eq!(
            add_months(NaiveDate::from_ymd_opt(2026, 1, 31).unwrap(), 1),
            NaiveDate::from_ymd_opt(2026, 2, 28)
        );
    }
}
