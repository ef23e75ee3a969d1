//! Whole rows in and out of their table.

use apex::host::{Data, HostError};
use indexmap::IndexMap;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::value::Storage;
use super::{host_error, quote};
use crate::schema::Object;

/// Values by lower-case field name.
pub(crate) type Values = IndexMap<String, Data>;

/// A row with its stored (not its computed) fields; deleted rows too.
pub(crate) fn load(connection: &Connection, object: &Object, id: &str) -> Result<Option<Values>, HostError> {
    let fields: Vec<_> = object
        .describe
        .fields
        .iter()
        .filter(|(key, _)| object.extra(key).computed.is_none())
        .collect();
    let columns: Vec<String> = fields.iter().map(|(_, field)| quote(&field.name)).collect();
    let sql = format!(
        "SELECT {} FROM {} WHERE Id = ?",
        columns.join(", "),
        quote(object.name())
    );
    let mut statement = connection.prepare_cached(&sql).map_err(host_error)?;
    let row = statement
        .query_row([id], |row| {
            fields
                .iter()
                .enumerate()
                .map(|(index, (key, field))| {
                    let data = Storage::of(field).read(row.get_ref(index)?).map_err(|reason| {
                        rusqlite::Error::UserFunctionError(format!("{}: {reason}", field.name).into())
                    })?;
                    Ok(((*key).clone(), data))
                })
                .collect::<rusqlite::Result<Values>>()
        })
        .optional();
    row.map_err(host_error)
}

/// Inserts a row. `values` are (field API name, stored form), `Id` among them.
pub(crate) fn insert(
    connection: &Connection,
    object: &Object,
    values: &[(String, Value)],
) -> Result<(), HostError> {
    let columns: Vec<String> = values.iter().map(|(name, _)| quote(name)).collect();
    let marks = vec!["?"; values.len()].join(", ");
    let sql = format!(
        "INSERT INTO {} ({}) VALUES ({marks})",
        quote(object.name()),
        columns.join(", ")
    );
    let mut statement = connection.prepare_cached(&sql).map_err(host_error)?;
    statement
        .execute(params_from_iter(values.iter().map(|(_, value)| value)))
        .map_err(host_error)?;
    Ok(())
}

/// Changes some fields of a row.
pub(crate) fn update(
    connection: &Connection,
    object: &Object,
    id: &str,
    values: &[(String, Value)],
) -> Result<(), HostError> {
    if values.is_empty() {
        return Ok(());
    }
    let sets: Vec<String> = values
        .iter()
        .map(|(name, _)| format!("{} = ?", quote(name)))
        .collect();
    let sql = format!(
        "UPDATE {} SET {} WHERE Id = ?",
        quote(object.name()),
        sets.join(", ")
    );
    let mut statement = connection.prepare_cached(&sql).map_err(host_error)?;
    let id = Value::Text(id.to_owned());
    let bound = values.iter().map(|(_, value)| value).chain(std::iter::once(&id));
    statement.execute(params_from_iter(bound)).map_err(host_error)?;
    Ok(())
}

/// Ids of rows, not deleted, whose field has a value.
pub(crate) fn ids_with(
    connection: &Connection,
    object: &Object,
    field: &str,
    value: &Value,
    case_sensitive: bool,
) -> Result<Vec<String>, HostError> {
    let collation = if case_sensitive { " COLLATE BINARY" } else { "" };
    let sql = format!(
        "SELECT Id FROM {} WHERE {} = ?{collation} AND IsDeleted = 0 ORDER BY Id",
        quote(object.name()),
        quote(field)
    );
    let mut statement = connection.prepare_cached(&sql).map_err(host_error)?;
    let rows = statement
        .query_map([value], |row| row.get(0))
        .map_err(host_error)?;
    rows.collect::<rusqlite::Result<_>>().map_err(host_error)
}
