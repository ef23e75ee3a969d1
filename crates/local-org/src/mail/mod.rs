//! E-mail of the org: whether it may leave, how much of it a day, and the outbox it ends in.
//!
//! Nothing leaves the laptop: a message that Salesforce would hand to the Internet is kept in the [`Outbox`].
//! Not kept: activities (`saveAsActivity`) and signatures, which this org has neither of.

mod address;
mod check;
mod format;
mod letter;
mod merge;
mod outbox;
mod recipients;
mod record;
mod template;

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use apex::host::{HostError, RowError};
use chrono::{DateTime, Utc};
use serde::Deserialize;

pub(crate) use check::draft;
pub use letter::{Attachment, Letter};
pub use outbox::Outbox;
pub(crate) use template::render;

/// External addresses that Apex may write to in a day of Greenwich.
/// Source: Apex Developer Guide, "Execution Governors and Limits", "Email Limits".
pub const DAILY_LIMIT: u32 = 5_000;

/// Setup, "Deliverability", "Access level".
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Deliverability {
    /// "All email".
    #[default]
    All,
    /// "System email only": passwords and the like, nothing of Apex.
    System,
    /// "No access".
    None,
}

/// The org's mail, shared by every transaction.
#[derive(Debug)]
pub struct Postmaster {
    outbox: Outbox,
    deliverability: Mutex<Deliverability>,
    /// What is left of the day, where a test has said so.
    remaining: Mutex<Option<u32>>,
    /// Taken by transactions that have not ended.
    reserved: AtomicU32,
}

/// Addresses that a transaction may write to. Dropped without delivery, they are free again.
#[derive(Debug)]
pub struct Reservation {
    postmaster: Arc<Postmaster>,
    amount: u32,
}

impl Drop for Reservation {
    fn drop(&mut self) {
        self.postmaster.reserved.fetch_sub(self.amount, Ordering::SeqCst);
    }
}

/// A letter that waits for the commit, with its share of the day's limit.
#[derive(Debug)]
pub struct Waiting {
    /// The letter.
    pub letter: Letter,
    /// What it takes of the limit; a test's letters take nothing.
    pub reservation: Option<Reservation>,
}

impl Postmaster {
    /// Opens the outbox in `directory`, or one in memory.
    ///
    /// # Errors
    /// A sentence, when the outbox cannot be opened.
    pub fn open(directory: Option<&Path>) -> Result<Arc<Self>, String> {
        let outbox = Outbox::open(directory).map_err(|error| format!("cannot open the outbox: {error}"))?;
        Ok(Arc::new(Self {
            outbox,
            deliverability: Mutex::default(),
            remaining: Mutex::default(),
            reserved: AtomicU32::new(0),
        }))
    }

    /// The mails that left.
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// Sets the access level.
    pub fn set_deliverability(&self, to: Deliverability) {
        *self.deliverability.lock().unwrap_or_else(PoisonError::into_inner) = to;
    }

    /// Says what is left of the day's limit; `None`: what the outbox leaves of it.
    pub fn set_remaining(&self, to: Option<u32>) {
        *self.remaining.lock().unwrap_or_else(PoisonError::into_inner) = to;
    }

    /// Whether Apex may send at all.
    ///
    /// # Errors
    /// `EmailException`, in Salesforce's words (help.salesforce.com 000384750).
    pub fn require_access(&self) -> Result<(), HostError> {
        if *self.deliverability.lock().unwrap_or_else(PoisonError::into_inner) == Deliverability::All {
            return Ok(());
        }
        let words = "Single email is not enabled for your organization or profile. Single email must be enabled \
             for you to use this feature.";
        Err(refused("NO_MASS_MAIL_PERMISSION", words))
    }

    /// Addresses that may still be written to today.
    ///
    /// # Errors
    /// When the outbox cannot be read.
    pub fn remaining(&self, now: DateTime<Utc>) -> Result<u32, HostError> {
        Ok(self
            .limit(now)?
            .saturating_sub(self.reserved.load(Ordering::SeqCst)))
    }

    /// Takes `amount` addresses of the day for a transaction; `None` when fewer are left.
    ///
    /// # Errors
    /// When the outbox cannot be read.
    pub fn reserve(
        self: &Arc<Self>,
        amount: u32,
        now: DateTime<Utc>,
    ) -> Result<Option<Reservation>, HostError> {
        // Taken first and given back, so that two at once cannot both have the last one.
        self.reserved.fetch_add(amount, Ordering::SeqCst);
        let reservation = Reservation {
            postmaster: Arc::clone(self),
            amount,
        };
        let limit = self.limit(now)?;
        Ok((self.reserved.load(Ordering::SeqCst) <= limit).then_some(reservation))
    }

    /// What the letters that have left leave of the day.
    fn limit(&self, now: DateTime<Utc>) -> Result<u32, HostError> {
        let said = *self.remaining.lock().unwrap_or_else(PoisonError::into_inner);
        match said {
            Some(said) => Ok(said),
            None => {
                let counted = self.outbox.counted_on(now.date_naive()).map_err(broken)?;
                Ok(DAILY_LIMIT.saturating_sub(counted))
            }
        }
    }

    /// Puts the letters of a transaction into the outbox, around the commit of its data: neither happens
    /// without the other.
    ///
    /// # Errors
    /// What `commit` fails with, or the outbox; nothing is delivered then.
    pub fn deliver(
        &self,
        letters: &[Waiting],
        commit: impl FnOnce() -> Result<(), HostError>,
    ) -> Result<(), HostError> {
        if letters.is_empty() {
            return commit();
        }
        self.outbox
            .keep(letters.iter().map(|waiting| &waiting.letter), commit)?;
        let counted: u32 = letters.iter().map(|waiting| waiting.letter.counted).sum();
        let mut remaining = self.remaining.lock().unwrap_or_else(PoisonError::into_inner);
        *remaining = remaining.map(|left| left.saturating_sub(counted));
        Ok(())
    }
}

/// The exception that refuses every message of a call.
pub(crate) fn refused(status: &str, words: &str) -> HostError {
    let row = RowError {
        status: status.to_owned(),
        message: words.to_owned(),
        fields: Vec::new(),
    };
    HostError {
        exception: "EmailException".to_owned(),
        message: format!("SendEmail failed. First exception on row 0; first error: {status}, {words}: []"),
        rows: vec![(0, row)],
    }
}

/// The outbox itself failed.
fn broken(error: impl std::fmt::Display) -> HostError {
    HostError::new("UnexpectedException", format!("The outbox failed: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-22T12:00:00Z".parse().expect("a time")
    }

    #[test]
    fn two_at_once_cannot_both_have_the_last_address() {
        let postmaster = Postmaster::open(None).expect("opens");
        postmaster.set_remaining(Some(1));
        let first = postmaster.reserve(1, now()).expect("reads");
        assert!(first.is_some());
        assert!(postmaster.reserve(1, now()).expect("reads").is_none());
        drop(first);
        assert!(postmaster.reserve(1, now()).expect("reads").is_some());
    }

    #[test]
    fn the_limit_is_of_a_day() {
        let postmaster = Postmaster::open(None).expect("opens");
        let letter = Letter {
            at: now(),
            counted: 4_999,
            ..Letter::default()
        };
        let waiting = [Waiting {
            letter,
            reservation: None,
        }];
        postmaster.deliver(&waiting, || Ok(())).expect("delivers");
        assert_eq!(postmaster.remaining(now()).expect("reads"), 1);
        let tomorrow = now() + chrono::TimeDelta::days(1);
        assert_eq!(postmaster.remaining(tomorrow).expect("reads"), DAILY_LIMIT);
    }

    #[test]
    fn nothing_is_delivered_without_its_data() {
        let postmaster = Postmaster::open(None).expect("opens");
        let waiting = [Waiting {
            letter: Letter {
                at: now(),
                ..Letter::default()
            },
            reservation: None,
        }];
        let refuse = || Err(HostError::new("DmlException", "no"));
        assert!(postmaster.deliver(&waiting, refuse).is_err());
        assert!(postmaster.outbox().latest(10).expect("reads").is_empty());
        postmaster.deliver(&waiting, || Ok(())).expect("delivers");
        assert_eq!(postmaster.outbox().latest(10).expect("reads").len(), 1);
    }
}
