//! Insert, update and upsert of one row.

use apex::host::{Data, Field, FieldType, ObjectKind, Record};
use chrono::SubsecRound;
use rusqlite::types::Value;

use super::failure::{self, Failure, refuse};
use super::{Checks, Done, Engine, check, derived, id_of, reference, rules, values};
use crate::schema::Object;
use crate::security::sharing::{self, Level};
use crate::store::row::{self, Values};
use crate::store::{host_error, id, quote};

/// Inserts a row.
pub(super) fn insert(
    engine: &Engine<'_>,
    object: &Object,
    record: &Record,
    checks: Checks,
) -> Result<Done, Failure> {
    if id_of(record).is_some() {
        let message = "cannot specify Id in an insert call";
        return Err(refuse("INVALID_FIELD_FOR_INSERT_UPDATE", message, &["Id"]));
    }
    let mut row = values::of_record(engine, object, record)?;
    if checks.permissions {
        check::field_permissions(engine, object, &row, None)?;
    }
    add_defaults(engine, object, &mut row)?;
    derived::complete(engine, object, &mut row, None);
    required(object, |key| row.get(key), |_| true)?;
    reference::check(engine, object, &row, None, checks)?;
    reference::unique(engine, object, &row, None)?;
    let sequence = engine.sequences.next(engine.context.connection, object)?;
    let new_id = id::make(&object.describe.key_prefix, sequence);
    add_system_fields(engine, object, &mut row, sequence);
    let mut stored = values::stored(object, &row)?;
    stored.push(("Id".to_owned(), Value::Text(new_id.clone())));
    row::insert(engine.context.connection, object, &stored)?;
    rules::check(engine, object, &new_id, None)?;
    derived::follow(engine, object, &new_id, &row)?;
    Ok(Done {
        id: new_id,
        created: true,
    })
}

/// Updates a row; `call` is the word of the messages.
pub(super) fn update(
    engine: &Engine<'_>,
    object: &Object,
    record: &Record,
    checks: Checks,
    call: &str,
) -> Result<Done, Failure> {
    let Some(own) = id_of(record) else {
        return Err(refuse(
            "MISSING_ARGUMENT",
            format!("Id not specified in an {call} call"),
            &[],
        ));
    };
    let current = existing(engine, object, &own)?;
    let mut row = values::of_record(engine, object, record)?;
    if checks.permissions {
        check::field_permissions(engine, object, &row, Some(&current))?;
    }
    if checks.sharing {
        allowed(engine, object, &own, Level::Edit)?;
    }
    row.retain(|key, value| current.get(key) != Some(value));
    reparenting(object, &row)?;
    derived::complete(engine, object, &mut row, Some(&current));
    required(object, |key| row.get(key), |key| row.contains_key(key))?;
    reference::check(engine, object, &row, Some(&current), checks)?;
    reference::unique(engine, object, &row, Some(&own))?;
    if object.describe.fields.contains_key("lastmodifieddate") {
        let now = Data::Datetime(engine.context.now.trunc_subsecs(0));
        row.insert("lastmodifieddate".to_owned(), now.clone());
        row.insert("systemmodstamp".to_owned(), now);
        row.insert("lastmodifiedbyid".to_owned(), Data::Id(engine.user_id.to_owned()));
    }
    let stored = values::stored(object, &row)?;
    row::update(engine.context.connection, object, &own, &stored)?;
    rules::check(engine, object, &own, Some(&current))?;
    Ok(Done {
        id: own,
        created: false,
    })
}

/// Inserts or updates a row, found by an external id field or by Id.
pub(super) fn upsert(
    engine: &Engine<'_>,
    object: &Object,
    record: &Record,
    external_id: Option<&str>,
    checks: Checks,
) -> Result<Done, Failure> {
    let key = external_id.filter(|name| !name.eq_ignore_ascii_case("id"));
    let Some(key) = key else {
        return match id_of(record) {
            Some(_) => update(engine, object, record, checks, "upsert"),
            None => insert(engine, object, record, checks),
        };
    };
    let field = object
        .field(key)
        .filter(|field| field.external_id || field.name_field || field.unique)
        .ok_or_else(|| {
            refuse(
                "INVALID_FIELD",
                format!("{key} is not an external id field of {}", object.name()),
                &[],
            )
        })?;
    let value = record
        .fields
        .iter()
        .find(|(name, _)| object.field(name).is_some_and(|named| named.name == field.name));
    let Some((_, Field::Data(data))) = value.filter(|(_, value)| **value != Field::Data(Data::Null)) else {
        return Err(refuse(
            "MISSING_ARGUMENT",
            format!("{} not specified", field.name),
            &[&field.name],
        ));
    };
    let mut found = reference::matches(engine, object, field, data)?;
    match found.len() {
        0 => insert(engine, object, record, checks),
        1 => {
            let mut record = record.clone();
            record
                .fields
                .insert("Id".to_owned(), Field::Data(Data::Id(found.remove(0))));
            update(engine, object, &record, checks, "upsert")
        }
        count => {
            let message = format!(
                "{}: more than one record found for external id field: {count} records",
                field.name
            );
            Err(refuse("DUPLICATE_EXTERNAL_ID", message, &[&field.name]))
        }
    }
}

/// The row of an Id, if it is there and not deleted.
pub(super) fn existing(engine: &Engine<'_>, object: &Object, own: &str) -> Result<Values, Failure> {
    let current =
        row::load(engine.context.connection, object, own)?.ok_or_else(failure::invalid_reference)?;
    if current.get("isdeleted") == Some(&Data::Boolean(true)) {
        return Err(failure::deleted());
    }
    Ok(current)
}

/// Refuses what sharing does not allow: differently for rows the user cannot even see.
pub(super) fn allowed(engine: &Engine<'_>, object: &Object, own: &str, level: Level) -> Result<(), Failure> {
    let context = engine.context;
    let may = |level| {
        sharing::allows(
            context.connection,
            context.schema,
            context.rights,
            object,
            own,
            level,
        )
    };
    if may(level)? {
        Ok(())
    } else if may(Level::Read)? {
        Err(failure::read_only())
    } else {
        Err(failure::not_visible(own))
    }
}

/// Refuses to give a detail another master where the field does not allow it.
fn reparenting(object: &Object, changes: &Values) -> Result<(), Failure> {
    for key in changes.keys() {
        let Some(field) = object.describe.fields.get(key) else {
            continue;
        };
        let master = matches!(
            field.kind,
            FieldType::Reference {
                master_detail: true,
                ..
            }
        );
        if master && !object.extra(key).reparentable {
            let message = format!(
                "Unable to create/update fields: {}. Please check the security settings of this field and verify that \
                 it is read/write for your profile or permission set.",
                field.name
            );
            return Err(refuse("INVALID_FIELD_FOR_INSERT_UPDATE", message, &[&field.name]));
        }
    }
    Ok(())
}

fn add_defaults(engine: &Engine<'_>, object: &Object, row: &mut Values) -> Result<(), Failure> {
    for (key, field) in &object.describe.fields {
        if field.calculated || row.contains_key(key) {
            continue;
        }
        if let Some(bound) = &object.extra(key).default_bound {
            row.insert(key.clone(), rules::default(engine, bound)?);
        } else if let Some(default) = &field.default {
            row.insert(key.clone(), default.clone());
        }
    }
    let user = || Data::Id(engine.user_id.to_owned());
    if object.owned() && row.get("ownerid").is_none_or(|owner| *owner == Data::Null) {
        row.insert("ownerid".to_owned(), user());
    }
    if object.describe.kind == ObjectKind::HierarchySetting {
        let owner = row.entry("setupownerid".to_owned()).or_insert(Data::Null);
        if *owner == Data::Null {
            *owner = Data::Id(engine.organization_id.to_owned());
        }
    }
    Ok(())
}

/// Refuses rows without a required value. `looked_at` says which fields count: on update only those that
/// change.
fn required<'r>(
    object: &Object,
    value: impl Fn(&str) -> Option<&'r Data>,
    looked_at: impl Fn(&str) -> bool,
) -> Result<(), Failure> {
    let missing: Vec<&str> = object
        .describe
        .fields
        .iter()
        .filter(|(key, field)| field.required && !field.calculated && looked_at(key))
        .filter(|(key, _)| value(key).is_none_or(|value| *value == Data::Null))
        .map(|(_, field)| field.name.as_str())
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(failure::missing(&missing))
    }
}

fn add_system_fields(engine: &Engine<'_>, object: &Object, row: &mut Values, sequence: u64) {
    let fields = &object.describe.fields;
    for (key, _) in fields {
        if let Some(number) = &object.extra(key).auto_number {
            row.insert(key.clone(), Data::String(number.text(sequence - 1)));
        }
    }
    let now = Data::Datetime(engine.context.now.trunc_subsecs(0));
    let user = Data::Id(engine.user_id.to_owned());
    for (key, value) in [
        ("createddate", &now),
        ("createdbyid", &user),
        ("lastmodifieddate", &now),
        ("lastmodifiedbyid", &user),
        ("systemmodstamp", &now),
    ] {
        // Only a seed says these itself.
        if fields.contains_key(key) && !row.contains_key(key) {
            row.insert(key.to_owned(), value.clone());
        }
    }
}

/// Marks a row as deleted together with `root`, or as not deleted.
pub(super) fn mark(
    engine: &Engine<'_>,
    object: &Object,
    own: &str,
    root: Option<&str>,
) -> Result<(), Failure> {
    let sql = format!(
        "UPDATE {} SET IsDeleted = ?, _deletion = ? WHERE Id = ?",
        quote(object.name())
    );
    let parameters = rusqlite::params![root.is_some(), root, own];
    engine
        .context
        .connection
        .prepare_cached(&sql)
        .and_then(|mut statement| statement.execute(parameters))
        .map_err(host_error)?;
    Ok(())
}
