//! The open database of an org: what every transaction shares.

use std::path::PathBuf;
use std::sync::Arc;

use apex::host::{HostError, Organization, User};
use chrono::{DateTime, Utc};

use crate::{OpenError, Schema, Session, SourceTree};

/// What an org is made of.
#[derive(Clone, Debug, Default)]
pub struct DatabaseConfig {
    /// Source-format roots; later ones win.
    pub sources: Vec<PathBuf>,
    /// Where the data is kept. `None`: a fresh temporary directory that goes with the database.
    pub data_dir: Option<PathBuf>,
    /// Seed files (`*.json`), loaded into a new database. `None`: one administrator and no records.
    pub seed_dir: Option<PathBuf>,
    /// Namespace the package is installed under; empty when unmanaged.
    pub namespace: String,
}

/// The org's clock, injected so that tests can set it.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> DateTime<Utc>;
}

/// The database of one org. Cheap to share between threads behind an `Arc`.
pub struct Database {
    tree: SourceTree,
    schema: Schema,
}

impl Database {
    /// Reads the sources, opens or creates the store and loads the seed into a new one.
    ///
    /// # Errors
    /// When a file is malformed, a seed row is refused or the store cannot be written.
    pub fn open(config: &DatabaseConfig) -> Result<Self, OpenError> {
        Ok(Self { tree: SourceTree::open(&config.sources)?, schema: Schema::default() })
    }

    /// The source files, for what is not data (pages, classes, static resources, ...).
    pub fn tree(&self) -> &SourceTree {
        &self.tree
    }

    /// The org's objects and fields.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The org.
    pub fn organization(&self) -> Organization {
        Organization::default()
    }

    /// Every active user, in the order of the seed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn users(&self) -> Result<Vec<User>, HostError> {
        Err(HostError::new("UnexpectedException", "the store is not connected in this build"))
    }

    /// A user by Id.
    ///
    /// # Errors
    /// When there is no such active user or the store cannot be read.
    pub fn user(&self, id: &str) -> Result<User, HostError> {
        Err(HostError::new("UnexpectedException", format!("no user {id}: the store is not connected")))
    }

    /// Starts a transaction of a user.
    ///
    /// # Errors
    /// When there is no such active user or the store cannot be opened.
    pub fn session(&self, user_id: &str, clock: Arc<dyn Clock>) -> Result<Session, HostError> {
        let _ = clock;
        Err(HostError::new("UnexpectedException", format!("no user {user_id}: the store is not connected")))
    }
}
