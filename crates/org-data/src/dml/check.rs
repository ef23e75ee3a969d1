//! User-mode checks: object permissions before the statement, field permissions for each row.

use std::sync::Arc;

use apex::host::{Data, DmlOperation, HostError};

use super::Engine;
use super::failure::{self, Failure};
use crate::schema::Object;
use crate::store::row::Values;

/// Refuses a statement on an object the user may not change in this way.
pub(super) fn object_permissions(
    engine: &Engine<'_>,
    operation: &DmlOperation,
    objects: &[Arc<Object>],
) -> Result<(), HostError> {
    for object in objects {
        let access = engine.context.rights.object(object);
        let allowed = match operation {
            DmlOperation::Insert => access.create,
            DmlOperation::Update => access.edit,
            DmlOperation::Upsert { .. } => access.create && access.edit,
            DmlOperation::Delete | DmlOperation::Undelete => access.delete,
        };
        if !allowed {
            return Err(HostError::new(
                "SecurityException",
                format!("Access to entity '{}' denied", object.name()),
            ));
        }
    }
    Ok(())
}

/// Refuses a row that sets fields the user may not write: on insert those with a value, on update those
/// that change (a row read and written back carries fields nobody touched).
pub(super) fn field_permissions(
    engine: &Engine<'_>,
    object: &Object,
    values: &Values,
    current: Option<&Values>,
) -> Result<(), Failure> {
    let denied: Vec<&str> = values
        .iter()
        .filter(|(key, value)| match current {
            Some(current) => current.get(*key) != Some(*value),
            None => **value != Data::Null,
        })
        .filter_map(|(key, _)| object.describe.fields.get(key))
        .filter(|field| !engine.context.rights.field(object, field).edit)
        .map(|field| field.name.as_str())
        .collect();
    if denied.is_empty() {
        return Ok(());
    }
    let message = failure::inaccessible_fields(object.name());
    Err(failure::refuse(
        "INSUFFICIENT_ACCESS_OR_READONLY",
        message,
        &denied,
    ))
}
