//! Functions that decide, and those that look at a field instead of its value.

use super::eval::evaluate;
use super::{Environment, Expr, FormulaError, Val};

pub(super) const NAMES: &[&str] = &[
    "AND",
    "OR",
    "NOT",
    "IF",
    "CASE",
    "ISBLANK",
    "ISNULL",
    "BLANKVALUE",
    "NULLVALUE",
    "ISNUMBER",
    "ISPICKVAL",
    "INCLUDES",
    "ISNEW",
    "ISCHANGED",
    "PRIORVALUE",
    "ISCLONE",
];

pub(super) fn call(name: &str, args: &[Expr], environment: &dyn Environment) -> Result<Val, FormulaError> {
    let at = |index: usize| {
        args.get(index)
            .ok_or_else(|| FormulaError(format!("{name} needs {} arguments", index + 1)))
    };
    let value = |index: usize| evaluate(at(index)?, environment);
    match name {
        "AND" => all(args, environment, false),
        "OR" => all(args, environment, true),
        "NOT" => Ok(Val::Boolean(!value(0)?.truth()?)),
        "IF" => {
            if value(0)?.truth()? {
                value(1)
            } else {
                value(2)
            }
        }
        "CASE" => case(args, environment),
        "ISBLANK" | "ISNULL" => Ok(Val::Boolean(value(0)?.is_blank())),
        "BLANKVALUE" | "NULLVALUE" => {
            let first = value(0)?;
            if first.is_blank() { value(1) } else { Ok(first) }
        }
        "ISNUMBER" => {
            let text = value(0)?.shown();
            let number = text.trim().parse::<bigdecimal::BigDecimal>();
            Ok(Val::Boolean(number.is_ok()))
        }
        "ISPICKVAL" => Ok(Val::Boolean(value(0)?.same(&value(1)?)?)),
        "INCLUDES" => {
            let (chosen, wanted) = (value(0)?.shown(), value(1)?.shown());
            Ok(Val::Boolean(chosen.split(';').any(|part| part == wanted)))
        }
        "ISNEW" => Ok(Val::Boolean(environment.is_new())),
        // Rows that Apex or the API make are never clones.
        "ISCLONE" => Ok(Val::Boolean(false)),
        "PRIORVALUE" => {
            let path = field(name, at(0)?)?;
            Ok(match environment.prior(path)? {
                Some(prior) => prior,
                // Of a new row it is the value itself.
                None => environment.value(path)?,
            })
        }
        "ISCHANGED" => {
            let path = field(name, at(0)?)?;
            let prior = environment.prior(path)?;
            Ok(Val::Boolean(match prior {
                Some(prior) => prior != environment.value(path)?,
                None => false,
            }))
        }
        other => Err(FormulaError(format!("no function {other}"))),
    }
}

fn field<'e>(name: &str, expr: &'e Expr) -> Result<&'e str, FormulaError> {
    match expr {
        Expr::Reference(path) => Ok(path),
        _ => Err(FormulaError(format!("{name} needs a field"))),
    }
}

/// `AND` (until one is false) and `OR` (until one is true).
fn all(args: &[Expr], environment: &dyn Environment, until: bool) -> Result<Val, FormulaError> {
    for arg in args {
        if evaluate(arg, environment)?.truth()? == until {
            return Ok(Val::Boolean(until));
        }
    }
    Ok(Val::Boolean(!until))
}

fn case(args: &[Expr], environment: &dyn Environment) -> Result<Val, FormulaError> {
    let [subject, pairs @ .., otherwise] = args else {
        return Err(FormulaError("CASE needs a value, pairs and an else".to_owned()));
    };
    if pairs.is_empty() || pairs.len() % 2 == 1 {
        return Err(FormulaError("CASE needs a value, pairs and an else".to_owned()));
    }
    let subject = evaluate(subject, environment)?;
    for pair in pairs.chunks(2) {
        let [wanted, result] = pair else { continue };
        if subject.same(&evaluate(wanted, environment)?)? {
            return evaluate(result, environment);
        }
    }
    evaluate(otherwise, environment)
}
