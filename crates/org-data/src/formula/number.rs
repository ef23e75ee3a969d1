//! Functions of numbers.

use bigdecimal::{BigDecimal, FromPrimitive, RoundingMode, Signed, ToPrimitive, Zero};

use super::eval::Args;
use super::{FormulaError, Val};

pub(super) const NAMES: &[&str] = &[
    "ABS", "CEILING", "FLOOR", "MCEILING", "MFLOOR", "ROUND", "TRUNC", "MAX", "MIN", "MOD", "SQRT", "EXP",
    "LN", "LOG", "PI",
];

/// Significant digits of results that are not exact.
const DIGITS: u64 = 18;

pub(super) fn call(args: &Args<'_>) -> Result<Val, FormulaError> {
    match args.name {
        "PI" => return real(std::f64::consts::PI),
        "MAX" | "MIN" => return extreme(args),
        _ => {}
    }
    let Some(number) = args.number(0)? else {
        return Ok(Val::Null);
    };
    let digits = |index: usize| {
        if args.len() > index {
            args.whole(index)
        } else {
            Ok(0)
        }
    };
    let approximate = || {
        number
            .to_f64()
            .ok_or_else(|| FormulaError(format!("{}: the number is too large", args.name)))
    };
    let whole = |mode| Ok(Val::Number(number.with_scale_round(0, mode)));
    match args.name {
        "ABS" => Ok(Val::Number(number.abs())),
        // CEILING and FLOOR look at the amount, MCEILING and MFLOOR at the number line.
        "CEILING" => whole(RoundingMode::Up),
        "FLOOR" => whole(RoundingMode::Down),
        "MCEILING" => whole(RoundingMode::Ceiling),
        "MFLOOR" => whole(RoundingMode::Floor),
        "ROUND" => Ok(Val::Number(
            number.with_scale_round(digits(1)?, RoundingMode::HalfUp),
        )),
        "TRUNC" => Ok(Val::Number(
            number.with_scale_round(digits(1)?, RoundingMode::Down),
        )),
        "MOD" => match args.number(1)? {
            Some(divisor) if divisor.is_zero() => Err(FormulaError("MOD by zero".to_owned())),
            Some(divisor) => Ok(Val::Number(number % divisor)),
            None => Ok(Val::Null),
        },
        "SQRT" => number
            .sqrt()
            .map(|root| Val::Number(root.with_prec(DIGITS).normalized()))
            .ok_or_else(|| FormulaError("SQRT of a negative number".to_owned())),
        "EXP" => real(approximate()?.exp()),
        "LN" => real(approximate()?.ln()),
        "LOG" => real(approximate()?.log10()),
        other => Err(FormulaError(format!("no function {other}"))),
    }
}

/// The largest or smallest of the arguments; those without a value do not count.
fn extreme(args: &Args<'_>) -> Result<Val, FormulaError> {
    let mut found: Option<Val> = None;
    for value in &args.values {
        let better = match &found {
            None => *value != Val::Null,
            Some(best) => value.order(best)?.is_some_and(|order| {
                if args.name == "MAX" {
                    order.is_gt()
                } else {
                    order.is_lt()
                }
            }),
        };
        if better {
            found = Some(value.clone());
        }
    }
    Ok(found.unwrap_or(Val::Null))
}

/// `base ^ exponent`: exact for small whole exponents.
pub(super) fn power(base: &BigDecimal, exponent: &BigDecimal) -> Result<BigDecimal, FormulaError> {
    let whole = if exponent.is_integer() {
        exponent.to_i64()
    } else {
        None
    };
    if let Some(times) = whole.filter(|times| times.abs() <= 64) {
        let product = (0..times.abs()).fold(BigDecimal::from(1), |product, _| product * base);
        if times >= 0 {
            return Ok(product);
        }
        return if product.is_zero() {
            Err(FormulaError("a negative power of zero".to_owned()))
        } else {
            Ok(BigDecimal::from(1) / product)
        };
    }
    let result = base
        .to_f64()
        .zip(exponent.to_f64())
        .map(|(base, exponent)| base.powf(exponent));
    match result.map(real) {
        Some(Ok(Val::Number(number))) => Ok(number),
        Some(Err(error)) => Err(error),
        _ => Err(FormulaError("a power is too large".to_owned())),
    }
}

fn real(number: f64) -> Result<Val, FormulaError> {
    BigDecimal::from_f64(number)
        .map(|number| Val::Number(number.with_prec(15).normalized()))
        .ok_or_else(|| FormulaError("the result is not a number".to_owned()))
}
