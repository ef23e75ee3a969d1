//! Finalizers of queueable jobs: run after the job in a transaction of their own, whether it failed or not.

use super::Interpreter;
use super::async_job::JobKind;
use crate::error::{Thrown, ThrownKind};
use crate::value::{Native, Value};

impl Interpreter<'_> {
    /// `System.attachFinalizer`.
    ///
    /// # Errors
    /// Outside a queueable job; a second time in one job.
    pub(crate) fn attach_finalizer(&mut self, finalizer: &Value) -> Result<(), Thrown> {
        self.check_implements(finalizer, "Finalizer")?;
        if self.transaction.job != Some(JobKind::Queueable) {
            return Err(self.throw(
                "HandledException",
                "System.attachFinalizer(Finalizer) is not allowed in this context",
            ));
        }
        if self.transaction.finalizer.is_some() {
            return Err(self.throw(
                "HandledException",
                "More than one Finalizer cannot be attached to same Async Apex Job",
            ));
        }
        self.transaction.finalizer = Some(finalizer.clone());
        Ok(())
    }

    /// Runs what was attached; a failed job is undone first and stays failed.
    pub(super) fn run_finalizer(
        &mut self,
        id: Option<&str>,
        result: Result<(), Thrown>,
    ) -> Result<(), Thrown> {
        let Some(finalizer) = self.transaction.finalizer.take() else {
            return result;
        };
        if matches!(&result, Err(thrown) if thrown.kind == ThrownKind::Unsupported) {
            return result;
        }
        let context = Native::new("System.FinalizerContext");
        context.set("asyncapexjobid", id.map_or(Value::Null, Value::id));
        let (outcome, ordinal) = if result.is_ok() {
            ("SUCCESS", 0)
        } else {
            ("UNHANDLED_EXCEPTION", 1)
        };
        context.set(
            "result",
            Value::enum_constant("System.ParentJobResult", outcome, ordinal),
        );
        let exception = result.as_ref().err().map(|thrown| thrown.value.clone());
        context.set("exception", exception.unwrap_or(Value::Null));
        context.set("requestid", Value::string(self.request_id()));
        let state = self.value_to_json(&finalizer, &mut Vec::new())?;
        let finished = self.nested(|interp| {
            let object = interp
                .value_from_json(&state)
                .map_err(|why| interp.throw("SerializationException", why))?;
            interp.transaction.job = Some(JobKind::Queueable);
            interp
                .invoke(&object, "execute", vec![Value::native(context)])
                .map(drop)
        });
        result.and(finished)
    }

    /// `Request.getRequestId()`: the same through a transaction and what it runs.
    pub(crate) fn request_id(&self) -> String {
        self.transaction
            .request_id
            .get_or_init(|| {
                let mut bytes = [0; 16];
                // Without randomness of the system the id is that of no other request either: it is empty.
                getrandom::fill(&mut bytes).map_or_else(
                    |_| String::new(),
                    |()| format!("TID:{:032x}", u128::from_be_bytes(bytes)),
                )
            })
            .clone()
    }
}
