//! `Id`.

use std::rc::Rc;

use super::args::{self, Found, found};
use super::schema;
use super::string::units;
use crate::interp::Interpreter;
use crate::value::Value;

/// `Id.x(...)`.
pub(super) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        // The second form names what to do with a wrong checksum; only the strict way exists here.
        ("valueof", 1) => found(Value::id(args::id(interp, args, 0)?)),
        _ => Ok(None),
    }
}

/// `id.x(...)`.
pub(super) fn call_method(
    interp: &mut Interpreter<'_>,
    own: &Rc<str>,
    method: &str,
    args: &[Value],
) -> Found {
    match (method, args.len()) {
        ("getsobjecttype", 0) => match interp.host().object_of_id(own) {
            Some(object) => found(schema::object_token(&object)),
            None => {
                let message = format!("Unable to find SObject type for ID: {own}");
                Err(interp.throw("SObjectException", message))
            }
        },
        ("to15", 0) => found(Value::string(units::slice(own, 0, 15))),
        ("tostring", 0) => found(Value::String(own.clone())),
        ("equals", 1) => found(Value::Boolean(interp.equals(&Value::Id(own.clone()), &args[0])?)),
        ("hashcode", 0) => found(Value::Integer(units::hash_code(own))),
        ("adderror", _) => Err(interp.unsupported("Id.addError")),
        // Any other method of String may be called on an Id.
        _ => super::string::call_method(interp, own, method, args),
    }
}
