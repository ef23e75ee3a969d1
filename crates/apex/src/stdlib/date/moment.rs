//! `Datetime`.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, SubsecRound, Timelike, Utc};
use chrono_tz::Tz;

use super::{
    add_months, from_local, lenient_day, lenient_moment, locale, millisecond, named_zone, out_of_range,
    pattern, user_zone,
};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::stdlib::args::{self, Found, found, size};
use crate::value::Value;

fn moment(interp: &Interpreter<'_>, time: Option<DateTime<Utc>>) -> Found {
    time.map(|t| Some(Value::Datetime(t)))
        .ok_or_else(|| out_of_range(interp))
}

fn invalid(interp: &Interpreter<'_>, text: &str) -> Thrown {
    interp.throw("TypeException", format!("Invalid date/time: {text}"))
}

/// A pattern applied in a zone; `IllegalArgumentException` for a letter that is no field.
pub(super) fn format_with(
    interp: &Interpreter<'_>,
    time: DateTime<Utc>,
    java_pattern: &str,
    zone: Tz,
) -> Result<Value, Thrown> {
    pattern::format(&time.with_timezone(&zone), java_pattern)
        .map(Value::string)
        .map_err(|letter| {
            interp.throw(
                "IllegalArgumentException",
                format!("Illegal pattern character '{letter}'"),
            )
        })
}

/// `yyyy-MM-dd HH:mm:ss`, which Apex reads as local time.
fn read_plain(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S")
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f"))
        .ok()
}

/// ISO 8601 as JSON carries it: `2026-11-22T17:00:00.000Z`, `+0000`, `+01:00`; a day alone is its midnight
/// in UTC.
pub(crate) fn parse_iso(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(time.to_utc());
    }
    if let Ok(time) = DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z") {
        return Some(time.to_utc());
    }
    if let Ok(time) = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f") {
        return Some(time.and_utc());
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .map(|d| d.and_time(NaiveTime::MIN).and_utc())
}

/// `Datetime.newInstance` and `newInstanceGmt`.
fn new_instance(interp: &mut Interpreter<'_>, zone: Tz, args: &[Value]) -> Found {
    let local = match args {
        [Value::Integer(_) | Value::Long(_)] => {
            let milliseconds = args::long(interp, args, 0)?;
            return moment(interp, DateTime::from_timestamp_millis(milliseconds));
        }
        [Value::Date(day), Value::Time(time)] => Some(day.and_time(*time)),
        [_, _, _] | [_, _, _, _, _, _] => {
            let mut part = [0i32; 6];
            for (i, part) in part.iter_mut().enumerate().take(args.len()) {
                *part = args::int(interp, args, i)?;
            }
            let [y, m, d, hour, minute, second] = part;
            lenient_day(y, m, d).and_then(|day| lenient_moment(day, hour, minute, second))
        }
        [Value::Null, _] | [_, Value::Null] => return Err(args::null_argument(interp)),
        _ => return Ok(None),
    };
    moment(interp, local.and_then(|local| from_local(zone, local)))
}

/// `Datetime.x(...)`.
pub(crate) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("now", 0) => {
            let now = interp.host().now().trunc_subsecs(3);
            found(Value::Datetime(now))
        }
        ("newinstance", _) => {
            let zone = user_zone(interp)?;
            new_instance(interp, zone, args)
        }
        ("newinstancegmt", _) => new_instance(interp, Tz::UTC, args),
        ("valueof", 1) => match &args[0] {
            Value::Datetime(t) => found(Value::Datetime(*t)),
            Value::Date(d) => {
                let zone = user_zone(interp)?;
                moment(interp, from_local(zone, d.and_time(NaiveTime::MIN)))
            }
            _ => {
                let text = args::text(interp, args, 0)?;
                let zone = user_zone(interp)?;
                let time = read_plain(&text).and_then(|local| from_local(zone, local));
                time.map(|t| Some(Value::Datetime(t)))
                    .ok_or_else(|| invalid(interp, &text))
            }
        },
        ("valueofgmt", 1) => {
            let text = args::text(interp, args, 0)?;
            let time = read_plain(&text).map(|local| local.and_utc());
            time.map(|t| Some(Value::Datetime(t)))
                .ok_or_else(|| invalid(interp, &text))
        }
        ("parse", 1) => {
            let text = args::text(interp, args, 0)?;
            let zone = user_zone(interp)?;
            let pattern = locale::of_user(interp)?.date_time;
            locale::read(pattern, &text)
                .and_then(|[y, m, d, hour, minute]| {
                    NaiveDate::from_ymd_opt(i32::try_from(y).ok()?, m, d)?.and_hms_opt(hour, minute, 0)
                })
                .and_then(|local| from_local(zone, local))
                .map(|t| Some(Value::Datetime(t)))
                .ok_or_else(|| invalid(interp, &text))
        }
        _ => Ok(None),
    }
}

/// `datetime.x(...)`. Methods ending in `Gmt` use UTC, the others the user's time zone.
pub(crate) fn call_method(
    interp: &mut Interpreter<'_>,
    own: DateTime<Utc>,
    method: &str,
    args: &[Value],
) -> Found {
    let (name, zone) = match method.strip_suffix("gmt") {
        Some(name) => (name, Tz::UTC),
        None => (method, user_zone(interp)?),
    };
    let local = own.with_timezone(&zone).naive_local();
    let plus = |interp: &Interpreter<'_>, unit: Duration| -> Found {
        let amount = args::int(interp, args, 0)?;
        moment(
            interp,
            unit.checked_mul(amount).and_then(|d| own.checked_add_signed(d)),
        )
    };
    match (name, args.len()) {
        ("gettime", 0) => found(Value::Long(own.timestamp_millis())),
        ("date", 0) => found(Value::Date(local.date())),
        ("time", 0) => found(Value::Time(local.time())),
        ("year", 0) => found(Value::Integer(local.year())),
        ("month", 0) => found(size(local.month() as usize)),
        ("day", 0) => found(size(local.day() as usize)),
        ("dayofyear", 0) => found(size(local.ordinal() as usize)),
        ("hour", 0) => found(size(local.hour() as usize)),
        ("minute", 0) => found(size(local.minute() as usize)),
        ("second", 0) => found(size(local.second() as usize)),
        ("millisecond", 0) => found(size(millisecond(&local) as usize)),
        ("adddays", 1) => {
            let days = args::int(interp, args, 0)?;
            let moved = local.checked_add_signed(Duration::days(i64::from(days)));
            moment(interp, moved.and_then(|local| from_local(zone, local)))
        }
        ("addmonths" | "addyears", 1) => {
            let amount = args::int(interp, args, 0)?;
            let months = if name == "addyears" {
                amount.checked_mul(12)
            } else {
                Some(amount)
            };
            let moved = months
                .and_then(|m| add_months(local.date(), m))
                .map(|day| day.and_time(local.time()));
            moment(interp, moved.and_then(|local| from_local(zone, local)))
        }
        ("addhours", 1) => plus(interp, Duration::hours(1)),
        ("addminutes", 1) => plus(interp, Duration::minutes(1)),
        ("addseconds", 1) => plus(interp, Duration::seconds(1)),
        ("addmilliseconds", 1) => plus(interp, Duration::milliseconds(1)),
        ("issameday", 1) => {
            let other = args::datetime(interp, args, 0)?.with_timezone(&zone).date_naive();
            found(Value::Boolean(other == local.date()))
        }
        ("format", 0) => {
            let pattern = locale::of_user(interp)?.date_time;
            format_with(interp, own, pattern, zone).map(Some)
        }
        ("formatlong", 0) => {
            let pattern = format!("{} z", locale::of_user(interp)?.date_time.replace("mm", "mm:ss"));
            format_with(interp, own, &pattern, zone).map(Some)
        }
        ("format", 1) => {
            let pattern = args::text(interp, args, 0)?;
            format_with(interp, own, &pattern, zone).map(Some)
        }
        ("format", 2) => {
            let (pattern, name) = (args::text(interp, args, 0)?, args::text(interp, args, 1)?);
            // Like Java, a zone that is not known is GMT.
            format_with(interp, own, &pattern, named_zone(&name).unwrap_or(Tz::GMT)).map(Some)
        }
        ("tostring", 0) => found(Value::string(own.format("%Y-%m-%d %H:%M:%S").to_string())),
        ("equals", 1) => found(Value::Boolean(
            matches!(&args[0], Value::Datetime(t) if *t == own),
        )),
        ("hashcode", 0) => {
            let milliseconds = own.timestamp_millis();
            // Java's Long.hashCode: the upper half over the lower.
            found(Value::Integer((milliseconds ^ (milliseconds >> 32)) as i32))
        }
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_forms_of_json() {
        let wanted = DateTime::from_timestamp(1_795_366_800, 0);
        for text in [
            "2026-11-22T17:00:00.000Z",
            "2026-11-22T17:00:00.000+0000",
            "2026-11-22T18:00:00+01:00",
        ] {
            assert_eq!(parse_iso(text), wanted, "{text}");
        }
        assert_eq!(parse_iso("yesterday"), None);
    }

    #[test]
    fn clock_changes() {
        let local = |h, m| {
            NaiveDate::from_ymd_opt(2026, 3, 29)
                .unwrap()
                .and_hms_opt(h, m, 0)
                .unwrap()
        };
        // 02:30 does not exist in Paris on that day: clocks go from 02:00 to 03:00.
        let time = from_local(Tz::Europe__Paris, local(2, 30)).unwrap();
        assert_eq!(time.with_timezone(&Tz::Europe__Paris).naive_local(), local(3, 30));
    }
}
