//! The rules of a transaction: callouts, tests, queued jobs, running as another user.

use std::rc::Rc;
use std::time::Instant;

use super::Interpreter;
use super::async_job::JobKind;
use super::limits::Limits;
use crate::error::Thrown;
use crate::host::{AccessMode, DmlOperation, HttpAnswer, Job};
use crate::stdlib;
use crate::value::{SObject, TypeName, Value};

/// What a transaction remembers.
#[derive(Default)]
pub(crate) struct Transaction {
    pub(crate) limits: Limits,
    /// Whether changes wait for the commit: a callout is then refused.
    pub(crate) uncommitted: bool,
    /// The test that runs, if one does.
    pub(crate) test: Option<TestState>,
    /// The value of the last assignment to a field.
    pub(crate) assigned: Value,
    /// The sort of job this transaction is, if it is one.
    pub(crate) job: Option<JobKind>,
    /// Whether this is `finish` of a batch, which may start the next one.
    pub(super) finishing_batch: bool,
}

/// What a running test remembers.
#[derive(Default, Clone)]
pub(crate) struct TestState {
    /// Mocks by the lower-case name of their interface.
    mocks: Vec<(String, Value)>,
    /// Limits and uncommitted work outside `startTest`..`stopTest`.
    outside: Option<(Limits, bool)>,
    /// `startTest` may be called once.
    started: bool,
    /// Jobs that wait for `stopTest` or the end of the test, with their Ids.
    jobs: Vec<(Job, String)>,
    /// Jobs queued so far, for their Ids.
    queued: usize,
}

impl<'a> Interpreter<'a> {
    /// Whether a test runs (`Test.isRunningTest`).
    pub fn is_test(&self) -> bool {
        self.transaction.test.is_some()
    }

    /// Whether this transaction is a queued job (`System.isQueueable`).
    pub fn in_job(&self) -> bool {
        self.job_kind() == Some(JobKind::Queueable)
    }

    /// The sort of job this transaction is, if it is one.
    pub(crate) fn job_kind(&self) -> Option<JobKind> {
        self.transaction.job
    }

    /// Marks the transaction as a test.
    pub(crate) fn enter_test(&mut self) {
        self.transaction.test = Some(TestState::default());
    }

    /// `Test.startTest`: fresh limits until `stopTest`; earlier changes do not forbid callouts.
    ///
    /// # Errors
    /// `System.FinalException` when called twice; outside a test.
    pub fn start_test(&mut self) -> Result<(), Thrown> {
        let outside = (self.transaction.limits, self.transaction.uncommitted);
        let Some(test) = &mut self.transaction.test else {
            return Err(self.throw("TypeException", "Test.startTest is only allowed in a test"));
        };
        if test.started {
            return Err(self.throw("FinalException", "Testing already started"));
        }
        test.started = true;
        test.outside = Some(outside);
        self.transaction.limits = Limits::default();
        self.transaction.uncommitted = false;
        Ok(())
    }

    /// `Test.stopTest`: runs the queued jobs, then the limits of before count again.
    ///
    /// # Errors
    /// `System.FinalException` without `startTest`; what a job throws.
    pub fn stop_test(&mut self) -> Result<(), Thrown> {
        let outside = self
            .transaction
            .test
            .as_mut()
            .and_then(|test| test.outside.take());
        let Some((limits, uncommitted)) = outside else {
            return Err(self.throw("FinalException", "Testing has not started"));
        };
        self.run_waiting_jobs()?;
        self.transaction.limits = limits;
        self.transaction.uncommitted = uncommitted;
        Ok(())
    }

    /// Runs the jobs a test has queued, as its end does too.
    ///
    /// # Errors
    /// What a job throws.
    pub(crate) fn run_waiting_jobs(&mut self) -> Result<(), Thrown> {
        while let Some((job, id)) = self.next_test_job() {
            self.nested(|interp| interp.run_job_as(&job, Some(&id)))?;
        }
        Ok(())
    }

    fn next_test_job(&mut self) -> Option<(Job, String)> {
        let jobs = &mut self.transaction.test.as_mut()?.jobs;
        if jobs.is_empty() {
            None
        } else {
            Some(jobs.remove(0))
        }
    }

    /// A transaction of its own: other statics and limits, the same test and the same mocks. Jobs queued in it
    /// do not run in the test, as Salesforce does not chain jobs in tests.
    pub(super) fn nested<T>(
        &mut self,
        work: impl FnOnce(&mut Interpreter<'_>) -> Result<T, Thrown>,
    ) -> Result<T, Thrown> {
        let test = self.transaction.test.clone();
        let mut nested = Interpreter::new(self.program, &mut *self.host);
        nested.transaction.test = test.map(|test| TestState {
            jobs: Vec::new(),
            outside: None,
            ..test
        });
        let result = work(&mut nested);
        let coverage = std::mem::take(&mut nested.coverage);
        self.coverage.merge(&coverage);
        result
    }

    /// `Test.setMock`.
    ///
    /// # Errors
    /// Outside a test; when the interface has no meaning here; when the object does not implement it.
    pub fn set_mock(&mut self, interface: &TypeName, object: Value) -> Result<(), Thrown> {
        if !interface.is("HttpCalloutMock") {
            return Err(self.unsupported(format!("Test.setMock for {interface}")));
        }
        let fits = matches!(object, Value::Native(_)) || self.instance_of(&object, interface);
        if !fits {
            return Err(self.throw("TypeException", format!("Mock must implement {interface}")));
        }
        let name = interface.simple().to_owned();
        let Some(test) = &mut self.transaction.test else {
            return Err(self.throw("TypeException", "Test.setMock is only allowed in a test"));
        };
        test.mocks.retain(|(n, _)| *n != name);
        test.mocks.push((name, object));
        Ok(())
    }

    /// `Http.send`: the rules of the transaction, then the mock of a test or the org.
    ///
    /// # Errors
    /// `System.CalloutException` after uncommitted changes, when the time is used up, and for what the
    /// network does; `System.LimitException` past the number of callouts.
    pub fn http_send(&mut self, request: &Value) -> Result<Value, Thrown> {
        self.begin_callout()?;
        if let Some(test) = &self.transaction.test {
            let mock = test
                .mocks
                .iter()
                .find(|(name, _)| name == "httpcalloutmock")
                .map(|(_, m)| m.clone());
            let Some(mock) = mock else {
                return Err(self.throw(
                    "TypeException",
                    "Methods defined as TestMethod do not support Web service callouts",
                ));
            };
            return self.invoke(&mock, "respond", vec![request.clone()]);
        }
        let mut call = stdlib::http::request_to_call(self, request)?;
        let left = Limits::MAX_CALLOUT_MS.saturating_sub(self.transaction.limits.callout_ms);
        let cut = u64::from(call.timeout_ms) > left;
        call.timeout_ms = call.timeout_ms.min(u32::try_from(left).unwrap_or(u32::MAX));
        let started = Instant::now();
        let answer = self.host.callout(&call);
        let took = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.transaction.limits.callout_ms = self.transaction.limits.callout_ms.saturating_add(took);
        let answer: HttpAnswer = match answer {
            Err(_) if cut && took >= left => return Err(self.callout_time_used_up()),
            Err(error) => return Err(self.host_error(error)),
            Ok(answer) => answer,
        };
        Ok(stdlib::http::answer_to_response(self, answer))
    }

    /// What is checked and counted before any callout.
    pub(crate) fn begin_callout(&mut self) -> Result<(), Thrown> {
        if self.transaction.uncommitted {
            return Err(self.throw(
                "CalloutException",
                "You have uncommitted work pending. Please commit or rollback before calling out",
            ));
        }
        if self.transaction.limits.callouts >= Limits::MAX_CALLOUTS {
            let message = format!("Too many callouts: {}", Limits::MAX_CALLOUTS + 1);
            return Err(self.throw("LimitException", message));
        }
        if self.transaction.limits.callout_ms >= Limits::MAX_CALLOUT_MS {
            return Err(self.callout_time_used_up());
        }
        self.transaction.limits.callouts += 1;
        Ok(())
    }

    fn callout_time_used_up(&self) -> Thrown {
        let message = format!(
            "Exceeded maximum time allotted for callout ({} ms)",
            Limits::MAX_CALLOUT_MS
        );
        self.throw("CalloutException", message)
    }

    /// Keeps a job for `stopTest` or the end of the test; its Id. `None` outside a test.
    pub(super) fn queue_in_test(&mut self, job: &Job) -> Option<Value> {
        let test = self.transaction.test.as_mut()?;
        test.queued += 1;
        let id = test_job_id(test.queued);
        test.jobs.push((job.clone(), id.clone()));
        Some(Value::id(id))
    }

    /// Jobs a test has queued and not run, for `stopTest` and assertions of the runtime's own tests.
    pub fn waiting_jobs(&self) -> usize {
        self.transaction.test.as_ref().map_or(0, |test| test.jobs.len())
    }

    /// `System.runAs(user)`.
    pub(crate) fn begin_run_as(&mut self, user: &Value) -> Result<(), Thrown> {
        if !self.is_test() {
            return Err(self.invalid("System.runAs is only allowed in a test"));
        }
        let Value::SObject(row) = user else {
            return Err(self.null_pointer());
        };
        // A user that is not inserted yet is created, outside the limits of the test.
        let id = match row.id() {
            Some(id) => id,
            None => self.create_user(user, row)?,
        };
        self.host.run_as(&id).map_err(|e| self.host_error(e))
    }

    fn create_user(&mut self, user: &Value, row: &SObject) -> Result<Rc<str>, Thrown> {
        let before = (self.transaction.limits, self.transaction.uncommitted);
        let inserted = self.dml(&DmlOperation::Insert, user, AccessMode::System, true);
        (self.transaction.limits, self.transaction.uncommitted) = before;
        inserted?;
        row.id().ok_or_else(|| self.invalid("System.runAs needs a user"))
    }
}

/// An Id of the form of `AsyncApexJob`.
fn test_job_id(number: usize) -> String {
    let short = format!("707000000{number:06}");
    super::coerce::normal_id(&short).unwrap_or(short)
}
