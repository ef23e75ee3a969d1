//! Evaluates a formula.

use std::cmp::Ordering;

use bigdecimal::{BigDecimal, ToPrimitive, Zero};
use chrono::TimeDelta;

use super::{Binary, Environment, Expr, FormulaError, Unary, Val, date, logic, number, text};

const MILLIS_PER_DAY: i64 = 86_400_000;

/// Whether this org has a function.
pub(super) fn is_known(name: &str) -> bool {
    logic::NAMES.contains(&name)
        || text::NAMES.contains(&name)
        || number::NAMES.contains(&name)
        || date::NAMES.contains(&name)
}

/// The value of an expression.
pub(super) fn evaluate(expr: &Expr, environment: &dyn Environment) -> Result<Val, FormulaError> {
    match expr {
        Expr::Literal(value) => Ok(value.clone()),
        Expr::Reference(path) => environment.value(path),
        Expr::Unary(Unary::Not, inner) => Ok(Val::Boolean(!evaluate(inner, environment)?.truth()?)),
        Expr::Unary(Unary::Minus, inner) => match evaluate(inner, environment)? {
            Val::Null => Ok(Val::Null),
            Val::Number(number) => Ok(Val::Number(-number)),
            other => Err(FormulaError(format!("- of {}", other.kind()))),
        },
        Expr::Binary(operator, left, right) => binary(*operator, left, right, environment),
        Expr::Call(name, args) if logic::NAMES.contains(&name.as_str()) => {
            // These look at their arguments one by one.
            logic::call(name, args, environment)
        }
        Expr::Call(name, args) => {
            let values: Vec<Val> = args
                .iter()
                .map(|arg| evaluate(arg, environment))
                .collect::<Result<_, _>>()?;
            let args = Args { name, values };
            if text::NAMES.contains(&name.as_str()) {
                text::call(&args)
            } else if number::NAMES.contains(&name.as_str()) {
                number::call(&args)
            } else {
                date::call(&args, environment)
            }
        }
    }
}

fn binary(
    operator: Binary,
    left: &Expr,
    right: &Expr,
    environment: &dyn Environment,
) -> Result<Val, FormulaError> {
    let left = evaluate(left, environment)?;
    match operator {
        Binary::Or if left.truth()? => return Ok(Val::Boolean(true)),
        Binary::And if !left.truth()? => return Ok(Val::Boolean(false)),
        _ => {}
    }
    let right = evaluate(right, environment)?;
    let ordered = |wanted: fn(Ordering) -> bool| Ok(Val::Boolean(left.order(&right)?.is_some_and(wanted)));
    match operator {
        Binary::Or | Binary::And => Ok(Val::Boolean(right.truth()?)),
        Binary::Equal => Ok(Val::Boolean(left.same(&right)?)),
        Binary::NotEqual => Ok(Val::Boolean(!left.same(&right)?)),
        Binary::Less => ordered(Ordering::is_lt),
        Binary::LessOrEqual => ordered(Ordering::is_le),
        Binary::Greater => ordered(Ordering::is_gt),
        Binary::GreaterOrEqual => ordered(Ordering::is_ge),
        Binary::Concat => Ok(Val::text(left.shown() + &right.shown())),
        Binary::Add => add(left, right),
        Binary::Subtract => subtract(left, right),
        Binary::Multiply => numbers(left, right, "*", |a, b| Ok(a * b)),
        Binary::Divide => numbers(left, right, "/", |a, b| {
            if b.is_zero() {
                Err(FormulaError("division by zero".to_owned()))
            } else {
                Ok(a / b)
            }
        }),
        Binary::Power => numbers(left, right, "^", |a, b| number::power(&a, &b)),
    }
}

fn numbers(
    left: Val,
    right: Val,
    sign: &str,
    combine: impl Fn(BigDecimal, BigDecimal) -> Result<BigDecimal, FormulaError>,
) -> Result<Val, FormulaError> {
    match (left, right) {
        (Val::Null, Val::Null | Val::Number(_)) | (Val::Number(_), Val::Null) => Ok(Val::Null),
        (Val::Number(left), Val::Number(right)) => combine(left, right).map(Val::Number),
        (left, right) => Err(FormulaError(format!("{} {sign} {}", left.kind(), right.kind()))),
    }
}

fn add(left: Val, right: Val) -> Result<Val, FormulaError> {
    match (left, right) {
        (Val::Text(left), Val::Text(right)) => Ok(Val::Text(left + &right)),
        (Val::Text(text), Val::Null) | (Val::Null, Val::Text(text)) => Ok(Val::Text(text)),
        (Val::Date(_) | Val::Datetime(_) | Val::Time(_), Val::Null)
        | (Val::Null, Val::Date(_) | Val::Datetime(_) | Val::Time(_)) => Ok(Val::Null),
        (moment @ (Val::Date(_) | Val::Datetime(_) | Val::Time(_)), Val::Number(amount))
        | (Val::Number(amount), moment @ (Val::Date(_) | Val::Datetime(_) | Val::Time(_))) => {
            shifted(moment, &amount)
        }
        (left, right) => numbers(left, right, "+", |a, b| Ok(a + b)),
    }
}

fn subtract(left: Val, right: Val) -> Result<Val, FormulaError> {
    let days = |millis: i64| Val::Number(BigDecimal::from(millis) / BigDecimal::from(MILLIS_PER_DAY));
    match (left, right) {
        (Val::Date(left), Val::Date(right)) => Ok(Val::integer((left - right).num_days())),
        (Val::Datetime(left), Val::Datetime(right)) => Ok(days((left - right).num_milliseconds())),
        (Val::Time(left), Val::Time(right)) => {
            let millis = (left - right).num_milliseconds();
            Ok(Val::integer(millis.rem_euclid(MILLIS_PER_DAY)))
        }
        (Val::Date(_) | Val::Datetime(_) | Val::Time(_), Val::Null)
        | (Val::Null, Val::Date(_) | Val::Datetime(_) | Val::Time(_)) => Ok(Val::Null),
        (moment @ (Val::Date(_) | Val::Datetime(_) | Val::Time(_)), Val::Number(amount)) => {
            shifted(moment, &-amount)
        }
        (left, right) => numbers(left, right, "-", |a, b| Ok(a - b)),
    }
}

/// Dates and date-times move by days, times by milliseconds.
fn shifted(moment: Val, amount: &BigDecimal) -> Result<Val, FormulaError> {
    let out = || FormulaError("a date outside the calendar".to_owned());
    let moved = match moment {
        Val::Date(date) => {
            let days = amount.to_i64().and_then(TimeDelta::try_days).ok_or_else(out)?;
            date.checked_add_signed(days).map(Val::Date)
        }
        Val::Datetime(time) => {
            let millis = (amount * BigDecimal::from(MILLIS_PER_DAY)).round(0).to_i64();
            let delta = millis.and_then(TimeDelta::try_milliseconds).ok_or_else(out)?;
            time.checked_add_signed(delta).map(Val::Datetime)
        }
        Val::Time(time) => {
            let delta = amount
                .to_i64()
                .and_then(TimeDelta::try_milliseconds)
                .ok_or_else(out)?;
            Some(Val::Time(time.overflowing_add_signed(delta).0))
        }
        other => Some(other),
    };
    moved.ok_or_else(out)
}

/// The evaluated arguments of a function.
pub(super) struct Args<'a> {
    pub(super) name: &'a str,
    pub(super) values: Vec<Val>,
}

impl Args<'_> {
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// An argument that must be there.
    pub(super) fn get(&self, index: usize) -> Result<&Val, FormulaError> {
        self.values
            .get(index)
            .ok_or_else(|| FormulaError(format!("{} needs {} arguments", self.name, index + 1)))
    }

    /// A text; no value is empty.
    pub(super) fn text(&self, index: usize) -> Result<String, FormulaError> {
        match self.get(index)? {
            value @ (Val::Null | Val::Text(_)) => Ok(value.shown()),
            other => Err(self.wrong(index, other, "a text")),
        }
    }

    /// A number, or none.
    pub(super) fn number(&self, index: usize) -> Result<Option<BigDecimal>, FormulaError> {
        match self.get(index)? {
            Val::Null => Ok(None),
            Val::Number(number) => Ok(Some(number.clone())),
            other => Err(self.wrong(index, other, "a number")),
        }
    }

    /// A whole number; no value is 0. Fractions are cut.
    pub(super) fn whole(&self, index: usize) -> Result<i64, FormulaError> {
        Ok(self
            .number(index)?
            .and_then(|number| number.to_i64())
            .unwrap_or_default())
    }

    pub(super) fn wrong(&self, index: usize, found: &Val, wanted: &str) -> FormulaError {
        FormulaError(format!(
            "argument {} of {} is {}, expected {wanted}",
            index + 1,
            self.name,
            found.kind()
        ))
    }
}
