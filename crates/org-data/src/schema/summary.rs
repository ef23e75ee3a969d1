//! Roll-up summaries as SQL over the details.

use super::bound::literal;
use super::field::Summary;
use crate::store::quote;
use crate::store::value::Storage;

/// The SQL of a summary; `column` gives a column of the detail.
///
/// # Errors
/// When a field is missing or an operation is not known.
pub(super) fn sql(
    source: &Summary,
    detail: &str,
    column: impl Fn(&str) -> Result<(String, Storage), String>,
) -> Result<String, String> {
    let (master, _) = column(&source.master)?;
    let mut conditions = vec!["{t}s.IsDeleted = 0".to_owned(), format!("{master} = {{t}}.Id")];
    for (field, operation, value) in &source.filters {
        let (sql, storage) = column(field)?;
        conditions.push(condition(&sql, storage, operation, value)?);
    }
    let value = match (source.operation.to_lowercase().as_str(), &source.field) {
        ("count", _) => "count(*)".to_owned(),
        // Without details a sum is zero, a smallest or largest value is missing.
        ("sum", Some(field)) => format!("coalesce(sum({}), 0)", column(field)?.0),
        (operation @ ("min" | "max"), Some(field)) => format!("{operation}({})", column(field)?.0),
        (other, _) => return Err(format!("the summary operation {other} is not supported")),
    };
    Ok(format!(
        "(SELECT {value} FROM {} AS {{t}}s WHERE {})",
        quote(detail),
        conditions.join(" AND ")
    ))
}

/// The SQL of a filter on a column; the value is given as text.
///
/// # Errors
/// When the operation is not known or the value does not fit.
pub(crate) fn condition(sql: &str, storage: Storage, operation: &str, value: &str) -> Result<String, String> {
    let sql = if storage == Storage::Text {
        format!("{sql} COLLATE SALESFORCE")
    } else {
        sql.to_owned()
    };
    let values: Vec<String> = value
        .split(',')
        .map(|value| constant(storage, value.trim()))
        .collect::<Result<_, _>>()?;
    let first = || constant(storage, value.trim());
    let like = |pattern: String| format!("sf_like({sql}, {})", literal(&pattern));
    Ok(match operation {
        "equals" => format!("coalesce({sql} IN ({}), 0)", values.join(", ")),
        "notEqual" => format!("NOT coalesce({sql} IN ({}), 0)", values.join(", ")),
        "lessThan" => format!("coalesce({sql} < {}, 0)", first()?),
        "greaterThan" => format!("coalesce({sql} > {}, 0)", first()?),
        "lessOrEqual" => format!("coalesce({sql} <= {}, 0)", first()?),
        "greaterOrEqual" => format!("coalesce({sql} >= {}, 0)", first()?),
        "contains" => like(format!("%{value}%")),
        "notContain" => format!("NOT {}", like(format!("%{value}%"))),
        "startsWith" => like(format!("{value}%")),
        other => return Err(format!("the summary filter {other} is not supported")),
    })
}

/// A value of a filter in the form of its column.
fn constant(storage: Storage, value: &str) -> Result<String, String> {
    Ok(match storage {
        Storage::Boolean => {
            let on = value.eq_ignore_ascii_case("true") || value == "1";
            i32::from(on).to_string()
        }
        Storage::Integer | Storage::Decimal(_) => {
            let scale = if let Storage::Decimal(scale) = storage {
                scale
            } else {
                0
            };
            let number: bigdecimal::BigDecimal = value
                .parse()
                .map_err(|_| format!("the summary filter value {value:?} is not a number"))?;
            let scaled = number * bigdecimal::BigDecimal::new(1.into(), -i64::from(scale));
            scaled.normalized().to_plain_string()
        }
        Storage::Datetime => {
            let time = chrono::DateTime::parse_from_rfc3339(value)
                .map_err(|_| format!("the summary filter value {value:?} is not a date-time"))?;
            time.timestamp().to_string()
        }
        _ => literal(value),
    })
}
