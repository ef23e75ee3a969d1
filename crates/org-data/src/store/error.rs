//! SQLite's refusals in Salesforce's words.

use apex::host::{HostError, RowError};
use rusqlite::ErrorCode;

/// The exception for an error of the store. A lock that could not be had is `UNABLE_TO_LOCK_ROW`.
pub(crate) fn host_error(error: rusqlite::Error) -> HostError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => locked(),
        _ => HostError::new("UnexpectedException", format!("database: {error}")),
    }
}

fn locked() -> HostError {
    let row = RowError {
        status: "UNABLE_TO_LOCK_ROW".to_owned(),
        message: "unable to obtain exclusive access to this record".to_owned(),
        fields: Vec::new(),
    };
    let message = format!(
        "Operation failed. First exception on row 0; first error: {}, {}: []",
        row.status, row.message
    );
    HostError {
        exception: "DmlException".to_owned(),
        message,
        rows: vec![(0, row)],
    }
}
