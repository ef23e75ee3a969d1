//! Methods of `Map`.

use std::rc::Rc;

use super::{by_id, element, hash_code, key_of, sobject_type};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::stdlib::args::{self, Found, found, size, void};
use crate::stdlib::sobject;
use crate::value::{Key, MapValue, Value};

/// A key as the map keeps it. The maps of describe are looked up without regard to case.
fn key(interp: &mut Interpreter<'_>, own: &MapValue, key: &Value) -> Result<Key, Thrown> {
    if let (Value::String(text), true) = (key, own.any_case) {
        return Ok(Key(Value::string(text.to_ascii_lowercase())));
    }
    key_of(interp, key.clone(), &own.key)
}

/// `map.x(...)`.
pub(crate) fn call_method(
    interp: &mut Interpreter<'_>,
    own: &Rc<MapValue>,
    method: &str,
    args: &[Value],
) -> Found {
    match (method, args.len()) {
        ("size", 0) => found(size(own.entries.borrow().len())),
        ("isempty", 0) => found(Value::Boolean(own.entries.borrow().is_empty())),
        ("get", 1) => {
            let key = key(interp, own, &args[0])?;
            found(own.entries.borrow().get(&key).cloned().unwrap_or(Value::Null))
        }
        ("containskey", 1) => {
            let key = key(interp, own, &args[0])?;
            found(Value::Boolean(own.entries.borrow().contains_key(&key)))
        }
        ("put", 2) => {
            let key = key(interp, own, &args[0])?;
            let value = element(interp, args[1].clone(), &own.value)?;
            found(own.entries.borrow_mut().insert(key, value).unwrap_or(Value::Null))
        }
        ("putall", 1) => {
            let entries = match &args[0] {
                Value::List(rows) => {
                    let rows = rows.items.borrow().clone();
                    by_id(interp, rows, &own.key)?
                }
                _ => {
                    let other = args::map(interp, args, 0)?;
                    let entries = other.entries.borrow();
                    entries.iter().map(|(k, v)| (k.0.clone(), v.clone())).collect()
                }
            };
            for (k, v) in entries {
                let k = key(interp, own, &k)?;
                let v = element(interp, v, &own.value)?;
                own.entries.borrow_mut().insert(k, v);
            }
            void()
        }
        ("remove", 1) => {
            let key = key(interp, own, &args[0])?;
            found(own.entries.borrow_mut().shift_remove(&key).unwrap_or(Value::Null))
        }
        ("clear", 0) => {
            own.entries.borrow_mut().clear();
            void()
        }
        ("keyset", 0) => found(Value::set(
            own.key.clone(),
            own.entries.borrow().keys().map(|k| k.0.clone()),
        )),
        ("values", 0) => found(Value::list(
            own.value.clone(),
            own.entries.borrow().values().cloned().collect(),
        )),
        ("clone" | "deepclone", 0) => {
            let deep = method == "deepclone";
            let entries = own.entries.borrow();
            let copies = entries.iter().map(|(k, v)| match v {
                // A deep clone of a map keeps Ids and system fields.
                Value::SObject(object) if deep => (k.0.clone(), sobject::copy(object, true, true, true)),
                other => (k.0.clone(), other.clone()),
            });
            found(Value::map(own.key.clone(), own.value.clone(), copies))
        }
        ("equals", 1) => found(Value::Boolean(
            Key(Value::Map(own.clone())) == Key(args[0].clone()),
        )),
        ("hashcode", 0) => found(Value::Integer(hash_code(&Value::Map(own.clone())))),
        ("tostring", 0) => found(Value::string(interp.display(&Value::Map(own.clone()))?)),
        ("getsobjecttype", 0) => found(sobject_type(interp, &own.value)),
        _ => Ok(None),
    }
}
