//! Triggers that run: their context variables, errors on their rows, and what is read for them.

use std::rc::Rc;

use indexmap::IndexMap;

use super::Interpreter;
use super::class::Run;
use crate::error::{Thrown, ThrownKind};
use crate::host::{AccessMode, Bind, Data, Query, QueryResult, RowError, Sharing};
use crate::program::{Class, TriggerEvent};
use crate::value::{SObject, TypeName, Value};

/// Salesforce stops at the seventeenth trigger within another.
const MAX_DEPTH: usize = 16;

/// What a running trigger sees as `Trigger`.
#[derive(Clone)]
pub(crate) struct TriggerContext {
    pub(super) event: TriggerEvent,
    pub(super) object: String,
    /// `Trigger.new`; absent in delete triggers.
    pub(super) new: Option<Value>,
    /// `Trigger.old`; absent in insert and undelete triggers.
    pub(super) old: Option<Value>,
}

impl<'a> Interpreter<'a> {
    /// `Trigger.name`; outside a trigger the lists are null and the flags false.
    pub(crate) fn trigger_variable(&self, name: &str) -> Option<Value> {
        let context = self.transaction.triggers.last();
        let event = context.map(|c| c.event);
        let is = |test: fn(TriggerEvent) -> bool| Value::Boolean(event.is_some_and(test));
        let list = |pick: fn(&TriggerContext) -> &Option<Value>| {
            context.and_then(|c| pick(c).clone()).unwrap_or(Value::Null)
        };
        Some(match name.to_ascii_lowercase().as_str() {
            "isexecuting" => Value::Boolean(context.is_some()),
            "isbefore" => is(|e| e.is_before()),
            "isafter" => is(|e| !e.is_before()),
            "isinsert" => is(|e| matches!(e, TriggerEvent::BeforeInsert | TriggerEvent::AfterInsert)),
            "isupdate" => is(|e| matches!(e, TriggerEvent::BeforeUpdate | TriggerEvent::AfterUpdate)),
            "isdelete" => is(|e| matches!(e, TriggerEvent::BeforeDelete | TriggerEvent::AfterDelete)),
            "isundelete" => is(|e| e == TriggerEvent::AfterUndelete),
            "new" => list(|c| &c.new),
            "old" => list(|c| &c.old),
            // Rows that are not inserted yet have no Id to be found by.
            "newmap" if event == Some(TriggerEvent::BeforeInsert) => Value::Null,
            "newmap" => by_id(&list(|c| &c.new)),
            "oldmap" => by_id(&list(|c| &c.old)),
            "size" => {
                let rows = context.and_then(|c| c.new.as_ref().or(c.old.as_ref()));
                let count = match rows {
                    Some(Value::List(rows)) => rows.items.borrow().len(),
                    _ => 0,
                };
                Value::Integer(i32::try_from(count).unwrap_or(i32::MAX))
            }
            "operationtype" => event.map_or(Value::Null, |e| {
                Value::enum_constant("System.TriggerOperation", e.constant(), e.ordinal())
            }),
            _ => return None,
        })
    }

    /// Runs the triggers of an object for an event, one after another.
    ///
    /// # Errors
    /// What a trigger throws, with the trigger and the event before it.
    pub(super) fn run_triggers(&mut self, context: TriggerContext) -> Result<(), TriggerFailure> {
        let classes: Vec<&'a Class> = self
            .program
            .triggers_of(&context.object)
            .filter(|class| class.handles(context.event))
            .collect();
        if classes.is_empty() {
            return Ok(());
        }
        if self.transaction.triggers.len() >= MAX_DEPTH {
            let thrown = self.throw("LimitException", "Maximum trigger depth exceeded");
            return Err(TriggerFailure::Fatal(thrown));
        }
        for class in classes {
            self.transaction.triggers.push(context.clone());
            let result = self.run_trigger(class);
            self.transaction.triggers.pop();
            let thrown = match result {
                Ok(()) => continue,
                Err(thrown) => thrown,
            };
            let caught = thrown.kind == ThrownKind::Exception && thrown.type_name != "System.AssertException";
            if !caught {
                return Err(TriggerFailure::Fatal(thrown));
            }
            let name = class.simple_name();
            // What called the change is no part of the trigger's own trace.
            let own = thrown
                .stack_trace
                .find("Trigger.")
                .map_or(thrown.stack_trace.len(), |at| {
                    thrown.stack_trace[at..]
                        .find('\n')
                        .map_or(thrown.stack_trace.len(), |end| at + end)
                });
            let message = format!(
                "{name}: execution of {}\n\ncaused by: {}: {}\n\n{}",
                context.event.phrase(),
                thrown.type_name,
                thrown.message,
                &thrown.stack_trace[..own]
            );
            return Err(TriggerFailure::Rows(RowError {
                status: "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY".into(),
                message,
                fields: Vec::new(),
            }));
        }
        Ok(())
    }

    fn run_trigger(&mut self, class: &'a Class) -> Result<(), Thrown> {
        let Some(method) = class.methods.first() else {
            return Ok(());
        };
        let Some(body) = &method.body else {
            return Ok(());
        };
        let run = Run {
            class,
            label: "trigger".into(),
            this: Value::Null,
            place: method.place,
            property: None,
        };
        self.run(run, body, Vec::new()).map(drop)
    }

    /// Rows as triggers see them: every field of the object, and no error for what no query selected.
    pub(super) fn rows_for_triggers(
        &mut self,
        object: &str,
        ids: &[Rc<str>],
    ) -> Result<IndexMap<String, Rc<SObject>>, Thrown> {
        let Some(describe) = self.describe(object) else {
            return Ok(IndexMap::new());
        };
        let fields: Vec<&str> = describe.fields.values().map(|f| f.name.as_str()).collect();
        let soql = format!(
            "SELECT {} FROM {} WHERE Id IN :ids",
            fields.join(", "),
            describe.name
        );
        let ids = ids.iter().map(|id| Data::Id(id.to_string())).collect();
        let binds = IndexMap::from([("ids".to_owned(), Bind::Many(ids))]);
        let answer = self.host.query(&Query {
            soql: &soql,
            binds: &binds,
            access: AccessMode::System,
            sharing: Sharing::Ignored,
        });
        let rows = match answer.map_err(|e| self.host_error(e))? {
            QueryResult::Rows { rows, .. } => rows,
            QueryResult::Count(_) => Vec::new(),
        };
        let mut found = IndexMap::new();
        for row in rows {
            if let Value::SObject(row) = self.sobject_from(row)
                && let Some(id) = row.id()
            {
                row.queried.set(false);
                found.insert(id.to_string(), row);
            }
        }
        Ok(found)
    }
}

/// How triggers stop a change.
pub(super) enum TriggerFailure {
    /// Nothing can catch it: a limit, a failed assertion, something not supported.
    Fatal(Thrown),
    /// Every row of the chunk is refused.
    Rows(RowError),
}

/// `Map<Id, SObject>` of a list of rows.
fn by_id(rows: &Value) -> Value {
    let Value::List(rows) = rows else {
        return Value::Null;
    };
    let items = rows.items.borrow();
    let entries = items.iter().filter_map(|row| match row {
        Value::SObject(object) => object.id().map(|id| (Value::Id(id), row.clone())),
        _ => None,
    });
    Value::map(
        TypeName::new("Id"),
        rows.element.clone(),
        entries.collect::<Vec<_>>(),
    )
}
