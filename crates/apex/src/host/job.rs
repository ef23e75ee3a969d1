//! What runs later: queued and scheduled jobs.

use chrono::{DateTime, Utc};

/// A job for the asynchronous queue: an Apex object serialised by the runtime, run after the commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Class that implements `Queueable`.
    pub class: String,
    /// The object's fields, in the runtime's own serialised form.
    pub state: String,
}

/// A class that `System.schedule` was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduledJob {
    /// Id of its `CronTrigger`; without that row it no longer runs.
    pub trigger: String,
    /// What to run.
    pub job: Job,
    /// The cron expression.
    pub expression: String,
    /// Its time zone, an IANA name.
    pub zone: String,
    /// When it runs next.
    pub next: DateTime<Utc>,
}
