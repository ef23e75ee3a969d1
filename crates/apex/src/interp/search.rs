//! SOSL: embedded and dynamic searches, and the fixed results of a test.

use indexmap::IndexMap;

use super::Interpreter;
use super::limits::Limits;
use crate::error::Thrown;
use crate::host::{AccessMode, Bind, Data, Search};
use crate::value::{TypeName, Value};

/// Bind under which the Ids of fixed results are handed to a query.
const FIXED: &str = "fixedSearchResults";

impl<'a> Interpreter<'a> {
    /// Runs a search with the sharing of the running class: `List<List<SObject>>`, one list per object of its
    /// `RETURNING` clause. In a test only the rows of `Test.setFixedSearchResults` are found.
    ///
    /// # Errors
    /// `System.LimitException` past the limit, otherwise what the org answers.
    pub(crate) fn search(
        &mut self,
        sosl: &str,
        binds: &IndexMap<String, Bind>,
        access: AccessMode,
    ) -> Result<Value, Thrown> {
        if self.transaction.limits.searches >= Limits::MAX_SEARCHES {
            let message = format!("Too many SOSL queries: {}", Limits::MAX_SEARCHES + 1);
            return Err(self.throw("LimitException", message));
        }
        self.transaction.limits.searches += 1;
        let lists = match self.shared() {
            Some(shared) => {
                let ids = shared.borrow().search_results.clone();
                self.fixed_results(sosl, binds, access, ids)?
            }
            None => {
                let sharing = self.sharing();
                let answer = self.host.search(&Search {
                    sosl,
                    binds,
                    access,
                    sharing,
                });
                let mut lists = Vec::new();
                for (object, rows) in answer.map_err(|e| self.host_error(e))? {
                    let rows = rows.into_iter().map(|row| self.sobject_from(row)).collect();
                    lists.push(Value::list(TypeName::new(object), rows));
                }
                lists
            }
        };
        Ok(Value::list(TypeName::list(TypeName::new("SObject")), lists))
    }

    /// `Search.query(text)`: `:name` means the caller's variable of that name.
    pub(crate) fn dynamic_search(&mut self, sosl: &str, access: AccessMode) -> Result<Value, Thrown> {
        let binds = self.named_binds(sosl)?;
        self.search(sosl, &binds, access)
    }

    /// `Test.setFixedSearchResults`.
    pub(crate) fn set_fixed_search_results(&mut self, ids: Vec<String>) {
        if let Some(shared) = self.shared() {
            shared.borrow_mut().search_results = ids;
        }
    }

    fn fixed_results(
        &mut self,
        sosl: &str,
        binds: &IndexMap<String, Bind>,
        access: AccessMode,
        ids: Vec<String>,
    ) -> Result<Vec<Value>, Thrown> {
        let mut lists = Vec::new();
        for wanted in returning(sosl) {
            let own: Vec<Data> = ids
                .iter()
                .filter(|id| {
                    self.host
                        .object_of_id(id)
                        .is_some_and(|object| object.eq_ignore_ascii_case(&wanted.object))
                })
                .map(|id| Data::Id(id.clone()))
                .collect();
            let element = TypeName::new(wanted.object.as_str());
            if own.is_empty() {
                lists.push(Value::list(element, Vec::new()));
                continue;
            }
            let mut binds = binds.clone();
            binds.insert(FIXED.to_owned(), Bind::Many(own));
            let condition = match &wanted.condition {
                Some(condition) => format!("Id IN :{FIXED} AND ({condition})"),
                None => format!("Id IN :{FIXED}"),
            };
            let soql = format!(
                "SELECT {} FROM {} WHERE {condition} {}",
                wanted.fields, wanted.object, wanted.rest
            );
            let before = self.transaction.limits.queries;
            let rows = self.query(soql.trim(), &binds, access);
            self.transaction.limits.queries = before;
            lists.push(rows?);
        }
        Ok(lists)
    }
}

/// An object of a `RETURNING` clause.
#[derive(Debug, PartialEq)]
struct Wanted {
    object: String,
    /// Names to select, separated by commas.
    fields: String,
    /// What follows `WHERE`.
    condition: Option<String>,
    /// `ORDER BY`, `LIMIT` and what else ends a query.
    rest: String,
}

/// The objects of the `RETURNING` clause, in order.
fn returning(sosl: &str) -> Vec<Wanted> {
    let Some(at) = word(sosl, "returning") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut rest = sosl[at + "returning".len()..].trim_start();
    loop {
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        let object = rest[..end].to_owned();
        if object.is_empty() {
            return found;
        }
        rest = rest[end..].trim_start();
        let mut inner = "";
        if rest.starts_with('(') {
            let close = closing(rest);
            inner = rest[1..close].trim();
            rest = rest.get(close + 1..).unwrap_or_default().trim_start();
        }
        found.push(wanted(object, inner));
        match rest.strip_prefix(',') {
            Some(more) => rest = more.trim_start(),
            None => return found,
        }
    }
}

fn wanted(object: String, inner: &str) -> Wanted {
    let ends = ["order", "limit", "offset", "using"];
    let rest_at = ends
        .iter()
        .filter_map(|w| word(inner, w))
        .min()
        .unwrap_or(inner.len());
    let where_at = word(inner, "where").filter(|at| *at < rest_at);
    let fields = inner[..where_at.unwrap_or(rest_at)].trim();
    Wanted {
        object,
        fields: if fields.is_empty() {
            "Id".into()
        } else {
            fields.into()
        },
        condition: where_at.map(|at| inner[at + "where".len()..rest_at].trim().to_owned()),
        rest: inner[rest_at..].trim().to_owned(),
    }
}

/// The bracket that closes the one a text begins with.
fn closing(text: &str) -> usize {
    let (mut depth, mut quoted) = (0, false);
    for (i, c) in text.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return i;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// Where a word stands outside quotes and braces.
fn word(text: &str, wanted: &str) -> Option<usize> {
    let (mut quoted, mut braces, mut depth) = (false, 0, 0);
    let mut before = ' ';
    for (i, c) in text.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '{' => braces += 1,
            '}' => braces -= 1,
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if !quoted && braces == 0 && depth == 0 && !(before.is_alphanumeric() || before == '_') => {
                let here = text.get(i..i + wanted.len());
                let after = text[i..].chars().nth(wanted.len());
                if here.is_some_and(|h| h.eq_ignore_ascii_case(wanted))
                    && after.is_none_or(|c| !(c.is_alphanumeric() || c == '_'))
                {
                    return Some(i);
                }
            }
            _ => {}
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_search_returns() {
        let found = returning(
            "FIND {a returning b} IN ALL FIELDS RETURNING Account(Id, Name WHERE Name = 'limit' ORDER BY Name LIMIT 5), Contact",
        );
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].fields, "Id, Name");
        assert_eq!(found[0].condition.as_deref(), Some("Name = 'limit'"));
        assert_eq!(found[0].rest, "ORDER BY Name LIMIT 5");
        assert_eq!(
            (found[1].object.as_str(), found[1].fields.as_str()),
            ("Contact", "Id")
        );
    }
}
