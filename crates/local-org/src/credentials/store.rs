//! Keeps OAuth tokens and clients, apart from the org's data: no query and no page can reach them.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension, params};

use super::token::Client;

/// Whose tokens: a principal of an external credential, for one user or for the org.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CredentialKey {
    /// User Id; empty for a named principal.
    pub user: String,
    /// External credential, lower case.
    pub credential: String,
    /// Principal, lower case.
    pub principal: String,
}

/// The tokens of a credential. Their `Debug` form hides them.
#[derive(Clone, PartialEq, Eq)]
pub struct Tokens {
    /// Sent with callouts.
    pub access: String,
    /// Exchanged for new tokens, once.
    pub refresh: Option<String>,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Tokens(hidden)")
    }
}

/// Tokens on disk, or in memory when the org keeps nothing.
#[derive(Debug)]
pub struct TokenStore {
    connection: Mutex<Connection>,
}

impl TokenStore {
    /// Opens `credentials.sqlite` in `directory`, or a store in memory.
    ///
    /// # Errors
    /// When SQLite cannot open or prepare the file.
    pub fn open(directory: Option<&Path>) -> Result<Self, rusqlite::Error> {
        let connection = match directory {
            Some(directory) => {
                let file = directory.join("credentials.sqlite");
                let connection = Connection::open(&file)?;
                keep_private(&file)?;
                connection
            }
            None => Connection::open_in_memory()?,
        };
        connection.execute_batch(
            "PRAGMA synchronous = FULL;
             CREATE TABLE IF NOT EXISTS token (
                 user TEXT NOT NULL, credential TEXT NOT NULL, principal TEXT NOT NULL,
                 access TEXT NOT NULL, refresh TEXT,
                 PRIMARY KEY (user, credential, principal)
             ) STRICT;
             CREATE TABLE IF NOT EXISTS client (
                 provider TEXT PRIMARY KEY, id TEXT NOT NULL, secret TEXT NOT NULL
             ) STRICT;",
        )?;
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    /// The tokens of a credential, if it has any.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn get(&self, key: &CredentialKey) -> Result<Option<Tokens>, rusqlite::Error> {
        self.lock()
            .query_row(
                "SELECT access, refresh FROM token WHERE user = ?1 AND credential = ?2 AND principal = ?3",
                params![key.user, key.credential, key.principal],
                |row| {
                    Ok(Tokens {
                        access: row.get(0)?,
                        refresh: row.get(1)?,
                    })
                },
            )
            .optional()
    }

    /// Replaces both tokens in one statement: a rotated refresh token is never lost beside a new access
    /// token.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn put(&self, key: &CredentialKey, tokens: &Tokens) -> Result<(), rusqlite::Error> {
        self.lock().execute(
            "INSERT INTO token (user, credential, principal, access, refresh) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (user, credential, principal) DO UPDATE SET access = excluded.access, refresh = excluded.refresh",
            params![key.user, key.credential, key.principal, tokens.access, tokens.refresh],
        )?;
        Ok(())
    }

    /// Forgets the tokens of a credential.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn delete(&self, key: &CredentialKey) -> Result<(), rusqlite::Error> {
        self.lock().execute(
            "DELETE FROM token WHERE user = ?1 AND credential = ?2 AND principal = ?3",
            params![key.user, key.credential, key.principal],
        )?;
        Ok(())
    }

    /// The OAuth client that an administrator stored for a provider, by its name in small letters.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn client(&self, provider: &str) -> Result<Option<Client>, rusqlite::Error> {
        self.lock()
            .query_row(
                "SELECT id, secret FROM client WHERE provider = ?1",
                [provider],
                |row| {
                    Ok(Client {
                        id: row.get(0)?,
                        secret: row.get(1)?,
                    })
                },
            )
            .optional()
    }

    /// Keeps the OAuth client of a provider in place of the one that it had.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn put_client(&self, provider: &str, client: &Client) -> Result<(), rusqlite::Error> {
        self.lock().execute(
            "INSERT INTO client (provider, id, secret) VALUES (?1, ?2, ?3)
             ON CONFLICT (provider) DO UPDATE SET id = excluded.id, secret = excluded.secret",
            params![provider, client.id, client.secret],
        )?;
        Ok(())
    }

    /// Forgets the OAuth client of a provider.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn delete_client(&self, provider: &str) -> Result<(), rusqlite::Error> {
        self.lock()
            .execute("DELETE FROM client WHERE provider = ?1", [provider])?;
        Ok(())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets nobody but the owner read the tokens.
#[cfg(unix)]
fn keep_private(file: &Path) -> Result<(), rusqlite::Error> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600))
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

/// Other systems keep a user's files private by themselves.
#[cfg(not(unix))]
fn keep_private(_: &Path) -> Result<(), rusqlite::Error> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_survive_a_restart_and_belong_to_one_user() {
        let directory = tempfile::tempdir().expect("directory");
        let key = |user: &str| CredentialKey {
            user: user.into(),
            credential: "c".into(),
            principal: "p".into(),
        };
        let tokens = Tokens {
            access: "a".into(),
            refresh: Some("r".into()),
        };
        TokenStore::open(Some(directory.path()))
            .expect("store")
            .put(&key("1"), &tokens)
            .expect("put");
        let store = TokenStore::open(Some(directory.path())).expect("store");
        assert_eq!(store.get(&key("1")).expect("get"), Some(tokens.clone()));
        assert_eq!(store.get(&key("2")).expect("get"), None);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let file = directory.path().join("credentials.sqlite");
            assert_eq!(
                file.metadata().expect("metadata").permissions().mode() & 0o777,
                0o600
            );
        }
        store.delete(&key("1")).expect("delete");
        assert_eq!(store.get(&key("1")).expect("get"), None);
        assert_eq!(format!("{tokens:?}"), "Tokens(hidden)");
    }
}
