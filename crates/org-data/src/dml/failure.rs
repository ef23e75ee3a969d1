//! Why a row is refused, in Salesforce's words.

use apex::host::{DmlOperation, FieldDescribe, HostError, RowError};

use crate::store::id;

/// A row that is refused, or the end of the whole statement.
#[derive(Debug)]
pub(super) enum Failure {
    /// The row is refused.
    Row(RowError),
    /// The statement cannot go on.
    Fatal(HostError),
}

impl From<HostError> for Failure {
    fn from(error: HostError) -> Self {
        Self::Fatal(error)
    }
}

/// A refusal with a status, a message and the fields concerned.
pub(super) fn refuse(status: &str, message: impl Into<String>, fields: &[&str]) -> Failure {
    Failure::Row(row_error(status, message, fields))
}

pub(super) fn row_error(status: &str, message: impl Into<String>, fields: &[&str]) -> RowError {
    RowError {
        status: status.to_owned(),
        message: message.into(),
        fields: fields.iter().map(|&field| field.to_owned()).collect(),
    }
}

pub(super) fn missing(fields: &[&str]) -> Failure {
    refuse(
        "REQUIRED_FIELD_MISSING",
        format!("Required fields are missing: [{}]", fields.join(", ")),
        fields,
    )
}

pub(super) fn too_long(field: &FieldDescribe, value: &str) -> Failure {
    let message = format!(
        "{}: data value too large: {value} (max length={})",
        field.label, field.length
    );
    refuse("STRING_TOO_LONG", message, &[&field.name])
}

pub(super) fn duplicate(field: &FieldDescribe, other: &str) -> Failure {
    let message = format!(
        "duplicate value found: {} duplicates value on record with id: {}",
        field.name,
        id::short(other)
    );
    refuse("DUPLICATE_VALUE", message, &[])
}

pub(super) fn invalid_reference() -> Failure {
    refuse("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", &[])
}

pub(super) fn deleted() -> Failure {
    refuse("ENTITY_IS_DELETED", "entity is deleted", &[])
}

/// The row exists but is not visible to the user.
pub(super) fn not_visible(id: &str) -> Failure {
    let message = format!(
        "insufficient access rights on cross-reference id: {}",
        id::short(id)
    );
    refuse("INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", message, &[])
}

/// The row is visible but not the user's to change.
pub(super) fn read_only() -> Failure {
    refuse(
        "INSUFFICIENT_ACCESS_OR_READONLY",
        "insufficient access rights on object id",
        &[],
    )
}

/// The message of the fields a user may not write.
pub(super) fn inaccessible_fields(object: &str) -> String {
    format!(
        "Operation failed due to fields being inaccessible on Sobject {object}, check errors on Exception or Result!"
    )
}

/// The verb of a `DmlException`.
pub(super) fn verb(operation: &DmlOperation) -> &'static str {
    match operation {
        DmlOperation::Insert => "Insert",
        DmlOperation::Update => "Update",
        DmlOperation::Upsert { .. } => "Upsert",
        DmlOperation::Delete => "Delete",
        DmlOperation::Undelete => "Undelete",
    }
}

/// The `DmlException` of refused rows: (index, Id if known, error), at least one.
pub(super) fn exception(operation: &DmlOperation, rows: Vec<(usize, Option<String>, RowError)>) -> HostError {
    let message = rows.first().map_or_else(String::new, |(index, id, error)| {
        let with_id = id.as_ref().map(|id| format!(" with id {id}")).unwrap_or_default();
        format!(
            "{} failed. First exception on row {index}{with_id}; first error: {}, {}: [{}]",
            verb(operation),
            error.status,
            error.message,
            error.fields.join(", ")
        )
    });
    HostError {
        exception: "DmlException".to_owned(),
        message,
        rows: rows.into_iter().map(|(index, _, error)| (index, error)).collect(),
    }
}
