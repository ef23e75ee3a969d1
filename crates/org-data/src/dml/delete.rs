//! Delete and undelete of one row, with what hangs on it.

use std::sync::Arc;

use apex::host::{Data, FieldDescribe, FieldType, Record};
use rusqlite::types::Value;

use super::failure::{Failure, refuse};
use super::{Checks, Done, Engine, id_of, reference, write};
use crate::schema::{Object, OnDelete};
use crate::security::sharing::Level;
use crate::store::row;
use crate::store::{host_error, quote};

/// Moves a row to the recycle bin.
pub(super) fn delete(
    engine: &Engine<'_>,
    object: &Arc<Object>,
    record: &Record,
    checks: Checks,
) -> Result<Done, Failure> {
    let Some(own) = id_of(record) else {
        return Err(refuse(
            "MISSING_ARGUMENT",
            "Id not specified in a delete call",
            &[],
        ));
    };
    write::existing(engine, object, &own)?;
    if checks.sharing {
        write::allowed(engine, object, &own, Level::Delete)?;
    }
    remove(engine, object, &own, &own)?;
    Ok(Done {
        id: own,
        created: false,
    })
}

fn remove(engine: &Engine<'_>, object: &Arc<Object>, own: &str, root: &str) -> Result<(), Failure> {
    write::mark(engine, object, own, Some(root))?;
    for child in engine.context.schema.all().filter(|child| child.view.is_none()) {
        for (key, lookup) in lookups(child, object) {
            let value = Value::Text(own.to_owned());
            let ids = row::ids_with(engine.context.connection, child, &lookup.name, &value, false)?;
            if ids.is_empty() {
                continue;
            }
            match child.extra(key).on_delete {
                OnDelete::Restrict => return Err(associated(engine, object, own, child, &ids)?),
                OnDelete::Cascade => {
                    for id in ids {
                        remove(engine, child, &id, root)?;
                    }
                }
                OnDelete::Clear => {
                    for id in ids {
                        row::update(
                            engine.context.connection,
                            child,
                            &id,
                            &[(lookup.name.clone(), Value::Null)],
                        )?;
                    }
                }
            }
        }
    }
    Ok(())
}

fn lookups<'a>(
    child: &'a Object,
    object: &'a Object,
) -> impl Iterator<Item = (&'a String, &'a FieldDescribe)> {
    child
        .describe
        .fields
        .iter()
        .filter(|(_, field)| match &field.kind {
            FieldType::Reference { to, .. } => to.iter().any(|target| target == object.name()),
            _ => false,
        })
}

fn associated(
    engine: &Engine<'_>,
    object: &Object,
    own: &str,
    child: &Object,
    ids: &[String],
) -> Result<Failure, Failure> {
    let name = name_of(engine, object, own)?;
    let names: Vec<String> = ids
        .iter()
        .map(|id| name_of(engine, child, id))
        .collect::<Result<_, _>>()?;
    let message = format!(
        "Your attempt to delete {name} could not be completed because it is associated with the following {}.: {}",
        child.describe.label_plural.to_lowercase(),
        names.join(", ")
    );
    Ok(refuse("DELETE_FAILED", message, &[]))
}

fn name_of(engine: &Engine<'_>, object: &Object, id: &str) -> Result<String, Failure> {
    let Some(field) = object.name_field() else {
        return Ok(id.to_owned());
    };
    let column = match &object.extra(&field.name).computed {
        Some(computed) => engine.context.expand(computed, "t0"),
        None => format!("t0.{}", quote(&field.name)),
    };
    let sql = format!(
        "SELECT coalesce({column}, t0.Id) FROM {} AS t0 WHERE t0.Id = ?",
        quote(object.name())
    );
    let name = engine
        .context
        .connection
        .query_row(&sql, [id], |row| row.get(0))
        .map_err(host_error)?;
    Ok(name)
}

/// Brings a row back from the recycle bin, with the rows that were deleted along with it.
pub(super) fn undelete(
    engine: &Engine<'_>,
    object: &Arc<Object>,
    record: &Record,
    checks: Checks,
) -> Result<Done, Failure> {
    let Some(own) = id_of(record) else {
        return Err(refuse(
            "MISSING_ARGUMENT",
            "Id not specified in an undelete call",
            &[],
        ));
    };
    let current = row::load(engine.context.connection, object, &own)?;
    if current.is_none_or(|current| current.get("isdeleted") != Some(&Data::Boolean(true))) {
        return Err(refuse("UNDELETE_FAILED", "Entity is not in the recycle bin", &[]));
    }
    if checks.sharing {
        write::allowed(engine, object, &own, Level::Delete)?;
    }
    for table in engine.context.schema.all().filter(|table| table.view.is_none()) {
        for id in deleted_with(engine, table, &own)? {
            let values = row::load(engine.context.connection, table, &id)?.unwrap_or_default();
            write::mark(engine, table, &id, None)?;
            reference::unique(engine, table, &values, Some(&id))?;
        }
    }
    Ok(Done {
        id: own,
        created: false,
    })
}

fn deleted_with(engine: &Engine<'_>, table: &Object, root: &str) -> Result<Vec<String>, Failure> {
    let sql = format!(
        "SELECT Id FROM {} WHERE _deletion = ? ORDER BY Id",
        quote(table.name())
    );
    let mut statement = engine
        .context
        .connection
        .prepare_cached(&sql)
        .map_err(host_error)?;
    let rows = statement
        .query_map([root], |row| row.get(0))
        .map_err(host_error)?;
    Ok(rows.collect::<rusqlite::Result<_>>().map_err(host_error)?)
}
