//! `JSONGenerator`.

use super::super::args::{self, Found, found, void};
use super::super::encoding;
use super::serialize;
use super::writer::Writer;
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{Native, Value};

struct State {
    writer: Writer,
    closed: bool,
}

/// `JSON.createGenerator(pretty)`.
pub(super) fn new(pretty: bool) -> Value {
    Value::native(Native::with_state(
        "System.JSONGenerator",
        State {
            writer: Writer::new(pretty),
            closed: false,
        },
    ))
}

/// The value a `writeX` method writes, ready as literal or quoted text.
fn scalar(
    interp: &Interpreter<'_>,
    kind: &str,
    args: &[Value],
    at: usize,
) -> Result<Option<(String, bool)>, Thrown> {
    Ok(Some(match kind {
        "string" => (args::text(interp, args, at)?.to_string(), true),
        "id" => (args::id(interp, args, at)?, true),
        "blob" => (encoding::to_base64(&args::blob(interp, args, at)?), true),
        "date" => (args::date(interp, args, at)?.format("%Y-%m-%d").to_string(), true),
        "datetime" => (
            args::datetime(interp, args, at)?
                .format("%Y-%m-%dT%H:%M:%S%.3fZ")
                .to_string(),
            true,
        ),
        "time" => (
            args::time(interp, args, at)?.format("%H:%M:%S%.3fZ").to_string(),
            true,
        ),
        "boolean" => (args::boolean(interp, args, at)?.to_string(), false),
        "number" => {
            args::decimal(interp, args, at)?;
            (args.get(at).map(Value::display_string).unwrap_or_default(), false)
        }
        _ => return Ok(None),
    }))
}

fn state_error(interp: &Interpreter<'_>, what: &str) -> Thrown {
    interp.throw("JSONException", what)
}

/// A name may come only in an object, a value only where one is due.
fn check(interp: &Interpreter<'_>, writer: &Writer, name: bool) -> Result<(), Thrown> {
    match (name, writer.in_object(), writer.after_name()) {
        (true, Some(true), false) => Ok(()),
        (true, _, _) => Err(state_error(
            interp,
            "Can not write a field name, expecting a value",
        )),
        (false, Some(true), false) => Err(state_error(interp, "Can not write value, expecting field name")),
        (false, _, _) => Ok(()),
    }
}

/// `generator.x(...)`.
pub(crate) fn call_method(interp: &mut Interpreter<'_>, own: &Native, method: &str, args: &[Value]) -> Found {
    let mut guard = own.state.borrow_mut();
    let Some(state) = guard.downcast_mut::<State>() else {
        return Ok(None);
    };
    match (method, args.len()) {
        ("getasstring", 0) => {
            state.closed = true;
            return found(Value::string(state.writer.text()));
        }
        ("isclosed", 0) => return found(Value::Boolean(state.closed)),
        ("close", 0) => {
            state.closed = true;
            return void();
        }
        _ if state.closed => return Err(state_error(interp, "Generator is closed")),
        _ => {}
    }
    let writer = &mut state.writer;
    match (method, args.len()) {
        ("writestartobject" | "writestartarray", 0) => {
            check(interp, writer, false)?;
            writer.start(method == "writestartobject");
            return void();
        }
        ("writeendobject" | "writeendarray", 0) => {
            let object = method == "writeendobject";
            if writer.in_object() != Some(object) || writer.after_name() {
                let kind = if object { "an object" } else { "an array" };
                return Err(state_error(interp, &format!("Current context not {kind}")));
            }
            writer.end();
            return void();
        }
        ("writefieldname", 1) => {
            check(interp, writer, true)?;
            writer.name(&args::text(interp, args, 0)?);
            return void();
        }
        _ => {}
    }
    let Some(kind) = method.strip_prefix("write") else {
        return Ok(None);
    };
    let (kind, at) = match (kind.strip_suffix("field"), args.len()) {
        (Some("null"), 1) => ("null", 1),
        (Some(kind), 2) => (kind, 1),
        (None, 1) => (kind, 0),
        (None, 0) if kind == "null" => ("null", 0),
        _ => return Ok(None),
    };
    let value = match kind {
        "null" | "object" => None,
        _ => match scalar(interp, kind, args, at)? {
            Some(value) => Some(value),
            None => return Ok(None),
        },
    };
    if at == 1 {
        check(interp, writer, true)?;
        writer.name(&args::text(interp, args, 0)?);
    } else {
        check(interp, writer, false)?;
    }
    match value {
        Some((text, true)) => writer.string(&text),
        Some((text, false)) => writer.literal(&text),
        None if kind == "null" => writer.literal("null"),
        None => serialize::write(interp, writer, args.get(at).unwrap_or(&Value::Null), false)?,
    }
    void()
}
