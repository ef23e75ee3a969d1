//! Rows that mirror the org itself: organization, profiles, permission sets, objects.

use apex::host::Data;

use super::seed_file::Seed;
use super::writer::Writer;
use crate::OpenError;
use crate::metadata::Metadata;
use crate::metadata::permission_set::PermissionSet;
use crate::security::Policy;
use crate::security::profile::Profile;
use crate::store::value::Storage;
use crate::store::{quote, row};

fn text(value: &str) -> Data {
    Data::String(value.to_owned())
}

/// The one row of `Organization`.
pub(super) fn organization(writer: &Writer<'_>, seed: &Seed) -> Result<(), OpenError> {
    let object = writer.object("Organization")?;
    let source = &seed.organization;
    writer.insert(
        &object,
        &[
            ("Name", text(&source.name)),
            ("IsSandbox", Data::Boolean(source.sandbox)),
            ("OrganizationType", text("Developer Edition")),
            ("InstanceName", text("LOCAL")),
            ("DefaultLocaleSidKey", text(&source.locale)),
            ("LanguageLocaleKey", text(&source.language)),
            ("TimeZoneSidKey", text(&source.time_zone)),
        ],
    )?;
    Ok(())
}

/// The price book that every org has.
pub(super) fn standard_price_book(writer: &Writer<'_>) -> Result<(), OpenError> {
    let object = writer.object("Pricebook2")?;
    let values = [
        ("Name", text("Standard Price Book")),
        ("IsActive", Data::Boolean(true)),
        ("IsStandard", Data::Boolean(true)),
    ];
    writer.insert(&object, &values)?;
    Ok(())
}

/// A row per profile.
pub(super) fn profiles(writer: &Writer<'_>, policy: &Policy) -> Result<(), OpenError> {
    let object = writer.object("Profile")?;
    let mut names: Vec<&String> = policy.profiles.keys().collect();
    names.sort();
    let permissions: Vec<&str> = object
        .describe
        .fields
        .values()
        .map(|field| field.name.as_str())
        .filter(|name| name.starts_with("Permissions"))
        .collect();
    for name in names {
        let profile = policy.profiles.get(name).cloned().unwrap_or_default();
        let given: Vec<_> = permissions
            .iter()
            .map(|&permission| (permission, Data::Boolean(gives(&profile, permission))))
            .collect();
        let own = match writer.named(&object, name)? {
            Some(own) => own,
            None => {
                let mut values = vec![("Name", text(name)), ("UserType", text("Standard"))];
                values.extend(given.iter().cloned());
                writer.insert(&object, &values)?
            }
        };
        permission_set_of(writer, &profile, &own, &given)?;
    }
    Ok(())
}

/// Whether a profile gives a user permission: a new org lets everybody who works with standard objects send e-mail.
fn gives(profile: &Profile, permission: &str) -> bool {
    profile.all || (profile.standard_objects && permission == "PermissionsEmailSingle")
}

/// The permission set that Salesforce keeps for a profile, which tells its rights on objects as rows. Nobody is
/// assigned to it: the profile itself gives the rights.
fn permission_set_of(
    writer: &Writer<'_>,
    profile: &Profile,
    own: &str,
    given: &[(&str, Data)],
) -> Result<(), OpenError> {
    let sets = writer.object("PermissionSet")?;
    let name = format!("X{own}");
    let set = match writer.named(&sets, &name)? {
        Some(set) => set,
        None => {
            let mut values = vec![
                ("Name", text(&name)),
                ("Label", text(&profile.name)),
                ("IsOwnedByProfile", Data::Boolean(true)),
                ("ProfileId", Data::Id(own.to_owned())),
                ("Type", text("Profile")),
            ];
            let known = |(name, _): &&(&str, Data)| sets.field(name).is_some();
            values.extend(given.iter().filter(known).cloned());
            writer.insert(&sets, &values)?
        }
    };
    let objects = writer.object("ObjectPermissions")?;
    let sql = format!("DELETE FROM {} WHERE ParentId = ?", quote(objects.name()));
    writer.connection.execute(&sql, [&set])?;
    let mut names: Vec<&str> = writer
        .schema
        .all()
        .filter(|object| !object.is_setup() && !object.is_setting() && !object.chatter)
        .filter(|object| profile.all || (profile.standard_objects && !object.describe.custom))
        .map(|object| object.name())
        .collect();
    if profile.all {
        // It has rights of its own, but no rows that anybody could read.
        names.push("UserExternalCredential");
    }
    let write = || Data::Boolean(!profile.read_only);
    for name in names {
        let values = [
            ("ParentId", Data::Id(set.clone())),
            ("SobjectType", text(name)),
            ("PermissionsRead", Data::Boolean(true)),
            ("PermissionsCreate", write()),
            ("PermissionsEdit", write()),
            ("PermissionsDelete", write()),
            ("PermissionsViewAllRecords", Data::Boolean(profile.all)),
            ("PermissionsModifyAllRecords", Data::Boolean(profile.all)),
        ];
        writer.insert(&objects, &values)?;
    }
    Ok(())
}

/// A row per permission set of the sources.
pub(super) fn permission_sets(writer: &Writer<'_>, metadata: &Metadata) -> Result<(), OpenError> {
    let object = writer.object("PermissionSet")?;
    for set in metadata.permission_sets.values() {
        let label = if set.label.is_empty() {
            &set.name
        } else {
            &set.label
        };
        let own = match writer.permission_set(&object, &set.qualified_name())? {
            None => {
                let namespace = if set.namespace.is_empty() {
                    Data::Null
                } else {
                    text(&set.namespace)
                };
                let values = [
                    ("Name", text(&set.name)),
                    ("NamespacePrefix", namespace),
                    ("Label", text(label)),
                    ("IsCustom", Data::Boolean(true)),
                    ("Type", text("Regular")),
                ];
                writer.insert(&object, &values)?
            }
            Some(own) => {
                let stored = Storage::Text.to_sql(&text(label)).map_err(OpenError::Schema)?;
                row::update(writer.connection, &object, &own, &[("Label".to_owned(), stored)])?;
                own
            }
        };
        permissions(writer, set, &own)?;
    }
    Ok(())
}

/// What a permission set gives, as rows: objects, fields, custom permissions, classes and pages.
fn permissions(writer: &Writer<'_>, set: &PermissionSet, own: &str) -> Result<(), OpenError> {
    let parent = || ("ParentId", Data::Id(own.to_owned()));
    let objects = writer.object("ObjectPermissions")?;
    let fields = writer.object("FieldPermissions")?;
    let entities = writer.object("SetupEntityAccess")?;
    for table in [&objects, &fields, &entities] {
        let sql = format!("DELETE FROM {} WHERE ParentId = ?", quote(table.name()));
        writer.connection.execute(&sql, [own])?;
    }
    for given in &set.object_permissions {
        let values = [
            parent(),
            ("SobjectType", text(&given.object)),
            ("PermissionsRead", Data::Boolean(given.allow_read)),
            ("PermissionsCreate", Data::Boolean(given.allow_create)),
            ("PermissionsEdit", Data::Boolean(given.allow_edit)),
            ("PermissionsDelete", Data::Boolean(given.allow_delete)),
            ("PermissionsViewAllRecords", Data::Boolean(given.view_all_records)),
            (
                "PermissionsModifyAllRecords",
                Data::Boolean(given.modify_all_records),
            ),
        ];
        writer.insert(&objects, &values)?;
    }
    for given in &set.field_permissions {
        let object = given.field.split('.').next().unwrap_or_default();
        let values = [
            parent(),
            ("SobjectType", text(object)),
            ("Field", text(&given.field)),
            ("PermissionsRead", Data::Boolean(given.readable)),
            ("PermissionsEdit", Data::Boolean(given.editable)),
        ];
        writer.insert(&fields, &values)?;
    }
    let custom = set.custom_permissions.iter().filter(|entry| entry.enabled);
    let classes = set.class_accesses.iter().filter(|entry| entry.enabled);
    let pages = set.page_accesses.iter().filter(|entry| entry.enabled);
    let given = custom
        .map(|entry| ("CustomPermission", "DeveloperName", &entry.name))
        .chain(classes.map(|entry| ("ApexClass", "Name", &entry.apex_class)))
        .chain(pages.map(|entry| ("ApexPage", "Name", &entry.apex_page)));
    for (object, key, name) in given {
        let local = name.rsplit("__").next().unwrap_or(name);
        let target = writer.object(object)?;
        let value = rusqlite::types::Value::Text(local.to_owned());
        // A set may name what another package brings.
        let Some(entity) = row::ids_with(writer.connection, &target, key, &value, false)?
            .into_iter()
            .next()
        else {
            continue;
        };
        let values = [
            parent(),
            ("SetupEntityId", Data::Id(entity)),
            ("SetupEntityType", text(object)),
        ];
        writer.insert(&entities, &values)?;
    }
    Ok(())
}

/// A row of `EntityDefinition` per object.
pub(super) fn entities(writer: &Writer<'_>) -> Result<(), OpenError> {
    let object = writer.object("EntityDefinition")?;
    writer.connection.execute("DELETE FROM EntityDefinition", [])?;
    for described in writer.schema.all() {
        let describe = &described.describe;
        let parts: Vec<&str> = describe.name.split("__").collect();
        let (namespace, developer_name) = match parts.as_slice() {
            [namespace, name, _] => (Some(*namespace), *name),
            [name, ..] => (None, *name),
            [] => (None, ""),
        };
        writer.insert_as(
            &object,
            &describe.name,
            &[
                ("DurableId", text(&describe.name)),
                ("QualifiedApiName", text(&describe.name)),
                ("DeveloperName", text(developer_name)),
                ("NamespacePrefix", namespace.map_or(Data::Null, text)),
                ("MasterLabel", text(&describe.label)),
                ("Label", text(&describe.label)),
                ("PluralLabel", text(&describe.label_plural)),
                ("KeyPrefix", text(&describe.key_prefix)),
                ("IsCustomSetting", Data::Boolean(described.is_setting())),
            ],
        )?;
    }
    Ok(())
}
