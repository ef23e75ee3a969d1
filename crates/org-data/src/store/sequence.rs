//! The next Id of every object. Numbers only go up, also when a transaction is rolled back: Apex may still
//! hold an Id it was given.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use apex::host::HostError;
use rusqlite::Connection;

use super::{host_error, id, quote};
use crate::schema::Object;

/// Last used sequence number by object name.
#[derive(Debug, Default)]
pub(crate) struct Sequences {
    last: Mutex<HashMap<String, u64>>,
}

impl Sequences {
    /// The next sequence number of an object, from 1.
    pub(crate) fn next(&self, connection: &Connection, object: &Object) -> Result<u64, HostError> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let used = match last.get(object.name()) {
            Some(used) => *used,
            None => highest(connection, object)?,
        };
        last.insert(object.name().to_owned(), used + 1);
        Ok(used + 1)
    }
}

fn highest(connection: &Connection, object: &Object) -> Result<u64, HostError> {
    let sql = format!("SELECT max(Id) FROM {}", quote(object.name()));
    let highest: Option<String> = connection
        .query_row(&sql, [], |row| row.get(0))
        .map_err(host_error)?;
    Ok(highest.as_deref().and_then(id::sequence).unwrap_or(0))
}
