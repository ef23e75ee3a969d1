//! Permission sets must speak of fields that exist and that permissions govern, as a deployment checks.

use apex::host::FieldType;
use indexmap::IndexMap;

use crate::OpenError;
use crate::metadata::permission_set::PermissionSet;
use crate::schema::Schema;

/// Checks the field permissions of every set. Entries for objects this org does not have are left alone:
/// a managed installation drops them too.
pub(crate) fn check(sets: &IndexMap<String, PermissionSet>, schema: &Schema) -> Result<(), OpenError> {
    for set in sets.values() {
        for permission in &set.field_permissions {
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
                continue;
            };
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
        }
    }
    Ok(())
}
