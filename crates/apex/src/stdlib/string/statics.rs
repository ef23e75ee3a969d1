//! Static methods of `String`.

use super::{escape, format};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::stdlib::args::{self, Found, found};
use crate::stdlib::date;
use crate::value::Value;

fn is_blank(value: &Value) -> bool {
    value.as_str().is_none_or(|s| s.chars().all(char::is_whitespace))
}

fn is_empty(value: &Value) -> bool {
    value.as_str().is_none_or(str::is_empty)
}

/// `String.valueOf`: null stays null, a `Datetime` is shown in the user's time zone.
pub(crate) fn value_of(interp: &mut Interpreter<'_>, value: &Value) -> Result<Value, Thrown> {
    Ok(match value {
        Value::Null => Value::Null,
        Value::String(s) | Value::Id(s) => Value::String(s.clone()),
        // Unlike concatenation, which adds 00:00:00.
        Value::Date(d) => Value::string(d.format("%Y-%m-%d").to_string()),
        Value::Datetime(d) => {
            let zone = date::user_zone(interp)?;
            Value::string(d.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S").to_string())
        }
        other => Value::string(interp.display(other)?),
    })
}

/// `String.method(args)`; `method` in lower case.
pub(crate) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("isblank", 1) => found(Value::Boolean(is_blank(&args[0]))),
        ("isnotblank", 1) => found(Value::Boolean(!is_blank(&args[0]))),
        ("isempty", 1) => found(Value::Boolean(is_empty(&args[0]))),
        ("isnotempty", 1) => found(Value::Boolean(!is_empty(&args[0]))),
        ("valueof", 1) => value_of(interp, &args[0]).map(Some),
        ("valueofgmt", 1) => {
            let time = args::datetime(interp, args, 0)?;
            found(Value::string(time.format("%Y-%m-%d %H:%M:%S").to_string()))
        }
        ("join", 2) => {
            let items = args::elements(interp, args, 0)?;
            let separator = args::text(interp, args, 1)?;
            let mut texts = Vec::with_capacity(items.len());
            for item in &items {
                // Null joins as nothing, as in Commons Lang.
                texts.push(if item.is_null() {
                    String::new()
                } else {
                    interp.display(item)?
                });
            }
            found(Value::string(texts.join(&separator)))
        }
        ("format", 2) => {
            let template = args::text(interp, args, 0)?;
            let mut texts = Vec::new();
            if !args[1].is_null() {
                for item in args::elements(interp, args, 1)? {
                    texts.push(interp.display(&item)?);
                }
            }
            found(Value::string(format::message(&template, &texts)))
        }
        ("escapesinglequotes", 1) => found(Value::string(escape::single_quotes(&args::text(
            interp, args, 0,
        )?))),
        ("fromchararray", 1) => {
            let mut units = Vec::new();
            for item in args::elements(interp, args, 0)? {
                // Apex takes code points as well as UTF-16 units.
                let code = args::int(interp, &[item], 0)?;
                match u16::try_from(code) {
                    Ok(unit) => units.push(unit),
                    Err(_) => {
                        let point = u32::try_from(code).ok().and_then(char::from_u32).ok_or_else(|| {
                            interp.throw("StringException", format!("Invalid character code: {code}"))
                        })?;
                        units.extend_from_slice(point.encode_utf16(&mut [0; 2]));
                    }
                }
            }
            found(Value::string(super::units::text(&units)))
        }
        ("getcommonprefix", 1) => {
            let mut texts = Vec::new();
            for item in args::elements(interp, args, 0)? {
                texts.push(args::text(interp, &[item], 0)?);
            }
            let Some(first) = texts.first() else {
                return found(Value::string(""));
            };
            let shared = texts.iter().skip(1).fold(first.chars().count(), |count, text| {
                first
                    .chars()
                    .zip(text.chars())
                    .take(count)
                    .take_while(|(a, b)| a == b)
                    .count()
            });
            found(Value::string(first.chars().take(shared).collect::<String>()))
        }
        _ => Ok(None),
    }
}
