//! Permission sets must speak of fields that exist and that permissions govern, as a deployment checks.

use apex::host::FieldType;
use indexmap::IndexMap;

use crate::OpenError;
use crate::faults::Faults;
use crate::metadata::permission_set::{FieldPermission, PermissionSet};
use crate::schema::{Object, Schema};

/// Checks the field permissions of every set. Entries for objects this org does not have are left alone:
/// a managed installation drops them too.
pub(crate) fn check(
    sets: &IndexMap<String, PermissionSet>,
    schema: &Schema,
    faults: &Faults,
) -> Result<(), OpenError> {
    for set in sets.values() {
        for permission in &set.field_permissions {
            faults.tell(check_field(set, permission, schema))?;
        }
    }
    Ok(())
}

fn check_field(set: &PermissionSet, permission: &FieldPermission, schema: &Schema) -> Result<(), OpenError> {
    let wrong = |reason: &str| {
        OpenError::Schema(format!(
            "permission set {}: field {} {reason}",
            set.name, permission.field
        ))
    };
    let (object, field) = permission
        .field
        .split_once('.')
        .ok_or_else(|| wrong("must be written Object.Field"))?;
    let Some(object) = schema.object(object) else {
        return Ok(());
    };
    if !compound_parts(&object, field).is_empty() {
        return Ok(());
    }
    let field = object.field(field).ok_or_else(|| wrong("does not exist"))?;
    let master = matches!(
        field.kind,
        FieldType::Reference {
            master_detail: true,
            ..
        }
    );
    if field.custom && (field.required || master) {
        return Err(wrong("is required: permissions cannot be given on it"));
    }
    Ok(())
}

/// The fields that a compound field (`BillingAddress`, `Place__c` of a location) is made of; rights are given on
/// the compound and hold for its parts.
pub(crate) fn compound_parts(object: &Object, name: &str) -> Vec<String> {
    if object.field(name).is_some() {
        return Vec::new();
    }
    let lower = name.to_lowercase();
    let parts: Vec<String> = if let Some(stem) = lower.strip_suffix("address") {
        ["street", "city", "state", "postalcode", "country"]
            .iter()
            .map(|part| format!("{stem}{part}"))
            .collect()
    } else if let Some(stem) = lower.strip_suffix("__c") {
        ["latitude", "longitude"]
            .iter()
            .map(|part| format!("{stem}__{part}__s"))
            .collect()
    } else {
        Vec::new()
    };
    parts
        .iter()
        .filter_map(|part| object.entry(part).map(|(key, _)| key.to_owned()))
        .collect()
}
