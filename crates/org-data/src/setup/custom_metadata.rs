//! Records of custom metadata types: rows like others to SOQL, but they are what the sources say at every
//! start.

use std::collections::HashMap;
use std::str::FromStr;

use apex::host::{Data, FieldDescribe, FieldType};
use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::types::Value;

use super::writer::Writer;
use crate::OpenError;
use crate::metadata::Metadata;
use crate::metadata::custom_metadata::CustomMetadataRecord;
use crate::namespace::Namespace;
use crate::schema::Object;
use crate::store::value::Storage;
use crate::store::{id, quote, row};
use apex::host::ObjectKind;

/// Ids by (lower-case type, lower-case qualified record name).
type Ids = HashMap<(String, String), String>;

fn qualified(record: &CustomMetadataRecord) -> String {
    Namespace::new(&record.namespace).component(&record.name)
}

/// Replaces the rows of every custom metadata type.
pub(super) fn load(writer: &Writer<'_>, metadata: &Metadata) -> Result<(), OpenError> {
    for object in writer
        .schema
        .all()
        .filter(|object| object.describe.kind == ObjectKind::Metadata)
    {
        writer
            .connection
            .execute(&format!("DELETE FROM {}", quote(object.name())), [])?;
    }
    let mut ids = Ids::new();
    let mut counts: HashMap<String, u64> = HashMap::new();
    for record in &metadata.custom_metadata {
        let Some(object) = metadata.faults.tell(object(writer, record))? else {
            continue;
        };
        let count = counts.entry(object.name().to_owned()).or_default();
        *count += 1;
        let own = id::make(&object.describe.key_prefix, *count);
        let text = |value: &str| Data::String(value.to_owned());
        writer.insert_as(
            &object,
            &own,
            &[
                ("DeveloperName", text(&record.name)),
                ("MasterLabel", text(&record.label)),
                ("Label", text(&record.label)),
                ("QualifiedApiName", text(&qualified(record))),
                (
                    "NamespacePrefix",
                    if record.namespace.is_empty() {
                        Data::Null
                    } else {
                        text(&record.namespace)
                    },
                ),
                ("Language", text("en_US")),
            ],
        )?;
        ids.insert(
            (object.name().to_lowercase(), qualified(record).to_lowercase()),
            own,
        );
    }
    // Values come second: they may name records of any type.
    for record in &metadata.custom_metadata {
        let Some(object) = metadata.faults.tell(object(writer, record))? else {
            continue;
        };
        let Some(own) = ids.get(&(object.name().to_lowercase(), qualified(record).to_lowercase())) else {
            continue;
        };
        let Some(stored) = metadata.faults.tell(values(writer, &object, record, &ids))? else {
            continue;
        };
        row::update(writer.connection, &object, own, &stored)?;
    }
    Ok(())
}

fn object(writer: &Writer<'_>, record: &CustomMetadataRecord) -> Result<std::sync::Arc<Object>, OpenError> {
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

fn values(
    writer: &Writer<'_>,
    object: &Object,
    record: &CustomMetadataRecord,
    ids: &Ids,
) -> Result<Vec<(String, Value)>, OpenError> {
    let mut stored = Vec::new();
    let mut given: HashMap<String, &Option<String>> = HashMap::new();
    for (name, value) in &record.values {
        let Some((key, _)) = object.entry(name) else {
            return Err(OpenError::metadata(
                &record.path,
                format!("{} has no field {name}", object.name()),
            ));
        };
        given.insert(key.to_owned(), value);
    }
    for (key, field) in object.describe.fields.iter().filter(|(_, field)| field.custom) {
        let data = match given.get(key) {
            Some(None) => Data::Null,
            Some(Some(text)) => data(writer, field, text, ids)
                .map_err(|reason| OpenError::metadata(&record.path, format!("{}: {reason}", field.name)))?,
            None => field.default.clone().unwrap_or(Data::Null),
        };
        let too_long =
            |text: &String| field.length > 0 && text.encode_utf16().count() > field.length as usize;
        if matches!(&data, Data::String(text) if too_long(text)) {
            let reason = format!("{}: longer than {} characters", field.name, field.length);
            return Err(OpenError::metadata(&record.path, reason));
        }
        if field.required && data == Data::Null {
            return Err(OpenError::metadata(
                &record.path,
                format!("{} is required", field.name),
            ));
        }
        let value = Storage::of(field)
            .to_sql(&data)
            .map_err(|reason| OpenError::metadata(&record.path, reason))?;
        stored.push((field.name.clone(), value));
    }
    Ok(stored)
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
