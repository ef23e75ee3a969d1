//! `ApexPages`: the current page, its messages, and standard controllers.

use std::rc::Rc;

use super::args::{self, Found, found, void};
use super::{enums, page_reference};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{Native, TypeName, Value};

/// Messages are kept with the current page; there are none without one.
fn messages(interp: &mut Interpreter<'_>, construct: &str) -> Result<Value, Thrown> {
    let Value::Native(page) = interp.current_page() else {
        return Err(interp.unsupported(format!("{construct} outside a page")));
    };
    if page.get("messages").is_null() {
        page.set(
            "messages",
            Value::list(TypeName::new("ApexPages.Message"), Vec::new()),
        );
    }
    Ok(page.get("messages"))
}

fn message(severity: Value, summary: Value, detail: Value) -> Value {
    let native = Native::new("ApexPages.Message");
    native.set("severity", severity);
    native.set("summary", summary.clone());
    native.set("detail", if detail.is_null() { summary } else { detail });
    Value::native(native)
}

fn add(interp: &mut Interpreter<'_>, item: Value, construct: &str) -> Found {
    if let Value::List(list) = messages(interp, construct)? {
        list.items.borrow_mut().push(item);
    }
    void()
}

/// `ApexPages.x(...)`.
pub(super) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args) {
        ("currentpage", []) => found(interp.current_page()),
        ("addmessage", [item]) => {
            args::native(interp, args, 0, "ApexPages.Message")?;
            add(interp, item.clone(), "ApexPages.addMessage")
        }
        ("addmessages", [exception]) => {
            let Some(state) = exception.exception_state() else {
                return Ok(None);
            };
            let text = state.borrow().message.as_ref().map_or(Value::Null, Value::string);
            let error = enums::constant("ApexPages.Severity", "ERROR").unwrap_or(Value::Null);
            add(interp, message(error, text, Value::Null), "ApexPages.addMessages")
        }
        ("getmessages", []) => messages(interp, "ApexPages.getMessages").map(Some),
        ("hasmessages", [] | [Value::Enum(_)]) => {
            let Value::List(list) = messages(interp, "ApexPages.hasMessages")? else {
                return Ok(None);
            };
            let items = list.items.borrow();
            let any = items.iter().any(|item| match (item, args.first()) {
                (Value::Native(item), Some(Value::Enum(wanted))) => {
                    matches!(item.get("severity"), Value::Enum(severity) if severity == *wanted)
                }
                (_, None) => true,
                _ => false,
            });
            found(Value::Boolean(any))
        }
        _ => Ok(None),
    }
}

/// `new ApexPages.Message(...)`, `new ApexPages.StandardController(record)`; the name in lower case.
pub(super) fn construct(interp: &mut Interpreter<'_>, name: &str, args: &[Value]) -> Found {
    match (name, args) {
        ("apexpages.message", [severity @ Value::Enum(_), summary]) => {
            found(message(severity.clone(), summary.clone(), Value::Null))
        }
        ("apexpages.message", [severity @ Value::Enum(_), summary, detail]) => {
            found(message(severity.clone(), summary.clone(), detail.clone()))
        }
        ("apexpages.standardcontroller", [Value::SObject(record)]) => {
            let native = Native::new("ApexPages.StandardController");
            native.set("record", Value::SObject(record.clone()));
            found(Value::native(native))
        }
        ("apexpages.standardcontroller", [Value::Null]) => Err(args::null_argument(interp)),
        _ => Ok(None),
    }
}

/// `message.x()`.
pub(super) fn message_method(own: &Native, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("getseverity", 0) => found(own.get("severity")),
        ("getsummary", 0) => found(own.get("summary")),
        ("getdetail", 0) => found(own.get("detail")),
        ("getcomponentlabel", 0) => found(Value::Null),
        _ => Ok(None),
    }
}

/// `controller.x()`. What changes the database is not supported.
pub(super) fn controller_method(
    interp: &mut Interpreter<'_>,
    own: &Rc<Native>,
    method: &str,
    args: &[Value],
) -> Found {
    let record = own.get("record");
    let id = match &record {
        Value::SObject(record) => record.id(),
        _ => None,
    };
    match (method, args.len()) {
        ("getrecord", 0) => found(record),
        ("getid", 0) => found(id.map_or(Value::Null, Value::String)),
        ("view" | "edit" | "cancel", 0) => match id {
            Some(id) => {
                let url = if method == "edit" {
                    format!("/{id}/e")
                } else {
                    format!("/{id}")
                };
                found(page_reference::new(interp, &url, &[]))
            }
            None => found(Value::Null),
        },
        // In a test the record already has what the test gave it.
        ("addfields", 1) if interp.is_test() => void(),
        _ => Ok(None),
    }
}

/// `new SelectOption(value, label)`, `new SelectOption(value, label, isDisabled)`.
pub(super) fn select_option(interp: &Interpreter<'_>, args: &[Value]) -> Found {
    if !matches!(args.len(), 2 | 3) {
        return Ok(None);
    }
    let option = Native::new("System.SelectOption");
    option.set("value", Value::String(args::text(interp, args, 0)?));
    option.set("label", Value::String(args::text(interp, args, 1)?));
    option.set(
        "disabled",
        Value::Boolean(args.len() == 3 && args::boolean(interp, args, 2)?),
    );
    option.set("escapeitem", Value::Boolean(true));
    found(Value::native(option))
}

/// `option.getValue()`, `option.setLabel(text)` and the like.
pub(super) fn option_method(own: &Native, method: &str, args: &[Value]) -> Found {
    const PROPERTIES: [&str; 4] = ["value", "label", "disabled", "escapeitem"];
    let known = |prefix: &str| {
        method
            .strip_prefix(prefix)
            .filter(|name| PROPERTIES.contains(name))
    };
    match (known("get"), known("set"), args) {
        (Some(name), _, []) => found(own.get(name)),
        (_, Some(name), [value]) => {
            own.set(name, value.clone());
            void()
        }
        _ => Ok(None),
    }
}
