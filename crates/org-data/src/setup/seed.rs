//! Loads a seed: users, then records through DML, so that a seed obeys the rules the org enforces.

use std::collections::HashMap;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use apex::host::{
    AccessMode, Data, DmlOperation, DmlOptions, Field, FieldDescribe, FieldType, Record, Sharing,
};
use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDate, SubsecRound, TimeDelta, Utc};
use chrono_tz::Tz;
use indexmap::IndexMap;
use rusqlite::Connection;
use serde_json::Value;

use super::seed_file::{Seed, SeedUser};
use super::writer::Writer;
use crate::OpenError;
use crate::dml::{self, Engine};
use crate::schema::{Object, OrgWideDefault};
use crate::security::{Policy, Rights};
use crate::soql::Context;
use crate::store::{host_error, set_state};

/// Prefix of the remembered org-wide defaults.
const SHARING: &str = "sharing:";

/// Loads the seed.
pub(super) fn load(writer: &Writer<'_>, policy: &Arc<Policy>, seed: &Seed) -> Result<(), OpenError> {
    for (path, object, default) in &seed.sharing {
        let known = writer
            .schema
            .object(object)
            .ok_or_else(|| OpenError::seed(path, format!("no object {object}")))?;
        if OrgWideDefault::parse(default).is_none() {
            return Err(OpenError::seed(
                path,
                format!("unknown org-wide default {default} of {object}"),
            ));
        }
        set_state(
            writer.connection,
            &format!("{SHARING}{}", known.name().to_lowercase()),
            default,
        )?;
    }
    let now = Utc::now().trunc_subsecs(0);
    let mut keys: HashMap<String, String> = HashMap::new();
    for (path, user) in &seed.users {
        let own = add_user(writer, path, user, &keys, now)?;
        if keys.insert(user.alias.clone(), own).is_some() {
            return Err(OpenError::seed(
                path,
                format!("the alias {} is used twice", user.alias),
            ));
        }
    }
    let Some((_, first)) = seed.users.first() else {
        return Ok(());
    };
    let author = keys.get(&first.alias).cloned().unwrap_or_default();
    let rights = Rights::load(writer.connection, writer.schema, policy, &author, &first.profile)?;
    let organization: String = writer
        .connection
        .query_row("SELECT Id FROM Organization", [], |row| row.get(0))
        .map_err(host_error)?;
    let context = Context {
        schema: writer.schema,
        connection: writer.connection,
        rights: &rights,
        now,
        zone: Tz::UTC,
    };
    let engine = Engine {
        context: &context,
        sequences: writer.sequences,
        user_id: &author,
        organization_id: &organization,
        set_audit_fields: true,
    };
    for (path, records) in &seed.records {
        let object = writer
            .object(&records.object)
            .map_err(|error| OpenError::seed(path, error))?;
        for (index, row) in records.rows.iter().enumerate() {
            let wrong = |reason: String| {
                OpenError::seed(path, format!("{} row {}: {reason}", object.name(), index + 1))
            };
            let (key, record) = record(&object, row, &keys, now).map_err(wrong)?;
            let own = insert(&engine, record).map_err(wrong)?;
            if let Some(key) = key
                && keys.insert(key.clone(), own).is_some()
            {
                return Err(wrong(format!("the key {key} is used twice")));
            }
        }
    }
    Ok(())
}

/// The org-wide defaults that the seed set.
pub(super) fn sharing(connection: &Connection) -> Result<Vec<(String, String)>, OpenError> {
    let mut statement =
        connection.prepare("SELECT substr(key, 9), value FROM _state WHERE key LIKE 'sharing:%'")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn add_user(
    writer: &Writer<'_>,
    path: &Path,
    user: &SeedUser,
    keys: &HashMap<String, String>,
    now: DateTime<Utc>,
) -> Result<String, OpenError> {
    let text = |value: &str| Data::String(value.to_owned());
    if user.time_zone.parse::<Tz>().is_err() {
        return Err(OpenError::seed(
            path,
            format!("{}: unknown time zone {}", user.username, user.time_zone),
        ));
    }
    if user.alias.chars().count() > 8 {
        return Err(OpenError::seed(
            path,
            format!("the alias {} has more than 8 characters", user.alias),
        ));
    }
    let profiles = writer.object("Profile")?;
    let profile = writer
        .named(&profiles, &user.profile)?
        .ok_or_else(|| OpenError::seed(path, format!("{}: no profile {}", user.username, user.profile)))?;
    let role = match &user.role {
        Some(name) => writer
            .with_developer_name("UserRole", name)?
            .map(Data::Id)
            .ok_or_else(|| {
                OpenError::seed(
                    path,
                    format!("{}: the sources have no role {name}", user.username),
                )
            })?,
        None => Data::Null,
    };
    let manager =
        match &user.manager {
            Some(alias) => keys.get(alias).cloned().map(Data::Id).ok_or_else(|| {
                OpenError::seed(path, format!("{}: no earlier user {alias}", user.username))
            })?,
            None => Data::Null,
        };
    let users = writer.object("User")?;
    let own = writer.insert(
        &users,
        &[
            ("Username", text(&user.username)),
            ("FirstName", text(&user.first_name)),
            ("LastName", text(&user.last_name)),
            ("Email", text(&user.email)),
            ("Alias", text(&user.alias)),
            ("Title", user.title.as_deref().map_or(Data::Null, text)),
            ("ProfileId", Data::Id(profile)),
            ("UserRoleId", role),
            ("ManagerId", manager),
            ("IsActive", Data::Boolean(true)),
            ("UserType", text("Standard")),
            ("LocaleSidKey", text(&user.locale)),
            ("LanguageLocaleKey", text(&user.language)),
            ("TimeZoneSidKey", text(&user.time_zone)),
            ("EmailEncodingKey", text("UTF-8")),
            ("CreatedDate", Data::Datetime(now)),
        ],
    )?;
    let sets = writer.object("PermissionSet")?;
    let assignments = writer.object("PermissionSetAssignment")?;
    for name in &user.permission_sets {
        let set = writer.permission_set(&sets, name)?.ok_or_else(|| {
            OpenError::seed(
                path,
                format!("{}: the sources have no permission set {name}", user.username),
            )
        })?;
        writer.insert(
            &assignments,
            &[
                ("PermissionSetId", Data::Id(set)),
                ("AssigneeId", Data::Id(own.clone())),
            ],
        )?;
    }
    Ok(own)
}

fn insert(engine: &Engine<'_>, record: Record) -> Result<String, String> {
    let options = DmlOptions {
        access: AccessMode::System,
        sharing: Sharing::Ignored,
        all_or_none: true,
    };
    let mut rows = [record];
    let results =
        dml::execute(engine, &DmlOperation::Insert, &mut rows, options).map_err(|error| error.message)?;
    results
        .into_iter()
        .find_map(|result| result.id)
        .ok_or_else(|| "the row was not inserted".to_owned())
}

fn record(
    object: &Object,
    row: &IndexMap<String, Value>,
    keys: &HashMap<String, String>,
    now: DateTime<Utc>,
) -> Result<(Option<String>, Record), String> {
    let mut key = None;
    let mut record = Record {
        object: object.name().to_owned(),
        fields: IndexMap::new(),
    };
    for (name, value) in row {
        match (name.as_str(), value) {
            ("@key", Value::String(text)) => key = Some(text.clone()),
            ("@age", Value::Number(hours)) => {
                let hours = hours.as_f64().ok_or("@age is a number of hours")?;
                let created = now - TimeDelta::seconds((hours * 3600.0) as i64);
                for field in ["CreatedDate", "LastModifiedDate"] {
                    record
                        .fields
                        .insert(field.to_owned(), Field::Data(Data::Datetime(created)));
                }
            }
            ("@key", _) => return Err("@key is a text".to_owned()),
            ("@age", _) => return Err("@age is a number of hours".to_owned()),
            _ => {
                let field = object
                    .field(name)
                    .ok_or_else(|| format!("{} has no field {name}", object.name()))?;
                let data = data(field, value, keys).map_err(|reason| format!("{name}: {reason}"))?;
                record.fields.insert(field.name.clone(), Field::Data(data));
            }
        }
    }
    Ok((key, record))
}

fn data(field: &FieldDescribe, value: &Value, keys: &HashMap<String, String>) -> Result<Data, String> {
    let wrong = || format!("{value} does not fit");
    Ok(match (&field.kind, value) {
        (_, Value::Null) => Data::Null,
        (FieldType::Reference { .. }, Value::String(text)) => match text.strip_prefix('@') {
            Some(key) => Data::Id(
                keys.get(key)
                    .cloned()
                    .ok_or_else(|| format!("nothing earlier has the key {key}"))?,
            ),
            None => Data::Id(text.clone()),
        },
        (FieldType::Boolean, Value::Bool(value)) => Data::Boolean(*value),
        (
            FieldType::Integer | FieldType::Double | FieldType::Currency | FieldType::Percent,
            Value::Number(number),
        ) => Data::Decimal(BigDecimal::from_str(&number.to_string()).map_err(|_| wrong())?),
        (FieldType::Date, Value::String(text)) => {
            Data::Date(NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| wrong())?)
        }
        (FieldType::Datetime, Value::String(text)) => Data::Datetime(
            DateTime::parse_from_rfc3339(text)
                .map_err(|_| wrong())?
                .with_timezone(&Utc),
        ),
        (
            FieldType::Boolean | FieldType::Integer | FieldType::Double | FieldType::Time | FieldType::Blob,
            _,
        ) => {
            return Err(wrong());
        }
        (_, Value::String(text)) => Data::String(text.clone()),
        _ => return Err(wrong()),
    })
}
