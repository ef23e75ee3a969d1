//! `TimeZone`.

use chrono::{DateTime, Offset, Utc};
use chrono_tz::Tz;

use super::{named_zone, user_zone};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::stdlib::args::{self, Found, found};
use crate::value::{Native, Value};

fn zone_object(zone: Tz) -> Value {
    Value::native(Native::with_state("System.TimeZone", zone))
}

/// `UserInfo.getTimeZone()`.
pub(crate) fn of_user(interp: &mut Interpreter<'_>) -> Result<Value, Thrown> {
    Ok(zone_object(user_zone(interp)?))
}

/// A long name Java shows for an abbreviation.
pub(super) fn long_name(short: &str) -> Option<&'static str> {
    Some(match short {
        "UTC" => "Coordinated Universal Time",
        "GMT" => "Greenwich Mean Time",
        "BST" => "British Summer Time",
        "WET" => "Western European Time",
        "WEST" => "Western European Summer Time",
        "CET" => "Central European Time",
        "CEST" => "Central European Summer Time",
        "EET" => "Eastern European Time",
        "EEST" => "Eastern European Summer Time",
        "PST" => "Pacific Standard Time",
        "PDT" => "Pacific Daylight Time",
        "MST" => "Mountain Standard Time",
        "MDT" => "Mountain Daylight Time",
        "CST" => "Central Standard Time",
        "CDT" => "Central Daylight Time",
        "EST" => "Eastern Standard Time",
        "EDT" => "Eastern Daylight Time",
        _ => return None,
    })
}

fn at(zone: Tz, time: DateTime<Utc>) -> DateTime<Tz> {
    time.with_timezone(&zone)
}

/// `TimeZone.x(...)`.
pub(crate) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        // Like Java, a name that is not known gives GMT.
        ("gettimezone", 1) => {
            let name = args::text(interp, args, 0)?;
            found(zone_object(named_zone(&name).unwrap_or(Tz::GMT)))
        }
        _ => Ok(None),
    }
}

/// `zone.x(...)`.
pub(crate) fn call_method(
    interp: &mut Interpreter<'_>,
    zone: &Native,
    method: &str,
    args: &[Value],
) -> Found {
    let Some(tz) = zone.state.borrow().downcast_ref::<Tz>().copied() else {
        return Ok(None);
    };
    match (method, args.len()) {
        ("getid" | "tostring", 0) => found(Value::string(tz.name())),
        ("getoffset", 1) => {
            let time = args::datetime(interp, args, 0)?;
            found(Value::Integer(
                at(tz, time).offset().fix().local_minus_utc() * 1000,
            ))
        }
        ("getdisplayname", 0) => {
            let now = at(tz, interp.host().now());
            let short = now.offset().to_string();
            let name = long_name(&short).map_or(short.clone(), str::to_owned);
            let minutes = now.offset().fix().local_minus_utc() / 60;
            let sign = if minutes < 0 { '-' } else { '+' };
            let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
            found(Value::string(format!(
                "(GMT{sign}{hours:02}:{rest:02}) {name} ({})",
                tz.name()
            )))
        }
        _ => Ok(None),
    }
}
