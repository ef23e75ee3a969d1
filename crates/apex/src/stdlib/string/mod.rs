//! `String`: static and instance methods.
//!
//! Source of the semantics: Apex Reference, `String` class. Where Apex takes a method over from Java or from
//! Apache Commons Lang (`StringUtils`), theirs apply.

mod case;
mod entities;
mod escape;
mod format;
mod part;
mod search;
mod shape;
mod statics;
pub(crate) mod units;

use std::rc::Rc;

use super::args::Found;
use crate::interp::Interpreter;
use crate::value::Value;

pub(super) use statics::call_static;

/// `text.method(args)`; `method` in lower case.
pub(super) fn call_method(
    interp: &mut Interpreter<'_>,
    text: &Rc<str>,
    method: &str,
    args: &[Value],
) -> Found {
    if let Some(value) = search::call(interp, text, method, args)? {
        return Ok(Some(value));
    }
    if let Some(value) = part::call(interp, text, method, args)? {
        return Ok(Some(value));
    }
    if let Some(value) = case::call(interp, text, method, args)? {
        return Ok(Some(value));
    }
    escape::call(interp, text, method, args)
}
