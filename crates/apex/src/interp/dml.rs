//! DML statements and what `Database` methods share with them.

use std::rc::Rc;

use super::Interpreter;
use super::limits::Limits;
use crate::error::Thrown;
use crate::host::{AccessMode, Data, DmlOperation, DmlOptions, Field, RowResult};
use crate::syntax::ast::{DmlExpr, DmlVerb, Place};
use crate::value::{SObject, Value};

/// Salesforce works on at most so many chunks of one type in a row; mixed lists are grouped by type.
const MAX_CHUNKS: usize = 10;

impl<'a> Interpreter<'a> {
    /// `insert x`, `update as user x`, ...
    pub(crate) fn eval_dml(&mut self, place: Place, dml: &'a DmlExpr) -> Result<Value, Thrown> {
        let target = self.eval(&dml.target)?;
        self.at(place);
        let operation = match dml.verb {
            DmlVerb::Insert => DmlOperation::Insert,
            DmlVerb::Update => DmlOperation::Update,
            DmlVerb::Upsert => DmlOperation::Upsert {
                external_id: dml.external_id.clone(),
            },
            DmlVerb::Delete => DmlOperation::Delete,
            DmlVerb::Undelete => DmlOperation::Undelete,
            DmlVerb::Merge => {
                let merged = match &dml.merged {
                    Some(merged) => self.eval(merged)?,
                    None => Value::Null,
                };
                let rows = match &merged {
                    Value::List(rows) => rows.items.borrow().clone(),
                    _ => vec![merged],
                };
                return self
                    .merge(&target, &rows, AccessMode::System)
                    .map(|_| Value::Null);
            }
        };
        let access = if dml.as_user == Some(true) {
            AccessMode::User
        } else {
            AccessMode::System
        };
        self.dml(&operation, &target, access, true)?;
        Ok(Value::Null)
    }

    /// Changes one sObject or a list of them. New Ids are written into the sObjects.
    ///
    /// # Errors
    /// `System.DmlException` when `all_or_none` and a row is refused; `System.LimitException` past the
    /// limits; `System.NullPointerException` for a null row.
    pub fn dml(
        &mut self,
        operation: &DmlOperation,
        target: &Value,
        access: AccessMode,
        all_or_none: bool,
    ) -> Result<Vec<RowResult>, Thrown> {
        let rows = self.dml_rows(target)?;
        self.count_dml(rows.len())?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        self.transaction.uncommitted = true;
        let options = DmlOptions {
            access,
            sharing: self.sharing(),
            all_or_none,
        };
        self.check_ids(operation, &rows)?;
        let chunks = chunks(&rows);
        if chunks.len() > MAX_CHUNKS {
            return Err(self.throw(
                "TypeException",
                "Cannot have more than 10 chunks in a single operation.",
            ));
        }
        let fires = rows.iter().any(|row| self.has_triggers(&row.object));
        // Several object types in one statement are one unit: a refusal undoes the earlier ones too. So it is
        // with triggers, which may refuse a row that is already written.
        let undo = if all_or_none && (chunks.len() > 1 || fires) {
            Some(self.host.savepoint().map_err(|e| self.host_error(e))?)
        } else {
            None
        };
        let had_ids: Vec<bool> = rows.iter().map(|row| row.id().is_some()).collect();
        let mut results = Vec::with_capacity(rows.len());
        let mut failure = None;
        for range in chunks {
            match self.dml_chunk(operation, &rows[range], options) {
                Ok(more) => results.extend(more),
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
            if all_or_none && results.iter().any(|r| !r.errors.is_empty()) {
                failure = Some(self.dml_refused(operation, &results));
                break;
            }
        }
        let Some(error) = failure else {
            return Ok(results);
        };
        if let Some(undo) = undo {
            self.host.rollback_to(undo).map_err(|e| self.host_error(e))?;
            for (row, _) in rows.iter().zip(had_ids).filter(|(_, had)| !had) {
                row.fields.borrow_mut().shift_remove("id");
            }
        }
        Err(error)
    }

    fn dml_chunk(
        &mut self,
        operation: &DmlOperation,
        rows: &[Rc<SObject>],
        options: DmlOptions,
    ) -> Result<Vec<RowResult>, Thrown> {
        if let Some(error) = self.note_change(operation, rows) {
            let refused = |row: &Rc<SObject>| RowResult {
                id: row.id().map(|id| id.to_string()),
                created: false,
                errors: vec![error.clone()],
            };
            return Ok(rows.iter().map(refused).collect());
        }
        if rows.first().is_some_and(|row| self.has_triggers(&row.object)) {
            return self.dml_with_triggers(operation, rows, options);
        }
        let mut records = rows
            .iter()
            .map(|row| self.record_from(row))
            .collect::<Result<Vec<_>, _>>()?;
        let results = self
            .host
            .dml(operation, &mut records, options)
            .map_err(|e| self.host_error(e))?;
        if matches!(operation, DmlOperation::Insert | DmlOperation::Upsert { .. }) {
            for ((row, record), result) in rows.iter().zip(&records).zip(&results) {
                if !result.errors.is_empty() {
                    continue;
                }
                let written = record
                    .fields
                    .iter()
                    .find(|(name, _)| name.eq_ignore_ascii_case("id"));
                let id = match written {
                    Some((_, Field::Data(Data::Id(id) | Data::String(id)))) => Some(id.clone()),
                    _ => result.id.clone(),
                };
                if let Some(id) = id {
                    row.set("Id", Value::id(id));
                }
            }
        }
        Ok(results)
    }

    fn dml_rows(&self, target: &Value) -> Result<Vec<Rc<SObject>>, Thrown> {
        let one = |value: &Value| match value {
            Value::SObject(object) => Ok(object.clone()),
            Value::Null => Err(self.null_pointer()),
            other => Err(self.invalid(format!(
                "DML requires SObject or SObject list type: {}",
                other.type_name()
            ))),
        };
        match target {
            Value::List(list) => list.items.borrow().iter().map(one).collect(),
            other => one(other).map(|row| vec![row]),
        }
    }

    fn check_ids(&self, operation: &DmlOperation, rows: &[Rc<SObject>]) -> Result<(), Thrown> {
        let inserting = matches!(operation, DmlOperation::Insert);
        let mut seen = std::collections::HashSet::new();
        for (index, row) in rows.iter().enumerate() {
            let id = row.id();
            if inserting && id.is_some() {
                let message = format!(
                    "Insert failed. First exception on row {index}; first error: INVALID_FIELD_FOR_INSERT_UPDATE, \
                     cannot specify Id in an insert call: [Id]"
                );
                return Err(self.throw("DmlException", message));
            }
            let duplicate = match &id {
                Some(id) => !seen.insert(id.to_string()),
                None => false,
            };
            if duplicate && !inserting {
                let id = id.unwrap_or_else(|| "".into());
                return Err(self.throw("ListException", format!("Duplicate id in list: {id}")));
            }
        }
        Ok(())
    }

    /// `setSavepoint` and `rollback` count as DML statements and, as those, forbid a callout after them.
    pub(crate) fn begin_savepoint(&mut self) -> Result<(), Thrown> {
        self.count_dml(0)?;
        self.transaction.uncommitted = true;
        Ok(())
    }

    /// Whether changes wait for the commit.
    pub(crate) fn work_pending(&self) -> bool {
        self.transaction.uncommitted
    }

    /// A number that grows with every change and every queued job.
    pub(crate) fn work_done(&self) -> i64 {
        let limits = &self.transaction.limits;
        i64::from(limits.dml_statements) + i64::from(limits.queueable_jobs) + i64::from(limits.future_calls)
    }

    /// Says that nothing waits for the commit: all of it was rolled back.
    pub(crate) fn forget_work(&mut self) {
        self.transaction.uncommitted = false;
    }

    pub(crate) fn count_dml(&mut self, rows: usize) -> Result<(), Thrown> {
        if self.transaction.limits.dml_statements >= Limits::MAX_DML_STATEMENTS {
            let message = format!("Too many DML statements: {}", Limits::MAX_DML_STATEMENTS + 1);
            return Err(self.throw("LimitException", message));
        }
        self.transaction.limits.dml_statements += 1;
        let total = self
            .transaction
            .limits
            .dml_rows
            .saturating_add(u32::try_from(rows).unwrap_or(u32::MAX));
        if total > Limits::MAX_DML_ROWS {
            let message = format!("Too many DML rows: {}", Limits::MAX_DML_ROWS + 1);
            return Err(self.throw("LimitException", message));
        }
        self.transaction.limits.dml_rows = total;
        Ok(())
    }
}

/// Runs of rows of the same object.
fn chunks(rows: &[Rc<SObject>]) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        match found.last_mut() {
            Some(range) if rows[range.start].object.eq_ignore_ascii_case(&row.object) => range.end = i + 1,
            _ => found.push(i..i + 1),
        }
    }
    found
}
