//! Methods of `Set`.

use std::rc::Rc;

use super::{hash_code, iterator, key_of};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::stdlib::args::{self, Found, found, size, void};
use crate::value::{Key, SetValue, Value};

fn keys(interp: &mut Interpreter<'_>, own: &SetValue, args: &[Value]) -> Result<Vec<Key>, Thrown> {
    args::elements(interp, args, 0)?
        .into_iter()
        .map(|item| key_of(interp, item, &own.element))
        .collect()
}

/// `set.x(...)`.
pub(crate) fn call_method(
    interp: &mut Interpreter<'_>,
    own: &Rc<SetValue>,
    method: &str,
    args: &[Value],
) -> Found {
    let before = own.items.borrow().len();
    let changed = || found(Value::Boolean(own.items.borrow().len() != before));
    match (method, args.len()) {
        ("size", 0) => found(size(before)),
        ("isempty", 0) => found(Value::Boolean(before == 0)),
        ("add", 1) => {
            let key = key_of(interp, args[0].clone(), &own.element)?;
            found(Value::Boolean(own.items.borrow_mut().insert(key)))
        }
        ("addall", 1) => {
            let keys = keys(interp, own, args)?;
            own.items.borrow_mut().extend(keys);
            changed()
        }
        ("contains", 1) => {
            let key = key_of(interp, args[0].clone(), &own.element)?;
            found(Value::Boolean(own.items.borrow().contains(&key)))
        }
        ("containsall", 1) => {
            let keys = keys(interp, own, args)?;
            found(Value::Boolean(
                keys.iter().all(|key| own.items.borrow().contains(key)),
            ))
        }
        ("remove", 1) => {
            let key = key_of(interp, args[0].clone(), &own.element)?;
            found(Value::Boolean(own.items.borrow_mut().shift_remove(&key)))
        }
        ("removeall", 1) => {
            let keys = keys(interp, own, args)?;
            own.items.borrow_mut().retain(|key| !keys.contains(key));
            changed()
        }
        ("retainall", 1) => {
            let keys = keys(interp, own, args)?;
            own.items.borrow_mut().retain(|key| keys.contains(key));
            changed()
        }
        ("clear", 0) => {
            own.items.borrow_mut().clear();
            void()
        }
        ("clone", 0) => found(Value::set(
            own.element.clone(),
            own.items.borrow().iter().map(|k| k.0.clone()),
        )),
        ("equals", 1) => found(Value::Boolean(
            Key(Value::Set(own.clone())) == Key(args[0].clone()),
        )),
        ("hashcode", 0) => found(Value::Integer(hash_code(&Value::Set(own.clone())))),
        ("tostring", 0) => found(Value::string(interp.display(&Value::Set(own.clone()))?)),
        ("iterator", 0) => found(iterator(own.items.borrow().iter().map(|k| k.0.clone()).collect())),
        _ => Ok(None),
    }
}
