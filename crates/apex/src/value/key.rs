//! Equality and hashing of values as `Map` keys and `Set` members.

use std::hash::{Hash, Hasher};
use std::rc::Rc;

use super::Value;

/// A value as a map key or set member. Unlike `==`, strings are compared with regard to case; sObjects,
/// lists, sets and maps by content; instances of classes by identity, or as their own `equals` was found to
/// decide before they became keys.
#[derive(Clone)]
pub struct Key(pub Value);

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        same(&self.0, &other.0)
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash(&self.0, state);
    }
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::Boolean(a), Value::Boolean(b)) => a == b,
        (Value::String(a), Value::String(b)) => a == b,
        (Value::Id(a), Value::Id(b)) => a == b,
        (Value::String(a), Value::Id(b)) | (Value::Id(b), Value::String(a)) => **a == **b,
        (Value::Date(a), Value::Date(b)) => a == b,
        (Value::Datetime(a), Value::Datetime(b)) => a == b,
        (Value::Time(a), Value::Time(b)) => a == b,
        (Value::Blob(a), Value::Blob(b)) => a == b,
        (Value::Enum(a), Value::Enum(b)) => a == b,
        (Value::Type(a), Value::Type(b)) => a == b,
        (Value::Object(a), Value::Object(b)) => {
            Rc::ptr_eq(a, b) || a.equal_group.get() != 0 && a.equal_group == b.equal_group
        }
        (Value::Native(a), Value::Native(b)) => Rc::ptr_eq(a, b),
        (Value::Exception(a), Value::Exception(b)) => Rc::ptr_eq(a, b),
        (Value::List(a), Value::List(b)) => {
            let (a, b) = (a.items.borrow(), b.items.borrow());
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a, b))
        }
        (Value::Set(a), Value::Set(b)) => *a.items.borrow() == *b.items.borrow(),
        (Value::Map(a), Value::Map(b)) => {
            let (a, b) = (a.entries.borrow(), b.entries.borrow());
            a.len() == b.len() && a.iter().all(|(k, v)| b.get(k).is_some_and(|w| same(v, w)))
        }
        (Value::SObject(a), Value::SObject(b)) => {
            if Rc::ptr_eq(a, b) {
                return true;
            }
            let (fa, fb) = (a.fields.borrow(), b.fields.borrow());
            a.object.eq_ignore_ascii_case(&b.object)
                && fa.len() == fb.len()
                && fa
                    .iter()
                    .all(|(k, v)| fb.get(k).is_some_and(|w| same(&v.value, &w.value)))
        }
        _ => match (a.as_decimal(), b.as_decimal()) {
            (Some(a), Some(b)) => a == b,
            _ => false,
        },
    }
}

fn hash<H: Hasher>(value: &Value, state: &mut H) {
    match value {
        Value::Null => 0u8.hash(state),
        Value::Boolean(b) => b.hash(state),
        Value::String(s) | Value::Id(s) => s.hash(state),
        Value::Date(d) => d.hash(state),
        Value::Datetime(d) => d.hash(state),
        Value::Time(t) => t.hash(state),
        Value::Blob(b) => b.hash(state),
        Value::Enum(e) => e.name.hash(state),
        Value::Type(t) => t.lower().hash(state),
        Value::Object(o) if o.equal_group.get() != 0 => o.equal_group.get().hash(state),
        Value::Object(o) => Rc::as_ptr(o).hash(state),
        Value::Native(o) => Rc::as_ptr(o).hash(state),
        Value::Exception(o) => Rc::as_ptr(o).hash(state),
        // Content that may change or whose order does not count: the size is enough for a hash.
        Value::List(l) => l.items.borrow().len().hash(state),
        Value::Set(s) => s.items.borrow().len().hash(state),
        Value::Map(m) => m.entries.borrow().len().hash(state),
        Value::SObject(s) => s.object.len().hash(state),
        Value::Integer(_) | Value::Long(_) | Value::Double(_) | Value::Decimal(_) => {
            // Equal numbers of different types have the same hash.
            if let Some(d) = value.as_decimal() {
                d.normalized().hash(state);
            }
        }
    }
}
