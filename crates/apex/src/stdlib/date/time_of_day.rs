//! `Time`.

use chrono::{Duration, NaiveTime, Timelike};

use super::millisecond;
use crate::interp::Interpreter;
use crate::stdlib::args::{self, Found, found, size};
use crate::value::Value;

/// `Time.x(...)`.
pub(crate) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        // Numbers of any size wrap around midnight, as in Java's lenient calendar.
        ("newinstance", 4) => {
            let part = |i: usize| args::int(interp, args, i).map(i64::from);
            let milliseconds = ((part(0)? * 60 + part(1)?) * 60 + part(2)?) * 1000 + part(3)?;
            let (time, _) = NaiveTime::MIN.overflowing_add_signed(Duration::milliseconds(milliseconds));
            found(Value::Time(time))
        }
        _ => Ok(None),
    }
}

/// `time.x(...)`.
pub(crate) fn call_method(
    interp: &mut Interpreter<'_>,
    own: NaiveTime,
    method: &str,
    args: &[Value],
) -> Found {
    let unit = match method {
        "addhours" => 3_600_000,
        "addminutes" => 60_000,
        "addseconds" => 1_000,
        "addmilliseconds" => 1,
        _ => 0,
    };
    match (method, args.len()) {
        ("addhours" | "addminutes" | "addseconds" | "addmilliseconds", 1) => {
            let amount = i64::from(args::int(interp, args, 0)?);
            found(Value::Time(
                own.overflowing_add_signed(Duration::milliseconds(amount * unit))
                    .0,
            ))
        }
        ("hour", 0) => found(size(own.hour() as usize)),
        ("minute", 0) => found(size(own.minute() as usize)),
        ("second", 0) => found(size(own.second() as usize)),
        ("millisecond", 0) => found(size(millisecond(&own) as usize)),
        ("tostring", 0) => found(Value::string(own.format("%H:%M:%S%.3fZ").to_string())),
        ("equals", 1) => found(Value::Boolean(matches!(&args[0], Value::Time(t) if *t == own))),
        _ => Ok(None),
    }
}
