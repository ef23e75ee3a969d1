//! Expressions to SQL: fields, aggregates and date functions, and how to read what they give.

use apex::host::{Data, FieldType};
use bigdecimal::num_bigint::BigInt;
use bigdecimal::{BigDecimal, FromPrimitive};
use rusqlite::types::ValueRef;

use super::SoqlError;
use super::ast::Expression;
use super::scope::{Column, Scope};
use crate::store::value::Storage;

/// How to read a result column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// As the field it comes from.
    Stored(Storage),
    /// A sum of values with this many digits after the point.
    Sum(u32),
    /// A mean of values with this many digits after the point.
    Average(u32),
}

impl Reader {
    /// The value of a column.
    pub(super) fn read(self, value: ValueRef<'_>) -> Result<Data, String> {
        match (self, value) {
            (Self::Stored(storage), value) => storage.read(value),
            (_, ValueRef::Null) => Ok(Data::Null),
            (Self::Sum(scale), ValueRef::Integer(sum)) => Ok(Data::Decimal(BigDecimal::new(
                BigInt::from(sum),
                i64::from(scale),
            ))),
            (Self::Average(scale), ValueRef::Real(mean)) => {
                let mean = BigDecimal::from_f64(mean).ok_or("the mean is not a number")?;
                let power = BigDecimal::new(BigInt::from(1), i64::from(scale));
                Ok(Data::Decimal(
                    (mean * power).round(i64::from(scale) + 6).normalized(),
                ))
            }
            (reader, value) => Err(format!("{reader:?} of {value:?}")),
        }
    }
}

/// An expression in SQL.
pub(super) struct Compiled {
    /// The column, with the expression's own SQL and form.
    pub(super) column: Column,
    /// How to read it.
    pub(super) reader: Reader,
    /// Whether it is an aggregate.
    pub(super) aggregate: bool,
}

/// Translates an expression.
pub(super) fn compile(scope: &mut Scope<'_>, expression: &Expression) -> Result<Compiled, SoqlError> {
    match expression {
        Expression::Path(path) => {
            let column = scope.column(path)?;
            Ok(Compiled {
                reader: Reader::Stored(column.storage),
                column,
                aggregate: false,
            })
        }
        Expression::Function {
            name, argument: None, ..
        } if name == "COUNT" => {
            let mut column = scope.column(&["Id".to_owned()])?;
            column.sql = "count(*)".to_owned();
            column.storage = Storage::Integer;
            Ok(Compiled {
                column,
                reader: Reader::Stored(Storage::Integer),
                aggregate: true,
            })
        }
        Expression::Function {
            name, argument: None, ..
        } => Err(SoqlError(format!("{name}() needs a field"))),
        Expression::Function {
            name,
            argument: Some(path),
            local_time,
        } => {
            let column = scope.column(path)?;
            if let Some(compiled) = text_function(scope, name, &column) {
                return Ok(compiled);
            }
            match aggregate(name, &column)? {
                Some(compiled) => Ok(compiled),
                None => date_function(scope, name, column, *local_time),
            }
        }
    }
}

/// Whether a function gives a text that may be selected without grouping.
pub(super) fn is_text_function(name: &str) -> bool {
    matches!(name, "TOLABEL" | "FORMAT")
}

/// `toLabel(...)` and `FORMAT(...)`.
fn text_function(scope: &Scope<'_>, name: &str, column: &Column) -> Option<Compiled> {
    if !is_text_function(name) {
        return None;
    }
    let sql = if name == "FORMAT" {
        let (form, scale) = match column.storage {
            Storage::Decimal(scale) if column.field.kind == FieldType::Currency => ("currency", scale),
            Storage::Decimal(scale) => ("number", scale),
            Storage::Integer => ("number", 0),
            Storage::Date => ("date", 0),
            Storage::Datetime => ("datetime", 0),
            _ => ("text", 0),
        };
        let zone = scope.context.zone.name();
        format!("sf_format('{form}', {}, {scale}, '{zone}')", column.sql)
    } else if column.labels.is_empty() {
        column.sql.clone()
    } else {
        let literal = |text: &str| format!("'{}'", text.replace('\'', "''"));
        let cases: String = column
            .labels
            .iter()
            .map(|(value, label)| format!(" WHEN {} THEN {}", literal(value), literal(label)))
            .collect();
        format!("CASE {}{cases} ELSE {} END", column.sql, column.sql)
    };
    Some(Compiled {
        column: Column {
            sql,
            storage: Storage::Text,
            field: column.field.clone(),
            labels: Vec::new(),
        },
        reader: Reader::Stored(Storage::Text),
        aggregate: false,
    })
}

fn aggregate(name: &str, column: &Column) -> Result<Option<Compiled>, SoqlError> {
    let scale = match column.storage {
        Storage::Decimal(scale) => Some(scale),
        Storage::Integer => Some(0),
        _ => None,
    };
    let number = || {
        scale.ok_or_else(|| {
            SoqlError(format!(
                "field {} does not support aggregate operator {name}",
                column.field.name
            ))
        })
    };
    let (sql, storage, reader) = match name {
        "COUNT" => (
            format!("count({})", column.sql),
            Storage::Integer,
            Reader::Stored(Storage::Integer),
        ),
        "COUNT_DISTINCT" => (
            format!("count(DISTINCT {})", column.compared()),
            Storage::Integer,
            Reader::Stored(Storage::Integer),
        ),
        "SUM" => (
            format!("sum({})", column.sql),
            column.storage,
            Reader::Sum(number()?),
        ),
        "AVG" => (
            format!("avg({})", column.sql),
            column.storage,
            Reader::Average(number()?),
        ),
        "MIN" => (
            format!("min({})", column.compared()),
            column.storage,
            Reader::Stored(column.storage),
        ),
        "MAX" => (
            format!("max({})", column.compared()),
            column.storage,
            Reader::Stored(column.storage),
        ),
        _ => return Ok(None),
    };
    let column = Column {
        sql,
        storage,
        field: column.field.clone(),
        labels: Vec::new(),
    };
    Ok(Some(Compiled {
        column,
        reader,
        aggregate: true,
    }))
}

fn date_function(
    scope: &Scope<'_>,
    name: &str,
    column: Column,
    local_time: bool,
) -> Result<Compiled, SoqlError> {
    let storage = match name {
        "CALENDAR_YEAR" | "CALENDAR_QUARTER" | "CALENDAR_MONTH" | "DAY_IN_MONTH" | "DAY_IN_WEEK"
        | "DAY_IN_YEAR" | "HOUR_IN_DAY" | "WEEK_IN_MONTH" | "WEEK_IN_YEAR" | "FISCAL_YEAR"
        | "FISCAL_QUARTER" | "FISCAL_MONTH" => Storage::Integer,
        "DAY_ONLY" => Storage::Date,
        _ => {
            return Err(SoqlError(format!(
                "the function {name} is not supported by the local org"
            )));
        }
    };
    let seconds = match column.storage {
        Storage::Datetime => column.sql.clone(),
        Storage::Date => format!("CAST(strftime('%s', {}) AS INTEGER)", column.sql),
        _ => {
            return Err(SoqlError(format!(
                "{name} needs a date or date-time, {} is neither",
                column.field.name
            )));
        }
    };
    // Date functions count in UTC unless the field is wrapped in convertTimezone().
    let zone = if local_time {
        scope.context.zone.name()
    } else {
        "UTC"
    };
    let sql = format!("sf_part('{name}', {seconds}, '{zone}')");
    let column = Column {
        sql,
        storage,
        field: column.field,
        labels: Vec::new(),
    };
    Ok(Compiled {
        column,
        reader: Reader::Stored(storage),
        aggregate: false,
    })
}
