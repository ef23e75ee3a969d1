//! `upsert` of objects that have triggers: each row is an insert or an update, which the triggers must know.

use std::rc::Rc;

use indexmap::IndexMap;

use super::Interpreter;
use crate::error::Thrown;
use crate::host::{
    AccessMode, Bind, DmlOperation, DmlOptions, Query, QueryResult, RowError, RowResult, Sharing,
};
use crate::value::{Key, SObject, Value};

impl<'a> Interpreter<'a> {
    pub(super) fn upsert_with_triggers(
        &mut self,
        external_id: Option<&str>,
        rows: &[Rc<SObject>],
        options: DmlOptions,
    ) -> Result<Vec<RowResult>, Thrown> {
        let refused = match external_id.filter(|field| !field.eq_ignore_ascii_case("id")) {
            Some(field) => self.match_by(field, rows)?,
            None => vec![None; rows.len()],
        };
        let mut results: Vec<RowResult> = refused
            .into_iter()
            .map(|error| RowResult {
                id: None,
                created: false,
                errors: error.into_iter().collect(),
            })
            .collect();
        let (mut inserts, mut updates) = (Vec::new(), Vec::new());
        for (i, row) in rows
            .iter()
            .enumerate()
            .filter(|(i, _)| results[*i].errors.is_empty())
        {
            if row.id().is_some() {
                updates.push(i);
            } else {
                inserts.push(i);
            }
        }
        for (operation, places) in [(DmlOperation::Insert, inserts), (DmlOperation::Update, updates)] {
            if places.is_empty() {
                continue;
            }
            let own: Vec<Rc<SObject>> = places.iter().map(|i| rows[*i].clone()).collect();
            let answers = self.dml_with_triggers(&operation, &own, options)?;
            for (place, mut answer) in places.into_iter().zip(answers) {
                answer.created = operation == DmlOperation::Insert && answer.errors.is_empty();
                results[place] = answer;
            }
        }
        Ok(results)
    }

    /// Gives the rows whose external id exists their Id; the error of a row whose external id is not unique.
    fn match_by(&mut self, field: &str, rows: &[Rc<SObject>]) -> Result<Vec<Option<RowError>>, Thrown> {
        let Some(object) = rows.first().map(|row| row.object.clone()) else {
            return Ok(Vec::new());
        };
        let values: Vec<Value> = rows.iter().filter_map(|row| row.get(field)).collect();
        let data = values.iter().filter_map(Value::to_data).collect();
        let binds = IndexMap::from([("keys".to_owned(), Bind::Many(data))]);
        let soql = format!("SELECT Id, {field} FROM {object} WHERE {field} IN :keys");
        let answer = self.host.query(&Query {
            soql: &soql,
            binds: &binds,
            access: AccessMode::System,
            sharing: Sharing::Ignored,
        });
        let mut known: Vec<(Value, Rc<str>)> = Vec::new();
        if let QueryResult::Rows { rows, .. } = answer.map_err(|e| self.host_error(e))? {
            for row in rows {
                if let Value::SObject(row) = self.sobject_from(row)
                    && let (Some(key), Some(id)) = (row.get(field), row.id())
                {
                    known.push((key, id));
                }
            }
        }
        let mut refused = Vec::with_capacity(rows.len());
        for row in rows {
            let key = row.get(field).filter(|key| !key.is_null());
            let own: Vec<&Rc<str>> = known
                .iter()
                .filter(|(k, _)| key.as_ref().is_some_and(|key| same_key(k, key)))
                .map(|(_, id)| id)
                .collect();
            refused.push(match (own.as_slice(), row.id()) {
                ([], _) => None,
                ([one], None) => {
                    row.set("Id", Value::Id((*one).clone()));
                    None
                }
                ([_], Some(_)) => None,
                _ => Some(RowError {
                    status: "DUPLICATE_EXTERNAL_ID".into(),
                    message: format!("{field}: more than one record found for external id field: {own:?}"),
                    fields: Vec::new(),
                }),
            });
        }
        Ok(refused)
    }
}

/// External ids are compared without regard to case unless the field says otherwise, which no schema here does.
fn same_key(a: &Value, b: &Value) -> bool {
    match (a.as_str(), b.as_str()) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        _ => Key(a.clone()) == Key(b.clone()),
    }
}
