//! `Integer`, `Long`, `Double`, `Decimal` and `Boolean`.

use bigdecimal::{BigDecimal, RoundingMode, ToPrimitive};

use super::args::{self, Found, found};
use super::{date, decimal};
use crate::interp::Interpreter;
use crate::value::{Value, decimal_string};

/// The low 64 bits of the whole part: what Java's `longValue` gives.
pub(super) fn low_long(number: &BigDecimal) -> i64 {
    let whole = number.with_scale_round(0, RoundingMode::Down);
    whole.to_i64().unwrap_or_else(|| {
        let two_64 = BigDecimal::from(1u128 << 64);
        let low = (&whole % &two_64 + &two_64) % &two_64;
        low.to_u64().map_or(0, u64::cast_signed)
    })
}

/// The low 32 bits: Java's narrowing.
pub(super) fn low_int(number: i64) -> i32 {
    number as i32
}

/// A double as a whole number, as Java narrows it: saturating, NaN is 0.
fn double_to_long(number: f64) -> i64 {
    number as i64
}

/// Reads a number written in decimal digits, with an exponent for `Decimal` and `Double`.
pub(super) fn parse_decimal(text: &str) -> Option<BigDecimal> {
    let text = text.trim();
    let text = text.strip_prefix('+').unwrap_or(text);
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') || digits.contains('_') {
        return None;
    }
    text.parse().ok()
}

fn parse_whole<T: std::str::FromStr>(text: &str) -> Option<T> {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// `Integer.x(...)`, `Long.x(...)`, `Double.x(...)`, `Decimal.x(...)`, `Boolean.x(...)`; `class` in lower case.
pub(super) fn call_static(interp: &mut Interpreter<'_>, class: &str, method: &str, args: &[Value]) -> Found {
    if (method, args.len()) != ("valueof", 1) {
        return Ok(None);
    }
    let value = &args[0];
    if value.is_null() {
        return Err(args::null_argument(interp));
    }
    let invalid = |kind: &str, text: &str| interp.throw("TypeException", format!("Invalid {kind}: {text}"));
    let text = value.as_str();
    let answer = match (class, text) {
        ("boolean", Some(text)) => Value::Boolean(text.eq_ignore_ascii_case("true")),
        ("boolean", None) => match value {
            Value::Boolean(b) => Value::Boolean(*b),
            other => return Err(invalid("boolean", &other.display_string())),
        },
        ("integer", Some(text)) => Value::Integer(parse_whole(text).ok_or_else(|| invalid("integer", text))?),
        ("long", Some(text)) => Value::Long(parse_whole(text).ok_or_else(|| invalid("long", text))?),
        ("double", Some(text)) => {
            let number = parse_decimal(text).and_then(|d| d.to_f64());
            Value::Double(number.ok_or_else(|| invalid("double", text))?)
        }
        ("decimal", Some(text)) => {
            Value::decimal(parse_decimal(text).ok_or_else(|| invalid("decimal", text))?)
        }
        ("integer", None) => match value {
            Value::Double(d) => Value::Integer(low_int(double_to_long(*d))),
            other => Value::Integer(low_int(low_long(&args::decimal(
                interp,
                std::slice::from_ref(other),
                0,
            )?))),
        },
        ("long", None) => match value {
            Value::Double(d) => Value::Long(double_to_long(*d)),
            other => Value::Long(low_long(&args::decimal(interp, std::slice::from_ref(other), 0)?)),
        },
        ("double", None) => Value::Double(args::double(interp, args, 0)?),
        ("decimal", None) => Value::decimal(args::decimal(interp, args, 0)?),
        _ => return Ok(None),
    };
    found(answer)
}

/// Constants: `Integer.MAX_VALUE`, ...; both names in lower case.
pub(super) fn static_property(class: &str, name: &str) -> Option<Value> {
    Some(match (class, name) {
        ("integer", "max_value") => Value::Integer(i32::MAX),
        ("integer", "min_value") => Value::Integer(i32::MIN),
        ("long", "max_value") => Value::Long(i64::MAX),
        ("long", "min_value") => Value::Long(i64::MIN),
        ("double", "max_value") => Value::Double(f64::MAX),
        ("double", "min_value") => Value::Double(f64::from_bits(1)),
        ("math", "pi") => Value::Double(std::f64::consts::PI),
        ("math", "e") => Value::Double(std::f64::consts::E),
        _ => return None,
    })
}

/// Methods of a number or `Boolean`.
pub(super) fn call_method(interp: &mut Interpreter<'_>, own: &Value, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("tostring", 0) => return found(Value::string(own.display_string())),
        ("equals", 1) => return found(Value::Boolean(interp.equals(own, &args[0])?)),
        ("hashcode", 0) => return found(Value::Integer(hash_code(own))),
        ("format", 0) if !matches!(own, Value::Boolean(_)) => {
            let plain = match own {
                Value::Double(d) => Value::Double(*d)
                    .as_decimal()
                    .map(|d| decimal_string(&d.normalized())),
                other => Some(other.display_string()),
            };
            let locale = date::user_locale(interp)?;
            return found(Value::string(
                plain.map_or_else(|| own.display_string(), |p| locale.number(&p)),
            ));
        }
        _ => {}
    }
    match own {
        Value::Decimal(number) => decimal::call_method(interp, number, method, args),
        Value::Double(number) => found_if(match (method, args.len()) {
            ("intvalue", 0) => Some(Value::Integer(low_int(double_to_long(*number)))),
            ("longvalue", 0) => Some(Value::Long(double_to_long(*number))),
            ("doublevalue", 0) => Some(own.clone()),
            // Java's Math.round: half up.
            ("round", 0) => Some(Value::Long(double_to_long((number + 0.5).floor()))),
            _ => None,
        }),
        Value::Long(number) => found_if(match (method, args.len()) {
            ("intvalue", 0) => Some(Value::Integer(low_int(*number))),
            ("longvalue", 0) => Some(own.clone()),
            ("doublevalue", 0) => own.as_double().map(Value::Double),
            _ => None,
        }),
        Value::Integer(number) => found_if(match (method, args.len()) {
            ("intvalue", 0) => Some(own.clone()),
            ("longvalue", 0) => Some(Value::Long(i64::from(*number))),
            ("doublevalue", 0) => Some(Value::Double(f64::from(*number))),
            _ => None,
        }),
        _ => Ok(None),
    }
}

fn found_if(value: Option<Value>) -> Found {
    Ok(value)
}

fn hash_code(value: &Value) -> i32 {
    match value {
        Value::Boolean(b) => {
            if *b {
                1231
            } else {
                1237
            }
        }
        Value::Integer(i) => *i,
        Value::Long(l) => low_int(l ^ (l >> 32)),
        other => super::string::units::hash_code(&other.display_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> BigDecimal {
        text.parse().unwrap()
    }

    #[test]
    fn narrows_as_java_does() {
        assert_eq!(low_long(&number("-1.9")), -1);
        assert_eq!(low_long(&number("18446744073709551617")), 1);
        assert_eq!(low_int(4_294_967_297), 1);
        assert_eq!(double_to_long(f64::NAN), 0);
    }

    #[test]
    fn reads_numbers() {
        assert_eq!(
            parse_decimal("1.50").map(|d| decimal_string(&d)),
            Some("1.50".into())
        );
        assert_eq!(parse_decimal("1,5"), None);
        assert_eq!(parse_decimal(""), None);
        assert_eq!(parse_whole::<i32>("-12"), Some(-12));
        assert_eq!(parse_whole::<i32>("1.0"), None);
        assert_eq!(parse_whole::<i32>("2147483648"), None);
    }
}
