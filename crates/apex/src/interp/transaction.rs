//! What a transaction remembers, and the rules of callouts and mail in it.

use std::cell::OnceCell;
use std::time::Instant;

use super::Interpreter;
use super::async_job::JobKind;
use super::limits::Limits;
use super::mixed_dml::Changed;
use super::test_mode::TestState;
use super::trigger::TriggerContext;
use crate::error::Thrown;
use crate::host::HttpAnswer;
use crate::stdlib;
use crate::value::Value;

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
    /// Whether setup objects or others were changed.
    pub(super) changed: Changed,
    /// The same for what is around each running `System.runAs`.
    pub(super) changed_outside: Vec<Changed>,
    /// Triggers that run, innermost last.
    pub(super) triggers: Vec<TriggerContext>,
    /// `RestContext.request` and `RestContext.response`.
    pub(super) rest: (Value, Value),
    /// What is attached to run after the job.
    pub(super) finalizer: Option<Value>,
    /// What `Request.getRequestId()` answers, once it was asked for.
    pub(super) request_id: OnceCell<String>,
}

impl<'a> Interpreter<'a> {
    /// `Http.send`: the rules of the transaction, then the mock of a test or the org.
    ///
    /// # Errors
    /// `System.CalloutException` after uncommitted changes, when the time is used up, and for what the
    /// network does; `System.LimitException` past the number of callouts.
    pub fn http_send(&mut self, request: &Value) -> Result<Value, Thrown> {
        self.begin_callout()?;
        if self.is_test() {
            let Some(mock) = self.mock("httpcalloutmock") else {
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
        self.check_response_size(answer.body.len())?;
        Ok(stdlib::http::answer_to_response(self, answer))
    }

    /// The answer to a callout must fit into the heap.
    fn check_response_size(&self, size: usize) -> Result<(), Thrown> {
        let most = self.max_heap();
        if u64::try_from(size).unwrap_or(u64::MAX) > most {
            let message = format!("Exceeded max size limit of {most} with response size {size}");
            return Err(self.throw("CalloutException", message));
        }
        Ok(())
    }

    /// What is checked and counted before mail is handed to the org. Mail waits for the commit as changes do.
    pub(crate) fn begin_email(&mut self) -> Result<(), Thrown> {
        if self.transaction.limits.email_invocations >= Limits::MAX_EMAIL_INVOCATIONS {
            let message = format!(
                "Too many Email Invocations: {}",
                Limits::MAX_EMAIL_INVOCATIONS + 1
            );
            return Err(self.throw("LimitException", message));
        }
        self.transaction.limits.email_invocations += 1;
        self.transaction.uncommitted = true;
        Ok(())
    }

    /// Whether the limits of asynchronous work apply.
    pub(crate) fn is_async(&self) -> bool {
        self.transaction.job.is_some()
    }

    /// SOQL queries this transaction may make.
    pub(crate) fn max_queries(&self) -> u32 {
        if self.is_async() {
            Limits::MAX_QUERIES_ASYNC
        } else {
            Limits::MAX_QUERIES
        }
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
}
