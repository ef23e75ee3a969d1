//! What `System.schedule` was given: run again and again as long as its `CronTrigger` is there, also after the
//! org was started anew.

use apex::host::{
    AccessMode, Bind, Data, DmlOperation, DmlOptions, Field, Host, HostError, Job, Query, QueryResult,
    Record, ScheduledJob, Sharing,
};
use apex::interp::schedule::next_time;
use chrono::{DateTime, Utc};
use indexmap::IndexMap;
use org_data::Database;
use serde::{Deserialize, Serialize};

use super::QueuedJob;
use crate::org::Org;

/// A scheduled class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheduled {
    /// `CronTrigger` Id.
    pub trigger: String,
    /// Whom it runs as.
    pub user_id: String,
    /// The class.
    pub class: String,
    /// Its object, in the runtime's own serialised form.
    pub state: String,
    /// The cron expression.
    pub expression: String,
    /// Its time zone, an IANA name.
    pub zone: String,
    /// When it runs next.
    pub next: DateTime<Utc>,
}

impl Scheduled {
    /// What a user has scheduled.
    pub fn new(job: ScheduledJob, user_id: String) -> Self {
        Self {
            trigger: job.trigger,
            user_id,
            class: job.job.class,
            state: job.job.state,
            expression: job.expression,
            zone: job.zone,
            next: job.next,
        }
    }

    /// The run whose time has come.
    pub(super) fn fire(&self, now: DateTime<Utc>) -> QueuedJob {
        QueuedJob {
            id: self.trigger.clone(),
            user_id: self.user_id.clone(),
            job: Job {
                class: self.class.clone(),
                state: self.state.clone(),
            },
            not_before: None,
            trigger: Some(next_time(&self.expression, &self.zone, now)),
        }
    }
}

/// Where the org keeps it.
const PREFERENCE: &str = "scheduledJobs";

/// What was scheduled before the org was started.
///
/// # Errors
/// A sentence, when that cannot be read.
pub fn kept(database: &Database) -> Result<Vec<Scheduled>, String> {
    let text = database.preference(PREFERENCE).map_err(|error| error.message)?;
    text.map_or(Ok(Vec::new()), |text| {
        serde_json::from_str(&text).map_err(|error| format!("The scheduled jobs cannot be read: {error}"))
    })
}

/// Keeps what is scheduled for the next start.
///
/// # Errors
/// When the database refuses.
pub fn keep(org: &Org) -> Result<(), HostError> {
    let text = serde_json::to_string(&org.jobs.scheduled())
        .map_err(|error| HostError::new("UnexpectedException", error.to_string()))?;
    org.database.set_preference(PREFERENCE, &text)
}

const AS_PLATFORM: DmlOptions = DmlOptions {
    access: AccessMode::System,
    sharing: Sharing::Ignored,
    all_or_none: true,
};

/// Notes a run in its `CronTrigger`. False when that is gone: the schedule was taken back and does not run.
///
/// # Errors
/// When the database refuses.
pub(super) fn note(
    org: &std::sync::Arc<Org>,
    trigger: &str,
    next: Option<DateTime<Utc>>,
) -> Result<bool, HostError> {
    let Some(user) = org
        .jobs
        .scheduled()
        .into_iter()
        .find(|job| job.trigger == trigger)
    else {
        return Ok(next.is_none());
    };
    let mut host = org.host(&user.user_id)?;
    let binds = IndexMap::from([("trigger".to_owned(), Bind::One(Data::Id(trigger.to_owned())))]);
    let rows = host.query(&Query {
        soql: "SELECT Id, TimesTriggered FROM CronTrigger WHERE Id = :trigger",
        binds: &binds,
        access: AccessMode::System,
        sharing: Sharing::Ignored,
    })?;
    let QueryResult::Rows { rows, .. } = rows else {
        return Ok(false);
    };
    let Some(row) = rows.first() else {
        org.jobs.unschedule(trigger);
        keep(org)?;
        return Ok(false);
    };
    let times = match row.fields.get("TimesTriggered") {
        Some(Field::Data(Data::Integer(times))) => *times,
        _ => 0,
    };
    let fields = [
        ("Id", Data::Id(trigger.to_owned())),
        ("TimesTriggered", Data::Integer(times.saturating_add(1))),
        ("PreviousFireTime", Data::Datetime(org.clock.time())),
        ("NextFireTime", next.map_or(Data::Null, Data::Datetime)),
    ];
    let fields = fields.map(|(name, data)| (name.to_owned(), Field::Data(data)));
    let mut rows = [Record {
        object: "CronTrigger".to_owned(),
        fields: fields.into_iter().collect(),
    }];
    host.dml(&DmlOperation::Update, &mut rows, AS_PLATFORM)?;
    host.commit(org)?;
    keep(org)?;
    Ok(true)
}
