//! Conditions to SQL. SOQL knows only true and false where SQL knows unknown: every comparison is closed
//! (`IS`, `coalesce`) so that `NOT` and `!=` also find rows without a value, as on Salesforce.

use apex::host::Bind;
use rusqlite::types::Value as Sql;

use super::ast::{Condition, Expression, Operator, Set};
use super::columns;
use super::literal::{Right, right};
use super::plan;
use super::scope::{Column, Scope, parameter};
use super::{SoqlError, bind};
use crate::store::value::Storage;

/// Translates a condition.
pub(super) fn compile(
    scope: &mut Scope<'_>,
    condition: &Condition,
    parameters: &mut Vec<Sql>,
) -> Result<String, SoqlError> {
    match condition {
        Condition::And(terms) => joined(scope, terms, " AND ", parameters),
        Condition::Or(terms) => joined(scope, terms, " OR ", parameters),
        Condition::Not(term) => Ok(format!("NOT ({})", compile(scope, term, parameters)?)),
        Condition::Compare {
            left,
            operator,
            value,
        } => {
            let column = left_side(scope, left)?;
            if *operator == Operator::Like && column.storage != Storage::Text {
                let name = &column.field.name;
                return Err(SoqlError(format!(
                    "invalid operator on field '{name}': LIKE needs a text field"
                )));
            }
            let value = right(scope, &column, value)?;
            compare(&column, *operator, &value, parameters)
        }
        Condition::In { left, negated, set } => {
            let column = left_side(scope, left)?;
            let sql = contained(scope, &column, set, parameters)?;
            Ok(if *negated { format!("NOT ({sql})") } else { sql })
        }
        Condition::Includes { left, negated, set } => {
            let column = left_side(scope, left)?;
            let sql = includes(scope, &column, set, parameters)?;
            Ok(if *negated { format!("NOT ({sql})") } else { sql })
        }
    }
}

fn joined(
    scope: &mut Scope<'_>,
    terms: &[Condition],
    word: &str,
    parameters: &mut Vec<Sql>,
) -> Result<String, SoqlError> {
    let terms: Vec<String> = terms
        .iter()
        .map(|term| compile(scope, term, parameters))
        .collect::<Result<_, _>>()?;
    Ok(format!("({})", terms.join(word)))
}

fn left_side(scope: &mut Scope<'_>, left: &Expression) -> Result<Column, SoqlError> {
    let column = columns::compile(scope, left)?.column;
    // Salesforce cannot filter long text.
    if matches!(column.field.kind, apex::host::FieldType::TextArea) && column.field.length > 255 {
        let name = &column.field.name;
        return Err(SoqlError(format!(
            "field '{name}' can not be filtered in a query call"
        )));
    }
    Ok(column)
}

fn compare(
    column: &Column,
    operator: Operator,
    value: &Right,
    parameters: &mut Vec<Sql>,
) -> Result<String, SoqlError> {
    let sql = column.compared();
    match value {
        Right::Null => Ok(match operator {
            Operator::Equal => format!("{sql} IS NULL"),
            Operator::NotEqual => format!("{sql} IS NOT NULL"),
            _ => "0".to_owned(),
        }),
        Right::One(value) => one(column, &sql, operator, value, parameters),
        Right::Span(start, end) => span(column, &sql, operator, start, end, parameters),
        Right::Many(values) if operator == Operator::Like => {
            let terms: Vec<String> = values
                .iter()
                .map(|value| compare(column, operator, value, parameters))
                .collect::<Result<_, _>>()?;
            Ok(if terms.is_empty() {
                "0".to_owned()
            } else {
                format!("({})", terms.join(" OR "))
            })
        }
        Right::Many(_) => {
            let name = &column.field.name;
            Err(SoqlError(format!(
                "a list is bound to field '{name}' where one value is expected; use IN"
            )))
        }
    }
}

fn one(
    column: &Column,
    sql: &str,
    operator: Operator,
    value: &Sql,
    parameters: &mut Vec<Sql>,
) -> Result<String, SoqlError> {
    let sign = match operator {
        Operator::Like => {
            return Ok(format!(
                "sf_like({}, {})",
                column.sql,
                parameter(parameters, value.clone())
            ));
        }
        Operator::Equal => "IS",
        Operator::NotEqual => "IS NOT",
        Operator::Less => "<",
        Operator::LessOrEqual => "<=",
        Operator::Greater => ">",
        Operator::GreaterOrEqual => ">=",
    };
    if column.storage == Storage::Boolean && !matches!(operator, Operator::Equal | Operator::NotEqual) {
        return Err(SoqlError(format!(
            "invalid operator on boolean field '{}'",
            column.field.name
        )));
    }
    let value = parameter(parameters, value.clone());
    Ok(match operator {
        Operator::Equal | Operator::NotEqual => format!("{sql} {sign} {value}"),
        _ => format!("coalesce({sql} {sign} {value}, 0)"),
    })
}

fn span(
    column: &Column,
    sql: &str,
    operator: Operator,
    start: &Sql,
    end: &Sql,
    parameters: &mut Vec<Sql>,
) -> Result<String, SoqlError> {
    let mut start = || parameter(parameters, start.clone());
    Ok(match operator {
        Operator::Less => format!("coalesce({sql} < {}, 0)", start()),
        Operator::GreaterOrEqual => format!("coalesce({sql} >= {}, 0)", start()),
        Operator::LessOrEqual => format!("coalesce({sql} < {}, 0)", parameter(parameters, end.clone())),
        Operator::Greater => format!("coalesce({sql} >= {}, 0)", parameter(parameters, end.clone())),
        Operator::Equal | Operator::NotEqual => {
            let start = start();
            let end = parameter(parameters, end.clone());
            let within = format!("coalesce({sql} >= {start} AND {sql} < {end}, 0)");
            if operator == Operator::Equal {
                within
            } else {
                format!("NOT {within}")
            }
        }
        Operator::Like => {
            return Err(SoqlError(format!(
                "invalid operator on field '{}': LIKE",
                column.field.name
            )));
        }
    })
}

fn contained(
    scope: &mut Scope<'_>,
    column: &Column,
    set: &Set,
    parameters: &mut Vec<Sql>,
) -> Result<String, SoqlError> {
    let sql = column.compared();
    let values: Vec<Right> = match set {
        Set::Select(select) => {
            let inner = plan::semi_join(scope, select, parameters)?;
            return Ok(format!("coalesce({sql} IN ({inner}), 0)"));
        }
        Set::Values(values) => values
            .iter()
            .map(|value| right(scope, column, value))
            .collect::<Result<_, _>>()?,
        Set::Bind(name) => match right(scope, column, &super::ast::Value::Bind(name.clone()))? {
            Right::Many(values) => values,
            one => vec![one],
        },
    };
    let mut terms = Vec::new();
    let mut plain = Vec::new();
    for value in &values {
        match value {
            Right::One(value) => plain.push(parameter(parameters, value.clone())),
            other => terms.push(compare(column, Operator::Equal, other, parameters)?),
        }
    }
    if !plain.is_empty() {
        terms.push(format!("coalesce({sql} IN ({}), 0)", plain.join(", ")));
    }
    Ok(if terms.is_empty() {
        "0".to_owned()
    } else {
        format!("({})", terms.join(" OR "))
    })
}

fn includes(
    scope: &mut Scope<'_>,
    column: &Column,
    set: &Set,
    parameters: &mut Vec<Sql>,
) -> Result<String, SoqlError> {
    if !matches!(column.field.kind, apex::host::FieldType::MultiPicklist { .. }) {
        return Err(SoqlError(format!(
            "INCLUDES needs a multi-select picklist, '{}' is none",
            column.field.name
        )));
    }
    let values = match set {
        Set::Values(values) => values
            .iter()
            .map(|value| right(scope, column, value))
            .collect::<Result<_, _>>()?,
        Set::Bind(name) => match bind(scope.binds, name)? {
            Bind::One(_) | Bind::Many(_) => {
                match right(scope, column, &super::ast::Value::Bind(name.clone()))? {
                    Right::Many(values) => values,
                    one => vec![one],
                }
            }
        },
        Set::Select(_) => return Err(SoqlError("INCLUDES takes values, not a query".to_owned())),
    };
    let terms: Vec<String> = values
        .iter()
        .filter_map(|value| match value {
            Right::One(value) => Some(format!(
                "sf_includes({}, {})",
                column.sql,
                parameter(parameters, value.clone())
            )),
            _ => None,
        })
        .collect();
    Ok(if terms.is_empty() {
        "0".to_owned()
    } else {
        format!("({})", terms.join(" OR "))
    })
}
