//! Records of custom metadata types: rows like others to SOQL, but they are what the sources say at every
//! start, and what was changed in Setup since.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;

use apex::host::{Data, FieldDescribe, FieldType};
use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::types::Value;

use super::kept_metadata::{self, Refusal};
use super::writer::Writer;
use crate::OpenError;
use crate::metadata::Metadata;
use crate::metadata::custom_metadata::CustomMetadataRecord;
use crate::schema::Object;
use crate::store::value::Storage;
use crate::store::{id, quote, row};
use apex::host::ObjectKind;

/// Ids by (lower-case type, lower-case qualified record name).
pub(super) type Ids = HashMap<(String, String), String>;

/// The key of a record in [`Ids`].
pub(super) fn key(object: &Object, record: &CustomMetadataRecord) -> (String, String) {
    (
        object.name().to_lowercase(),
        record.qualified_name().to_lowercase(),
    )
}

/// Replaces the rows of every custom metadata type; answers the records.
pub(super) fn load(writer: &Writer<'_>, metadata: &Metadata) -> Result<Vec<CustomMetadataRecord>, OpenError> {
    for object in writer
        .schema
        .all()
        .filter(|object| object.describe.kind == ObjectKind::Metadata)
    {
        writer
            .connection
            .execute(&format!("DELETE FROM {}", quote(object.name())), [])?;
    }
    let records = kept_metadata::merged(writer, &metadata.custom_metadata)?;
    let mut ids = Ids::new();
    let mut counts: HashMap<String, u64> = HashMap::new();
    for record in &records {
        let Some(object) = metadata.faults.tell(object(writer, record))? else {
            continue;
        };
        let count = counts.entry(object.name().to_owned()).or_default();
        *count += 1;
        let own = id::make(&object.describe.key_prefix, *count);
        insert(writer, &object, &own, record)?;
        ids.insert(key(&object, record), own);
    }
    // Values come second: they may name records of any type.
    for record in &records {
        let Some(object) = metadata.faults.tell(object(writer, record))? else {
            continue;
        };
        let Some(own) = ids.get(&key(&object, record)) else {
            continue;
        };
        let Some(stored) = metadata.faults.tell(values(writer, &object, record, &ids))? else {
            continue;
        };
        row::update(writer.connection, &object, own, &stored)?;
    }
    Ok(records)
}

/// The type of a record.
pub(super) fn object(writer: &Writer<'_>, record: &CustomMetadataRecord) -> Result<Arc<Object>, OpenError> {
    writer
        .schema
        .object(&record.object)
        .filter(|object| object.describe.kind == ObjectKind::Metadata)
        .ok_or_else(|| {
            OpenError::metadata(
                &record.path,
                format!("there is no custom metadata type {}", record.object),
            )
        })
}

/// Inserts the row of a record, still without the values of its own fields.
pub(super) fn insert(
    writer: &Writer<'_>,
    object: &Object,
    own: &str,
    record: &CustomMetadataRecord,
) -> Result<(), OpenError> {
    let text = |value: &str| Data::String(value.to_owned());
    let namespace = if record.namespace.is_empty() {
        Data::Null
    } else {
        text(&record.namespace)
    };
    writer.insert_as(
        object,
        own,
        &[
            ("DeveloperName", text(&record.name)),
            ("MasterLabel", text(&record.label)),
            ("Label", text(&record.label)),
            ("QualifiedApiName", text(&record.qualified_name())),
            ("NamespacePrefix", namespace),
            ("Language", text("en_US")),
        ],
    )
}

fn values(
    writer: &Writer<'_>,
    object: &Object,
    record: &CustomMetadataRecord,
    ids: &Ids,
) -> Result<Vec<(String, Value)>, OpenError> {
    if let Some(name) = record.values.keys().find(|name| object.entry(name).is_none()) {
        return Err(OpenError::metadata(
            &record.path,
            format!("{} has no field {name}", object.name()),
        ));
    }
    stored(writer, object, record, ids).map_err(|refusals| {
        let first = refusals.into_iter().next().unwrap_or_default();
        OpenError::metadata(&record.path, format!("{}: {}", first.field, first.message))
    })
}

/// The stored form of every field of the type's own, or what is wrong with which.
pub(super) fn stored(
    writer: &Writer<'_>,
    object: &Object,
    record: &CustomMetadataRecord,
    ids: &Ids,
) -> Result<Vec<(String, Value)>, Vec<Refusal>> {
    let given: HashMap<&str, &Option<String>> = record
        .values
        .iter()
        .filter_map(|(name, value)| Some((object.entry(name)?.0, value)))
        .collect();
    let (mut stored, mut refusals) = (Vec::new(), Vec::new());
    let own = object.describe.fields.iter().filter(|(_, field)| field.custom);
    for (key, field) in own {
        match value(writer, field, given.get(key.as_str()).copied(), ids) {
            Ok(value) => stored.push((field.name.clone(), value)),
            Err(message) => refusals.push(Refusal {
                field: field.name.clone(),
                message,
            }),
        }
    }
    if refusals.is_empty() {
        Ok(stored)
    } else {
        Err(refusals)
    }
}

/// What is stored of one field.
fn value(
    writer: &Writer<'_>,
    field: &FieldDescribe,
    given: Option<&Option<String>>,
    ids: &Ids,
) -> Result<Value, String> {
    let data = match given {
        Some(None) => Data::Null,
        Some(Some(text)) => data(writer, field, text, ids)?,
        None => field.default.clone().unwrap_or(Data::Null),
    };
    let too_long = |text: &String| field.length > 0 && text.encode_utf16().count() > field.length as usize;
    if matches!(&data, Data::String(text) if too_long(text)) {
        return Err(format!("longer than {} characters", field.length));
    }
    if field.required && data == Data::Null {
        return Err("is required".to_owned());
    }
    Storage::of(field).to_sql(&data)
}

/// A value from its text in the file.
fn data(writer: &Writer<'_>, field: &FieldDescribe, text: &str, ids: &Ids) -> Result<Data, String> {
    let wrong = |kind: &str| format!("{text:?} is not a {kind}");
    match &field.kind {
        FieldType::Boolean => text
            .trim()
            .parse()
            .map(Data::Boolean)
            .map_err(|_| wrong("boolean")),
        FieldType::Integer | FieldType::Double | FieldType::Currency | FieldType::Percent => {
            BigDecimal::from_str(text.trim())
                .map(Data::Decimal)
                .map_err(|_| wrong("number"))
        }
        FieldType::Date => NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d")
            .map(Data::Date)
            .map_err(|_| wrong("date")),
        FieldType::Datetime => DateTime::parse_from_rfc3339(text.trim())
            .map(|time| Data::Datetime(time.with_timezone(&Utc)))
            .map_err(|_| wrong("date-time")),
        FieldType::Picklist {
            values,
            restricted: true,
        } if !values.iter().any(|value| value == text) => {
            Err(format!("{text:?} is not one of {}", values.join(", ")))
        }
        FieldType::Reference { to, .. } => reference(writer, to, text, ids),
        _ => Ok(Data::String(text.to_owned())),
    }
}

fn reference(writer: &Writer<'_>, to: &[String], text: &str, ids: &Ids) -> Result<Data, String> {
    for target in to {
        if target == "EntityDefinition" {
            let object = writer
                .schema
                .object(text)
                .ok_or_else(|| format!("there is no object {text}"))?;
            return Ok(Data::String(object.name().to_owned()));
        }
        for name in writer.schema.namespace().component_candidates(text) {
            if let Some(own) = ids.get(&(target.to_lowercase(), name)) {
                return Ok(Data::Id(own.clone()));
            }
        }
    }
    Err(format!("there is no record {text} of {}", to.join(", ")))
}
