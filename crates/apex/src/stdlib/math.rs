//! `Math`.

use bigdecimal::{BigDecimal, RoundingMode, Signed, ToPrimitive};

use super::args::{self, Found, found};
use super::crypto;
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::Value;

/// The wider of two numbers' types decides what a method of both answers.
fn rank(value: &Value) -> u8 {
    match value {
        Value::Integer(_) => 0,
        Value::Long(_) => 1,
        Value::Double(_) => 2,
        _ => 3,
    }
}

/// A result of a function of real numbers: `Decimal` for a `Decimal`, else `Double`.
fn real(interp: &Interpreter<'_>, like: &Value, result: f64) -> Result<Value, Thrown> {
    if !matches!(like, Value::Decimal(_)) {
        return Ok(Value::Double(result));
    }
    Value::Double(result)
        .as_decimal()
        .map(Value::decimal)
        .ok_or_else(|| interp.throw("MathException", "Result is not a number"))
}

/// `abs` and `signum` keep the type, overflow wraps as in Java.
fn abs(interp: &Interpreter<'_>, args: &[Value]) -> Result<Value, Thrown> {
    Ok(match &args[0] {
        Value::Integer(i) => Value::Integer(i.wrapping_abs()),
        Value::Long(l) => Value::Long(l.wrapping_abs()),
        Value::Double(d) => Value::Double(d.abs()),
        _ => Value::decimal(args::decimal(interp, args, 0)?.abs()),
    })
}

fn extreme(interp: &Interpreter<'_>, args: &[Value], greatest: bool) -> Result<Value, Thrown> {
    let (a, b) = (&args[0], &args[1]);
    Ok(match rank(a).max(rank(b)) {
        0 | 1 => {
            let (x, y) = (args::long(interp, args, 0)?, args::long(interp, args, 1)?);
            let chosen = if greatest { x.max(y) } else { x.min(y) };
            match (a, b) {
                (Value::Integer(_), Value::Integer(_)) => {
                    Value::Integer(i32::try_from(chosen).unwrap_or_default())
                }
                _ => Value::Long(chosen),
            }
        }
        2 => {
            let (x, y) = (args::double(interp, args, 0)?, args::double(interp, args, 1)?);
            Value::Double(if greatest { x.max(y) } else { x.min(y) })
        }
        _ => {
            let (x, y) = (args::decimal(interp, args, 0)?, args::decimal(interp, args, 1)?);
            Value::decimal(if greatest == (x >= y) { x } else { y })
        }
    })
}

fn modulo(interp: &Interpreter<'_>, args: &[Value]) -> Result<Value, Thrown> {
    let (a, b) = (args::long(interp, args, 0)?, args::long(interp, args, 1)?);
    if b == 0 {
        return Err(interp.throw("MathException", "Divide by 0"));
    }
    let rest = a.wrapping_rem(b);
    Ok(match (&args[0], &args[1], i32::try_from(rest)) {
        (Value::Integer(_), Value::Integer(_), Ok(rest)) => Value::Integer(rest),
        _ => Value::Long(rest),
    })
}

/// `Math.x(...)`.
pub(super) fn call_static(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    let function: Option<fn(f64) -> f64> = match method {
        "acos" => Some(f64::acos),
        "asin" => Some(f64::asin),
        "atan" => Some(f64::atan),
        "cbrt" => Some(f64::cbrt),
        "cos" => Some(f64::cos),
        "cosh" => Some(f64::cosh),
        "exp" => Some(f64::exp),
        "log" => Some(f64::ln),
        "log10" => Some(f64::log10),
        "sin" => Some(f64::sin),
        "sinh" => Some(f64::sinh),
        "sqrt" => Some(f64::sqrt),
        "tan" => Some(f64::tan),
        "tanh" => Some(f64::tanh),
        "rint" => Some(f64::round_ties_even),
        _ => None,
    };
    if let (Some(function), [value]) = (function, args) {
        return real(interp, value, function(args::double(interp, args, 0)?)).map(Some);
    }
    let directed = |double: fn(f64) -> f64, mode: RoundingMode| -> Found {
        match &args[0] {
            Value::Decimal(d) => found(Value::decimal(d.with_scale_round(0, mode))),
            _ => found(Value::Double(double(args::double(interp, args, 0)?))),
        }
    };
    match (method, args.len()) {
        ("abs", 1) => abs(interp, args).map(Some),
        ("max", 2) => extreme(interp, args, true).map(Some),
        ("min", 2) => extreme(interp, args, false).map(Some),
        ("mod", 2) => modulo(interp, args).map(Some),
        ("ceil", 1) => directed(f64::ceil, RoundingMode::Ceiling),
        ("floor", 1) => directed(f64::floor, RoundingMode::Floor),
        ("pow", 2) => found(Value::Double(
            args::double(interp, args, 0)?.powf(args::double(interp, args, 1)?),
        )),
        ("atan2", 2) => real(
            interp,
            &args[0],
            args::double(interp, args, 0)?.atan2(args::double(interp, args, 1)?),
        )
        .map(Some),
        // `round` answers an Integer for a Decimal, `roundToLong` a Long; both round a tie to the even number.
        ("round" | "roundtolong", 1) => {
            let rounded: BigDecimal =
                args::decimal(interp, args, 0)?.with_scale_round(0, RoundingMode::HalfEven);
            let whole = rounded
                .to_i64()
                .ok_or_else(|| interp.throw("MathException", "Value is out of range"))?;
            match (method, &args[0], i32::try_from(whole)) {
                ("round", Value::Double(_), _) | ("roundtolong", _, _) => found(Value::Long(whole)),
                (_, _, Ok(whole)) => found(Value::Integer(whole)),
                _ => found(Value::Long(whole)),
            }
        }
        ("signum", 1) => match &args[0] {
            Value::Decimal(d) => found(Value::decimal(d.signum())),
            _ => {
                let d = args::double(interp, args, 0)?;
                found(Value::Double(if d == 0.0 || d.is_nan() { d } else { d.signum() }))
            }
        },
        ("random", 0) => {
            // 53 bits fill the mantissa of a double.
            let bits = u64::from_le_bytes(crypto::random(interp)?) >> 11;
            found(Value::Double(
                bits.to_f64().unwrap_or(0.0) / (1u64 << 53).to_f64().unwrap_or(1.0),
            ))
        }
        _ => Ok(None),
    }
}
