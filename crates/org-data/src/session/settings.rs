//! Custom settings and custom metadata.

use apex::host::{Data, Field, HostError, ObjectKind, Record};
use indexmap::IndexMap;
use rusqlite::types::Value;

use super::Session;
use crate::schema::Object;
use crate::store::row::{self, Values};
use crate::store::{host_error, id, quote};

impl Session {
    /// The effective row of a custom setting. Hierarchy settings: the row of exactly `owner` (organization,
    /// profile or user), or with `merged` each field from the most specific row that has a value: user over
    /// profile over organization. List settings: the row named `owner`. `None` when there is no row, but never
    /// with `merged`: an owner without a row of its own gets one that is not saved, without an Id, with what the
    /// broader rows say or, where there is none, with the fields' defaults (Apex Reference Guide, "Custom
    /// Settings Methods", `getInstance`).
    ///
    /// # Errors
    /// When `object` is not a custom setting.
    pub fn custom_setting(
        &mut self,
        object: &str,
        owner: &str,
        merged: bool,
    ) -> Result<Option<Record>, HostError> {
        let found = self.schema.object(object);
        let object = found.filter(|object| object.is_setting()).ok_or_else(|| {
            HostError::new(
                "TypeException",
                format!("{object} is not a custom setting of this org"),
            )
        })?;
        if object.describe.kind == ObjectKind::ListSetting {
            return Ok(self
                .row_with(&object, "Name", owner)?
                .map(|values| record(&object, values)));
        }
        let owner = id::normalise(owner).unwrap_or_else(|| owner.to_owned());
        let own = self.row_with(&object, "SetupOwnerId", &owner)?;
        if !merged {
            return Ok(own.map(|values| record(&object, values)));
        }
        let mut broader = Vec::new();
        for other in self.owners(&owner)? {
            if other != owner {
                broader.extend(self.row_with(&object, "SetupOwnerId", &other)?);
            }
        }
        if own.is_none() && broader.is_empty() {
            broader.push(defaults(&object));
        }
        let mut effective =
            own.unwrap_or_else(|| Values::from([("setupownerid".to_owned(), Data::Id(owner))]));
        for values in broader {
            fill(&object, &mut effective, values);
        }
        Ok(Some(record(&object, effective)))
    }

    /// Every record of a custom metadata type, all fields, by developer name.
    ///
    /// # Errors
    /// When `object` is not a custom metadata type.
    pub fn custom_metadata(&mut self, object: &str) -> Result<Vec<Record>, HostError> {
        let found = self.schema.object(object);
        let object = found
            .filter(|object| object.describe.kind == ObjectKind::Metadata)
            .ok_or_else(|| {
                HostError::new(
                    "TypeException",
                    format!("{object} is not a custom metadata type of this org"),
                )
            })?;
        let connection = self.transaction.connection()?;
        let sql = format!("SELECT Id FROM {} ORDER BY DeveloperName", quote(object.name()));
        let mut statement = connection.prepare_cached(&sql).map_err(host_error)?;
        let rows = statement.query_map([], |row| row.get(0)).map_err(host_error)?;
        let ids: Vec<String> = rows.collect::<rusqlite::Result<_>>().map_err(host_error)?;
        let mut records = Vec::with_capacity(ids.len());
        for own in ids {
            records.extend(row::load(connection, &object, &own)?.map(|values| record(&object, values)));
        }
        Ok(records)
    }

    /// Who may own a row that is in effect for `owner`, most specific first.
    fn owners(&self, owner: &str) -> Result<Vec<String>, HostError> {
        let organization = self.shared.organization.id.clone();
        Ok(match self.schema.object_of_id(owner) {
            Some("User") => {
                let user = crate::setup::users::by_id(self.transaction.connection()?, owner)?;
                vec![user.id, user.profile_id, organization]
            }
            Some("Profile") => vec![owner.to_owned(), organization],
            _ => vec![organization],
        })
    }

    fn row_with(&self, object: &Object, field: &str, value: &str) -> Result<Option<Values>, HostError> {
        let connection = self.transaction.connection()?;
        let value = Value::Text(value.to_owned());
        let ids = row::ids_with(connection, object, field, &value, false)?;
        ids.first()
            .map_or(Ok(None), |own| row::load(connection, object, own))
    }
}

/// What the fields of a new row hold.
fn defaults(object: &Object) -> Values {
    let fields = object.describe.fields.iter();
    fields
        .filter_map(|(key, field)| Some((key.clone(), field.default.clone()?)))
        .collect()
}

/// Fills what the more specific row leaves open. Id, owner and dates of the broader row stay its own.
fn fill(object: &Object, values: &mut Values, broader: Values) {
    for (key, value) in broader {
        let custom = object.describe.fields.get(&key).is_some_and(|field| field.custom);
        if custom && value != Data::Null && values.get(&key).is_none_or(|known| *known == Data::Null) {
            values.insert(key, value);
        }
    }
}

fn record(object: &Object, values: Values) -> Record {
    let fields: IndexMap<String, Field> = values
        .into_iter()
        .filter_map(|(key, value)| Some((object.describe.fields.get(&key)?.name.clone(), Field::Data(value))))
        .collect();
    Record {
        object: object.name().to_owned(),
        fields,
    }
}
