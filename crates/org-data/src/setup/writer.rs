//! Writes the org's own rows, below DML: there is no user yet whose rights could be asked.

use apex::host::Data;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use crate::OpenError;
use crate::schema::{Object, Schema};
use crate::store::value::Storage;
use crate::store::{Sequences, id, row};

/// Writes rows of set-up objects.
pub(super) struct Writer<'a> {
    pub(super) connection: &'a Connection,
    pub(super) schema: &'a Schema,
    pub(super) sequences: &'a Sequences,
}

impl Writer<'_> {
    /// An object that must exist.
    pub(super) fn object(&self, name: &str) -> Result<std::sync::Arc<Object>, OpenError> {
        self.schema
            .object(name)
            .ok_or_else(|| OpenError::Schema(format!("there is no object {name}")))
    }

    /// Inserts a row with a new Id and returns it.
    pub(super) fn insert(&self, object: &Object, values: &[(&str, Data)]) -> Result<String, OpenError> {
        let sequence = self.sequences.next(self.connection, object)?;
        let own = id::make(&object.describe.key_prefix, sequence);
        self.insert_as(object, &own, values)?;
        Ok(own)
    }

    /// Inserts a row with a given Id.
    pub(super) fn insert_as(
        &self,
        object: &Object,
        own: &str,
        values: &[(&str, Data)],
    ) -> Result<(), OpenError> {
        let mut stored = vec![("Id".to_owned(), Value::Text(own.to_owned()))];
        for (name, data) in values {
            let field = object
                .field(name)
                .ok_or_else(|| OpenError::Schema(format!("{} has no field {name}", object.name())))?;
            let value = Storage::of(field)
                .to_sql(data)
                .map_err(|reason| OpenError::Schema(format!("{}.{name}: {reason}", object.name())))?;
            stored.push((field.name.clone(), value));
        }
        row::insert(self.connection, object, &stored)?;
        Ok(())
    }

    /// The Id of a permission set by its name, with or without the package's namespace.
    pub(super) fn permission_set(&self, sets: &Object, name: &str) -> Result<Option<String>, OpenError> {
        for candidate in self.schema.namespace().component_candidates(name) {
            let (namespace, name) = match candidate.split_once("__") {
                Some((namespace, name)) => (Some(namespace), name),
                None => (None, candidate.as_str()),
            };
            let sql = format!(
                "SELECT Id FROM {} WHERE Name = ? AND NamespacePrefix IS ? AND IsDeleted = 0",
                crate::store::quote(sets.name())
            );
            let found = self
                .connection
                .prepare_cached(&sql)?
                .query_row(rusqlite::params![name, namespace], |row| row.get(0))
                .optional()?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// The Id of the row with this developer name, if any.
    pub(super) fn with_developer_name(&self, object: &str, name: &str) -> Result<Option<String>, OpenError> {
        let object = self.object(object)?;
        let value = Value::Text(name.to_owned());
        let found = row::ids_with(self.connection, &object, "DeveloperName", &value, false)?;
        Ok(found.into_iter().next())
    }

    /// The Id of the row with this name, if any.
    pub(super) fn named(&self, object: &Object, name: &str) -> Result<Option<String>, OpenError> {
        let value = Value::Text(name.to_owned());
        Ok(row::ids_with(self.connection, object, "Name", &value, false)?
            .into_iter()
            .next())
    }
}
