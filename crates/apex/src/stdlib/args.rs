//! Reads the arguments of platform methods: type and null checks in one place.

use std::rc::Rc;

use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::interp::coerce::normal_id;
use crate::value::{ListValue, MapValue, Native, SObject, TypeName, Value};

/// What a family of methods answers: `Ok(None)` means that it has no such method.
pub(super) type Found = Result<Option<Value>, Thrown>;

/// A known method's result.
pub(super) fn found(value: Value) -> Found {
    Ok(Some(value))
}

/// Result of a known `void` method.
pub(super) fn void() -> Found {
    Ok(Some(Value::Null))
}

/// The exception for a null argument where Apex wants a value.
pub(super) fn null_argument(interp: &Interpreter<'_>) -> Thrown {
    interp.throw("NullPointerException", "Argument cannot be null.")
}

fn mismatch(interp: &Interpreter<'_>, value: &Value, wanted: &str) -> Thrown {
    if value.is_null() {
        return null_argument(interp);
    }
    let message = format!(
        "Invalid conversion from runtime type {} to {wanted}",
        value.type_name()
    );
    interp.throw("TypeException", message)
}

macro_rules! reader {
    ($(#[$doc:meta])* $name:ident, $out:ty, $wanted:literal, $value:ident => $read:expr) => {
        $(#[$doc])*
        pub(super) fn $name(interp: &Interpreter<'_>, args: &[Value], index: usize) -> Result<$out, Thrown> {
            let $value = args.get(index).unwrap_or(&Value::Null);
            let read: Option<$out> = $read;
            read.ok_or_else(|| mismatch(interp, $value, $wanted))
        }
    };
}

reader!(
    /// A `String`; an `Id` serves as well.
    text, Rc<str>, "String", value => match value {
        Value::String(s) | Value::Id(s) => Some(s.clone()),
        Value::Enum(e) => Some(e.name.clone()),
        _ => None,
    }
);
reader!(
    /// An `Integer`.
    int, i32, "Integer", value => value.as_int()
);
reader!(
    /// A `Long` or `Integer`.
    long, i64, "Long", value => value.as_long()
);
reader!(
    /// Any number as `Decimal`.
    decimal, BigDecimal, "Decimal", value => value.as_decimal()
);
reader!(
    /// Any number as `Double`.
    double, f64, "Double", value => value.as_double()
);
reader!(
    /// A `Boolean`.
    boolean, bool, "Boolean", value => value.as_bool()
);
reader!(
    /// A `Date`; a `Datetime` gives its day in UTC, as implicit conversion does.
    date, NaiveDate, "Date", value => match value {
        Value::Date(d) => Some(*d),
        Value::Datetime(d) => Some(d.date_naive()),
        _ => None,
    }
);
reader!(
    /// A `Datetime`; a `Date` gives its midnight in UTC, as implicit conversion does.
    datetime, DateTime<Utc>, "Datetime", value => match value {
        Value::Datetime(d) => Some(*d),
        Value::Date(d) => Some(d.and_time(NaiveTime::MIN).and_utc()),
        _ => None,
    }
);
reader!(
    /// A `Time`.
    time, NaiveTime, "Time", value => match value {
        Value::Time(t) => Some(*t),
        _ => None,
    }
);
reader!(
    /// A `Blob`.
    blob, Rc<[u8]>, "Blob", value => match value {
        Value::Blob(b) => Some(b.clone()),
        _ => None,
    }
);
reader!(
    /// A `List`.
    list, Rc<ListValue>, "List", value => match value {
        Value::List(l) => Some(l.clone()),
        _ => None,
    }
);
reader!(
    /// A `Map`.
    map, Rc<MapValue>, "Map", value => match value {
        Value::Map(m) => Some(m.clone()),
        _ => None,
    }
);
reader!(
    /// An sObject.
    sobject, Rc<SObject>, "SObject", value => match value {
        Value::SObject(s) => Some(s.clone()),
        _ => None,
    }
);
reader!(
    /// A `System.Type`.
    type_value, TypeName, "System.Type", value => match value {
        Value::Type(t) => Some(t.clone()),
        _ => None,
    }
);

/// An `Id`; a text is converted, and refused with Apex's words when it is none.
pub(super) fn id(interp: &Interpreter<'_>, args: &[Value], index: usize) -> Result<String, Thrown> {
    let text = text(interp, args, index)?;
    normal_id(&text).ok_or_else(|| interp.throw("StringException", format!("Invalid id: {text}")))
}

/// An instance of the named platform class.
pub(super) fn native(
    interp: &Interpreter<'_>,
    args: &[Value],
    index: usize,
    type_name: &str,
) -> Result<Rc<Native>, Thrown> {
    match args.get(index) {
        Some(Value::Native(native)) if native.is(type_name) => Ok(native.clone()),
        Some(other) => Err(mismatch(interp, other, type_name)),
        None => Err(null_argument(interp)),
    }
}

/// The elements of a list or set.
pub(super) fn elements(interp: &Interpreter<'_>, args: &[Value], index: usize) -> Result<Vec<Value>, Thrown> {
    match args.get(index) {
        Some(Value::List(l)) => Ok(l.items.borrow().clone()),
        Some(Value::Set(s)) => Ok(s.items.borrow().iter().map(|k| k.0.clone()).collect()),
        Some(other) => Err(mismatch(interp, other, "Iterable")),
        None => Err(null_argument(interp)),
    }
}

/// A length or count as the `Integer` Apex shows.
pub(super) fn size(count: usize) -> Value {
    Value::Integer(i32::try_from(count).unwrap_or(i32::MAX))
}
