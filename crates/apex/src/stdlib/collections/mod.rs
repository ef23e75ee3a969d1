//! `List`, `Set`, `Map` and their iterators.

mod construct;
mod list;
mod map;
mod set;
mod sort;

use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::stdlib::args::{self, Found, found};
use crate::stdlib::string::units;
use crate::value::{Key, Native, TypeName, Value};

pub(super) use construct::construct;
pub(super) use list::call_method as list_method;
pub(super) use map::call_method as map_method;
pub(super) use set::call_method as set_method;

/// A value as it is kept in a collection of the declared type: an `Integer` in a `List<Decimal>` becomes a
/// `Decimal`, a text in a `Set<Id>` an `Id`.
fn element(interp: &mut Interpreter<'_>, value: Value, of: &TypeName) -> Result<Value, Thrown> {
    if of.is("Object") {
        Ok(value)
    } else {
        interp.coerce(value, of)
    }
}

/// A value as a key or member of the declared type.
fn key_of(interp: &mut Interpreter<'_>, value: Value, of: &TypeName) -> Result<Key, Thrown> {
    let key = element(interp, value, of)?;
    interp.note_equality(&key)?;
    Ok(Key(key))
}

/// Whether two elements are the same for `contains` and `indexOf`: as map keys, but the `equals` of a class
/// of the program decides for its instances.
fn same(interp: &mut Interpreter<'_>, a: &Value, b: &Value) -> Result<bool, Thrown> {
    match (a, b) {
        (Value::Object(_), Value::Object(_)) => interp.equals(a, b),
        _ => Ok(Key(a.clone()) == Key(b.clone())),
    }
}

/// `hashCode()` of anything, Java's way where the value allows it.
pub(super) fn hash_code(value: &Value) -> i32 {
    match value {
        Value::Null => 0,
        Value::List(l) => l.items.borrow().iter().fold(1i32, |hash, item| {
            hash.wrapping_mul(31).wrapping_add(hash_code(item))
        }),
        Value::Set(s) => s
            .items
            .borrow()
            .iter()
            .fold(0i32, |hash, key| hash.wrapping_add(hash_code(&key.0))),
        Value::Map(m) => m.entries.borrow().iter().fold(0i32, |hash, (k, v)| {
            hash.wrapping_add(hash_code(&k.0) ^ hash_code(v))
        }),
        other => units::hash_code(&other.display_string()),
    }
}

/// State of an `Iterator` over a collection.
struct IteratorState {
    items: Vec<Value>,
    next: usize,
}

/// `collection.iterator()`.
fn iterator(items: Vec<Value>) -> Value {
    Value::native(Native::with_state(
        "System.Iterator",
        IteratorState { items, next: 0 },
    ))
}

/// `Collator.getInstance()`.
pub(super) fn collator_static(method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("getinstance", 0 | 1) => found(Value::native(Native::new("System.Collator"))),
        _ => Ok(None),
    }
}

/// `collator.compare(a, b)`: texts without regard to case, null first.
pub(super) fn collator_method(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args) {
        ("compare", [a, b]) => {
            let text = |value: &Value| value.as_str().map(str::to_lowercase);
            if [a, b].iter().any(|v| !v.is_null() && v.as_str().is_none()) {
                return Err(args::null_argument(interp));
            }
            found(Value::Integer(text(a).cmp(&text(b)) as i32))
        }
        _ => Ok(None),
    }
}

/// `iterator.x()`.
pub(super) fn iterator_method(interp: &Interpreter<'_>, own: &Native, method: &str, args: &[Value]) -> Found {
    let mut guard = own.state.borrow_mut();
    let Some(state) = guard.downcast_mut::<IteratorState>() else {
        return Ok(None);
    };
    match (method, args.len()) {
        ("hasnext", 0) => found(Value::Boolean(state.next < state.items.len())),
        ("next", 0) => {
            let item = state.items.get(state.next).cloned();
            state.next += 1;
            item.map(Some)
                .ok_or_else(|| interp.throw("NoSuchElementException", "Iterator has no more elements"))
        }
        _ => Ok(None),
    }
}

/// The object type of a collection's element type, for `getSObjectType()`; null when it is general.
fn sobject_type(interp: &mut Interpreter<'_>, element: &TypeName) -> Value {
    let described = interp.host().describe(element.name());
    described.map_or(Value::Null, |d| crate::stdlib::schema::object_token(&d.name))
}

/// Ids of sObjects as map keys: `Map<Id, SObject>` made from, or filled by, a list.
fn by_id(
    interp: &mut Interpreter<'_>,
    rows: Vec<Value>,
    key: &TypeName,
) -> Result<Vec<(Value, Value)>, Thrown> {
    let mut entries: Vec<(Value, Value)> = Vec::with_capacity(rows.len());
    let mut seen = std::collections::HashSet::new();
    for (index, row) in rows.into_iter().enumerate() {
        let object = args::sobject(interp, std::slice::from_ref(&row), 0)?;
        let Some(id) = object.id() else {
            return Err(interp.throw("ListException", format!("Row with null Id at index: {index}")));
        };
        if !seen.insert(id.clone()) {
            return Err(interp.throw(
                "ListException",
                format!("Row with duplicate Id at index: {index}"),
            ));
        }
        entries.push((element(interp, Value::Id(id), key)?, row));
    }
    Ok(entries)
}
