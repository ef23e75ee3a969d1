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
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
    ledger: Mutex<Ledger>,
}

/// What may still be sent.
#[derive(Debug, Default)]
struct Ledger {
    deliverability: Deliverability,
    /// What is left of the day, where a test has said so.
    remaining: Option<u32>,
    /// Taken by transactions that have not ended.
    reserved: u32,
}

/// Addresses that a transaction may write to. Dropped without delivery, they are free again.
#[derive(Debug)]
pub struct Reservation {
    postmaster: Arc<Postmaster>,
    amount: u32,
}

impl Drop for Reservation {
    fn drop(&mut self) {
        // Nothing is left of it after delivery, which holds the ledger.
        if self.amount > 0 {
            self.postmaster.ledger().reserved -= self.amount;
        }
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
            ledger: Mutex::default(),
        }))
    }

    /// The mails that left.
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// Sets the access level.
    pub fn set_deliverability(&self, to: Deliverability) {
        self.ledger().deliverability = to;
    }

    /// Says what is left of the day's limit; `None`: what the outbox leaves of it.
    pub fn set_remaining(&self, to: Option<u32>) {
        self.ledger().remaining = to;
    }

    /// Whether Apex may send at all.
    ///
    /// # Errors
    /// `EmailException`, in Salesforce's words (help.salesforce.com 000384750).
    pub fn require_access(&self) -> Result<(), HostError> {
        if self.ledger().deliverability == Deliverability::All {
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
        let ledger = self.ledger();
        Ok(self.limit(&ledger, now)?.saturating_sub(ledger.reserved))
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
        let mut ledger = self.ledger();
        if ledger.reserved.saturating_add(amount) > self.limit(&ledger, now)? {
            return Ok(None);
        }
        ledger.reserved += amount;
        Ok(Some(Reservation {
            postmaster: Arc::clone(self),
            amount,
        }))
    }

    /// What the letters that have left leave of the day.
    fn limit(&self, ledger: &Ledger, now: DateTime<Utc>) -> Result<u32, HostError> {
        match ledger.remaining {
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
        letters: Vec<Waiting>,
        commit: impl FnOnce() -> Result<(), HostError>,
    ) -> Result<(), HostError> {
        if letters.is_empty() {
            return commit();
        }
        // Held throughout, so that what is delivered is never counted as reserved, too.
        let mut ledger = self.ledger();
        let kept = self
            .outbox
            .keep(letters.iter().map(|waiting| &waiting.letter), commit);
        for waiting in letters {
            if let Some(mut reservation) = waiting.reservation {
                ledger.reserved -= std::mem::take(&mut reservation.amount);
            }
            if kept.is_ok() {
                let counted = waiting.letter.counted;
                ledger.remaining = ledger.remaining.map(|left| left.saturating_sub(counted));
            }
        }
        kept
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
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

    fn waiting(letter: Letter) -> Vec<Waiting> {
        vec![Waiting {
            letter: Letter { at: now(), ..letter },
            reservation: None,
        }]
    }

    #[test]
    fn the_limit_is_of_a_day() {
        let postmaster = Postmaster::open(None).expect("opens");
        let letter = Letter {
            counted: 4_999,
            ..Letter::default()
        };
        postmaster.deliver(waiting(letter), || Ok(())).expect("delivers");
        assert_eq!(postmaster.remaining(now()).expect("reads"), 1);
        let tomorrow = now() + chrono::TimeDelta::days(1);
        assert_eq!(postmaster.remaining(tomorrow).expect("reads"), DAILY_LIMIT);
    }

    #[test]
    fn nothing_is_delivered_without_its_data() {
        let postmaster = Postmaster::open(None).expect("opens");
        let refuse = || Err(HostError::new("DmlException", "no"));
        assert!(postmaster.deliver(waiting(Letter::default()), refuse).is_err());
        assert!(postmaster.outbox().latest(10).expect("reads").is_empty());
        postmaster
            .deliver(waiting(Letter::default()), || Ok(()))
            .expect("delivers");
        assert_eq!(postmaster.outbox().latest(10).expect("reads").len(), 1);
    }

    #[test]
    fn what_is_delivered_is_no_longer_reserved() {
        let postmaster = Postmaster::open(None).expect("opens");
        postmaster.set_remaining(Some(3));
        let reservation = postmaster.reserve(2, now()).expect("reads");
        assert_eq!(postmaster.remaining(now()).expect("reads"), 1);
        let letter = Letter {
            counted: 2,
            ..Letter::default()
        };
        let letters = vec![Waiting { letter, reservation }];
        postmaster.deliver(letters, || Ok(())).expect("delivers");
        assert_eq!(postmaster.remaining(now()).expect("reads"), 1);
    }
}
