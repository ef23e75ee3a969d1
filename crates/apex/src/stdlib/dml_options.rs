//! `Database.DMLOptions`: of its properties, `optAllOrNone`.
//!
//! Its headers (duplicate rules, assignment rules, e-mail) and `allowFieldTruncation` ask the org for what no
//! host does: naming one of them is an error.

use crate::value::{Native, Value};

const ALL_OR_NONE: &str = "optallornone";

/// `new Database.DMLOptions()`: rows that fail do not hold back the others.
///
/// Source: Apex Reference Guide, `DMLOptions.optAllOrNone`.
pub(super) fn construct() -> Value {
    let native = Native::new("Database.DMLOptions");
    native.set(ALL_OR_NONE, Value::Boolean(false));
    Value::native(native)
}

/// Whether rows that fail hold back the others; `None` when the object is none of these options.
pub(super) fn all_or_none(native: &Native) -> Option<bool> {
    is_options(native).then(|| native.get(ALL_OR_NONE).as_bool().unwrap_or(false))
}

fn is_options(native: &Native) -> bool {
    native.is("Database.DMLOptions")
}

/// `options.optAllOrNone`.
pub(super) fn get_property(native: &Native, name: &str) -> Option<Value> {
    (is_options(native) && name.eq_ignore_ascii_case(ALL_OR_NONE)).then(|| native.get(ALL_OR_NONE))
}

/// `options.optAllOrNone = value`.
pub(super) fn set_property(native: &Native, name: &str, value: &Value) -> Option<()> {
    let known = is_options(native) && name.eq_ignore_ascii_case(ALL_OR_NONE);
    (known && matches!(value, Value::Boolean(_) | Value::Null))
        .then(|| native.set(ALL_OR_NONE, value.clone()))
}
