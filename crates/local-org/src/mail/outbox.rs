//! Mails that left, kept in SQLite beside the org's data.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use apex::host::HostError;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Letter, broken};

/// Why the outbox cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    /// SQLite failed.
    #[error(transparent)]
    Store(#[from] rusqlite::Error),
    /// A kept mail cannot be read.
    #[error(transparent)]
    Content(#[from] serde_json::Error),
}

/// Every mail that left the org.
#[derive(Debug)]
pub struct Outbox {
    connection: Mutex<Connection>,
}

impl Outbox {
    /// Opens `outbox.sqlite` in `directory`, or an outbox in memory.
    ///
    /// # Errors
    /// When SQLite cannot open or prepare the file.
    pub fn open(directory: Option<&Path>) -> Result<Self, rusqlite::Error> {
        let connection = match directory {
            Some(directory) => Connection::open(directory.join("outbox.sqlite"))?,
            None => Connection::open_in_memory()?,
        };
        connection.execute_batch(
            "CREATE TABLE IF NOT EXISTS mail (
                 id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, counted INTEGER NOT NULL,
                 content TEXT NOT NULL
             ) STRICT;
             CREATE INDEX IF NOT EXISTS mail_day ON mail (day);",
        )?;
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    /// The latest mails, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn latest(&self, most: u32) -> Result<Vec<Letter>, OutboxError> {
        let connection = self.lock();
        let mut statement =
            connection.prepare_cached("SELECT id, content FROM mail ORDER BY id DESC LIMIT ?1")?;
        let rows = statement.query_map(params![most], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        rows.map(|row| {
            let (id, content) = row?;
            read(id, &content)
        })
        .collect()
    }

    /// One mail by its number.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn find(&self, id: i64) -> Result<Option<Letter>, OutboxError> {
        let found = self
            .lock()
            .query_row("SELECT content FROM mail WHERE id = ?1", params![id], |row| {
                row.get::<_, String>(0)
            })
            .optional()?;
        found.map(|content| read(id, &content)).transpose()
    }

    /// Addresses written to on a day of Greenwich.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn counted_on(&self, day: NaiveDate) -> Result<u32, OutboxError> {
        let sum = "SELECT COALESCE(SUM(counted), 0) FROM mail WHERE day = ?1";
        Ok(self
            .lock()
            .query_row(sum, params![day.to_string()], |row| row.get(0))?)
    }

    /// Empties the outbox.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn clear(&self) -> Result<(), OutboxError> {
        self.lock().execute("DELETE FROM mail", [])?;
        Ok(())
    }

    /// Adds mails if `commit` succeeds.
    ///
    /// # Errors
    /// What `commit` fails with, or the store; no mail is added then.
    pub(super) fn keep<'l>(
        &self,
        letters: impl Iterator<Item = &'l Letter>,
        commit: impl FnOnce() -> Result<(), HostError>,
    ) -> Result<(), HostError> {
        let mut connection = self.lock();
        let transaction = connection.transaction().map_err(broken)?;
        for letter in letters {
            let content = serde_json::to_string(letter).map_err(broken)?;
            transaction
                .execute(
                    "INSERT INTO mail (day, counted, content) VALUES (?1, ?2, ?3)",
                    params![letter.at.date_naive().to_string(), letter.counted, content],
                )
                .map_err(broken)?;
        }
        commit()?;
        transaction.commit().map_err(broken)
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read(id: i64, content: &str) -> Result<Letter, OutboxError> {
    let letter: Letter = serde_json::from_str(content)?;
    Ok(Letter { id, ..letter })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_after_a_restart() {
        let directory = tempfile::tempdir().expect("directory");
        let letter = Letter {
            subject: "Hello".into(),
            to: vec!["a@b.example".into()],
            ..Letter::default()
        };
        {
            let outbox = Outbox::open(Some(directory.path())).expect("opens");
            outbox.keep([&letter].into_iter(), || Ok(())).expect("keeps");
        }
        let outbox = Outbox::open(Some(directory.path())).expect("opens");
        let expected = Letter { id: 1, ..letter };
        assert_eq!(outbox.latest(5).expect("reads"), std::slice::from_ref(&expected));
        assert_eq!(outbox.find(1).expect("reads"), Some(expected));
        assert_eq!(outbox.find(2).expect("reads"), None);
        outbox.clear().expect("clears");
        assert!(outbox.latest(5).expect("reads").is_empty());
    }
}
