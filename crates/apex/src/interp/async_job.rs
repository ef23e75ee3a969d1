//! Asynchronous work: what may be queued, and the runs of queued jobs.
//!
//! A job is text ([`super::job`]): a `Queueable`, a call of a `@future` method, a batch or a scheduled class.

use serde_json::{Value as Json, json};

use super::Interpreter;
use super::limits::Limits;
use super::schedule::{Refusal, Schedule};
use crate::error::Thrown;
use crate::host::{Job, ScheduledJob};
use crate::program::Class;
use crate::stdlib;
use crate::syntax::ast::Method;
use crate::value::{Native, TypeName, Value};

/// Sort of job a transaction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JobKind {
    /// A `Queueable`.
    Queueable,
    /// A `@future` method.
    Future,
    /// A `Database.Batchable`.
    Batch,
    /// A `Schedulable`.
    Scheduled,
    /// Delivery of platform events.
    Event,
}

impl JobKind {
    fn of(tag: &str) -> Self {
        match tag {
            "Future" => Self::Future,
            "Batch" => Self::Batch,
            "Scheduled" => Self::Scheduled,
            "Event" => Self::Event,
            _ => Self::Queueable,
        }
    }
}

impl<'a> Interpreter<'a> {
    /// Runs a job of the asynchronous queue in this transaction; the chunks of a batch have statics and limits
    /// of their own.
    ///
    /// # Errors
    /// What its code throws; when its class or state no longer fits the program.
    pub fn run_job(&mut self, job: &Job) -> Result<(), Thrown> {
        self.run_job_as(job, None)
    }

    /// [`Self::run_job`] with the `AsyncApexJob` Id the contexts tell of.
    ///
    /// # Errors
    /// As [`Self::run_job`].
    pub fn run_job_as(&mut self, job: &Job, id: Option<&str>) -> Result<(), Thrown> {
        let state: Json =
            serde_json::from_str(&job.state).map_err(|e| self.broken_job(job, &e.to_string()))?;
        let tag = state.get(0).and_then(Json::as_str).unwrap_or_default();
        let kind = JobKind::of(tag);
        self.transaction.job = Some(kind);
        if kind == JobKind::Batch {
            return self.run_batch(job, &state, id);
        }
        let part = |i: usize| state.get(i).unwrap_or(&Json::Null);
        match kind {
            JobKind::Future => {
                let args = self
                    .value_from_json(part(2))
                    .map_err(|why| self.broken_job(job, &why))?;
                self.run_future(job, part(1).as_str().unwrap_or_default(), &args)
            }
            JobKind::Event => self.run_event_job(job, &state),
            JobKind::Scheduled => {
                let object = self
                    .value_from_json(part(1))
                    .map_err(|why| self.broken_job(job, &why))?;
                let context = job_context("System.SchedulableContext", "triggerid", id);
                self.invoke(&object, "execute", vec![context]).map(drop)
            }
            _ => {
                let object = self
                    .value_from_json(&state)
                    .map_err(|why| self.broken_job(job, &why))?;
                let context = job_context("System.QueueableContext", "jobid", id);
                let result = self.invoke(&object, "execute", vec![context]).map(drop);
                self.run_finalizer(id, result)
            }
        }
    }

    pub(super) fn broken_job(&self, job: &Job, why: &str) -> Thrown {
        self.invalid(format!("The state of job {} is broken: {why}", job.class))
    }

    fn run_future(&mut self, job: &Job, name: &str, args: &Value) -> Result<(), Thrown> {
        let (Some(class), Value::List(args)) = (self.program.find_class(&job.class), args) else {
            return Err(self.broken_job(job, "its method is missing"));
        };
        let class: &'a Class = class;
        let args = args.items.borrow().clone();
        match self.find_method(class, &name.to_ascii_lowercase(), &args, &[]) {
            Some((owner, method)) => self.run_now(owner, method, Value::Null, args).map(drop),
            None => Err(self.broken_job(job, &format!("there is no method {name}"))),
        }
    }

    /// The call of a `@future` method: it runs later, in a transaction of its own.
    ///
    /// # Errors
    /// From another asynchronous method where Salesforce forbids it; past the limit; when the method is not
    /// static or an argument is not of a simple type.
    pub(super) fn call_future(
        &mut self,
        owner: &Class,
        method: &Method,
        args: Vec<Value>,
    ) -> Result<Value, Thrown> {
        let name = format!("{}.{}", owner.name, method.name.text);
        if !method.modifiers.is_static {
            return Err(self.invalid(format!("Future methods must be static: {name}")));
        }
        if matches!(self.transaction.job, Some(JobKind::Future | JobKind::Batch)) {
            let message = format!(
                "Future method cannot be called from a future or batch method: {name}({})",
                method
                    .params
                    .iter()
                    .map(|p| p.type_name.to_string())
                    .collect::<Vec<_>>()
                    .join(", ")
            );
            return Err(self.throw("AsyncException", message));
        }
        if self.transaction.limits.future_calls >= Limits::MAX_FUTURE_CALLS {
            let message = format!("Too many future calls: {}", Limits::MAX_FUTURE_CALLS + 1);
            return Err(self.throw("LimitException", message));
        }
        if let Some(wrong) = args
            .iter()
            .find(|a| matches!(a, Value::SObject(_) | Value::Object(_)))
        {
            let message = format!(
                "Unsupported parameter type {} in future method {name}",
                wrong.type_name()
            );
            return Err(self.invalid(message));
        }
        let args = self.value_to_json(&Value::list(TypeName::object(), args), &mut Vec::new())?;
        self.transaction.limits.future_calls += 1;
        let job = Job {
            class: owner.name.clone(),
            state: json!(["Future", *method.name.text, args]).to_string(),
        };
        self.queue(job, 0).map(|_| Value::Null)
    }

    /// `System.enqueueJob`.
    ///
    /// # Errors
    /// When the object is not `Queueable` or cannot be serialised; past the limit of jobs; from a job of a test.
    pub fn enqueue_job(&mut self, object: &Value, delay: Option<&Value>) -> Result<Value, Thrown> {
        self.check_implements(object, "Queueable")?;
        let minutes = self.delay_of(delay)?;
        if self.is_test() && self.transaction.job == Some(JobKind::Queueable) {
            // Salesforce runs no chain of jobs in a test.
            return Err(self.throw("AsyncException", "Maximum stack depth has been reached."));
        }
        let maximum = match self.transaction.job {
            Some(JobKind::Queueable | JobKind::Future) => 1,
            _ => Limits::MAX_QUEUEABLE_JOBS,
        };
        if self.transaction.limits.queueable_jobs >= maximum {
            let message = format!("Too many queueable jobs added to the queue: {}", maximum + 1);
            return Err(self.throw("LimitException", message));
        }
        let job = self.job_from(object)?;
        self.transaction.limits.queueable_jobs += 1;
        self.queue(job, minutes)
    }

    /// The minutes that a job is to wait, 0 to 10 (Apex Developer Guide, "Queueable Apex"). A test waits for none.
    fn delay_of(&self, delay: Option<&Value>) -> Result<u32, Thrown> {
        let wanted = match delay {
            Some(Value::Native(options)) => options.get("minimumQueueableDelayInMinutes"),
            Some(value) => value.clone(),
            None => Value::Null,
        };
        match wanted {
            Value::Null => Ok(0),
            Value::Integer(minutes @ 0..=10) => Ok(minutes.unsigned_abs()),
            _ => Err(self.invalid("The delay of a queueable job must be 0 to 10 minutes")),
        }
    }

    /// `System.schedule`: in a test the class runs at `stopTest`, whatever its expression says; the Id of its
    /// `CronTrigger`, whose times go on counting from the expression.
    ///
    /// # Errors
    /// `System.StringException` for what is no cron expression; `System.AsyncException` when it never fires or
    /// a job of that name waits already; what the org refuses.
    pub(crate) fn schedule_job(&mut self, name: &str, cron: &str, object: &Value) -> Result<Value, Thrown> {
        self.check_implements(object, "Schedulable")?;
        let now = self.host.now();
        let zone = stdlib::date::user_zone(self)?;
        let schedule = Schedule::read(cron, now, zone).map_err(|refusal| match refusal {
            Refusal::Illegal => self.throw(
                "StringException",
                format!("Illegal cron expression format ({cron})"),
            ),
            Refusal::Past => self.throw(
                "AsyncException",
                format!("Based on configured schedule, the given trigger '{name}' will never fire."),
            ),
        })?;
        let state = self.value_to_json(object, &mut Vec::new())?;
        let job = Job {
            class: object.type_name().to_string(),
            state: json!(["Scheduled", state]).to_string(),
        };
        let trigger = self.insert_schedule_rows(name, &schedule)?;
        if !self.is_test() {
            return self.schedule_in_org(trigger, job, schedule);
        }
        let queued = self.queue(job, 0)?;
        let Some(trigger) = trigger else {
            return Ok(queued);
        };
        self.rename_job(queued.as_str().unwrap_or_default(), &trigger);
        Ok(Value::id(trigger))
    }

    /// Hands a class to the org, which runs it as long as its `CronTrigger` is there.
    fn schedule_in_org(
        &mut self,
        trigger: Option<String>,
        job: Job,
        schedule: Schedule,
    ) -> Result<Value, Thrown> {
        let Some(trigger) = trigger else {
            return Err(self.unsupported("System.schedule in an org without CronTrigger"));
        };
        self.transaction.uncommitted = true;
        let scheduled = ScheduledJob {
            trigger: trigger.clone(),
            job,
            expression: schedule.expression,
            zone: schedule.zone,
            next: schedule.next,
        };
        let handed = self.host.schedule(scheduled);
        handed.map_err(|e| self.host_error(e))?;
        Ok(Value::id(trigger))
    }

    /// `System.abortJob`: a scheduled class no longer runs, nor does a job of a test.
    ///
    /// # Errors
    /// For another job outside a test, where the queue is the org's.
    pub(crate) fn abort_job(&mut self, id: &Value) -> Result<(), Thrown> {
        let id = id.as_str().unwrap_or_default().to_owned();
        if !self.is_test() && !id.starts_with("08e") {
            return Err(self.unsupported("System.abortJob of a queued job outside a test"));
        }
        self.forget_job(&id);
        self.abort_job_row(&id)
    }

    /// The object must be an instance of a class of the program that implements the interface.
    pub(super) fn check_implements(&self, object: &Value, interface: &str) -> Result<(), Thrown> {
        match object {
            Value::Null => Err(self.null_pointer()),
            _ if self.instance_of(object, &TypeName::new(interface)) => Ok(()),
            _ => Err(self.invalid(format!("{} does not implement {interface}", object.type_name()))),
        }
    }

    /// Hands a job to the test that runs, else to the org; its Id.
    pub(super) fn queue(&mut self, job: Job, minutes: u32) -> Result<Value, Thrown> {
        self.transaction.uncommitted = true;
        match self.queue_in_test(&job)? {
            Some(id) => Ok(id),
            None => self
                .host
                .enqueue_later(job, minutes)
                .map(Value::id)
                .map_err(|e| self.host_error(e)),
        }
    }
}

/// A context object; the Id is absent where the caller of the runtime did not tell it.
pub(super) fn job_context(type_name: &str, property: &str, id: Option<&str>) -> Value {
    let context = Native::new(type_name);
    if let Some(id) = id {
        context.set(property, Value::id(id));
    }
    Value::native(context)
}
