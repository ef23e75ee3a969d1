//! Batch Apex: `start`, `execute` for each chunk, `finish`.
//!
//! Each of them has statics and limits of its own. Without `Database.Stateful` each begins with the fields
//! the object was queued with.

use serde_json::{Value as Json, json};

use super::Interpreter;
use super::async_job::{JobKind, job_context};
use crate::error::{Thrown, ThrownKind};
use crate::host::Job;
use crate::value::{TypeName, Value};

/// Rows of a chunk when `Database.executeBatch` names no number, and the most it may name.
const DEFAULT_SCOPE: i32 = 200;
const MAX_SCOPE: i32 = 2000;

impl<'a> Interpreter<'a> {
    /// `Database.executeBatch`.
    ///
    /// # Errors
    /// When the object is no `Database.Batchable` or cannot be serialised; `System.TypeException` for a scope
    /// outside 1 to 2000; `System.AsyncException` from `start` or `execute` of a batch or a `@future` method.
    pub(crate) fn execute_batch(&mut self, object: &Value, scope: Option<&Value>) -> Result<Value, Thrown> {
        self.check_implements(object, "Database.Batchable")?;
        let scope = match scope {
            None => DEFAULT_SCOPE,
            Some(scope) => scope.as_int().ok_or_else(|| self.null_pointer())?,
        };
        if !(1..=MAX_SCOPE).contains(&scope) {
            let message = format!("Invalid value for scope size: {scope}, must be between 1 and {MAX_SCOPE}");
            return Err(self.throw("TypeException", message));
        }
        let finishing = self.transaction.finishing_batch;
        if matches!(self.transaction.job, Some(JobKind::Future | JobKind::Batch)) && !finishing {
            return Err(self.throw(
                "AsyncException",
                "Database.executeBatch cannot be called from a batch start, batch execute, or future method.",
            ));
        }
        let state = self.value_to_json(object, &mut Vec::new())?;
        self.queue(
            Job {
                class: object.type_name().to_string(),
                state: json!(["Batch", state, scope]).to_string(),
            },
            0,
        )
    }

    pub(super) fn run_batch(&mut self, job: &Job, state: &Json, id: Option<&str>) -> Result<(), Thrown> {
        let mut object = state.get(1).cloned().unwrap_or(Json::Null);
        let scope = state.get(2).and_then(Json::as_u64).unwrap_or(1);
        let scope = usize::try_from(scope).unwrap_or(1).max(1);
        let stateful = {
            let object = self
                .value_from_json(&object)
                .map_err(|why| self.broken_job(job, &why))?;
            self.instance_of(&object, &TypeName::new("Database.Stateful"))
        };
        let context = job_context("Database.BatchableContext", "jobid", id);
        let mut rows = Value::Null;
        let started = self.batch_step(
            job,
            &object,
            "start",
            vec![context.clone()],
            false,
            |interp, found| {
                rows = interp.batch_rows(&found)?;
                Ok(())
            },
        )?;
        if stateful {
            object = started;
        }
        let Value::List(rows) = rows else {
            return Err(self.broken_job(job, "start gave no rows"));
        };
        let items = rows.items.borrow().clone();
        if self.is_test() && items.len() > scope {
            return Err(self.throw(
                "UnexpectedException",
                "No more than one executeBatch can be called from within a test method. Please make sure the \
                 iterable returned from your start method matches the batch size, resulting in one executeBatch \
                 invocation.",
            ));
        }
        for chunk in items.chunks(scope) {
            let undo = self.host.savepoint().map_err(|e| self.host_error(e))?;
            let chunk = Value::list(rows.element.clone(), chunk.to_vec());
            match self.batch_step(
                job,
                &object,
                "execute",
                vec![context.clone(), chunk],
                false,
                |_, _| Ok(()),
            ) {
                Ok(after) if stateful => object = after,
                Ok(_) => {}
                // A failed chunk is undone and the others go on, except in a test, which fails with it.
                Err(error) if self.is_test() || error.kind == ThrownKind::Unsupported => return Err(error),
                Err(error) => {
                    self.host.rollback_to(undo).map_err(|e| self.host_error(e))?;
                    let line = format!("ERROR|batch {}: a chunk failed: {}", job.class, error.report());
                    self.host.debug(&line);
                }
            }
        }
        self.count_job_items(id, items.len().div_ceil(scope))?;
        self.batch_step(job, &object, "finish", vec![context], true, |_, _| Ok(()))
            .map(drop)
    }

    /// One call of the batch object in a transaction of its own; its state afterwards.
    fn batch_step(
        &mut self,
        job: &Job,
        state: &Json,
        method: &str,
        args: Vec<Value>,
        finishing: bool,
        then: impl FnOnce(&mut Interpreter<'_>, Value) -> Result<(), Thrown>,
    ) -> Result<Json, Thrown> {
        self.nested(|interp| {
            interp.transaction.job = Some(JobKind::Batch);
            interp.transaction.finishing_batch = finishing;
            let object = interp
                .value_from_json(state)
                .map_err(|why| interp.broken_job(job, &why))?;
            let answer = interp.invoke(&object, method, args)?;
            then(interp, answer)?;
            interp.value_to_json(&object, &mut Vec::new())
        })
    }

    /// The rows of what `start` returned: a query locator, a list or another `Iterable`.
    fn batch_rows(&mut self, found: &Value) -> Result<Value, Thrown> {
        match found {
            Value::Null => Err(self.null_pointer()),
            Value::List(_) => Ok(found.clone()),
            Value::Native(locator) if locator.is("Database.QueryLocator") => Ok(locator.get("rows")),
            other => {
                let iterator = self.invoke(other, "iterator", Vec::new())?;
                let mut items = Vec::new();
                loop {
                    let more = self.invoke(&iterator, "hasNext", Vec::new())?;
                    if !self.truth(&more)? {
                        return Ok(Value::list(TypeName::object(), items));
                    }
                    items.push(self.invoke(&iterator, "next", Vec::new())?);
                }
            }
        }
    }
}
