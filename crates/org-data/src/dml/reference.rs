//! Lookups must lead to rows, unique values must be unique.

use apex::host::{Data, Field, FieldDescribe, FieldType, Record};

use super::failure::{self, Failure, refuse};
use super::{Checks, Engine};
use crate::schema::Object;
use crate::security::sharing::{self, Level};
use crate::store::id;
use crate::store::row::{self, Values};
use crate::store::value::Storage;

/// Checks the lookups among the values.
pub(super) fn check(
    engine: &Engine<'_>,
    object: &Object,
    values: &Values,
    current: Option<&Values>,
    checks: Checks,
) -> Result<(), Failure> {
    for (key, value) in values {
        let (Some(field), Data::Id(target)) = (object.describe.fields.get(key), value) else {
            continue;
        };
        if current.is_some_and(|current| current.get(key) == Some(value)) {
            continue;
        }
        if let FieldType::Reference {
            to, master_detail, ..
        } = &field.kind
        {
            // A detail may be written by who may edit its master, or only read it where the field says so.
            let level = if *master_detail && !object.extra(key).write_requires_master_read {
                Level::Edit
            } else {
                Level::Read
            };
            lookup(engine, object, field, to, target, level, checks)?;
        }
    }
    Ok(())
}

fn lookup(
    engine: &Engine<'_>,
    object: &Object,
    field: &FieldDescribe,
    to: &[String],
    target_id: &str,
    level: Level,
    checks: Checks,
) -> Result<(), Failure> {
    let context = engine.context;
    let name = context.schema.object_of_id(target_id).unwrap_or_default();
    if !to.iter().any(|allowed| allowed == name) {
        let message = format!("{}: id value of incorrect type: {target_id}", field.label);
        return Err(refuse("FIELD_INTEGRITY_EXCEPTION", message, &[&field.name]));
    }
    let target = context
        .schema
        .object(name)
        .ok_or_else(failure::invalid_reference)?;
    let values = row::load(context.connection, &target, target_id)?.ok_or_else(failure::invalid_reference)?;
    if values.get("isdeleted") == Some(&Data::Boolean(true)) {
        return Err(failure::deleted());
    }
    if field.name == "OwnerId" {
        if values.get("isactive") == Some(&Data::Boolean(false)) && name == "User" {
            let message = format!(
                "operation performed with inactive user [{}] as owner of {}",
                id::short(target_id),
                object.describe.label.to_lowercase()
            );
            return Err(refuse("INACTIVE_OWNER_OR_USER", message, &[]));
        }
        return Ok(());
    }
    let visible = !checks.sharing
        || sharing::allows(
            context.connection,
            context.schema,
            context.rights,
            &target,
            target_id,
            level,
        )?;
    if visible {
        Ok(())
    } else {
        Err(failure::not_visible(target_id))
    }
}

/// Checks unique fields among the values; `own` is the row's own Id.
pub(super) fn unique(
    engine: &Engine<'_>,
    object: &Object,
    values: &Values,
    own: Option<&str>,
) -> Result<(), Failure> {
    for (key, value) in values {
        let Some(field) = object.describe.fields.get(key).filter(|field| field.unique) else {
            continue;
        };
        if *value == Data::Null {
            continue;
        }
        let stored = Storage::of(field)
            .to_sql(value)
            .map_err(|reason| refuse("INVALID_FIELD", reason, &[&field.name]))?;
        let sensitive = object.extra(key).case_sensitive;
        let others = row::ids_with(engine.context.connection, object, &field.name, &stored, sensitive)?;
        if let Some(other) = others.iter().find(|other| Some(other.as_str()) != own) {
            return Err(failure::duplicate(field, other));
        }
    }
    Ok(())
}

/// The Id of a parent given by an external id field instead of its Id.
pub(super) fn by_external_id(
    engine: &Engine<'_>,
    lookup: &FieldDescribe,
    parent: &Record,
) -> Result<String, Failure> {
    let object = engine
        .context
        .schema
        .object(&parent.object)
        .ok_or_else(failure::invalid_reference)?;
    if let Some(Field::Data(Data::Id(id) | Data::String(id))) = parent.fields.get("Id") {
        return id::normalise(id).ok_or_else(failure::invalid_reference);
    }
    for (name, value) in &parent.fields {
        let (Some(field), Field::Data(data)) = (object.field(name), value) else {
            continue;
        };
        if field.external_id {
            let mut found = matches(engine, &object, field, data)?;
            if found.len() == 1 {
                return Ok(found.remove(0));
            }
        }
    }
    let message = format!(
        "Foreign key external ID not found for field {} in entity {}",
        lookup.name, parent.object
    );
    Err(refuse("INVALID_FIELD", message, &[]))
}

/// Ids of the rows with this value in an external id field.
pub(super) fn matches(
    engine: &Engine<'_>,
    object: &Object,
    field: &FieldDescribe,
    data: &Data,
) -> Result<Vec<String>, Failure> {
    let value = Storage::of(field)
        .to_sql(data)
        .map_err(|reason| refuse("INVALID_FIELD", reason, &[&field.name]))?;
    let sensitive = object.extra(&field.name).case_sensitive;
    Ok(row::ids_with(
        engine.context.connection,
        object,
        &field.name,
        &value,
        sensitive,
    )?)
}
