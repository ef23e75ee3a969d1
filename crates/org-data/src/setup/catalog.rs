//! Rows that mirror the org itself: organization, profiles, permission sets, objects.

use apex::host::Data;

use super::seed_file::Seed;
use super::writer::Writer;
use crate::OpenError;
use crate::metadata::Metadata;
use crate::security::Policy;
use crate::store::row;
use crate::store::value::Storage;

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

/// A row per profile.
pub(super) fn profiles(writer: &Writer<'_>, policy: &Policy) -> Result<(), OpenError> {
    let object = writer.object("Profile")?;
    let mut names: Vec<&String> = policy.profiles.keys().collect();
    names.sort();
    for name in names {
        if writer.named(&object, name)?.is_none() {
            writer.insert(&object, &[("Name", text(name)), ("UserType", text("Standard"))])?;
        }
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
        match writer.named(&object, &set.name)? {
            None => {
                let values = [
                    ("Name", text(&set.name)),
                    ("Label", text(label)),
                    ("IsCustom", Data::Boolean(true)),
                ];
                writer.insert(&object, &values)?;
            }
            Some(own) => {
                let stored = Storage::Text.to_sql(&text(label)).map_err(OpenError::Schema)?;
                row::update(writer.connection, &object, &own, &[("Label".to_owned(), stored)])?;
            }
        }
    }
    Ok(())
}

/// A row of `EntityDefinition` per object.
pub(super) fn entities(writer: &Writer<'_>) -> Result<(), OpenError> {
    let object = writer.object("EntityDefinition")?;
    writer.connection.execute("DELETE FROM EntityDefinition", [])?;
    for described in writer.schema.all() {
        let describe = &described.describe;
        let developer_name = ["__c", "__mdt", "__e"]
            .iter()
            .find_map(|suffix| describe.name.strip_suffix(suffix))
            .unwrap_or(&describe.name);
        writer.insert_as(
            &object,
            &describe.name,
            &[
                ("DurableId", text(&describe.name)),
                ("QualifiedApiName", text(&describe.name)),
                ("DeveloperName", text(developer_name)),
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
