//! `new List<X>(...)`, `new Set<X>(...)`, `new Map<K, V>(...)` with an argument.

use super::{by_id, element, key_of};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::stdlib::args::{self, Found, found};
use crate::value::{TypeName, Value};

/// Most elements an array may be made with: more would only fill the heap Apex allows.
const MAX_ARRAY: usize = 1_000_000;

fn all(interp: &mut Interpreter<'_>, items: Vec<Value>, of: &TypeName) -> Result<Vec<Value>, Thrown> {
    items.into_iter().map(|item| element(interp, item, of)).collect()
}

/// Makes a collection; `None` when the type is none or the arguments do not fit.
pub(crate) fn construct(interp: &mut Interpreter<'_>, type_name: &TypeName, args: &[Value]) -> Found {
    let of = type_name.arg(0);
    match (type_name.simple(), args) {
        ("list", []) => found(Value::list(of, Vec::new())),
        ("set", []) => found(Value::set(of, [])),
        ("map", []) => found(Value::map(of, type_name.arg(1), [])),
        ("list" | "set" | "map", [Value::Null]) => Err(args::null_argument(interp)),
        // The initial size of an array.
        ("list", [Value::Integer(size)]) => {
            let size = usize::try_from(*size)
                .ok()
                .filter(|s| *s <= MAX_ARRAY)
                .ok_or_else(|| interp.throw("ListException", format!("Invalid initial size: {size}")))?;
            found(Value::list(of, vec![Value::Null; size]))
        }
        ("list", [_]) => {
            let items = args::elements(interp, args, 0)?;
            let items = all(interp, items, &of)?;
            found(Value::list(of, items))
        }
        ("set", [_]) => {
            let items = args::elements(interp, args, 0)?;
            let items = all(interp, items, &of)?;
            items.iter().try_for_each(|item| interp.note_equality(item))?;
            found(Value::set(of, items))
        }
        ("map", [Value::List(rows)]) => {
            let rows = rows.items.borrow().clone();
            let entries = by_id(interp, rows, &of)?;
            found(Value::map(of, type_name.arg(1), entries))
        }
        ("map", [Value::Map(other)]) => {
            let mut entries = Vec::new();
            for (key, value) in other.entries.borrow().clone() {
                let key = key_of(interp, key.0, &of)?.0;
                entries.push((key, element(interp, value, &type_name.arg(1))?));
            }
            found(Value::map(of, type_name.arg(1), entries))
        }
        _ => Ok(None),
    }
}
