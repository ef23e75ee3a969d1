//! The SQLite store: connections, tables, Ids.

mod error;
mod formula;
mod functions;
pub mod id;
pub mod row;
mod sequence;
mod tables;
mod text;
pub mod value;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use apex::host::HostError;
use rusqlite::backup::Backup;
use rusqlite::{Connection, OptionalExtension};
use tempfile::TempDir;

use crate::OpenError;
use crate::schema::{Formulas, Schema};
pub(crate) use error::{UNABLE_TO_LOCK_ROW, host_error};
pub(crate) use sequence::Sequences;
pub(crate) use tables::quote;

/// How long a change waits for another transaction's to end.
const LOCK_TIMEOUT: Duration = Duration::from_secs(10);

/// The org's SQLite file and its open connections.
pub(crate) struct Store {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    pub(crate) sequences: Arc<Sequences>,
    /// The formulas of formula fields, for SQL to call.
    formulas: Arc<RwLock<Arc<Formulas>>>,
    /// Removes a temporary store when the last user of it is gone. After `idle`: files close first.
    directory: Option<TempDir>,
}

impl Store {
    /// Opens `org.db` in `directory`, or in a temporary directory.
    pub(crate) fn open(directory: Option<&Path>) -> Result<Self, OpenError> {
        let (directory, temporary) = match directory {
            Some(directory) => {
                std::fs::create_dir_all(directory).map_err(|error| OpenError::read(directory, error))?;
                (directory.to_path_buf(), None)
            }
            None => {
                let temporary = TempDir::with_prefix("org-data-")
                    .map_err(|error| OpenError::read(std::env::temp_dir(), error))?;
                (temporary.path().to_path_buf(), Some(temporary))
            }
        };
        let store = Self {
            path: directory.join("org.db"),
            idle: Mutex::default(),
            sequences: Arc::default(),
            formulas: Arc::default(),
            directory: temporary,
        };
        let connection = store.take()?;
        tables::create_bookkeeping(&connection)?;
        store.give_back(connection);
        Ok(store)
    }

    /// Key prefixes of custom objects that this store has given out.
    pub(crate) fn known_prefixes(&self) -> Result<HashMap<String, String>, OpenError> {
        let connection = self.take()?;
        let prefixes = tables::known_prefixes(&connection)?;
        self.give_back(connection);
        Ok(prefixes)
    }

    /// Creates the tables and columns that are missing.
    pub(crate) fn lay_out(&self, schema: &Schema) -> Result<(), OpenError> {
        *self.formulas.write().unwrap_or_else(PoisonError::into_inner) = schema.formulas().clone();
        let mut connection = self.take()?;
        let transaction = connection.transaction()?;
        tables::lay_out(&transaction, schema)?;
        transaction.commit()?;
        self.give_back(connection);
        Ok(())
    }

    /// An idle connection, or a new one.
    pub(crate) fn take(&self) -> rusqlite::Result<Connection> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(connection) => Ok(connection),
            None => self.connect(),
        }
    }

    /// Keeps a connection for the next transaction, unless it is in the middle of one.
    pub(crate) fn give_back(&self, connection: Connection) {
        if connection.is_autocommit() {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(connection);
        }
    }

    fn connect(&self) -> rusqlite::Result<Connection> {
        let connection = Connection::open(&self.path)?;
        connection.busy_timeout(LOCK_TIMEOUT)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // A temporary store dies with the program: nothing to save from a power cut.
        let synchronous = if self.directory.is_some() { "OFF" } else { "NORMAL" };
        connection.pragma_update(None, "synchronous", synchronous)?;
        self.prepare(&connection)?;
        Ok(connection)
    }

    /// A copy of the committed data in memory, for a test. Rows of objects that are not set-up data are
    /// left out unless `all_data`.
    pub(crate) fn copy_for_test(&self, schema: &Schema, all_data: bool) -> rusqlite::Result<Connection> {
        let source = self.take()?;
        let mut copy = Connection::open_in_memory()?;
        self.prepare(&copy)?;
        {
            let backup = Backup::new(&source, &mut copy)?;
            backup.run_to_completion(1024, Duration::ZERO, None)?;
        }
        self.give_back(source);
        if !all_data {
            for object in schema
                .all()
                .filter(|object| object.view.is_none() && !object.is_setup())
            {
                // Tests see the standard price book.
                let kept = if object.name() == "Pricebook2" {
                    " WHERE IsStandard = 0"
                } else {
                    ""
                };
                copy.execute(&format!("DELETE FROM {}{kept}", quote(object.name())), [])?;
            }
        }
        Ok(copy)
    }

    fn prepare(&self, connection: &Connection) -> rusqlite::Result<()> {
        connection.set_prepared_statement_cache_capacity(128);
        functions::register(connection)?;
        formula::register(connection, self.formulas.clone())
    }
}

/// A remembered fact about the store, for example that its seed has been loaded.
pub(crate) fn state(connection: &Connection, key: &str) -> Result<Option<String>, HostError> {
    connection
        .query_row("SELECT value FROM _state WHERE key = ?", [key], |row| row.get(0))
        .optional()
        .map_err(host_error)
}

/// Remembers a fact about the store.
pub(crate) fn set_state(connection: &Connection, key: &str, value: &str) -> Result<(), HostError> {
    connection
        .execute(
            "INSERT INTO _state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key, value],
        )
        .map(|_| ())
        .map_err(host_error)
}
