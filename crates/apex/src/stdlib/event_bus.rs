//! `EventBus`: publishing platform events, and what their triggers may ask.

use super::args::{self, Found, found, void};
use super::database;
use crate::interp::Interpreter;
use crate::value::{Native, TypeName, Value};

/// What `Test.getEventBus()` answers.
pub(super) fn test_broker() -> Value {
    Value::native(Native::new("EventBus.TestBroker"))
}

/// `EventBus.x(...)`, `EventBus.TriggerContext.x(...)`; the class in lower case.
pub(super) fn call_static(interp: &mut Interpreter<'_>, class: &str, method: &str, args: &[Value]) -> Found {
    match (class, method, args) {
        ("eventbus", "publish", [events] | [events, _]) => {
            let rows = match events {
                Value::List(rows) => rows.items.borrow().clone(),
                one => vec![one.clone()],
            };
            let results = interp.publish(&rows)?.into_iter();
            let mut results: Vec<Value> = results
                .map(|r| database::result_value("Database.SaveResult", r))
                .collect();
            found(match events {
                Value::List(_) => Value::list(TypeName::new("Database.SaveResult"), results),
                _ => results.pop().unwrap_or(Value::Null),
            })
        }
        ("eventbus.triggercontext", "currentcontext", []) => {
            let context = Native::new("EventBus.TriggerContext");
            context.set("retries", Value::Integer(0));
            context.set("lasterror", Value::Null);
            found(Value::native(context))
        }
        _ => Ok(None),
    }
}

/// Methods of the broker of tests and of the trigger context.
pub(super) fn call_method(interp: &mut Interpreter<'_>, own: &Native, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("deliver", 0) if own.is("EventBus.TestBroker") => {
            interp.deliver_events()?;
            void()
        }
        ("setresumecheckpoint", 1) => {
            let id = args::text(interp, args, 0)?;
            own.set("checkpoint", Value::String(id));
            void()
        }
        ("getresumecheckpoint", 0) => found(own.get("checkpoint")),
        _ => Ok(None),
    }
}

/// `context.retries`, `context.lastError`.
pub(super) fn get_property(own: &Native, name: &str) -> Option<Value> {
    let known = own.is("EventBus.TriggerContext")
        && matches!(name.to_ascii_lowercase().as_str(), "retries" | "lasterror");
    known.then(|| own.get(name))
}
