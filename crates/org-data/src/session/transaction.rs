//! The database transaction under a session: nothing until the first change, then the write lock.

use apex::host::{HostError, Savepoint};
use rusqlite::Connection;

use crate::store::host_error;

/// A connection and what has been begun on it.
#[derive(Default)]
pub(super) struct Transaction {
    /// `None` only after the connection has been taken back.
    connection: Option<Connection>,
    writing: bool,
    /// Points that may be returned to, and whether they lie inside the database transaction.
    savepoints: Vec<(Savepoint, bool)>,
    next: u32,
}

impl Transaction {
    pub(super) fn new(connection: Connection) -> Self {
        Self {
            connection: Some(connection),
            ..Self::default()
        }
    }

    /// The connection, for reading.
    pub(super) fn connection(&self) -> Result<&Connection, HostError> {
        self.connection
            .as_ref()
            .ok_or_else(|| HostError::new("UnexpectedException", "the transaction has ended"))
    }

    /// Whether changes are pending or the lock is held.
    pub(super) fn writing(&self) -> bool {
        self.writing
    }

    /// Takes the write lock unless it is held; says whether it was not.
    pub(super) fn begin(&mut self) -> Result<bool, HostError> {
        if self.writing {
            return Ok(false);
        }
        self.execute("BEGIN IMMEDIATE")?;
        self.writing = true;
        Ok(true)
    }

    pub(super) fn commit(&mut self) -> Result<(), HostError> {
        if self.writing {
            self.execute("COMMIT")?;
        }
        self.writing = false;
        self.savepoints.clear();
        Ok(())
    }

    pub(super) fn rollback(&mut self) -> Result<(), HostError> {
        if self.writing {
            self.execute("ROLLBACK")?;
        }
        self.writing = false;
        // Points before the first change are still the state of things.
        self.savepoints.retain(|(_, inside)| !inside);
        Ok(())
    }

    /// Before the first change a savepoint is only remembered: it must not take the lock.
    pub(super) fn savepoint(&mut self) -> Result<Savepoint, HostError> {
        let savepoint = Savepoint(self.next);
        if self.writing {
            self.execute(&format!("SAVEPOINT apex_{}", savepoint.0))?;
        }
        self.next += 1;
        self.savepoints.push((savepoint, self.writing));
        Ok(savepoint)
    }

    pub(super) fn rollback_to(&mut self, savepoint: Savepoint) -> Result<(), HostError> {
        let Some(position) = self.savepoints.iter().position(|(known, _)| *known == savepoint) else {
            return Err(HostError::new("TypeException", "savepoint is no longer valid"));
        };
        let inside = self.savepoints.get(position).is_some_and(|(_, inside)| *inside);
        self.savepoints.truncate(position + 1);
        if inside {
            self.execute(&format!("ROLLBACK TO apex_{}", savepoint.0))
        } else {
            self.rollback()
        }
    }

    /// The connection to be used again, when it has nothing pending or its changes could be undone.
    pub(super) fn into_idle_connection(mut self) -> Option<Connection> {
        // A connection that cannot roll back is closed by dropping it, which undoes its changes too.
        self.rollback().ok()?;
        self.connection.take()
    }

    fn execute(&self, sql: &str) -> Result<(), HostError> {
        self.connection()?.execute_batch(sql).map_err(host_error)
    }
}
