//! One row by its Id.

use apex::host::{AccessMode, Bind, Data, Host, HostError, Query, QueryResult, Record, Sharing};
use indexmap::IndexMap;

/// One row of an object by Id; `None` when there is none or (in user mode, which also applies sharing) the user
/// may not see it.
///
/// # Errors
/// When the query is refused.
pub fn row_of(
    host: &mut dyn Host,
    object: &str,
    fields: &[&str],
    id: &str,
    access: AccessMode,
) -> Result<Option<Record>, HostError> {
    let soql = format!(
        "SELECT {} FROM {object} WHERE Id = :id LIMIT 1",
        fields.join(", ")
    );
    let binds = IndexMap::from([("id".to_owned(), Bind::One(Data::Id(id.to_owned())))]);
    let sharing = if access == AccessMode::User {
        Sharing::Enforced
    } else {
        Sharing::Ignored
    };
    match host.query(&Query {
        soql: &soql,
        binds: &binds,
        access,
        sharing,
    })? {
        QueryResult::Rows { rows, .. } => Ok(rows.into_iter().next()),
        QueryResult::Count(_) => Ok(None),
    }
}
