//! What to do with sources that this org cannot take: end, or leave them out and tell.

use std::sync::{Arc, Mutex, PoisonError};

use crate::OpenError;

/// Collects faults of sources, or refuses them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults {
    /// `None`: refuse.
    told: Option<Arc<Mutex<Vec<String>>>>,
}

impl Faults {
    /// Leaves out what is at fault and remembers why.
    pub(crate) fn collecting() -> Self {
        Self {
            told: Some(Arc::default()),
        }
    }

    /// The value, or nothing where its fault is only told.
    ///
    /// # Errors
    /// The fault itself, unless faults are collected.
    pub(crate) fn tell<T>(&self, result: Result<T, OpenError>) -> Result<Option<T>, OpenError> {
        let error = match result {
            Ok(value) => return Ok(Some(value)),
            Err(error) => error,
        };
        let Some(told) = &self.told else {
            return Err(error);
        };
        let line = error.to_string();
        let mut lines = told.lock().unwrap_or_else(PoisonError::into_inner);
        // A record is looked at twice, for its Id and for its values: its fault is told once.
        if !lines.contains(&line) {
            lines.push(line);
        }
        Ok(None)
    }

    /// What has been told so far.
    pub(crate) fn lines(&self) -> Vec<String> {
        let Some(told) = &self.told else {
            return Vec::new();
        };
        told.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
