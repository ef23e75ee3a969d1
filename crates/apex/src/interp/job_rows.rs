//! The rows by which a test asks after its jobs: `AsyncApexJob`, and of a scheduled one `CronTrigger` and
//! `CronJobDetail`.
//!
//! An org without these objects keeps no rows; its jobs have Ids of the same form.

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::Interpreter;
use super::schedule::Schedule;
use crate::error::Thrown;
use crate::host::{
    AccessMode, Bind, Data, DmlOperation, DmlOptions, Field, Job, Query, QueryResult, Record, Sharing,
};

const JOBS: &str = "AsyncApexJob";
const TRIGGERS: &str = "CronTrigger";
const DETAILS: &str = "CronJobDetail";

/// What the platform writes, no user.
const AS_PLATFORM: DmlOptions = DmlOptions {
    access: AccessMode::System,
    sharing: Sharing::Ignored,
    all_or_none: true,
};

impl Interpreter<'_> {
    /// Writes the row of a job that was just queued; its Id. `None` in an org that keeps no such rows.
    ///
    /// # Errors
    /// What the org refuses.
    pub(super) fn insert_job_row(&mut self, job: &Job) -> Result<Option<String>, Thrown> {
        if self.host.describe(JOBS).is_none() {
            return Ok(None);
        }
        let state: Json =
            serde_json::from_str(&job.state).map_err(|e| self.broken_job(job, &e.to_string()))?;
        let job_type = match state.get(0).and_then(Json::as_str) {
            Some("Future") => "Future",
            Some("Batch") => "BatchApex",
            Some("Scheduled") => "ScheduledApex",
            // Events are delivered without a job of their own.
            Some("Event") => return Ok(None),
            _ => "Queueable",
        };
        let class = self.class_row(&job.class)?;
        let method = state
            .get(1)
            .and_then(Json::as_str)
            .filter(|_| job_type == "Future");
        let fields = [
            ("ApexClassId", class.map_or(Data::Null, Data::Id)),
            ("JobType", text(job_type)),
            ("Status", text("Queued")),
            ("MethodName", method.map_or(Data::Null, text)),
            ("NumberOfErrors", Data::Integer(0)),
            ("JobItemsProcessed", Data::Integer(0)),
            ("TotalJobItems", Data::Integer(0)),
        ];
        self.insert_platform_row(JOBS, &fields).map(Some)
    }

    /// Writes the rows of a class that was just scheduled; the Id of its `CronTrigger`. `None` in an org that
    /// keeps no such rows.
    ///
    /// # Errors
    /// `System.AsyncException` when a job of that name waits already.
    pub(super) fn insert_schedule_rows(
        &mut self,
        name: &str,
        schedule: &Schedule,
    ) -> Result<Option<String>, Thrown> {
        if self.host.describe(TRIGGERS).is_none() || self.host.describe(DETAILS).is_none() {
            return Ok(None);
        }
        let soql =
            "SELECT Id FROM CronTrigger WHERE CronJobDetail.Name = :b0 AND CronJobDetail.JobType = '7'";
        if self.first_id(soql, name)?.is_some() {
            let message = format!("The Apex job named \"{name}\" is already scheduled for execution.");
            return Err(self.throw("AsyncException", message));
        }
        let detail = [("Name", text(name)), ("JobType", text("7"))];
        let detail = self.insert_platform_row(DETAILS, &detail)?;
        let fields = [
            ("CronJobDetailId", Data::Id(detail)),
            ("CronExpression", text(&schedule.expression)),
            ("NextFireTime", Data::Datetime(schedule.next)),
            ("StartTime", Data::Datetime(self.host.now())),
            ("State", text("WAITING")),
            ("TimeZoneSidKey", text(&schedule.zone)),
            ("TimesTriggered", Data::Integer(0)),
        ];
        self.insert_platform_row(TRIGGERS, &fields).map(Some)
    }

    /// Notes in a job's row how it ended.
    ///
    /// # Errors
    /// What the org refuses.
    pub(super) fn end_job_row(&mut self, id: &str, result: &Result<(), Thrown>) -> Result<(), Thrown> {
        let now = Data::Datetime(self.host.now());
        match result {
            Ok(()) => self.update_job_row(id, vec![("Status", text("Completed")), ("CompletedDate", now)]),
            Err(error) => {
                let status: String = error.report().chars().take(255).collect();
                let fields = vec![
                    ("Status", text("Failed")),
                    ("CompletedDate", now),
                    ("NumberOfErrors", Data::Integer(1)),
                    ("ExtendedStatus", text(&status)),
                ];
                self.update_job_row(id, fields)
            }
        }
    }

    /// Notes in a batch's row how many chunks it has and has done.
    ///
    /// # Errors
    /// What the org refuses.
    pub(super) fn count_job_items(&mut self, id: Option<&str>, chunks: usize) -> Result<(), Thrown> {
        let Some(id) = id.filter(|_| self.is_test()) else {
            return Ok(());
        };
        let chunks = Data::Integer(i32::try_from(chunks).unwrap_or(i32::MAX));
        self.update_job_row(
            id,
            vec![("TotalJobItems", chunks.clone()), ("JobItemsProcessed", chunks)],
        )
    }

    /// `System.abortJob` of a test: the job is marked, a schedule is gone.
    ///
    /// # Errors
    /// What the org refuses.
    pub(super) fn abort_job_row(&mut self, id: &str) -> Result<(), Thrown> {
        let now = Data::Datetime(self.host.now());
        self.update_job_row(id, vec![("Status", text("Aborted")), ("CompletedDate", now)])?;
        if self.host.describe(TRIGGERS).is_some()
            && let Some(own) = self.first_id("SELECT Id FROM CronTrigger WHERE Id = :b0", id)?
        {
            let mut rows = [record(TRIGGERS, &[("Id", Data::Id(own))])];
            let deleted = self.host.dml(&DmlOperation::Delete, &mut rows, AS_PLATFORM);
            deleted.map_err(|e| self.host_error(e))?;
        }
        Ok(())
    }

    /// Changes a job's row where there is one: a scheduled job has another Id than its rows, and a rollback may
    /// have undone it.
    fn update_job_row(&mut self, id: &str, mut fields: Vec<(&str, Data)>) -> Result<(), Thrown> {
        if self.host.describe(JOBS).is_none() {
            return Ok(());
        }
        let Some(own) = self.first_id("SELECT Id FROM AsyncApexJob WHERE Id = :b0", id)? else {
            return Ok(());
        };
        fields.push(("Id", Data::Id(own)));
        let mut rows = [record(JOBS, &fields)];
        let updated = self.host.dml(&DmlOperation::Update, &mut rows, AS_PLATFORM);
        updated.map(drop).map_err(|e| self.host_error(e))
    }

    /// The Id of a class's `ApexClass`; of an inner class, its outer's.
    fn class_row(&mut self, class: &str) -> Result<Option<String>, Thrown> {
        if self.host.describe("ApexClass").is_none() {
            return Ok(None);
        }
        let outer = class.split('.').next().unwrap_or(class);
        self.first_id("SELECT Id FROM ApexClass WHERE Name = :b0", outer)
    }

    fn first_id(&mut self, soql: &str, bind: &str) -> Result<Option<String>, Thrown> {
        let query = Query {
            soql,
            binds: &IndexMap::from([("b0".to_owned(), Bind::One(text(bind)))]),
            access: AccessMode::System,
            sharing: Sharing::Ignored,
        };
        match self.host.query(&query).map_err(|e| self.host_error(e))? {
            QueryResult::Rows { rows, .. } => Ok(rows.first().and_then(id_of)),
            QueryResult::Count(_) => Ok(None),
        }
    }

    fn insert_platform_row(&mut self, object: &str, fields: &[(&str, Data)]) -> Result<String, Thrown> {
        let mut rows = [record(object, fields)];
        let inserted = self.host.dml(&DmlOperation::Insert, &mut rows, AS_PLATFORM);
        inserted.map_err(|e| self.host_error(e))?;
        let [row] = &rows;
        id_of(row).ok_or_else(|| self.invalid(format!("the org gave a row of {object} no Id")))
    }
}

fn text(value: &str) -> Data {
    Data::String(value.to_owned())
}

fn record(object: &str, fields: &[(&str, Data)]) -> Record {
    let fields = fields
        .iter()
        .map(|(name, data)| ((*name).to_owned(), Field::Data(data.clone())));
    Record {
        object: object.to_owned(),
        fields: fields.collect(),
    }
}

fn id_of(row: &Record) -> Option<String> {
    match row.fields.get("Id") {
        Some(Field::Data(Data::Id(id) | Data::String(id))) => Some(id.clone()),
        _ => None,
    }
}
