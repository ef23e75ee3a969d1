//! The right side of a comparison: constants and bind variables in the form of the field they meet.

use apex::host::{Bind, Data};
use bigdecimal::num_bigint::BigInt;
use bigdecimal::{BigDecimal, ToPrimitive};
use chrono::NaiveTime;
use rusqlite::types::Value as Sql;

use super::ast::Value;
use super::dates::{self, Span};
use super::scope::{Column, Scope};
use super::{SoqlError, bind};
use crate::store::id;
use crate::store::value::{Storage, decimal};

/// A right side.
pub(super) enum Right {
    /// No value.
    Null,
    /// One stored value.
    One(Sql),
    /// From the first up to, not including, the second.
    Span(Sql, Sql),
    /// Several values, from a list that was bound where one value stands.
    Many(Vec<Right>),
}

/// Puts a constant or bind into the form of a column.
pub(super) fn right(scope: &Scope<'_>, column: &Column, value: &Value) -> Result<Right, SoqlError> {
    match value {
        Value::Null => Ok(Right::Null),
        Value::Boolean(value) => data(column, &Data::Boolean(*value), true),
        Value::Text(text) => data(column, &Data::String(text.clone()), true),
        Value::Number(text) => {
            let number = text
                .parse()
                .map_err(|_| SoqlError(format!("'{text}' is not a number")))?;
            data(column, &Data::Decimal(number), true)
        }
        Value::Date(date) => data(column, &Data::Date(*date), true),
        Value::Datetime(time) => data(column, &Data::Datetime(*time), true),
        Value::DateLiteral(name, count) => span(scope, column, name, *count),
        Value::Bind(name) => match bind(scope.binds, name)? {
            Bind::One(value) => data(column, value, false),
            Bind::Many(values) => values
                .iter()
                .map(|value| data(column, value, false))
                .collect::<Result<_, _>>()
                .map(Right::Many),
        },
    }
}

fn span(scope: &Scope<'_>, column: &Column, name: &str, count: Option<i64>) -> Result<Right, SoqlError> {
    let zone = scope.context.zone;
    let today = scope.context.now.with_timezone(&zone).date_naive();
    let Span { start, end } =
        dates::span(name, count, today).ok_or_else(|| SoqlError(format!("unexpected token: '{name}'")))?;
    let day = |date: chrono::NaiveDate| Sql::Text(date.format("%Y-%m-%d").to_string());
    let instant = |date| Sql::Integer(dates::midnight(date, zone).timestamp());
    match column.storage {
        Storage::Date => Ok(Right::Span(day(start), day(end))),
        Storage::Datetime => Ok(Right::Span(instant(start), instant(end))),
        _ => Err(mismatch(column)),
    }
}

/// `constant`: written in the query; Salesforce is stricter with those than with binds.
fn data(column: &Column, data: &Data, constant: bool) -> Result<Right, SoqlError> {
    let sql = match (column.storage, data) {
        (_, Data::Null) => return Ok(Right::Null),
        (Storage::Text | Storage::Id, Data::String(text) | Data::Id(text)) if text.is_empty() => {
            return Ok(Right::Null);
        }
        (Storage::Text, Data::String(text) | Data::Id(text)) => Sql::Text(text.clone()),
        (Storage::Id, Data::String(text) | Data::Id(text)) => {
            Sql::Text(id::normalise(text).ok_or_else(|| SoqlError(format!("invalid ID field: {text}")))?)
        }
        (Storage::Boolean, Data::Boolean(value)) => Sql::Integer(i64::from(*value)),
        (Storage::Integer, number) => scaled(number, 0).ok_or_else(|| mismatch(column))?,
        (Storage::Decimal(scale), number) => scaled(number, scale).ok_or_else(|| mismatch(column))?,
        (Storage::Date, Data::Date(date)) => Sql::Text(date.format("%Y-%m-%d").to_string()),
        (Storage::Date, Data::Datetime(time)) if !constant => Sql::Text(time.format("%Y-%m-%d").to_string()),
        (Storage::Datetime, Data::Datetime(time)) if time.timestamp_subsec_millis() == 0 => {
            Sql::Integer(time.timestamp())
        }
        // Stored times are whole seconds: a bound fraction still has to compare exactly.
        (Storage::Datetime, Data::Datetime(time)) => Sql::Real(time.timestamp_millis() as f64 / 1000.0),
        (Storage::Datetime, Data::Date(date)) if !constant => {
            Sql::Integer(date.and_time(NaiveTime::MIN).and_utc().timestamp())
        }
        (Storage::Time, Data::Time(_)) => Storage::Time.to_sql(data).map_err(SoqlError)?,
        _ => return Err(mismatch(column)),
    };
    Ok(Right::One(sql))
}

/// A number against a column of scaled integers: exact where it can be, else the nearest double.
fn scaled(data: &Data, scale: u32) -> Option<Sql> {
    let number = decimal(data)? * BigDecimal::new(BigInt::from(1), -i64::from(scale));
    let whole = if number.is_integer() {
        number.to_i64()
    } else {
        None
    };
    whole.map(Sql::Integer).or_else(|| number.to_f64().map(Sql::Real))
}

fn mismatch(column: &Column) -> SoqlError {
    let kind = match column.storage {
        Storage::Text | Storage::Id => {
            return SoqlError(format!(
                "value of filter criterion for field '{}' must be of type string and should be enclosed in quotes",
                column.field.name
            ));
        }
        Storage::Boolean => "boolean",
        Storage::Integer => "int",
        Storage::Decimal(_) => "double",
        Storage::Date => "date",
        Storage::Datetime => "dateTime",
        Storage::Time => "time",
        Storage::Blob => "base64",
    };
    SoqlError(format!(
        "value of filter criterion for field '{}' must be of type {kind} and should not be enclosed in quotes",
        column.field.name
    ))
}
