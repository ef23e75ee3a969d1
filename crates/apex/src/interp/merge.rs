//! `merge`: other records of the same object become part of one.
//!
//! Source: Apex Developer Guide, "Merging Records". Children go over without running triggers; the merged
//! records are deleted and the master updated as those statements do it.

use std::rc::Rc;

use indexmap::IndexMap;

use super::Interpreter;
use crate::error::Thrown;
use crate::host::{
    AccessMode, Bind, Data, DmlOperation, DmlOptions, Field, Query, QueryResult, Record, RowResult, Sharing,
};
use crate::value::{SObject, TypeName, Value};

/// Objects that can be merged.
const MERGEABLE: [&str; 4] = ["Account", "Case", "Contact", "Lead"];

/// Records that can be merged into a master at once.
const MOST: usize = 2;

impl<'a> Interpreter<'a> {
    /// Merges one or two records into the master: their Ids, and the Ids of the children that went over.
    ///
    /// # Errors
    /// `System.DmlException` for objects that cannot be merged, for more than two records, and for what the
    /// deletion and the update refuse.
    pub(crate) fn merge(
        &mut self,
        master: &Value,
        duplicates: &[Value],
        access: AccessMode,
    ) -> Result<(Vec<String>, Vec<String>), Thrown> {
        let Value::SObject(master) = master else {
            return Err(self.null_pointer());
        };
        let Some(master_id) = master.id() else {
            return Err(self.merge_refused("MISSING_ARGUMENT", "Id not specified in a merge call"));
        };
        if !MERGEABLE.contains(&&*master.object) {
            return Err(self.merge_refused(
                "INVALID_OPERATION",
                &format!("Entity type {} does not support merge", master.object),
            ));
        }
        if duplicates.len() > MOST {
            return Err(self.merge_refused("INVALID_OPERATION", "You can merge up to two records at a time"));
        }
        let undo = self.host.savepoint().map_err(|e| self.host_error(e))?;
        let result = self.merge_rows(master, &master_id, duplicates, access);
        if result.is_err() {
            self.host.rollback_to(undo).map_err(|e| self.host_error(e))?;
        }
        result
    }

    fn merge_refused(&self, status: &str, message: &str) -> Thrown {
        self.throw(
            "DmlException",
            format!("Merge failed. First exception on row 0; first error: {status}, {message}: []"),
        )
    }

    fn merge_rows(
        &mut self,
        master: &Rc<SObject>,
        master_id: &Rc<str>,
        duplicates: &[Value],
        access: AccessMode,
    ) -> Result<(Vec<String>, Vec<String>), Thrown> {
        let mut ids = Vec::new();
        let mut rows = Vec::new();
        for duplicate in duplicates {
            let id = match duplicate {
                Value::SObject(row) => row.id(),
                other => other.as_str().map(Rc::from),
            };
            let Some(id) = id else {
                return Err(self.merge_refused("MISSING_ARGUMENT", "Id not specified in a merge call"));
            };
            if id == *master_id {
                return Err(self.merge_refused("INVALID_OPERATION", "cannot merge with self"));
            }
            let row = SObject::new(master.object.clone());
            row.set("Id", Value::Id(id.clone()));
            rows.push(Value::SObject(Rc::new(row)));
            ids.push(id.to_string());
        }
        let moved = self.move_children(&master.object, master_id, &ids)?;
        let rows = Value::list(TypeName::new(&*master.object), rows);
        let before = self.transaction.limits;
        self.dml(&DmlOperation::Delete, &rows, access, true)?;
        self.dml(
            &DmlOperation::Update,
            &Value::SObject(master.clone()),
            access,
            true,
        )?;
        // The whole is one statement.
        let count = self.transaction.limits.dml_statements;
        self.transaction.limits.dml_statements = count.min(before.dml_statements + 1);
        Ok((ids, moved))
    }

    fn move_children(
        &mut self,
        object: &str,
        master: &Rc<str>,
        from: &[String],
    ) -> Result<Vec<String>, Thrown> {
        let children = self
            .describe(object)
            .map(|d| d.children.clone())
            .unwrap_or_default();
        let mut moved = Vec::new();
        for child in children {
            let writable = self.describe(&child.object).is_some_and(|d| {
                d.fields
                    .get(&child.field.to_ascii_lowercase())
                    .is_some_and(|f| !f.calculated)
            });
            if !writable {
                continue;
            }
            let ids = from.iter().map(|id| Data::Id(id.clone())).collect();
            let binds = IndexMap::from([("ids".to_owned(), Bind::Many(ids))]);
            let soql = format!("SELECT Id FROM {} WHERE {} IN :ids", child.object, child.field);
            let answer = self.host.query(&Query {
                soql: &soql,
                binds: &binds,
                access: AccessMode::System,
                sharing: Sharing::Ignored,
            });
            let QueryResult::Rows { rows, .. } = answer.map_err(|e| self.host_error(e))? else {
                continue;
            };
            let mut records: Vec<Record> = Vec::new();
            for mut row in rows {
                if let Some(Field::Data(Data::Id(id))) = row.fields.get("Id") {
                    moved.push(id.clone());
                }
                row.fields
                    .insert(child.field.clone(), Field::Data(Data::Id(master.to_string())));
                records.push(row);
            }
            if !records.is_empty() {
                let options = DmlOptions {
                    access: AccessMode::System,
                    sharing: Sharing::Ignored,
                    all_or_none: true,
                };
                let _: Vec<RowResult> = self
                    .host
                    .dml(&DmlOperation::Update, &mut records, options)
                    .map_err(|e| self.host_error(e))?;
            }
        }
        Ok(moved)
    }
}
