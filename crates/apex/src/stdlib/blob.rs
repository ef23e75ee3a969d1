//! `Blob`.

use std::rc::Rc;

use super::args::{self, Found, found, size};
use crate::interp::Interpreter;
use crate::value::Value;

/// `Blob.x(...)`. `Blob.toPdf` is not supported.
pub(super) fn call_static(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("valueof", 1) => found(Value::blob(args::text(interp, args, 0)?.as_bytes())),
        _ => Ok(None),
    }
}

/// `blob.x(...)`.
pub(super) fn call_method(interp: &Interpreter<'_>, own: &Rc<[u8]>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("size", 0) => found(size(own.len())),
        ("tostring", 0) => match std::str::from_utf8(own) {
            Ok(text) => found(Value::string(text)),
            Err(_) => Err(interp.throw("StringException", "BLOB is not a valid UTF-8 string")),
        },
        ("equals", 1) => found(Value::Boolean(matches!(&args[0], Value::Blob(b) if b == own))),
        _ => Ok(None),
    }
}
