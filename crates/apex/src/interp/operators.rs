//! Arithmetic, text and bit operators.

use std::cmp::Ordering;

use bigdecimal::{BigDecimal, RoundingMode, Zero};
use chrono::{Duration, NaiveTime};

use super::Interpreter;
use crate::error::Thrown;
use crate::syntax::ast::BinaryOp;
use crate::value::Value;

/// Significant digits of a quotient.
const QUOTIENT_DIGITS: u64 = 34;

impl Interpreter<'_> {
    /// `a op b`; `text` says that two nulls are strings.
    pub(crate) fn binary(&mut self, op: BinaryOp, a: Value, b: Value, text: bool) -> Result<Value, Thrown> {
        use BinaryOp as Op;
        Ok(match op {
            Op::Equal => Value::Boolean(self.equals(&a, &b)?),
            Op::NotEqual => Value::Boolean(!self.equals(&a, &b)?),
            Op::Identical => Value::Boolean(self.identical(&a, &b)),
            Op::NotIdentical => Value::Boolean(!self.identical(&a, &b)),
            Op::Less => Value::Boolean(self.ordering(&a, &b)? == Some(Ordering::Less)),
            Op::Greater => Value::Boolean(self.ordering(&a, &b)? == Some(Ordering::Greater)),
            Op::LessEqual => Value::Boolean(self.ordering(&a, &b)?.is_some_and(Ordering::is_le)),
            Op::GreaterEqual => Value::Boolean(self.ordering(&a, &b)?.is_some_and(Ordering::is_ge)),
            Op::Add if text || matches!(a, Value::String(_)) || matches!(b, Value::String(_)) => {
                let left = self.display(&a)?;
                Value::string(left + &self.display(&b)?)
            }
            _ if a.is_null() || b.is_null() => return Err(self.null_pointer()),
            Op::BitAnd | Op::BitOr | Op::BitXor | Op::ShiftLeft | Op::ShiftRight | Op::ShiftRightUnsigned => {
                self.bits(op, &a, &b)?
            }
            Op::Add | Op::Subtract | Op::Multiply | Op::Divide | Op::Remainder => {
                self.arithmetic(op, &a, &b)?
            }
        })
    }

    fn arithmetic(&self, op: BinaryOp, a: &Value, b: &Value) -> Result<Value, Thrown> {
        match (a, b) {
            (Value::Integer(a), Value::Integer(b)) => self.integers(op, *a, *b),
            (Value::Integer(_) | Value::Long(_), Value::Integer(_) | Value::Long(_)) => {
                let (a, b) = (a.as_long().unwrap_or_default(), b.as_long().unwrap_or_default());
                self.longs(op, a, b)
            }
            (Value::Date(date), Value::Integer(_) | Value::Long(_)) => {
                let days = Duration::days(b.as_long().unwrap_or_default());
                let moved = match op {
                    BinaryOp::Add => date.checked_add_signed(days),
                    BinaryOp::Subtract => date.checked_sub_signed(days),
                    _ => return Err(self.mismatch(op, a, b)),
                };
                moved
                    .map(Value::Date)
                    .ok_or_else(|| self.throw("TypeException", "Invalid date"))
            }
            (Value::Datetime(time), _) if b.as_double().is_some() => {
                let days = b.as_double().unwrap_or_default();
                let moved = Duration::milliseconds((days * 86_400_000.0).round() as i64);
                match op {
                    BinaryOp::Add => Ok(Value::Datetime(*time + moved)),
                    BinaryOp::Subtract => Ok(Value::Datetime(*time - moved)),
                    _ => Err(self.mismatch(op, a, b)),
                }
            }
            (Value::Time(time), Value::Integer(_) | Value::Long(_)) => {
                let step = Duration::milliseconds(b.as_long().unwrap_or_default());
                let (moved, _): (NaiveTime, i64) = match op {
                    BinaryOp::Add => time.overflowing_add_signed(step),
                    BinaryOp::Subtract => time.overflowing_sub_signed(step),
                    _ => return Err(self.mismatch(op, a, b)),
                };
                Ok(Value::Time(moved))
            }
            (Value::Decimal(_), _) | (_, Value::Decimal(_)) => match (a.as_decimal(), b.as_decimal()) {
                (Some(a), Some(b)) => self.decimals(op, &a, &b),
                _ => Err(self.mismatch(op, a, b)),
            },
            _ => match (a.as_double(), b.as_double()) {
                (Some(x), Some(y)) => Ok(Value::Double(match op {
                    BinaryOp::Add => x + y,
                    BinaryOp::Subtract => x - y,
                    BinaryOp::Multiply => x * y,
                    BinaryOp::Divide if y == 0.0 => return Err(self.divide_by_zero()),
                    BinaryOp::Divide => x / y,
                    _ => x % y,
                })),
                _ => Err(self.mismatch(op, a, b)),
            },
        }
    }

    fn integers(&self, op: BinaryOp, a: i32, b: i32) -> Result<Value, Thrown> {
        Ok(Value::Integer(match op {
            BinaryOp::Add => a.wrapping_add(b),
            BinaryOp::Subtract => a.wrapping_sub(b),
            BinaryOp::Multiply => a.wrapping_mul(b),
            _ if b == 0 => return Err(self.divide_by_zero()),
            BinaryOp::Divide => a.wrapping_div(b),
            _ => a.wrapping_rem(b),
        }))
    }

    fn longs(&self, op: BinaryOp, a: i64, b: i64) -> Result<Value, Thrown> {
        Ok(Value::Long(match op {
            BinaryOp::Add => a.wrapping_add(b),
            BinaryOp::Subtract => a.wrapping_sub(b),
            BinaryOp::Multiply => a.wrapping_mul(b),
            _ if b == 0 => return Err(self.divide_by_zero()),
            BinaryOp::Divide => a.wrapping_div(b),
            _ => a.wrapping_rem(b),
        }))
    }

    fn decimals(&self, op: BinaryOp, a: &BigDecimal, b: &BigDecimal) -> Result<Value, Thrown> {
        Ok(Value::decimal(match op {
            BinaryOp::Add => a + b,
            BinaryOp::Subtract => a - b,
            BinaryOp::Multiply => a * b,
            _ if b.is_zero() => return Err(self.divide_by_zero()),
            BinaryOp::Divide => quotient(a, b),
            _ => a % b,
        }))
    }

    fn bits(&self, op: BinaryOp, a: &Value, b: &Value) -> Result<Value, Thrown> {
        use BinaryOp as Op;
        Ok(match (a, b) {
            (Value::Boolean(a), Value::Boolean(b)) => Value::Boolean(match op {
                Op::BitAnd => a & b,
                Op::BitOr => a | b,
                Op::BitXor => a ^ b,
                _ => return Err(self.mismatch(op, &Value::Boolean(*a), &Value::Boolean(*b))),
            }),
            // Only the low bits of the distance count, as in Java.
            (Value::Integer(a), Value::Integer(b)) => Value::Integer(match op {
                Op::BitAnd => a & b,
                Op::BitOr => a | b,
                Op::BitXor => a ^ b,
                Op::ShiftLeft => a.wrapping_shl(*b as u32),
                Op::ShiftRight => a.wrapping_shr(*b as u32),
                _ => (*a as u32).wrapping_shr(*b as u32) as i32,
            }),
            (Value::Integer(_) | Value::Long(_), Value::Integer(_) | Value::Long(_)) => {
                let (a, b) = (a.as_long().unwrap_or_default(), b.as_long().unwrap_or_default());
                Value::Long(match op {
                    Op::BitAnd => a & b,
                    Op::BitOr => a | b,
                    Op::BitXor => a ^ b,
                    Op::ShiftLeft => a.wrapping_shl(b as u32),
                    Op::ShiftRight => a.wrapping_shr(b as u32),
                    _ => (a as u64).wrapping_shr(b as u32) as i64,
                })
            }
            _ => return Err(self.mismatch(op, a, b)),
        })
    }

    fn divide_by_zero(&self) -> Thrown {
        self.throw("MathException", "Divide by 0")
    }

    fn mismatch(&self, op: BinaryOp, a: &Value, b: &Value) -> Thrown {
        self.invalid(format!(
            "Operator {op:?} is not for types {} and {}",
            a.type_name(),
            b.type_name()
        ))
    }
}

/// An exact quotient keeps the fewest digits it needs; another is rounded to 34 significant ones.
fn quotient(a: &BigDecimal, b: &BigDecimal) -> BigDecimal {
    let wanted = a.fractional_digit_count() - b.fractional_digit_count();
    let context = bigdecimal::Context::new(
        std::num::NonZeroU64::new(QUOTIENT_DIGITS).unwrap_or(std::num::NonZeroU64::MIN),
        RoundingMode::HalfEven,
    );
    let raw = a / b;
    let rounded = raw.with_precision_round(context.precision(), RoundingMode::HalfEven);
    let short = rounded.normalized();
    let scale = short.fractional_digit_count().max(wanted).max(0);
    short.with_scale(scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotient_has_the_digits_it_needs() {
        let d = |s: &str| s.parse::<BigDecimal>().unwrap();
        assert_eq!(quotient(&d("10"), &d("4")).to_plain_string(), "2.5");
        assert_eq!(quotient(&d("10.00"), &d("2")).to_plain_string(), "5.00");
        assert_eq!(
            quotient(&d("1"), &d("3")).to_plain_string(),
            "0.3333333333333333333333333333333333"
        );
        assert_eq!(quotient(&d("100"), &d("10")).to_plain_string(), "10");
    }
}
