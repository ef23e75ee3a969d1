//! Rows of the org's own set-up objects.

use apex::host::{AccessMode, Bind, Data, Host, HostError, Query, QueryResult, Record, Sharing};
use indexmap::IndexMap;

use crate::shell::show;

/// The rows of a query with one bound text, `:value`, with the administrator's own rights.
///
/// # Errors
/// When the query is refused.
pub fn select(host: &mut dyn Host, soql: &str, value: &str) -> Result<Vec<Record>, HostError> {
    let binds = IndexMap::from([("value".to_owned(), Bind::One(Data::String(value.to_owned())))]);
    let query = Query {
        soql,
        binds: &binds,
        access: AccessMode::User,
        sharing: Sharing::Enforced,
    };
    Ok(match host.query(&query)? {
        QueryResult::Rows { rows, .. } => rows,
        QueryResult::Count(_) => Vec::new(),
    })
}

/// A field of a row as text; empty when it has no value.
pub fn text(row: &Record, field: &str) -> String {
    show::data(row, field).map(show::text).unwrap_or_default()
}

/// A field of a row that is ticked.
pub fn is_on(row: &Record, field: &str) -> bool {
    matches!(show::data(row, field), Some(Data::Boolean(true)))
}
