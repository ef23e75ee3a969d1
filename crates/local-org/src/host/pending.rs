//! What a transaction has asked for that happens with its commit: jobs, schedules and mails.
//!
//! A rollback to a savepoint takes back what was asked for since (salesforce.stackexchange.com 295952).

use apex::host::{EmailMessage, EmailResult, Host, HostError, Savepoint};

use super::OrgHost;
use crate::jobs::{QueuedJob, Scheduled};
use crate::mail::{self, Waiting};

/// What waits for the commit. A schedule whose `CronTrigger` a rollback has taken back does nothing.
#[derive(Debug, Default)]
pub(super) struct Pending {
    pub(super) jobs: Vec<QueuedJob>,
    pub(super) schedules: Vec<Scheduled>,
    pub(super) mails: Vec<Waiting>,
    /// How many jobs and mails there were when each savepoint was set.
    savepoints: Vec<(Savepoint, usize, usize)>,
}

impl Pending {
    /// Remembers what there is at a savepoint.
    pub(super) fn mark(&mut self, savepoint: Savepoint) {
        self.savepoints
            .push((savepoint, self.jobs.len(), self.mails.len()));
    }

    /// Forgets what came after a savepoint.
    pub(super) fn return_to(&mut self, savepoint: Savepoint) {
        if let Some(at) = self.savepoints.iter().position(|(known, ..)| *known == savepoint) {
            let (_, jobs, mails) = self.savepoints[at];
            self.jobs.truncate(jobs);
            self.mails.truncate(mails);
            self.savepoints.truncate(at + 1);
        }
    }
}

/// `Messaging.sendEmail`; see [`Host::send_email`].
///
/// # Errors
/// An `EmailException` that refuses everything: deliverability, the day's limit, a template.
pub(super) fn send(
    host: &mut OrgHost,
    messages: &[EmailMessage],
    all_or_none: bool,
) -> Result<Vec<EmailResult>, HostError> {
    host.org.postmaster.require_access()?;
    let mut letters = Vec::new();
    let mut results = Vec::with_capacity(messages.len());
    for message in messages {
        results.push(match mail::draft(host, message)? {
            Ok(letter) => {
                letters.push(letter);
                EmailResult::default()
            }
            Err(refused) => EmailResult {
                errors: vec![refused],
            },
        });
    }
    if all_or_none && results.iter().any(|result| !result.errors.is_empty()) {
        return Ok(results);
    }
    let in_test = host.test_cache.is_some();
    let mut waiting = Vec::with_capacity(letters.len());
    for letter in letters {
        // A test sends nothing, so it takes nothing of the day.
        let reservation = if in_test {
            None
        } else {
            let taken = host.org.postmaster.reserve(letter.counted, host.now())?;
            Some(taken.ok_or_else(|| mail::refused("SINGLE_EMAIL_LIMIT_EXCEEDED", "Failed to send email"))?)
        };
        waiting.push(Waiting { letter, reservation });
    }
    host.pending.mails.extend(waiting);
    Ok(results)
}
