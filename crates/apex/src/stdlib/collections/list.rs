//! Methods of `List`.

use std::rc::Rc;

use super::{element, hash_code, iterator, same, sobject_type, sort};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::stdlib::args::{self, Found, found, size, void};
use crate::stdlib::sobject;
use crate::value::{Key, ListValue, Value};

/// An index that must be in the list; `end` allows one past the last.
fn index(
    interp: &Interpreter<'_>,
    list: &ListValue,
    args: &[Value],
    at: usize,
    end: bool,
) -> Result<usize, Thrown> {
    let wanted = args::int(interp, args, at)?;
    let length = list.items.borrow().len() + usize::from(end);
    usize::try_from(wanted)
        .ok()
        .filter(|i| *i < length)
        .ok_or_else(|| interp.throw("ListException", format!("List index out of bounds: {wanted}")))
}

fn index_of(interp: &mut Interpreter<'_>, list: &ListValue, wanted: &Value) -> Result<Option<usize>, Thrown> {
    let items = list.items.borrow().clone();
    for (i, item) in items.iter().enumerate() {
        if same(interp, item, wanted)? {
            return Ok(Some(i));
        }
    }
    Ok(None)
}

/// `list.x(...)`.
pub(crate) fn call_method(
    interp: &mut Interpreter<'_>,
    own: &Rc<ListValue>,
    method: &str,
    args: &[Value],
) -> Found {
    match (method, args.len()) {
        ("size", 0) => found(size(own.items.borrow().len())),
        ("isempty", 0) => found(Value::Boolean(own.items.borrow().is_empty())),
        ("get", 1) => {
            let i = index(interp, own, args, 0, false)?;
            found(own.items.borrow()[i].clone())
        }
        ("set", 2) => {
            let i = index(interp, own, args, 0, false)?;
            own.items.borrow_mut()[i] = element(interp, args[1].clone(), &own.element)?;
            void()
        }
        ("add", 1) => {
            let item = element(interp, args[0].clone(), &own.element)?;
            own.items.borrow_mut().push(item);
            void()
        }
        ("add", 2) => {
            let i = index(interp, own, args, 0, true)?;
            let item = element(interp, args[1].clone(), &own.element)?;
            own.items.borrow_mut().insert(i, item);
            void()
        }
        ("addall", 1) => {
            for item in args::elements(interp, args, 0)? {
                let item = element(interp, item, &own.element)?;
                own.items.borrow_mut().push(item);
            }
            void()
        }
        ("remove", 1) => {
            let i = index(interp, own, args, 0, false)?;
            found(own.items.borrow_mut().remove(i))
        }
        ("clear", 0) => {
            own.items.borrow_mut().clear();
            void()
        }
        ("contains", 1) => found(Value::Boolean(index_of(interp, own, &args[0])?.is_some())),
        ("indexof", 1) => found(index_of(interp, own, &args[0])?.map_or(Value::Integer(-1), size)),
        ("clone", 0) => found(Value::list(own.element.clone(), own.items.borrow().clone())),
        ("deepclone", 0..=3) => {
            let keep = |i: usize| args.get(i).and_then(Value::as_bool).unwrap_or(false);
            let copies = own
                .items
                .borrow()
                .iter()
                .map(|item| match item {
                    Value::SObject(object) => sobject::copy(object, keep(0), true, keep(1)),
                    other => other.clone(),
                })
                .collect();
            found(Value::list(own.element.clone(), copies))
        }
        ("equals", 1) => found(Value::Boolean(
            Key(Value::List(own.clone())) == Key(args[0].clone()),
        )),
        ("hashcode", 0) => found(Value::Integer(hash_code(&Value::List(own.clone())))),
        ("tostring", 0) => found(Value::string(interp.display(&Value::List(own.clone()))?)),
        ("iterator", 0) => found(iterator(own.items.borrow().clone())),
        ("getsobjecttype", 0) => found(sobject_type(interp, &own.element)),
        ("sort", 0 | 1) => {
            let items = own.items.borrow().clone();
            let sorted = sort::sorted(interp, items, args.first())?;
            *own.items.borrow_mut() = sorted;
            void()
        }
        _ => Ok(None),
    }
}
