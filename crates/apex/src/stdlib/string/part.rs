//! `String` methods that answer a part of the text, or the text with something removed or added.

use std::rc::Rc;

use super::shape::{abbreviate, by_character_type, pad};
use super::units::{self, length, slice};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::stdlib::args::{self, Found, found, size};
use crate::stdlib::regex;
use crate::value::{TypeName, Value};

/// Longest text these methods make: Apex's own limit of six million characters.
const MAX_LENGTH: usize = 6_000_000;

fn checked_length(interp: &Interpreter<'_>, wanted: usize) -> Result<(), Thrown> {
    if wanted > MAX_LENGTH {
        let message = format!("String length exceeds maximum: {wanted} > {MAX_LENGTH}");
        return Err(interp.throw("StringException", message));
    }
    Ok(())
}

fn unsigned(number: i32) -> usize {
    usize::try_from(number).unwrap_or(0)
}

/// `substring(start, end)` with Apex's errors.
fn substring(interp: &Interpreter<'_>, text: &str, start: i32, end: Option<i32>) -> Found {
    let size = length(text);
    let first = usize::try_from(start).ok().filter(|s| *s <= size);
    let Some(first) = first else {
        return Err(interp.throw(
            "StringException",
            format!("Starting position out of bounds: {start}"),
        ));
    };
    let last = match end {
        None => Some(size),
        Some(end) => usize::try_from(end).ok().filter(|e| *e <= size && *e >= first),
    };
    match last {
        Some(last) => found(Value::string(slice(text, first, last))),
        None => {
            let message = format!("Ending position out of bounds: {}", end.unwrap_or_default());
            Err(interp.throw("StringException", message))
        }
    }
}

pub(super) fn call(interp: &Interpreter<'_>, text: &Rc<str>, method: &str, args: &[Value]) -> Found {
    let arg = |i: usize| args::text(interp, args, i);
    let number = |i: usize| args::int(interp, args, i);
    let string = |s: &str| found(Value::string(s));
    match (method, args.len()) {
        ("substring", 1) => substring(interp, text, number(0)?, None),
        ("substring", 2) => substring(interp, text, number(0)?, Some(number(1)?)),
        ("left", 1) => string(&slice(text, 0, unsigned(number(0)?))),
        ("right", 1) => {
            let size = length(text);
            string(&slice(text, size.saturating_sub(unsigned(number(0)?)), size))
        }
        ("mid", 2) => {
            let start = unsigned(number(0)?);
            string(&slice(text, start, start.saturating_add(unsigned(number(1)?))))
        }
        ("charat", 1) => {
            let index = number(0)?;
            let unit = usize::try_from(index)
                .ok()
                .and_then(|i| units::units(text).get(i).copied());
            unit.map(|u| Some(Value::Integer(i32::from(u))))
                .ok_or_else(|| interp.throw("StringException", format!("Index out of bounds: {index}")))
        }
        ("codepointat" | "codepointbefore", 1) => {
            let index = if method == "codepointat" {
                number(0)?
            } else {
                number(0)? - 1
            };
            let point = usize::try_from(index).ok().and_then(|i| {
                if i >= length(text) {
                    None
                } else {
                    text[units::to_byte(text, i)..].chars().next()
                }
            });
            point
                .and_then(|c| i32::try_from(u32::from(c)).ok())
                .map(|c| Some(Value::Integer(c)))
                .ok_or_else(|| interp.throw("StringException", format!("Index out of bounds: {}", index)))
        }
        ("codepointcount", 2) => found(size(
            slice(text, unsigned(number(0)?), unsigned(number(1)?))
                .chars()
                .count(),
        )),
        ("getchars", 0) => {
            let items = units::units(text)
                .into_iter()
                .map(|u| Value::Integer(i32::from(u)))
                .collect();
            found(Value::list(TypeName::new("Integer"), items))
        }
        ("trim", 0) => string(text.trim_matches(|c: char| c <= ' ')),
        ("deletewhitespace", 0) => string(&text.chars().filter(|c| !c.is_whitespace()).collect::<String>()),
        ("normalizespace", 0) => string(&text.split_whitespace().collect::<Vec<_>>().join(" ")),
        ("remove", 1) => {
            let part = arg(0)?;
            if part.is_empty() {
                string(text)
            } else {
                string(&text.replace(&*part, ""))
            }
        }
        ("removestart", 1) => string(text.strip_prefix(&*arg(0)?).unwrap_or(text)),
        ("removeend", 1) => string(text.strip_suffix(&*arg(0)?).unwrap_or(text)),
        ("removestartignorecase", 1) => {
            let part = arg(0)?;
            let (count, size) = (length(&part), length(text));
            let hit = slice(text, 0, count).to_lowercase() == part.to_lowercase();
            string(&if hit {
                slice(text, count, size)
            } else {
                text.to_string()
            })
        }
        ("removeendignorecase", 1) => {
            let part = arg(0)?;
            let size = length(text);
            let start = size.saturating_sub(length(&part));
            let hit = slice(text, start, size).to_lowercase() == part.to_lowercase();
            string(&if hit {
                slice(text, 0, start)
            } else {
                text.to_string()
            })
        }
        ("replace", 2) => string(&text.replace(&*arg(0)?, &arg(1)?)),
        ("replaceall" | "replacefirst", 2) => string(&regex::replace(
            interp,
            text,
            &arg(0)?,
            &arg(1)?,
            method == "replaceall",
        )?),
        ("split", 1 | 2) => {
            let limit = if args.len() == 2 { number(1)? } else { 0 };
            found(Value::strings(regex::split(interp, text, &arg(0)?, limit)?))
        }
        ("splitbycharactertype", 0) => found(Value::strings(by_character_type(text, false))),
        ("splitbycharactertypecamelcase", 0) => found(Value::strings(by_character_type(text, true))),
        ("repeat", 1) => {
            let times = unsigned(number(0)?);
            checked_length(interp, text.len().saturating_mul(times))?;
            string(&text.repeat(times))
        }
        ("repeat", 2) => {
            let (separator, times) = (arg(0)?, unsigned(number(1)?));
            checked_length(interp, (text.len() + separator.len()).saturating_mul(times))?;
            string(&vec![&**text; times].join(&*separator))
        }
        ("reverse", 0) => string(&text.chars().rev().collect::<String>()),
        ("leftpad" | "rightpad" | "center", 1 | 2) => {
            let width = unsigned(number(0)?);
            let filler = if args.len() == 2 { arg(1)? } else { " ".into() };
            checked_length(interp, width)?;
            string(&pad(text, width, &filler, method))
        }
        ("abbreviate", 1 | 2) => {
            let (width, offset) = if args.len() == 2 {
                (number(0)?, number(1)?)
            } else {
                (number(0)?, 0)
            };
            match abbreviate(text, unsigned(width), unsigned(offset)) {
                Ok(short) => string(&short),
                Err(least) => Err(interp.throw(
                    "StringException",
                    format!("Minimum abbreviation width is {least}"),
                )),
            }
        }
        ("substringbefore", 1) => string(text.split_once(&*arg(0)?).map_or(&**text, |(before, _)| before)),
        ("substringbeforelast", 1) => {
            let separator = arg(0)?;
            if separator.is_empty() {
                return string(text);
            }
            string(
                text.rsplit_once(&*separator)
                    .map_or(&**text, |(before, _)| before),
            )
        }
        ("substringafter", 1) => string(text.split_once(&*arg(0)?).map_or("", |(_, after)| after)),
        ("substringafterlast", 1) => {
            let separator = arg(0)?;
            if separator.is_empty() {
                return string("");
            }
            string(text.rsplit_once(&*separator).map_or("", |(_, after)| after))
        }
        ("substringbetween", 1 | 2) => {
            let open = arg(0)?;
            let close = if args.len() == 2 { arg(1)? } else { open.clone() };
            let inner = text
                .split_once(&*open)
                .and_then(|(_, rest)| rest.split_once(&*close));
            found(inner.map_or(Value::Null, |(inner, _)| Value::string(inner)))
        }
        ("striphtmltags", 0) => string(&regex::replace(interp, text, "<[^>]*>", "", true)?),
        _ => Ok(None),
    }
}
