//! `Date`, `Datetime`, `Time` and `TimeZone`.

mod day;
mod locale;
mod moment;
mod pattern;
mod time_of_day;
mod zone;

use chrono::{
    DateTime, Datelike, Duration, LocalResult, Months, NaiveDate, NaiveDateTime, TimeZone, Timelike, Utc,
};
use chrono_tz::Tz;

use crate::error::Thrown;
use crate::interp::Interpreter;

pub(super) use day::{call_method as date_method, call_static as date_static};
pub(super) use locale::of_user as user_locale;
pub(super) use moment::{call_method as datetime_method, call_static as datetime_static, parse_iso};
pub(super) use time_of_day::{call_method as time_method, call_static as time_static};
pub(super) use zone::{call_method as zone_method, call_static as zone_static, of_user as zone_value};

/// The running user's time zone.
pub(crate) fn user_zone(interp: &mut Interpreter<'_>) -> Result<Tz, Thrown> {
    let name = interp.host().user().time_zone;
    named_zone(&name).ok_or_else(|| interp.unsupported(format!("time zone {name:?} of the running user")))
}

/// A time zone by its IANA name or one of Java's (`GMT`, `PST`).
fn named_zone(name: &str) -> Option<Tz> {
    match name {
        "PST" => Some(Tz::America__Los_Angeles),
        "CST" => Some(Tz::America__Chicago),
        other => other.parse().ok(),
    }
}

/// The day that many months later; the last of the month where the day does not exist.
fn add_months(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    let step = Months::new(months.unsigned_abs());
    if months < 0 {
        day.checked_sub_months(step)
    } else {
        day.checked_add_months(step)
    }
}

/// A day from numbers of any size, as Java's lenient calendar: month 13 is January of the next year, day 0 the
/// last of the month before.
fn lenient_day(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    let first = add_months(NaiveDate::from_ymd_opt(year, 1, 1)?, month.checked_sub(1)?)?;
    first.checked_add_signed(Duration::days(i64::from(day) - 1))
}

/// A point in time from a local day and seconds of any size.
fn lenient_moment(day: NaiveDate, hour: i32, minute: i32, second: i32) -> Option<NaiveDateTime> {
    let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
    day.and_hms_opt(0, 0, 0)?
        .checked_add_signed(Duration::seconds(seconds))
}

/// The instant a local clock showed `local`. In the hour that clocks skip, the time an hour later, as Java;
/// in the hour that comes twice, the first.
fn from_local(zone: Tz, local: NaiveDateTime) -> Option<DateTime<Utc>> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(t) | LocalResult::Ambiguous(t, _) => Some(t.to_utc()),
        LocalResult::None => {
            let before = zone
                .from_local_datetime(&(local - Duration::hours(1)))
                .earliest()?;
            Some(before.to_utc() + Duration::hours(1))
        }
    }
}

/// The error of a date beyond what can be counted.
fn out_of_range(interp: &Interpreter<'_>) -> Thrown {
    interp.throw("TypeException", "Date value is out of range")
}

/// The first day of the week a day is in.
fn first_of_week(day: NaiveDate, sunday_first: bool) -> NaiveDate {
    let back = if sunday_first {
        day.weekday().num_days_from_sunday()
    } else {
        day.weekday().num_days_from_monday()
    };
    day - Duration::days(i64::from(back))
}

/// Milliseconds of a second, never those of a leap second.
fn millisecond(time: &impl Timelike) -> u32 {
    (time.nanosecond() / 1_000_000).min(999)
}
