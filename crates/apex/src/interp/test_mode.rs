//! What a test may do beside its code: `startTest`, mocks, queued jobs, running as another user.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::Interpreter;
use super::async_job::JobKind;
use super::limits::Limits;
use crate::error::Thrown;
use crate::host::{AccessMode, CacheScope, DmlOperation, Job};
use crate::stdlib;
use crate::value::{SObject, TypeName, Value};

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
    /// Shared with the jobs the test runs.
    pub(super) shared: Rc<RefCell<Shared>>,
}

/// What the transactions of one test have in common.
#[derive(Default)]
pub(crate) struct Shared {
    /// Jobs queued so far, for their Ids.
    queued: usize,
    /// The platform cache of the test.
    pub(super) cache: HashMap<(CacheScope, String), String>,
    /// Ids of `Test.setFixedSearchResults`.
    pub(super) search_results: Vec<String>,
    /// Events published and not delivered.
    pub(super) events: Vec<Value>,
    /// Numbers given to events.
    pub(super) replay_id: i32,
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
        self.deliver_events()?;
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
            let result = self.nested(|interp| interp.run_job_as(&job, Some(&id)));
            self.end_job_row(&id, &result)?;
            result?;
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

    /// A transaction of its own: other limits, the same test and the same mocks. In a test it shares the statics,
    /// for Salesforce runs a test's jobs in the test's own context; jobs queued in it do not run, as Salesforce
    /// does not chain jobs in tests.
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
        let shares = nested.is_test();
        if shares {
            nested.statics.clone_from(&self.statics);
        }
        let result = work(&mut nested);
        let coverage = std::mem::take(&mut nested.coverage);
        let statics = std::mem::take(&mut nested.statics);
        if shares {
            self.statics = statics;
        }
        self.coverage.merge(&coverage);
        result
    }

    /// `Test.setMock`.
    ///
    /// # Errors
    /// Outside a test; when the interface has no meaning here; when the object does not implement it.
    pub fn set_mock(&mut self, interface: &TypeName, object: Value) -> Result<(), Thrown> {
        if !(interface.is("HttpCalloutMock") || interface.is("WebServiceMock")) {
            return Err(self.unsupported(format!("Test.setMock for {interface}")));
        }
        let fits = matches!(&object, Value::Native(own) if stdlib::callout_mock::is_mock(own))
            || self.instance_of(&object, interface);
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

    /// The mock of an interface (lower-case name), if the test has set one.
    pub(super) fn mock(&self, interface: &str) -> Option<Value> {
        let test = self.transaction.test.as_ref()?;
        let own = test.mocks.iter().find(|(name, _)| name == interface);
        own.map(|(_, mock)| mock.clone())
    }

    /// What the transactions of the running test have in common.
    pub(super) fn shared(&self) -> Option<Rc<RefCell<Shared>>> {
        self.transaction.test.as_ref().map(|test| test.shared.clone())
    }

    /// Keeps a job for `stopTest` or the end of the test; its Id. `None` outside a test.
    ///
    /// # Errors
    /// When the org refuses the job's row.
    pub(super) fn queue_in_test(&mut self, job: &Job) -> Result<Option<Value>, Thrown> {
        if !self.is_test() {
            return Ok(None);
        }
        let row = self.insert_job_row(job)?;
        let Some(test) = self.transaction.test.as_mut() else {
            return Ok(None);
        };
        test.shared.borrow_mut().queued += 1;
        let id = row.unwrap_or_else(|| test_job_id(test.shared.borrow().queued));
        test.jobs.push((job.clone(), id.clone()));
        Ok(Some(Value::id(id)))
    }

    /// Lets a waiting job go by another Id.
    pub(super) fn rename_job(&mut self, id: &str, to: &str) {
        let jobs = self.transaction.test.iter_mut().flat_map(|test| &mut test.jobs);
        for (_, own) in jobs.filter(|(_, own)| own == id) {
            to.clone_into(own);
        }
    }

    /// Takes a job of the test back.
    pub(super) fn forget_job(&mut self, id: &str) {
        if let Some(test) = &mut self.transaction.test {
            test.jobs.retain(|(_, own)| own != id);
        }
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
        self.host.run_as(&id).map_err(|e| self.host_error(e))?;
        // Setup objects and others may be changed in blocks of their own.
        let outside = std::mem::take(&mut self.transaction.changed);
        self.transaction.changed_outside.push(outside);
        Ok(())
    }

    /// The end of the block.
    pub(crate) fn end_run_as(&mut self) {
        self.host.end_run_as();
        self.transaction.changed = self.transaction.changed_outside.pop().unwrap_or_default();
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
