//! `List.sort`: the natural order, `Comparable` and `Comparator`.

use std::cmp::Ordering;
use std::rc::Rc;

use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{SObject, Value};

/// Sorts, keeping the order of equals. A merge sort of our own: the order may come from Apex code, which can
/// throw and need not be consistent; the standard library's sort allows neither.
pub(super) fn sorted(
    interp: &mut Interpreter<'_>,
    mut items: Vec<Value>,
    comparator: Option<&Value>,
) -> Result<Vec<Value>, Thrown> {
    if items.len() < 2 {
        return Ok(items);
    }
    let right = items.split_off(items.len() / 2);
    let left = sorted(interp, items, comparator)?;
    let right = sorted(interp, right, comparator)?;
    let mut out = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        let order = match comparator {
            Some(comparator) => from_apex(interp, comparator, "compare", vec![a.clone(), b.clone()])?,
            None => natural(interp, a, b)?,
        };
        out.extend(if order == Ordering::Greater {
            right.next()
        } else {
            left.next()
        });
    }
    out.extend(left);
    out.extend(right);
    Ok(out)
}

fn from_apex(
    interp: &mut Interpreter<'_>,
    receiver: &Value,
    method: &str,
    args: Vec<Value>,
) -> Result<Ordering, Thrown> {
    if receiver.is_null() {
        return Err(interp.null_pointer());
    }
    let answer = interp.invoke(receiver, method, args)?;
    answer
        .as_int()
        .map(|i| i.cmp(&0))
        .ok_or_else(|| interp.null_pointer())
}

/// The order of the type. Nulls come first.
fn natural(interp: &mut Interpreter<'_>, a: &Value, b: &Value) -> Result<Ordering, Thrown> {
    Ok(match (a, b) {
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) => Ordering::Less,
        (_, Value::Null) => Ordering::Greater,
        (Value::Boolean(a), Value::Boolean(b)) => a.cmp(b),
        (Value::String(a) | Value::Id(a), Value::String(b) | Value::Id(b)) => {
            a.encode_utf16().cmp(b.encode_utf16())
        }
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Datetime(a), Value::Datetime(b)) => a.cmp(b),
        (Value::Time(a), Value::Time(b)) => a.cmp(b),
        (Value::Enum(a), Value::Enum(b)) => a.ordinal.cmp(&b.ordinal),
        (Value::SObject(a), Value::SObject(b)) => sobjects(interp, a, b)?,
        (Value::Object(_), _) => return from_apex(interp, a, "compareTo", vec![b.clone()]),
        _ => match (a.as_decimal(), b.as_decimal()) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => {
                return Err(interp.throw(
                    "ListException",
                    "One or more of the items in this list is not Comparable.",
                ));
            }
        },
    })
}

/// sObjects: by the label of their type, then by name field, then by their other fields in alphabetical
/// order, standard fields before custom ones. Source: Apex Developer Guide, "Default Sort Order of sObjects".
fn sobjects(interp: &mut Interpreter<'_>, a: &Rc<SObject>, b: &Rc<SObject>) -> Result<Ordering, Thrown> {
    let describe = interp.host().describe(&a.object);
    let label = |d: &Option<_>, object: &str| {
        d.as_ref().map_or_else(
            || object.to_owned(),
            |d: &std::sync::Arc<crate::host::ObjectDescribe>| d.label.clone(),
        )
    };
    if !a.object.eq_ignore_ascii_case(&b.object) {
        let other = interp.host().describe(&b.object);
        return Ok(label(&describe, &a.object).cmp(&label(&other, &b.object)));
    }
    let Some(describe) = describe else {
        return Ok(Ordering::Equal);
    };
    let mut fields: Vec<_> = describe.fields.values().collect();
    fields.sort_by_key(|f| (!f.name_field, f.custom, f.name.to_ascii_lowercase()));
    for field in fields {
        let of = |object: &SObject| {
            object
                .get(&field.name)
                .filter(|v| v.to_data().is_some())
                .unwrap_or(Value::Null)
        };
        let order = natural(interp, &of(a), &of(b))?;
        if order != Ordering::Equal {
            return Ok(order);
        }
    }
    Ok(Ordering::Equal)
}
