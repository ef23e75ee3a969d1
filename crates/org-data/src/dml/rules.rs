//! Validation rules, and default values that are formulas.

use std::collections::HashMap;
use std::sync::Arc;

use apex::host::{Data, HostError};
use rusqlite::Row;

use super::Engine;
use super::failure::{Failure, refuse};
use crate::formula::Val;
use crate::schema::Object;
use crate::schema::bound::{Bound, Values as FormulaValues};
use crate::store::row::Values;
use crate::store::{host_error, quote};

/// Checks a row that has just been written against the validation rules of its object. `before`: what it held
/// before an update.
pub(super) fn check(
    engine: &Engine<'_>,
    object: &Object,
    own: &str,
    before: Option<&Values>,
) -> Result<(), Failure> {
    for rule in &object.rules {
        let bound = rule
            .condition
            .as_ref()
            .map_err(|reason| Failure::Fatal(HostError::new("UnexpectedException", reason.clone())))?;
        let from = format!(" FROM {} AS t0 WHERE t0.Id = ?", quote(object.name()));
        let arguments = arguments(engine, bound, &from, &[own])?;
        let key = |path: &str| {
            object
                .entry(path)
                .map_or_else(|| path.to_lowercase(), |(key, _)| key.to_owned())
        };
        let environment = FormulaValues {
            values: arguments,
            prior: before.map(|before| {
                before
                    .iter()
                    .map(|(key, data)| (key.clone(), Val::of(data)))
                    .collect()
            }),
            is_new: before.is_none(),
            now: engine.context.now,
            zone: engine.context.zone,
            key: &key,
        };
        let refused = bound
            .formula
            .evaluate(&environment)
            .and_then(|value| value.truth());
        let fields: Vec<&str> = rule.field.iter().map(String::as_str).collect();
        let status = "FIELD_CUSTOM_VALIDATION_EXCEPTION";
        match refused {
            Ok(false) => {}
            Ok(true) => return Err(refuse(status, rule.message.clone(), &fields)),
            Err(error) => {
                let message = format!("validation rule {} cannot be evaluated: {error}", rule.name);
                return Err(refuse(status, message, &fields));
            }
        }
    }
    Ok(())
}

/// The value of a default that is a formula.
pub(super) fn default(engine: &Engine<'_>, bound: &Result<Arc<Bound>, String>) -> Result<Data, Failure> {
    let bound = bound
        .as_ref()
        .map_err(|reason| Failure::Fatal(HostError::new("UnexpectedException", reason.clone())))?;
    let environment = FormulaValues {
        values: arguments(engine, bound, "", &[])?,
        prior: None,
        is_new: true,
        now: engine.context.now,
        zone: engine.context.zone,
        key: &str::to_lowercase,
    };
    let value = bound.stored(&environment);
    bound
        .result
        .read(rusqlite::types::ValueRef::from(&value))
        .map_err(|reason| Failure::Fatal(HostError::new("UnexpectedException", reason)))
}

/// The values a formula names.
fn arguments<'b>(
    engine: &Engine<'_>,
    bound: &'b Bound,
    from: &str,
    parameters: &[&str],
) -> Result<HashMap<&'b str, Val>, Failure> {
    if bound.arguments.is_empty() {
        return Ok(HashMap::new());
    }
    let columns: Vec<String> = bound
        .arguments
        .iter()
        .map(|argument| engine.context.expand(&argument.sql, "t0"))
        .collect();
    let sql = format!("SELECT {}{from}", columns.join(", "));
    let read = |row: &Row<'_>| {
        let mut values = HashMap::with_capacity(bound.arguments.len());
        for (index, argument) in bound.arguments.iter().enumerate() {
            let value = argument
                .read(row.get_ref(index)?)
                .map_err(|reason| rusqlite::Error::UserFunctionError(reason.into()))?;
            values.insert(argument.path.as_str(), value);
        }
        Ok(values)
    };
    let values = engine
        .context
        .connection
        .prepare_cached(&sql)
        .and_then(|mut statement| statement.query_row(rusqlite::params_from_iter(parameters), read))
        .map_err(host_error)?;
    Ok(values)
}
