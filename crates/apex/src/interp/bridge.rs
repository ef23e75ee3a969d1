//! Until the standard library has these types.
use super::Interpreter;
use crate::error::Thrown;
use crate::host::{HttpAnswer, HttpCall};
use crate::value::Value;
pub(crate) fn request_to_call(interp: &mut Interpreter<'_>, _r: &Value) -> Result<HttpCall, Thrown> {
    Err(interp.unsupported("HttpRequest"))
}
pub(crate) fn answer_to_response(_i: &mut Interpreter<'_>, _a: HttpAnswer) -> Value {
    Value::Null
}
pub(crate) fn new(_i: &mut Interpreter<'_>, _u: &str, _p: &[(String, String)]) -> Value {
    Value::Null
}
