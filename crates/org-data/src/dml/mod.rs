//! DML: insert, update, upsert, delete, undelete, with Salesforce's checks and messages.

mod check;
mod delete;
mod derived;
mod failure;
mod reference;
mod rules;
mod values;
mod write;

use std::collections::HashSet;
use std::sync::Arc;

use apex::host::{
    AccessMode, Data, DmlOperation, DmlOptions, Field, HostError, ObjectKind, Record, RowError, RowResult,
    Sharing,
};

use crate::schema::Object;
use crate::soql::Context;
use crate::store::{Sequences, host_error, id};
use failure::Failure;

/// One DML statement on its way.
pub(crate) struct Engine<'a> {
    pub(crate) context: &'a Context<'a>,
    pub(crate) sequences: &'a Sequences,
    pub(crate) user_id: &'a str,
    pub(crate) organization_id: &'a str,
    /// Whether the row may say when and by whom it was made ("Set Audit Fields upon Record Creation").
    pub(crate) set_audit_fields: bool,
}

/// What became of a row.
struct Done {
    id: String,
    created: bool,
}

/// The user's permissions and sharing, resolved for one statement.
#[derive(Clone, Copy)]
struct Checks {
    permissions: bool,
    sharing: bool,
}

/// Runs a statement inside the open transaction.
pub(crate) fn execute(
    engine: &Engine<'_>,
    operation: &DmlOperation,
    rows: &mut [Record],
    options: DmlOptions,
) -> Result<Vec<RowResult>, HostError> {
    let permissions = options.access == AccessMode::User;
    let checks = Checks {
        permissions,
        sharing: permissions || options.sharing == Sharing::Enforced,
    };
    let objects: Vec<Arc<Object>> = rows
        .iter()
        .map(|row| object(engine, operation, &row.object))
        .collect::<Result<_, _>>()?;
    if checks.permissions {
        check::object_permissions(engine, operation, &objects)?;
    }
    refuse_repeated_ids(operation, rows)?;
    let connection = engine.context.connection;
    connection
        .execute_batch("SAVEPOINT dml_statement")
        .map_err(host_error)?;
    let outcome = run(engine, operation, rows, &objects, checks, options.all_or_none);
    let undo = outcome.is_err();
    let end = if undo {
        "ROLLBACK TO dml_statement; RELEASE dml_statement"
    } else {
        "RELEASE dml_statement"
    };
    connection.execute_batch(end).map_err(host_error)?;
    let results = outcome?;
    for (row, result) in rows.iter_mut().zip(&results) {
        if let (Some(id), true) = (&result.id, result.errors.is_empty()) {
            row.fields
                .insert("Id".to_owned(), Field::Data(Data::Id(id.clone())));
        }
    }
    Ok(results)
}

fn run(
    engine: &Engine<'_>,
    operation: &DmlOperation,
    rows: &[Record],
    objects: &[Arc<Object>],
    checks: Checks,
    all_or_none: bool,
) -> Result<Vec<RowResult>, HostError> {
    let mut results = Vec::with_capacity(rows.len());
    let mut refused: Vec<(usize, Option<String>, RowError)> = Vec::new();
    let mut inaccessible = None;
    for (index, (row, object)) in rows.iter().zip(objects).enumerate() {
        let known = id_of(row);
        match one(engine, operation, row, object, checks)? {
            Ok(done) => {
                results.push(RowResult {
                    id: Some(done.id),
                    created: done.created,
                    errors: Vec::new(),
                });
            }
            Err(error) => {
                if error.message == failure::inaccessible_fields(object.name()) {
                    inaccessible.get_or_insert_with(|| error.message.clone());
                }
                refused.push((index, known.clone(), error.clone()));
                results.push(RowResult {
                    id: known,
                    created: false,
                    errors: vec![error],
                });
            }
        }
    }
    if !all_or_none || refused.is_empty() {
        return Ok(results);
    }
    let mut exception = failure::exception(operation, refused);
    if let Some(message) = inaccessible {
        // Salesforce speaks of fields before it speaks of rows.
        exception.message = message;
    }
    Err(exception)
}

/// One row: refused without a trace, or done.
fn one(
    engine: &Engine<'_>,
    operation: &DmlOperation,
    row: &Record,
    object: &Arc<Object>,
    checks: Checks,
) -> Result<Result<Done, RowError>, HostError> {
    let connection = engine.context.connection;
    connection
        .execute_batch("SAVEPOINT dml_row")
        .map_err(host_error)?;
    let outcome = match operation {
        DmlOperation::Insert => write::insert(engine, object, row, checks),
        DmlOperation::Update => write::update(engine, object, row, checks, "update"),
        DmlOperation::Upsert { external_id } => {
            write::upsert(engine, object, row, external_id.as_deref(), checks)
        }
        DmlOperation::Delete => delete::delete(engine, object, row, checks),
        DmlOperation::Undelete => delete::undelete(engine, object, row, checks),
    };
    let end = if outcome.is_ok() {
        "RELEASE dml_row"
    } else {
        "ROLLBACK TO dml_row; RELEASE dml_row"
    };
    connection.execute_batch(end).map_err(host_error)?;
    match outcome {
        Ok(done) => Ok(Ok(done)),
        Err(Failure::Row(error)) => Ok(Err(error)),
        Err(Failure::Fatal(error)) => Err(error),
    }
}

fn object(engine: &Engine<'_>, operation: &DmlOperation, name: &str) -> Result<Arc<Object>, HostError> {
    let object = engine.context.schema.object(name).ok_or_else(|| {
        HostError::new(
            "TypeException",
            format!("sObject type '{name}' is not supported."),
        )
    })?;
    let never = matches!(object.describe.kind, ObjectKind::Metadata | ObjectKind::Event)
        || object.view.is_some()
        || object.describe.key_prefix.is_empty();
    let permanent = matches!(operation, DmlOperation::Delete | DmlOperation::Undelete)
        && matches!(object.name(), "User" | "Profile" | "Organization");
    if never || permanent {
        let verb = failure::verb(operation).to_uppercase();
        return Err(HostError::new(
            "TypeException",
            format!("DML operation {verb} not allowed on {}", object.name()),
        ));
    }
    Ok(object)
}

/// The 18 character Id a row has, if it is one.
fn id_of(row: &Record) -> Option<String> {
    row.fields
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("Id"))
        .and_then(|(_, field)| match field {
            Field::Data(Data::Id(text) | Data::String(text)) => id::normalise(text),
            _ => None,
        })
}

fn refuse_repeated_ids(operation: &DmlOperation, rows: &[Record]) -> Result<(), HostError> {
    if *operation == DmlOperation::Insert {
        return Ok(());
    }
    let mut seen = HashSet::new();
    for id in rows.iter().filter_map(id_of) {
        if !seen.insert(id.clone()) {
            return Err(HostError::new(
                "ListException",
                format!("Duplicate id in list: {id}"),
            ));
        }
    }
    Ok(())
}
