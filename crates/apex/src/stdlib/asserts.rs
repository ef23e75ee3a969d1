//! `Assert` and the assertions of `System`.

use super::args::{self, Found, void};
use crate::error::{Thrown, ThrownKind};
use crate::interp::Interpreter;
use crate::value::{Key, Value};

/// A failed assertion. No `catch` takes it, as in Salesforce.
fn failure(interp: &mut Interpreter<'_>, message: Option<&Value>, what: &str) -> Thrown {
    let mut parts = vec!["Assertion Failed".to_owned()];
    if let Some(message) = message.filter(|m| !m.is_null()) {
        match interp.display(message) {
            Ok(text) => parts.push(text),
            Err(thrown) => return thrown,
        }
    }
    if !what.is_empty() {
        parts.push(what.to_owned());
    }
    let mut thrown = interp.throw("AssertException", parts.join(": "));
    thrown.kind = ThrownKind::Limit;
    thrown
}

/// Equality of assertions: strings with regard to case, collections and sObjects by content, instances of
/// classes by their `equals`.
fn same(interp: &mut Interpreter<'_>, a: &Value, b: &Value) -> Result<bool, Thrown> {
    match (a, b) {
        (Value::Object(_), Value::Object(_)) => interp.equals(a, b),
        (Value::List(a), Value::List(b)) => {
            let (a, b) = (a.items.borrow().clone(), b.items.borrow().clone());
            if a.len() != b.len() {
                return Ok(false);
            }
            for (a, b) in a.iter().zip(&b) {
                if !same(interp, a, b)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        _ => Ok(Key(a.clone()) == Key(b.clone())),
    }
}

fn equal(interp: &mut Interpreter<'_>, args: &[Value], wanted: bool) -> Found {
    let (expected, actual) = (&args[0], &args[1]);
    if same(interp, expected, actual)? == wanted {
        return void();
    }
    let what = if wanted {
        format!(
            "Expected: {}, Actual: {}",
            interp.display(expected)?,
            interp.display(actual)?
        )
    } else {
        format!("Same value: {}", interp.display(expected)?)
    };
    Err(failure(interp, args.get(2), &what))
}

/// `System.assert(...)` and its relatives.
pub(super) fn system(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("assert", 1 | 2) => {
            if args::boolean(interp, args, 0)? {
                return void();
            }
            Err(failure(interp, args.get(1), ""))
        }
        ("assertequals", 2 | 3) => equal(interp, args, true),
        ("assertnotequals", 2 | 3) => equal(interp, args, false),
        _ => Ok(None),
    }
}

/// `Assert.x(...)`.
pub(super) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("areequal", 2 | 3) => equal(interp, args, true),
        ("arenotequal", 2 | 3) => equal(interp, args, false),
        ("istrue" | "isfalse", 1 | 2) => {
            let wanted = method == "istrue";
            if args[0].as_bool() == Some(wanted) {
                return void();
            }
            let actual = interp.display(&args[0])?;
            Err(failure(
                interp,
                args.get(1),
                &format!("Expected: {wanted}, Actual: {actual}"),
            ))
        }
        ("isnull", 1 | 2) => {
            if args[0].is_null() {
                return void();
            }
            let actual = interp.display(&args[0])?;
            Err(failure(
                interp,
                args.get(1),
                &format!("Expected: null, Actual: {actual}"),
            ))
        }
        ("isnotnull", 1 | 2) => {
            if !args[0].is_null() {
                return void();
            }
            Err(failure(interp, args.get(1), "Same value: null"))
        }
        ("isinstanceoftype" | "isnotinstanceoftype", 2 | 3) => {
            let wanted = args::type_value(interp, args, 1)?;
            let is = interp.instance_of(&args[0], &wanted);
            if is == (method == "isinstanceoftype") {
                return void();
            }
            let actual = args[0].type_name();
            let what = if is {
                format!("Same type: {wanted}")
            } else {
                format!("Expected: {wanted}, Actual: {actual}")
            };
            Err(failure(interp, args.get(2), &what))
        }
        ("fail", 0 | 1) => Err(failure(interp, args.first(), "")),
        _ => Ok(None),
    }
}
