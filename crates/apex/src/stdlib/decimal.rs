//! Methods of `Decimal`: scale, rounding, exact division.

use std::rc::Rc;

use bigdecimal::{BigDecimal, RoundingMode, Signed, ToPrimitive, Zero};

use super::args::{self, Found, found};
use super::number::{low_int, low_long};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{Value, decimal_string};

/// A `System.RoundingMode`; Apex's names are Java's.
fn rounding_mode(interp: &Interpreter<'_>, value: &Value) -> Result<Option<RoundingMode>, Thrown> {
    let Value::Enum(mode) = value else {
        return Err(args::null_argument(interp));
    };
    Ok(match mode.name.to_ascii_uppercase().as_str() {
        "CEILING" => Some(RoundingMode::Ceiling),
        "DOWN" => Some(RoundingMode::Down),
        "FLOOR" => Some(RoundingMode::Floor),
        "HALF_DOWN" => Some(RoundingMode::HalfDown),
        "HALF_EVEN" => Some(RoundingMode::HalfEven),
        "HALF_UP" => Some(RoundingMode::HalfUp),
        "UP" => Some(RoundingMode::Up),
        // UNNECESSARY: rounding is an error.
        _ => None,
    })
}

/// Sets the scale; `MathException` when `mode` forbids rounding and it is needed.
fn scaled(
    interp: &Interpreter<'_>,
    number: &BigDecimal,
    scale: i32,
    mode: Option<RoundingMode>,
) -> Result<BigDecimal, Thrown> {
    let rounded = number.with_scale_round(i64::from(scale), mode.unwrap_or(RoundingMode::Down));
    if mode.is_none() && rounded != *number {
        return Err(interp.throw("MathException", "Rounding necessary"));
    }
    Ok(rounded)
}

/// `decimal.x(...)`.
pub(super) fn call_method(
    interp: &Interpreter<'_>,
    own: &Rc<BigDecimal>,
    method: &str,
    args: &[Value],
) -> Found {
    let (digits, scale) = own.as_bigint_and_exponent();
    let number = |d: BigDecimal| found(Value::decimal(d));
    match (method, args.len()) {
        ("abs", 0) => number(own.abs()),
        ("intvalue", 0) => found(Value::Integer(low_int(low_long(own)))),
        ("longvalue", 0) => found(Value::Long(low_long(own))),
        ("doublevalue", 0) => found(Value::Double(own.to_f64().unwrap_or(f64::NAN))),
        ("scale", 0) => found(Value::Integer(i32::try_from(scale).unwrap_or(0))),
        ("precision", 0) => {
            let count = if digits.is_zero() {
                1
            } else {
                digits.abs().to_string().len()
            };
            found(args::size(count))
        }
        ("round", 0 | 1) => {
            let mode = match args.first() {
                Some(mode) => rounding_mode(interp, mode)?,
                None => Some(RoundingMode::HalfEven),
            };
            found(Value::Long(low_long(&scaled(interp, own, 0, mode)?)))
        }
        ("setscale", 1 | 2) => {
            let mode = match args.get(1) {
                Some(mode) => rounding_mode(interp, mode)?,
                None => Some(RoundingMode::HalfEven),
            };
            number(scaled(interp, own, args::int(interp, args, 0)?, mode)?)
        }
        ("divide", 2 | 3) => {
            let divisor = args::decimal(interp, args, 0)?;
            if divisor.is_zero() {
                return Err(interp.throw("MathException", "Divide by 0"));
            }
            let scale = args::int(interp, args, 1)?;
            let mode = match args.get(2) {
                Some(mode) => rounding_mode(interp, mode)?,
                None => Some(RoundingMode::HalfEven),
            };
            number(divide(interp, own, &divisor, scale, mode)?)
        }
        ("pow", 1) => {
            let exponent = args::int(interp, args, 0)?;
            let Ok(exponent) = u32::try_from(exponent) else {
                return Err(interp.throw("MathException", "Invalid exponent: must be between 0 and 32767"));
            };
            if exponent > 32_767 {
                return Err(interp.throw("MathException", "Invalid exponent: must be between 0 and 32767"));
            }
            number((0..exponent).fold(BigDecimal::from(1), |product, _| product * &**own))
        }
        ("striptrailingzeros", 0) => number(own.normalized()),
        ("toplainstring", 0) => found(Value::string(decimal_string(own))),
        _ => Ok(None),
    }
}

/// Exact division rounded once: the quotient of whole numbers, then the remainder decides.
fn divide(
    interp: &Interpreter<'_>,
    dividend: &BigDecimal,
    divisor: &BigDecimal,
    scale: i32,
    mode: Option<RoundingMode>,
) -> Result<BigDecimal, Thrown> {
    // The library divides to 100 digits; a sticky digit keeps what lies below them from being taken for a tie.
    let quotient = dividend / divisor;
    let exact = &quotient * divisor == *dividend;
    if exact {
        return scaled(interp, &quotient, scale, mode);
    }
    let sign = BigDecimal::from(if quotient.is_negative() { -1 } else { 1 });
    let sticky = BigDecimal::new(1.into(), quotient.as_bigint_and_exponent().1 + 1) * sign;
    scaled(interp, &(quotient + sticky), scale, mode)
}
