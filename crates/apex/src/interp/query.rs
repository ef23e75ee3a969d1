//! SOQL: embedded queries, dynamic queries, their binds and limits.

use indexmap::IndexMap;

use super::Interpreter;
use super::limits::Limits;
use crate::error::Thrown;
use crate::host::{AccessMode, Bind, Data, HostError, Query, QueryResult, Sharing};
use crate::syntax::ast::{Place, QueryExpr};
use crate::value::{TypeName, Value};

impl<'a> Interpreter<'a> {
    /// `[SELECT ...]`.
    pub(crate) fn eval_query(&mut self, place: Place, query: &'a QueryExpr) -> Result<Value, Thrown> {
        let mut binds = IndexMap::new();
        for (i, expr) in query.binds.iter().enumerate() {
            let value = self.eval(expr)?;
            binds.insert(format!("b{i}"), self.bind(&value)?);
        }
        self.at(place);
        if query.is_search {
            return self.search(&query.soql, &binds, AccessMode::System);
        }
        self.query(&query.soql, &binds, AccessMode::System)
    }

    /// Runs a query with the sharing of the running class: a list of sObjects, or an `Integer` for
    /// `SELECT COUNT()`.
    ///
    /// # Errors
    /// `System.LimitException` past the limits, otherwise what the org answers.
    pub fn query(
        &mut self,
        soql: &str,
        binds: &IndexMap<String, Bind>,
        access: AccessMode,
    ) -> Result<Value, Thrown> {
        let most = self.max_queries();
        if self.transaction.limits.queries >= most {
            let message = format!("Too many SOQL queries: {}", most + 1);
            return Err(self.throw("LimitException", message));
        }
        self.transaction.limits.queries += 1;
        let sharing = self.sharing();
        let result = self.host.query(&Query {
            soql,
            binds,
            access,
            sharing,
        });
        match result.map_err(|e| self.query_error(e))? {
            QueryResult::Count(count) => {
                self.count_rows(1)?;
                Ok(Value::Integer(i32::try_from(count).unwrap_or(i32::MAX)))
            }
            QueryResult::Rows { object, rows } => {
                self.count_rows(rows.len())?;
                let cells: usize = rows.iter().map(|row| row.fields.len()).sum();
                self.count_made(cells.saturating_mul(16))?;
                let rows = rows.into_iter().map(|row| self.sobject_from(row)).collect();
                Ok(Value::list(TypeName::new(object), rows))
            }
        }
    }

    /// A refused query; `getInaccessibleFields` tells of a field that only this user does not have.
    fn query_error(&self, error: HostError) -> Thrown {
        let hidden = hidden_column(&error.message).filter(|(object, field)| {
            let exists = self
                .describe(object)
                .is_some_and(|d| d.fields.contains_key(&field.to_ascii_lowercase()));
            exists && !self.host.field_access(object, field).read
        });
        let thrown = self.host_error(error);
        if let Some(state) = thrown.value.exception_state() {
            state.borrow_mut().inaccessible = hidden.into_iter().collect();
        }
        thrown
    }

    fn count_rows(&mut self, rows: usize) -> Result<(), Thrown> {
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        let total = self.transaction.limits.query_rows.saturating_add(rows);
        if total > Limits::MAX_QUERY_ROWS {
            let message = format!("Too many query rows: {}", Limits::MAX_QUERY_ROWS + 1);
            return Err(self.throw("LimitException", message));
        }
        self.transaction.limits.query_rows = total;
        Ok(())
    }

    /// The record sharing of the running class.
    pub fn sharing(&self) -> Sharing {
        self.frames.last().map_or(Sharing::Ignored, |f| f.sharing)
    }

    /// A value as a bind: sObjects count as their Ids.
    pub fn bind(&self, value: &Value) -> Result<Bind, Thrown> {
        Ok(match value {
            Value::List(list) => Bind::Many(
                list.items
                    .borrow()
                    .iter()
                    .map(|v| self.bind_data(v))
                    .collect::<Result<_, _>>()?,
            ),
            Value::Set(set) => Bind::Many(
                set.items
                    .borrow()
                    .iter()
                    .map(|k| self.bind_data(&k.0))
                    .collect::<Result<_, _>>()?,
            ),
            Value::Map(map) => Bind::Many(
                map.entries
                    .borrow()
                    .keys()
                    .map(|k| self.bind_data(&k.0))
                    .collect::<Result<_, _>>()?,
            ),
            other => Bind::One(self.bind_data(other)?),
        })
    }

    fn bind_data(&self, value: &Value) -> Result<Data, Thrown> {
        match value {
            Value::SObject(object) => Ok(object.id().map_or(Data::Null, |id| Data::Id(id.to_string()))),
            other => other.to_data().ok_or_else(|| {
                self.invalid(format!("Invalid bind expression type of {}", other.type_name()))
            }),
        }
    }

    /// `Database.query(text)`: `:name` means the caller's variable of that name.
    pub fn dynamic_query(&mut self, soql: &str, access: AccessMode) -> Result<Value, Thrown> {
        let binds = self.named_binds(soql)?;
        self.query(soql, &binds, access)
    }

    /// The variables a dynamic query or search names.
    pub(super) fn named_binds(&mut self, text: &str) -> Result<IndexMap<String, Bind>, Thrown> {
        let mut binds = IndexMap::new();
        for name in bind_names(text) {
            let value = self.variable_named(&name)?;
            binds.insert(name, self.bind(&value)?);
        }
        Ok(binds)
    }

    fn variable_named(&mut self, name: &str) -> Result<Value, Thrown> {
        let frame = self.frames.last();
        let slot = frame.and_then(|f| {
            f.vars
                .iter()
                .rposition(|v| v.name.lower.eq_ignore_ascii_case(name))
        });
        if let Some(slot) = slot {
            return Ok(self.local(slot));
        }
        match self.find_variable(&name.to_ascii_lowercase()) {
            Some(var) => self.read_variable(var),
            None => Err(self.throw("QueryException", format!("Variable does not exist: {name}"))),
        }
    }

    /// The one row a query gave for a single sObject.
    pub(crate) fn single_row(&self, value: Value) -> Result<Value, Thrown> {
        let Value::List(list) = &value else {
            return Ok(value);
        };
        let items = list.items.borrow();
        match items.as_slice() {
            [row] => Ok(row.clone()),
            [] => Err(self.throw("QueryException", "List has no rows for assignment to SObject")),
            _ => Err(self.throw(
                "QueryException",
                "List has more than 1 row for assignment to SObject",
            )),
        }
    }
}

/// Object and field of Salesforce's message `No such column 'F' on entity 'O'`.
fn hidden_column(message: &str) -> Option<(String, String)> {
    let rest = message.split_once("No such column '")?.1;
    let (field, rest) = rest.split_once("' on entity '")?;
    let (object, _) = rest.split_once('\'')?;
    Some((object.to_owned(), field.to_owned()))
}

/// Names after a colon, outside quotes.
fn bind_names(soql: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut chars = soql.chars().peekable();
    let mut quoted = false;
    let mut before = ' ';
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted => {
                chars.next();
            }
            '\'' => quoted = !quoted,
            // `LAST_N_DAYS:5` and times are no binds: there a word or digit comes before the colon.
            ':' if !quoted && !before.is_alphanumeric() => {
                while chars.next_if(|c| c.is_whitespace()).is_some() {}
                let mut name = String::new();
                while let Some(c) = chars.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    name.push(c);
                }
                if !name.is_empty() && !names.iter().any(|n| n.eq_ignore_ascii_case(&name)) {
                    names.push(name);
                }
            }
            _ => {}
        }
        before = c;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::bind_names;

    #[test]
    fn binds_are_found_outside_quotes() {
        let soql =
            "SELECT Id FROM A WHERE B = :one AND C IN : two AND D = ':no' AND E = LAST_N_DAYS:5 AND F=:one";
        assert_eq!(bind_names(soql), ["one", "two"]);
    }
}
