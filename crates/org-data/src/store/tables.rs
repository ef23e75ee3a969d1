//! One table per object, laid out from the schema and grown when the schema grows.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::value::Storage;
use crate::OpenError;
use crate::schema::{Object, Schema};

/// A name as SQL takes it.
pub fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The tables of the store itself.
pub(super) fn create_bookkeeping(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS _state (key TEXT PRIMARY KEY, value TEXT NOT NULL);
         CREATE TABLE IF NOT EXISTS _prefix (object TEXT PRIMARY KEY, prefix TEXT NOT NULL);
         CREATE TABLE IF NOT EXISTS _column (object TEXT, field TEXT, storage TEXT NOT NULL, PRIMARY KEY (object, field));",
    )
}

/// The key prefixes given out so far, by lower-case object name.
pub(super) fn known_prefixes(connection: &Connection) -> rusqlite::Result<HashMap<String, String>> {
    let mut statement = connection.prepare("SELECT object, prefix FROM _prefix")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

/// Creates what the schema has and the store has not.
pub(super) fn lay_out(connection: &Connection, schema: &Schema) -> Result<(), OpenError> {
    for object in schema.all().filter(|object| object.view.is_none()) {
        table(connection, object)?;
    }
    for object in schema.all() {
        let Some(sql) = &object.view else { continue };
        let name = quote(object.name());
        connection.execute_batch(&format!(
            "DROP VIEW IF EXISTS {name}; CREATE VIEW {name} AS {sql};"
        ))?;
    }
    Ok(())
}

fn table(connection: &Connection, object: &Object) -> Result<(), OpenError> {
    let key = object.name().to_lowercase();
    if object.describe.custom {
        connection.execute(
            "INSERT INTO _prefix (object, prefix) VALUES (?, ?) ON CONFLICT DO NOTHING",
            params![key, object.describe.key_prefix],
        )?;
    }
    let known: HashMap<String, String> = connection
        .prepare_cached("SELECT field, storage FROM _column WHERE object = ?")?
        .query_map([&key], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut missing = Vec::new();
    for (field_key, field) in &object.describe.fields {
        if field_key == "id" || object.extra(field_key).computed.is_some() {
            continue;
        }
        let storage = Storage::of(field);
        match known.get(field_key) {
            None => missing.push((field_key, field, storage)),
            Some(kept) if *kept == storage.name() => {}
            Some(kept) => {
                return Err(OpenError::Schema(format!(
                    "{}.{} was stored as {kept} and is now {}; remove the data directory to start afresh",
                    object.name(),
                    field.name,
                    storage.name()
                )));
            }
        }
    }
    let name = quote(object.name());
    let columns: Vec<String> = missing
        .iter()
        .map(|(_, field, storage)| format!("{} {}", quote(&field.name), storage.declaration()))
        .collect();
    if known.is_empty() {
        let columns: String = columns.iter().map(|column| format!(", {column}")).collect();
        connection.execute_batch(&format!(
            "CREATE TABLE {name} (\"Id\" TEXT PRIMARY KEY, \"_deletion\" TEXT{columns}) WITHOUT ROWID;"
        ))?;
    } else {
        for column in columns {
            connection.execute_batch(&format!("ALTER TABLE {name} ADD COLUMN {column};"))?;
        }
    }
    for (field_key, field, storage) in missing {
        if storage == Storage::Id || field.unique || field.external_id {
            let index = quote(&format!("{}.{}", object.name(), field.name));
            connection.execute_batch(&format!(
                "CREATE INDEX {index} ON {name} ({});",
                quote(&field.name)
            ))?;
        }
        connection
            .prepare_cached("INSERT INTO _column (object, field, storage) VALUES (?, ?, ?)")?
            .execute(params![key, field_key, storage.name()])?;
    }
    Ok(())
}
