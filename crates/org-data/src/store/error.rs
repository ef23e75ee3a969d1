//! SQLite's refusals in Salesforce's words.

use apex::host::{HostError, RowError};
use rusqlite::ErrorCode;

/// Status of a row that another transaction holds.
pub(crate) const UNABLE_TO_LOCK_ROW: &str = "UNABLE_TO_LOCK_ROW";

/// The exception for an error of the store. A lock that could not be had is `UNABLE_TO_LOCK_ROW`.
pub(crate) fn host_error(error: rusqlite::Error) -> HostError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => locked(),
        _ => HostError::new("UnexpectedException", format!("database: {error}")),
    }
}

fn locked() -> HostError {
    let row = RowError {
        status: UNABLE_TO_LOCK_ROW.to_owned(),
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

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{UNABLE_TO_LOCK_ROW, host_error};

    #[test]
    fn a_held_lock_is_unable_to_lock_row() {
        let directory = tempfile::TempDir::new().unwrap();
        let path = directory.path().join("x.db");
        let (first, second) = (Connection::open(&path).unwrap(), Connection::open(&path).unwrap());
        second.busy_timeout(std::time::Duration::ZERO).unwrap();
        first.execute_batch("BEGIN IMMEDIATE").unwrap();
        let error = host_error(second.execute_batch("BEGIN IMMEDIATE").unwrap_err());
        assert_eq!(error.exception, "DmlException");
        assert_eq!(error.rows[0].1.status, UNABLE_TO_LOCK_ROW);
        let other = host_error(second.execute_batch("nonsense").unwrap_err());
        assert_eq!(other.exception, "UnexpectedException");
    }
}
