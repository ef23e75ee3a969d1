//! Platform events: publishing, and delivery to the triggers that subscribe.
//!
//! Events wait for the commit as queued jobs do. In a test they wait for `Test.getEventBus().deliver()` or
//! `Test.stopTest()`.

use std::rc::Rc;

use serde_json::{Value as Json, json};

use super::Interpreter;
use super::trigger::{TriggerContext, TriggerFailure};
use crate::error::Thrown;
use crate::host::{Job, ObjectKind, RowError, RowResult};
use crate::program::TriggerEvent;
use crate::value::{SObject, TypeName, Value};

/// Events a trigger receives at once.
const CHUNK: usize = 2000;

impl<'a> Interpreter<'a> {
    /// `EventBus.publish`: one result per event.
    ///
    /// # Errors
    /// For what is no platform event; past the limit of DML statements.
    pub(crate) fn publish(&mut self, events: &[Value]) -> Result<Vec<RowResult>, Thrown> {
        self.count_dml(0)?;
        let mut results = Vec::with_capacity(events.len());
        let mut accepted = Vec::new();
        for event in events {
            let Value::SObject(event) = event else {
                return Err(self.null_pointer());
            };
            let describe = self.describe(&event.object);
            let Some(describe) = describe.filter(|d| d.kind == ObjectKind::Event) else {
                let message = format!("{} is not a platform event", event.object);
                return Err(self.throw("TypeException", message));
            };
            let missing: Vec<String> = describe
                .fields
                .values()
                .filter(|f| f.required && !f.calculated && f.custom)
                .filter(|f| event.get(&f.name).is_none_or(|v| v.is_null()))
                .map(|f| f.name.clone())
                .collect();
            let errors: Vec<RowError> = if missing.is_empty() {
                accepted.push(event.clone());
                Vec::new()
            } else {
                vec![RowError {
                    status: "REQUIRED_FIELD_MISSING".into(),
                    message: format!("Required fields are missing: [{}]", missing.join(", ")),
                    fields: missing,
                }]
            };
            let id = errors.is_empty().then(|| "e00xx0000000001AAA".to_owned());
            results.push(RowResult {
                id,
                created: true,
                errors,
            });
        }
        if !accepted.is_empty() {
            self.transaction.uncommitted = true;
            self.send_events(&accepted)?;
        }
        Ok(results)
    }

    fn send_events(&mut self, events: &[Rc<SObject>]) -> Result<(), Thrown> {
        let copies: Vec<Value> = events
            .iter()
            .map(|event| Value::SObject(Rc::new(event.shallow_copy())))
            .collect();
        if let Some(shared) = self.shared() {
            shared.borrow_mut().events.extend(copies);
            return Ok(());
        }
        let subscribed: Vec<Value> = copies
            .into_iter()
            .filter(|event| matches!(event, Value::SObject(e) if self.has_triggers(&e.object)))
            .collect();
        if subscribed.is_empty() {
            return Ok(());
        }
        let rows = self.value_to_json(
            &Value::list(TypeName::new("SObject"), subscribed),
            &mut Vec::new(),
        )?;
        let job = Job {
            class: "EventBus".into(),
            state: json!(["Event", rows]).to_string(),
        };
        self.host.enqueue(job).map(drop).map_err(|e| self.host_error(e))
    }

    /// A job that delivers events.
    pub(super) fn run_event_job(&mut self, job: &Job, state: &Json) -> Result<(), Thrown> {
        let rows = self
            .value_from_json(state.get(1).unwrap_or(&Json::Null))
            .map_err(|why| self.broken_job(job, &why))?;
        match rows {
            Value::List(rows) => {
                let rows = rows.items.borrow().clone();
                self.receive(rows)
            }
            _ => Err(self.broken_job(job, "it has no events")),
        }
    }

    /// `Test.getEventBus().deliver()`: delivers what was published so far.
    pub(crate) fn deliver_events(&mut self) -> Result<(), Thrown> {
        let Some(shared) = self.shared() else {
            return Err(self.throw("TypeException", "Events are delivered by hand only in a test"));
        };
        let events = std::mem::take(&mut shared.borrow_mut().events);
        if events.is_empty() {
            return Ok(());
        }
        self.nested(|interp| interp.receive(events))
    }

    /// Runs the triggers of the events, those of one object together.
    fn receive(&mut self, events: Vec<Value>) -> Result<(), Thrown> {
        let mut by_object: Vec<(String, Vec<Value>)> = Vec::new();
        for event in events {
            let Value::SObject(row) = &event else { continue };
            self.stamp_event(row);
            let object = row.object.to_string();
            match by_object.last_mut().filter(|(o, _)| *o == object) {
                Some((_, rows)) => rows.push(event),
                None => by_object.push((object, vec![event])),
            }
        }
        for (object, rows) in by_object {
            for chunk in rows.chunks(CHUNK) {
                let before = self.host.savepoint().map_err(|e| self.host_error(e))?;
                let context = TriggerContext {
                    event: TriggerEvent::AfterInsert,
                    object: object.clone(),
                    new: Some(Value::list(TypeName::new(object.as_str()), chunk.to_vec())),
                    old: None,
                };
                match self.run_triggers(context) {
                    Ok(()) => {}
                    Err(TriggerFailure::Fatal(thrown)) => return Err(thrown),
                    // The publisher does not learn of it: the work of the triggers is undone.
                    Err(TriggerFailure::Rows(error)) => {
                        self.host.rollback_to(before).map_err(|e| self.host_error(e))?;
                        self.host
                            .debug(&format!("ERROR|event {object}: {}", error.message));
                    }
                }
            }
        }
        Ok(())
    }

    fn stamp_event(&mut self, row: &SObject) {
        let now = self.host.now();
        let user = self.host.user().id;
        let number = match self.shared() {
            Some(shared) => {
                let mut shared = shared.borrow_mut();
                shared.replay_id += 1;
                shared.replay_id
            }
            None => 1,
        };
        row.set("ReplayId", Value::string(number.to_string()));
        if row.get("EventUuid").is_none() {
            row.set("EventUuid", Value::string(uuid_text()));
        }
        row.set("CreatedDate", Value::Datetime(now));
        row.set("CreatedById", Value::id(user));
    }
}

/// A random UUID; without randomness of the system the empty one.
fn uuid_text() -> String {
    let mut bytes = [0; 16];
    match getrandom::fill(&mut bytes) {
        Ok(()) => uuid::Builder::from_random_bytes(bytes).into_uuid().to_string(),
        Err(_) => uuid::Uuid::nil().to_string(),
    }
}
