//! The platform's classes: what Apex code may use without declaring it.
//!
//! Every function answers `None` for what it does not know; the interpreter then reports it as not supported.

pub mod database;
pub mod exceptions;

use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{TypeName, Value};

/// `new T(args)` for a platform class.
pub fn construct(
    _interp: &mut Interpreter<'_>,
    _type_name: &TypeName,
    _args: Vec<Value>,
) -> Option<Result<Value, Thrown>> {
    None
}

/// `Class.method(args)`. `class` is as written, for example `JSON`, `System.JSON`.
pub fn call_static(
    _interp: &mut Interpreter<'_>,
    _class: &str,
    _method: &str,
    _args: Vec<Value>,
) -> Option<Result<Value, Thrown>> {
    None
}

/// `Class.name`: constants of platform enums, `Label.X`, `Page.X`, ...
pub fn static_property(
    _interp: &mut Interpreter<'_>,
    _class: &str,
    _name: &str,
) -> Option<Result<Value, Thrown>> {
    None
}

/// `receiver.method(args)`; the receiver is not null and not of a class of the program.
pub fn call_method(
    _interp: &mut Interpreter<'_>,
    _receiver: &Value,
    _method: &str,
    _args: Vec<Value>,
) -> Option<Result<Value, Thrown>> {
    None
}

/// `receiver.name`; the receiver is not null, not of a class of the program, and not an sObject.
pub fn get_property(
    _interp: &mut Interpreter<'_>,
    _receiver: &Value,
    _name: &str,
) -> Option<Result<Value, Thrown>> {
    None
}

/// `receiver.name = value`.
pub fn set_property(
    _interp: &mut Interpreter<'_>,
    _receiver: &Value,
    _name: &str,
    _value: Value,
) -> Option<Result<(), Thrown>> {
    None
}

/// Whether `name` (with or without namespace) is a platform class, interface or enum.
pub fn type_exists(_name: &str) -> bool {
    false
}
