//! Changes of objects that have triggers: chunks of 200 rows, before and after triggers, and the retries of a
//! change that may succeed in part.
//!
//! Source: Apex Developer Guide, "Triggers and Order of Execution" and "Bulk DML Exception Handling". In user
//! mode the fields a before trigger sets are checked as the user's own.

use std::rc::Rc;

use super::Interpreter;
use super::trigger::{TriggerContext, TriggerFailure};
use crate::error::Thrown;
use crate::host::{Data, DmlOperation, DmlOptions, Field, HostError, Record, RowError, RowResult};
use crate::program::TriggerEvent;
use crate::value::{Key, SObject, TypeName, Value};

/// Rows triggers see at once.
const CHUNK: usize = 200;

/// How often a change that may succeed in part is tried with the rows that are left.
const ATTEMPTS: usize = 3;

impl<'a> Interpreter<'a> {
    /// Whether a change of an object runs triggers.
    pub(super) fn has_triggers(&self, object: &str) -> bool {
        self.program.triggers_of(object).next().is_some()
    }

    /// Changes rows of one object with its triggers. `all_or_none` errors are not thrown here: they are in
    /// the results, and the caller undoes the statement.
    ///
    /// # Errors
    /// What nothing can catch, and the org's own faults.
    pub(super) fn dml_with_triggers(
        &mut self,
        operation: &DmlOperation,
        rows: &[Rc<SObject>],
        options: DmlOptions,
    ) -> Result<Vec<RowResult>, Thrown> {
        if let DmlOperation::Upsert { external_id } = operation {
            return self.upsert_with_triggers(external_id.as_deref(), rows, options);
        }
        let mut results = Vec::with_capacity(rows.len());
        for chunk in rows.chunks(CHUNK) {
            results.extend(self.attempt_chunk(operation, chunk, options)?);
            if options.all_or_none && results.iter().any(|r| !r.errors.is_empty()) {
                break;
            }
        }
        Ok(results)
    }

    fn attempt_chunk(
        &mut self,
        operation: &DmlOperation,
        rows: &[Rc<SObject>],
        options: DmlOptions,
    ) -> Result<Vec<RowResult>, Thrown> {
        let before = self.host.savepoint().map_err(|e| self.host_error(e))?;
        let mut results: Vec<RowResult> = rows.iter().map(|row| unchanged(row)).collect();
        let mut left: Vec<usize> = (0..rows.len()).collect();
        for _ in 0..ATTEMPTS {
            let tried: Vec<Rc<SObject>> = left.iter().map(|i| rows[*i].clone()).collect();
            let answers = self.pass(operation, &tried, options)?;
            let failed = answers.iter().any(|r| !r.errors.is_empty());
            let mut good = Vec::new();
            for (index, answer) in left.iter().zip(answers) {
                if answer.errors.is_empty() {
                    good.push(*index);
                }
                results[*index] = answer;
            }
            if !failed || options.all_or_none {
                return Ok(results);
            }
            // The good rows are tried again without the others, triggers and all.
            self.host.rollback_to(before).map_err(|e| self.host_error(e))?;
            if *operation == DmlOperation::Insert {
                for index in &good {
                    rows[*index].fields.borrow_mut().shift_remove("id");
                    results[*index].id = None;
                }
            }
            left = good;
            if left.is_empty() {
                return Ok(results);
            }
        }
        for index in left {
            results[index].errors = vec![RowError {
                status: "LIMIT_EXCEEDED".into(),
                message: "Too many batch retries in the presence of Apex triggers and partial failures."
                    .into(),
                fields: Vec::new(),
            }];
        }
        Ok(results)
    }

    /// One pass: before triggers, the change, after triggers.
    fn pass(
        &mut self,
        operation: &DmlOperation,
        rows: &[Rc<SObject>],
        options: DmlOptions,
    ) -> Result<Vec<RowResult>, Thrown> {
        let object = rows.first().map(|r| r.object.to_string()).unwrap_or_default();
        let (before, after) = events(operation);
        let mut results: Vec<RowResult> = rows.iter().map(|row| unchanged(row)).collect();
        let ids: Vec<Rc<str>> = rows.iter().filter_map(|row| row.id()).collect();
        let has_old = matches!(operation, DmlOperation::Update | DmlOperation::Delete);
        let old = if has_old {
            self.rows_for_triggers(&object, &ids)?
        } else {
            Default::default()
        };
        let old_of = |row: &Rc<SObject>| row.id().and_then(|id| old.get(&*id).cloned());
        let new: Vec<Option<Rc<SObject>>> = rows
            .iter()
            .map(|row| match operation {
                DmlOperation::Insert => Some(Rc::new(written_copy(row))),
                DmlOperation::Update => old_of(row).map(|old| merged(&old, row)),
                _ => None,
            })
            .collect();
        old.values().for_each(|row| row.read_only.set(true));
        if let Some(event) = before {
            let olds: Vec<Value> = rows.iter().filter_map(old_of).map(Value::SObject).collect();
            let news: Vec<Value> = new.iter().flatten().cloned().map(Value::SObject).collect();
            let context = TriggerContext {
                event,
                object: object.clone(),
                new: (*operation != DmlOperation::Delete).then(|| list(&object, news)),
                old: has_old.then(|| list(&object, olds)),
            };
            let refused = self.fire(context)?;
            for (i, row) in rows.iter().enumerate() {
                let carrier = new[i].clone().or_else(|| old_of(row));
                results[i].errors = errors_of(carrier.as_ref(), refused.as_ref());
            }
        }
        self.change_rows(operation, rows, &new, &old_of, options, &mut results)?;
        if let Some(event) = after {
            let good = |i: usize, results: &[RowResult]| results[i].errors.is_empty();
            let ids: Vec<Rc<str>> = (0..rows.len())
                .filter(|i| good(*i, &results))
                .filter_map(|i| results[i].id.as_deref().map(Rc::from))
                .collect();
            if ids.is_empty() {
                return Ok(results);
            }
            let saved = if *operation == DmlOperation::Delete {
                Default::default()
            } else {
                self.rows_for_triggers(&object, &ids)?
            };
            saved.values().for_each(|row| row.read_only.set(true));
            old.values().for_each(|row| row.errors.borrow_mut().clear());
            // In the order of the caller's rows, so that both lists speak of the same record at one place.
            let news = ids.iter().filter_map(|id| saved.get(&**id).cloned());
            let olds = ids.iter().filter_map(|id| old.get(&**id).cloned());
            let context = TriggerContext {
                event,
                object: object.clone(),
                new: (*operation != DmlOperation::Delete)
                    .then(|| list(&object, news.map(Value::SObject).collect())),
                old: has_old.then(|| list(&object, olds.map(Value::SObject).collect())),
            };
            let refused = self.fire(context)?;
            for result in results.iter_mut().filter(|r| r.errors.is_empty()) {
                let id = result.id.clone().unwrap_or_default();
                let carrier = saved.get(&id).or_else(|| old.get(&id));
                result.errors = errors_of(carrier, refused.as_ref());
            }
        }
        Ok(results)
    }

    fn fire(&mut self, context: TriggerContext) -> Result<Option<RowError>, Thrown> {
        match self.run_triggers(context) {
            Ok(()) => Ok(None),
            Err(TriggerFailure::Rows(error)) => Ok(Some(error)),
            Err(TriggerFailure::Fatal(thrown)) => Err(thrown),
        }
    }

    /// Hands the rows no trigger refused to the org.
    fn change_rows(
        &mut self,
        operation: &DmlOperation,
        rows: &[Rc<SObject>],
        new: &[Option<Rc<SObject>>],
        old_of: &dyn Fn(&Rc<SObject>) -> Option<Rc<SObject>>,
        options: DmlOptions,
        results: &mut [RowResult],
    ) -> Result<(), Thrown> {
        let (mut records, mut places) = (Vec::new(), Vec::new());
        for (i, row) in rows
            .iter()
            .enumerate()
            .filter(|(i, _)| results[*i].errors.is_empty())
        {
            let record = match (operation, &new[i]) {
                (DmlOperation::Update, Some(new)) => self.changed_record(row, new, old_of(row))?,
                (_, Some(new)) => self.record_from(new)?,
                (_, None) => self.record_from(row)?,
            };
            records.push(record);
            places.push(i);
        }
        if records.is_empty() {
            return Ok(());
        }
        let options = DmlOptions {
            all_or_none: false,
            ..options
        };
        let answers = self
            .host
            .dml(operation, &mut records, options)
            .map_err(|e| self.host_error(e))?;
        for ((place, record), mut answer) in places.into_iter().zip(&records).zip(answers) {
            if answer.id.is_none() {
                answer.id = id_of(record);
            }
            if *operation == DmlOperation::Insert
                && answer.errors.is_empty()
                && let Some(id) = &answer.id
            {
                rows[place].set("Id", Value::id(id));
            }
            results[place] = answer;
        }
        Ok(())
    }

    /// What an update writes: what the caller gave, and what a trigger changed.
    fn changed_record(
        &self,
        given: &SObject,
        new: &SObject,
        old: Option<Rc<SObject>>,
    ) -> Result<Record, Thrown> {
        let mut record = self.record_from(new)?;
        let given = given.fields.borrow();
        record.fields.retain(|name, _| {
            let lower = name.to_ascii_lowercase();
            let now = new.get(&lower).unwrap_or(Value::Null);
            let was = old
                .as_ref()
                .and_then(|old| old.get(&lower))
                .unwrap_or(Value::Null);
            given.contains_key(&lower) || lower == "id" || Key(now) != Key(was)
        });
        Ok(record)
    }

    /// The exception of an all-or-none statement with refused rows.
    pub(super) fn dml_refused(&self, operation: &DmlOperation, results: &[RowResult]) -> Thrown {
        let rows: Vec<(usize, RowError)> = results
            .iter()
            .enumerate()
            .filter_map(|(i, r)| r.errors.first().map(|e| (i, e.clone())))
            .collect();
        let message = rows.first().map_or_else(String::new, |(row, error)| {
            let id = results[*row]
                .id
                .as_ref()
                .filter(|_| *operation != DmlOperation::Insert);
            let with_id = id.map(|id| format!(" with id {id}")).unwrap_or_default();
            format!(
                "{} failed. First exception on row {row}{with_id}; first error: {}, {}: [{}]",
                verb(operation),
                error.status,
                error.message,
                error.fields.join(", ")
            )
        });
        self.host_error(HostError {
            exception: "DmlException".into(),
            message,
            rows,
        })
    }
}

pub(super) fn verb(operation: &DmlOperation) -> &'static str {
    match operation {
        DmlOperation::Insert => "Insert",
        DmlOperation::Update => "Update",
        DmlOperation::Upsert { .. } => "Upsert",
        DmlOperation::Delete => "Delete",
        DmlOperation::Undelete => "Undelete",
    }
}

fn events(operation: &DmlOperation) -> (Option<TriggerEvent>, Option<TriggerEvent>) {
    use TriggerEvent as E;
    match operation {
        DmlOperation::Insert => (Some(E::BeforeInsert), Some(E::AfterInsert)),
        DmlOperation::Update => (Some(E::BeforeUpdate), Some(E::AfterUpdate)),
        DmlOperation::Delete => (Some(E::BeforeDelete), Some(E::AfterDelete)),
        DmlOperation::Undelete => (None, Some(E::AfterUndelete)),
        DmlOperation::Upsert { .. } => (None, None),
    }
}

fn list(object: &str, rows: Vec<Value>) -> Value {
    Value::list(TypeName::new(object), rows)
}

fn unchanged(row: &SObject) -> RowResult {
    RowResult {
        id: row.id().map(|id| id.to_string()),
        created: false,
        errors: Vec::new(),
    }
}

/// The row before triggers may change: they do not change the caller's object.
fn written_copy(row: &SObject) -> SObject {
    let copy = row.shallow_copy();
    copy.queried.set(false);
    copy
}

/// The stored row with what the caller gave over it.
fn merged(old: &SObject, given: &SObject) -> Rc<SObject> {
    let new = written_copy(old);
    new.read_only.set(false);
    for field in given.fields.borrow().values() {
        if !matches!(field.value, Value::List(_)) {
            new.set(&field.name, field.value.clone());
        }
    }
    Rc::new(new)
}

fn errors_of(row: Option<&Rc<SObject>>, refused: Option<&RowError>) -> Vec<RowError> {
    let mut errors = row.map(|row| row.errors.borrow().clone()).unwrap_or_default();
    errors.extend(refused.cloned());
    errors
}

fn id_of(record: &Record) -> Option<String> {
    let found = record
        .fields
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("id"))?;
    match found.1 {
        Field::Data(Data::Id(id) | Data::String(id)) => Some(id.clone()),
        _ => None,
    }
}
