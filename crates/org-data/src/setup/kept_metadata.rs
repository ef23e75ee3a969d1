//! Records of custom metadata types that were made or changed in Setup. They are kept beside the sources and win over
//! them, as an upgrade of a package leaves alone what the org itself has changed.

use std::sync::PoisonError;

use apex::host::{HostError, ObjectKind};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use super::custom_metadata::{self, Ids};
use super::writer::Writer;
use crate::OpenError;
use crate::database::Shared;
use crate::metadata::custom_metadata::CustomMetadataRecord;
use crate::schema::{Object, Schema};
use crate::store::value::Storage;
use crate::store::{host_error, quote, row, set_state};

/// Prefix of the remembered records.
const KEPT: &str = "customMetadata:";
/// Longest label and name of a record.
const LONGEST: usize = 40;

/// What is wrong with a record that somebody entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// API name of the field at fault.
    pub field: String,
    /// What is wrong with it, in words that follow the field's label.
    pub message: String,
}

/// What became of a record that somebody entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is kept, under this Id.
    Under(String),
    /// Nothing was kept.
    Refused(Vec<Refusal>),
}

fn state_key(record: &CustomMetadataRecord) -> String {
    format!("{KEPT}{}.{}", record.object, record.qualified_name()).to_lowercase()
}

/// The records of the sources with the kept ones in their places; kept ones that no source has come last. What the
/// types do not have any more is left out.
pub(super) fn merged(
    writer: &Writer<'_>,
    sources: &[CustomMetadataRecord],
) -> Result<Vec<CustomMetadataRecord>, OpenError> {
    let mut records = sources.to_vec();
    for mut kept in kept(writer.connection)? {
        let Ok(object) = custom_metadata::object(writer, &kept) else {
            continue;
        };
        kept.values.retain(|name, _| object.entry(name).is_some());
        let key = state_key(&kept);
        match records.iter_mut().find(|record| state_key(record) == key) {
            Some(record) => *record = kept,
            None => records.push(kept),
        }
    }
    Ok(records)
}

fn kept(connection: &Connection) -> Result<Vec<CustomMetadataRecord>, OpenError> {
    let mut statement =
        connection.prepare("SELECT value FROM _state WHERE key LIKE 'customMetadata:%' ORDER BY rowid")?;
    let texts = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut records = Vec::new();
    for text in texts {
        let read = serde_json::from_str(&text?);
        records.push(read.map_err(|error| OpenError::Schema(format!("a record kept in Setup: {error}")))?);
    }
    Ok(records)
}

/// Saves a record, as the page of its type in Setup does; with `id` that record is changed, else a new one is made.
///
/// # Errors
/// When the store fails or there is no such type; what the record itself has wrong is [`Saved::Refused`].
pub(crate) fn save(
    shared: &Shared,
    id: Option<&str>,
    record: CustomMetadataRecord,
) -> Result<Saved, HostError> {
    let mut connection = shared.store.take().map_err(host_error)?;
    let saved = write(shared, &mut connection, id, &record);
    shared.store.give_back(connection);
    let saved = saved?;
    if let Saved::Under(_) = saved {
        let mut records = shared
            .custom_metadata
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let key = state_key(&record);
        match records.iter_mut().find(|known| state_key(known) == key) {
            Some(known) => *known = record,
            None => records.push(record),
        }
    }
    Ok(saved)
}

fn write(
    shared: &Shared,
    connection: &mut Connection,
    id: Option<&str>,
    record: &CustomMetadataRecord,
) -> Result<Saved, HostError> {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(host_error)?;
    let writer = Writer {
        connection: &transaction,
        schema: &shared.schema,
        sequences: &shared.store.sequences,
    };
    let object = custom_metadata::object(&writer, record).map_err(unexpected)?;
    let ids = ids(&transaction, &shared.schema)?;
    let known = ids.get(&custom_metadata::key(&object, record));
    let mut refusals = named(record, id, known);
    let values = match custom_metadata::stored(&writer, &object, record, &ids) {
        Ok(values) => values,
        Err(wrong) => {
            refusals.extend(wrong);
            Vec::new()
        }
    };
    refusals.extend(twice(&transaction, &object, id, &values)?);
    if !refusals.is_empty() {
        return Ok(Saved::Refused(refusals));
    }
    let own = match id {
        Some(id) => id.to_owned(),
        None => {
            let sequence = shared.store.sequences.next(&transaction, &object)?;
            let own = crate::store::id::make(&object.describe.key_prefix, sequence);
            custom_metadata::insert(&writer, &object, &own, record).map_err(unexpected)?;
            own
        }
    };
    let mut all = values;
    for label in ["MasterLabel", "Label"] {
        if let Some(field) = object.field(label) {
            let text = apex::host::Data::String(record.label.clone());
            let stored = Storage::of(field).to_sql(&text).map_err(unexpected)?;
            all.push((field.name.clone(), stored));
        }
    }
    row::update(&transaction, &object, &own, &all)?;
    let text = serde_json::to_string(record).map_err(unexpected)?;
    set_state(&transaction, &state_key(record), &text)?;
    transaction.commit().map_err(host_error)?;
    Ok(Saved::Under(own))
}

fn unexpected(error: impl std::fmt::Display) -> HostError {
    HostError::new("UnexpectedException", error.to_string())
}

/// What is wrong with label and name. `known` is the Id of the record that has the name.
fn named(record: &CustomMetadataRecord, id: Option<&str>, known: Option<&String>) -> Vec<Refusal> {
    let refusal = |field: &str, message: &str| {
        Some(Refusal {
            field: field.to_owned(),
            message: message.to_owned(),
        })
    };
    let label = match record.label.trim() {
        "" => refusal("MasterLabel", "is required"),
        text if text.encode_utf16().count() > LONGEST => refusal("MasterLabel", "longer than 40 characters"),
        _ => None,
    };
    // A record without a label has no name yet either.
    let name = if record.name.is_empty() && label.is_some() {
        None
    } else if known.map(String::as_str) != id {
        refusal("DeveloperName", "is the name of another record already")
    } else if !is_name(&record.name) {
        refusal(
            "DeveloperName",
            "may have letters, digits and single underscores, must begin with a letter, must not end with an \
             underscore, and has at most 40 characters",
        )
    } else {
        None
    };
    label.into_iter().chain(name).collect()
}

/// Whether a text is an API name.
fn is_name(text: &str) -> bool {
    text.len() <= LONGEST
        && text.starts_with(|sign: char| sign.is_ascii_alphabetic())
        && text
            .chars()
            .all(|sign| sign.is_ascii_alphanumeric() || sign == '_')
        && !text.ends_with('_')
        && !text.contains("__")
}

/// Values of unique fields that another record has.
fn twice(
    connection: &Connection,
    object: &Object,
    id: Option<&str>,
    values: &[(String, rusqlite::types::Value)],
) -> Result<Vec<Refusal>, HostError> {
    let mut refusals = Vec::new();
    for (name, value) in values {
        let unique = object.field(name).is_some_and(|field| field.unique);
        if !unique || *value == rusqlite::types::Value::Null {
            continue;
        }
        let others = row::ids_with(connection, object, name, value, false)?;
        if others.iter().any(|other| Some(other.as_str()) != id) {
            refusals.push(Refusal {
                field: name.clone(),
                message: "is the value of another record already".to_owned(),
            });
        }
    }
    Ok(refusals)
}

/// The Ids of every record there is.
fn ids(connection: &Connection, schema: &Schema) -> Result<Ids, HostError> {
    let mut ids = Ids::new();
    for object in schema
        .all()
        .filter(|object| object.describe.kind == ObjectKind::Metadata)
    {
        let sql = format!("SELECT lower(QualifiedApiName), Id FROM {}", quote(object.name()));
        let mut statement = connection.prepare(&sql).map_err(host_error)?;
        let rows = statement
            .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
            .map_err(host_error)?;
        for row in rows {
            let (name, own) = row.map_err(host_error)?;
            ids.insert((object.name().to_lowercase(), name), own);
        }
    }
    Ok(ids)
}

/// Whether the row of an object that follows the sources was changed in Setup, so that it stays as it is.
pub(super) fn is_edited(connection: &Connection, id: &str) -> Result<bool, HostError> {
    let found: Option<i64> = connection
        .query_row(
            "SELECT 1 FROM _state WHERE key = ?",
            [format!("{EDITED}{id}")],
            |row| row.get(0),
        )
        .optional()
        .map_err(host_error)?;
    Ok(found.is_some())
}

/// Prefix of the remembered Ids of rows that were changed in Setup.
const EDITED: &str = "edited:";

/// Remembers that a row was changed in Setup: the sources do not change it back.
pub(crate) fn keep_edited(connection: &Connection, id: &str) -> Result<(), HostError> {
    set_state(connection, &format!("{EDITED}{id}"), "1")
}
