//! `sf_formula`: lets SQL evaluate the formulas of formula fields.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::DateTime;
use chrono_tz::Tz;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::Value;
use rusqlite::{Connection, Error, Result};

use crate::schema::Formulas;
use crate::schema::bound::Values;

/// Arguments before the values of the formula: its name, the time now in seconds, the time zone.
const FIRST_VALUE: usize = 3;

/// Registers the function.
pub(super) fn register(connection: &Connection, formulas: Arc<RwLock<Arc<Formulas>>>) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("sf_formula", -1, flags, move |context| {
        let known = formulas.read().unwrap_or_else(PoisonError::into_inner).clone();
        evaluate(&known, context)
    })
}

fn evaluate(formulas: &Formulas, context: &Context<'_>) -> Result<Value> {
    let wrong = |reason: String| Error::UserFunctionError(reason.into());
    let name: String = context.get(0)?;
    let now: i64 = context.get(1)?;
    let zone: String = context.get(2)?;
    let bound = formulas
        .get(&name)
        .ok_or_else(|| wrong(format!("no formula {name}")))?;
    let mut values = std::collections::HashMap::with_capacity(bound.arguments.len());
    for (index, argument) in bound.arguments.iter().enumerate() {
        let value = argument
            .read(context.get_raw(FIRST_VALUE + index))
            .map_err(|reason| wrong(format!("{name}: {}: {reason}", argument.path)))?;
        values.insert(argument.path.as_str(), value);
    }
    let zone: Tz = zone
        .parse()
        .map_err(|_| wrong(format!("unknown time zone {zone}")))?;
    let environment = Values {
        values,
        prior: None,
        is_new: false,
        now: DateTime::from_timestamp(now, 0).ok_or_else(|| wrong("the time is out of range".to_owned()))?,
        zone,
        key: &str::to_lowercase,
    };
    Ok(bound.stored(&environment))
}
