//! Why a database cannot be opened.

use std::path::PathBuf;

use apex::host::HostError;

/// Why [`crate::Database::open`] failed. The text says which file or object is at fault and what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A source or seed directory cannot be read.
    #[error("cannot read {path}: {reason}")]
    Read {
        /// The file or directory.
        path: PathBuf,
        /// The operating system's reason.
        reason: String,
    },
    /// A metadata file is malformed or says something this org cannot hold.
    #[error("{path}: {reason}")]
    Metadata {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The schema as a whole is inconsistent.
    #[error("schema: {0}")]
    Schema(String),
    /// A seed file is malformed or a row of it was refused.
    #[error("seed {path}: {reason}")]
    Seed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// SQLite refused.
    #[error("database: {0}")]
    Store(#[from] rusqlite::Error),
    /// The org refused an operation of its own set-up.
    #[error("set-up: {}", .0.message)]
    Host(HostError),
}

impl From<HostError> for OpenError {
    fn from(error: HostError) -> Self {
        Self::Host(error)
    }
}

impl OpenError {
    pub(crate) fn read(path: impl Into<PathBuf>, error: impl std::fmt::Display) -> Self {
        Self::Read {
            path: path.into(),
            reason: error.to_string(),
        }
    }

    pub(crate) fn metadata(path: impl Into<PathBuf>, reason: impl std::fmt::Display) -> Self {
        Self::Metadata {
            path: path.into(),
            reason: reason.to_string(),
        }
    }

    pub(crate) fn seed(path: impl Into<PathBuf>, reason: impl std::fmt::Display) -> Self {
        Self::Seed {
            path: path.into(),
            reason: reason.to_string(),
        }
    }
}
