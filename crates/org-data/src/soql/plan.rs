//! A whole query to SQL: what is selected, from where, in which order.

use apex::host::{Bind, Data, FieldType};
use rusqlite::types::Value as Sql;

use super::ast::{Expression, Item, Order, Select, Value};
use super::columns;
use super::filter;
use super::items::{self, Node};
use super::scope::{Scope, parameter};
use super::sosl::{Matching, SearchGroup};
use super::{SoqlError, bind};
use crate::store::quote;
use crate::store::value::Storage;

/// The most rows `OFFSET` may skip.
const MAX_OFFSET: i64 = 2000;

/// A query in SQL, and how to read its rows.
pub(super) struct Plan {
    pub(super) sql: String,
    pub(super) parameters: Vec<Sql>,
    pub(super) node: Node,
    pub(super) grouped: bool,
}

/// Whether a query is `SELECT COUNT() FROM ...`.
pub(super) fn is_count(select: &Select) -> bool {
    matches!(
        select.items.as_slice(),
        [Item::Expression { expression: Expression::Function { name, argument: None, .. }, .. }] if name == "COUNT"
    ) && select.group_by.is_empty()
}

/// Translates a query. `parent`: for a child subquery, the lookup and the parent's Id.
pub(super) fn plan(
    scope: &mut Scope<'_>,
    select: &Select,
    parent: Option<(&str, &str)>,
) -> Result<Plan, SoqlError> {
    let grouped = !select.group_by.is_empty() || select.items.iter().any(items::is_aggregate);
    let mut columns = Vec::new();
    let mut parameters = Vec::new();
    scope.selecting = true;
    let node = if grouped {
        items::grouped_items(scope, select, &mut columns)?
    } else {
        items::plain_items(scope, select, &mut columns)?
    };
    let mut sql = body(scope, select, parent, &mut parameters)?;
    if grouped {
        let keys: Vec<String> = select
            .group_by
            .iter()
            .map(|key| Ok(columns::compile(scope, key)?.column.compared()))
            .collect::<Result<_, SoqlError>>()?;
        if !keys.is_empty() {
            sql.push_str(&format!(" GROUP BY {}", keys.join(", ")));
        }
        if let Some(having) = &select.having {
            sql.push_str(&format!(
                " HAVING {}",
                filter::compile(scope, having, &mut parameters)?
            ));
        }
        sql.push_str(&order(scope, &select.order_by, keys)?);
    } else {
        if select.having.is_some() {
            return Err(SoqlError("HAVING needs GROUP BY".to_owned()));
        }
        sql.push_str(&order(scope, &select.order_by, vec!["t0.Id".to_owned()])?);
    }
    sql.push_str(&limits(scope, select, &mut parameters)?);
    // Joins of ORDER BY are only known now, so the FROM clause is put together last.
    let sql = format!("SELECT {} FROM {}{sql}", columns.join(", "), scope.tables_sql());
    Ok(Plan {
        sql,
        parameters,
        node,
        grouped,
    })
}

/// `SELECT COUNT() FROM ...` in SQL.
pub(super) fn count(scope: &mut Scope<'_>, select: &Select) -> Result<(String, Vec<Sql>), SoqlError> {
    let mut parameters = Vec::new();
    let mut sql = body(scope, select, None, &mut parameters)?;
    sql.push_str(&limits(scope, select, &mut parameters)?);
    Ok((
        format!("SELECT count(*) FROM (SELECT 1 FROM {}{sql})", scope.tables_sql()),
        parameters,
    ))
}

/// The subquery of `IN (SELECT ...)`: one column of Ids.
pub(super) fn semi_join(
    outer: &Scope<'_>,
    select: &Select,
    parameters: &mut Vec<Sql>,
) -> Result<String, SoqlError> {
    let mut mode = outer.mode;
    if mode.permissions == super::Permissions::EnforcedOnSelect {
        mode.permissions = super::Permissions::Ignored;
    }
    let mut scope = Scope::open(
        outer.context,
        outer.binds,
        mode,
        &select.from,
        select.alias.as_ref(),
    )?;
    let [
        Item::Expression {
            expression: expression @ Expression::Path(_),
            ..
        },
    ] = select.items.as_slice()
    else {
        return Err(SoqlError(
            "a semi-join selects exactly one Id or reference field".to_owned(),
        ));
    };
    let column = columns::compile(&mut scope, expression)?.column;
    if column.storage != Storage::Id {
        let name = &column.field.name;
        return Err(SoqlError(format!(
            "a semi-join selects an Id or reference field, {name} is neither"
        )));
    }
    let sql = body(&mut scope, select, None, parameters)?;
    let limits = limits(&scope, select, parameters)?;
    Ok(format!(
        "SELECT {} FROM {}{sql}{limits}",
        column.sql,
        scope.tables_sql()
    ))
}

fn body(
    scope: &mut Scope<'_>,
    select: &Select,
    parent: Option<(&str, &str)>,
    parameters: &mut Vec<Sql>,
) -> Result<String, SoqlError> {
    scope.selecting = false;
    let mut conditions = scope.row_conditions(select.all_rows, parameters);
    if let Some((lookup, id)) = parent {
        let id = parameter(parameters, Sql::Text(id.to_owned()));
        conditions.push(format!("{}.{} = {id}", scope.root.alias, quote(lookup)));
    }
    if select.mine && scope.root.object.owned() {
        let user = scope
            .context
            .rights
            .principals
            .first()
            .cloned()
            .unwrap_or_default();
        let user = parameter(parameters, Sql::Text(user));
        conditions.push(format!("{}.OwnerId = {user}", scope.root.alias));
    }
    if let Some(matching) = &select.matching {
        conditions.push(search_condition(scope, matching, parameters)?);
    }
    if let Some(condition) = &select.condition {
        conditions.push(filter::compile(scope, condition, parameters)?);
    }
    Ok(if conditions.is_empty() {
        String::new()
    } else {
        format!(" WHERE {}", conditions.join(" AND "))
    })
}

/// The words of a search in the text fields of a row.
fn search_condition(
    scope: &Scope<'_>,
    matching: &Matching,
    parameters: &mut Vec<Sql>,
) -> Result<String, SoqlError> {
    let object = scope.root.object.clone();
    let mut columns = Vec::new();
    for (key, field) in &object.describe.fields {
        let wanted = match matching.fields {
            SearchGroup::Email => field.kind == FieldType::Email,
            SearchGroup::Phone => field.kind == FieldType::Phone,
            SearchGroup::Name => field.name_field || matches!(key.as_str(), "firstname" | "lastname"),
            SearchGroup::All => matches!(
                field.kind,
                FieldType::String
                    | FieldType::Email
                    | FieldType::Phone
                    | FieldType::Url
                    | FieldType::TextArea
                    | FieldType::Picklist { .. }
            ),
        };
        let stored = object.extra(key).computed.is_none() || field.name_field;
        let visible = scope.mode.permissions == super::Permissions::Ignored
            || scope.context.rights.field(&object, field).read;
        if wanted && stored && visible {
            columns.push(scope.column_of(&scope.root, &field.name)?.sql);
        }
    }
    if columns.is_empty() {
        return Ok("0".to_owned());
    }
    let mut alternatives = Vec::new();
    for terms in &matching.alternatives {
        let terms: Vec<String> = terms
            .iter()
            .map(|term| {
                let text = parameter(parameters, Sql::Text(term.text.clone()));
                let any: Vec<String> = columns
                    .iter()
                    .map(|column| format!("sf_search({column}, {text})"))
                    .collect();
                let any = format!("({})", any.join(" OR "));
                if term.negated { format!("NOT {any}") } else { any }
            })
            .collect();
        alternatives.push(format!("({})", terms.join(" AND ")));
    }
    Ok(format!("({})", alternatives.join(" OR ")))
}

/// `ORDER BY`, made total by `last` so that equal keys keep one order.
fn order(scope: &mut Scope<'_>, keys: &[Order], last: Vec<String>) -> Result<String, SoqlError> {
    let mut terms = Vec::new();
    for key in keys {
        let column = columns::compile(scope, &key.by)?.column;
        let sql = match &column.field.kind {
            // Picklists sort in the order of their values.
            FieldType::Picklist { values, .. } if !values.is_empty() && column.storage == Storage::Text => {
                picklist_rank(&column.compared(), values)
            }
            _ => column.compared(),
        };
        let direction = if key.descending { "DESC" } else { "ASC" };
        let nulls = if key.nulls_last { "LAST" } else { "FIRST" };
        terms.push(format!("{sql} {direction} NULLS {nulls}"));
    }
    terms.extend(last);
    Ok(if terms.is_empty() {
        String::new()
    } else {
        format!(" ORDER BY {}", terms.join(", "))
    })
}

fn picklist_rank(sql: &str, values: &[String]) -> String {
    let ranks: Vec<String> = values
        .iter()
        .enumerate()
        .map(|(rank, value)| format!("WHEN '{}' THEN {rank}", value.replace('\'', "''")))
        .collect();
    format!(
        "CASE {sql} {} ELSE iif({sql} IS NULL, NULL, {}) END",
        ranks.join(" "),
        values.len()
    )
}

fn limits(scope: &Scope<'_>, select: &Select, parameters: &mut Vec<Sql>) -> Result<String, SoqlError> {
    let mut sql = String::new();
    if select.limit.is_none() && select.offset.is_none() {
        return Ok(sql);
    }
    let limit = select
        .limit
        .as_ref()
        .map_or(Ok(-1), |limit| number(scope, limit))?;
    sql.push_str(&format!(" LIMIT {}", parameter(parameters, Sql::Integer(limit))));
    if let Some(offset) = &select.offset {
        let offset = number(scope, offset)?;
        if offset > MAX_OFFSET {
            return Err(SoqlError(format!("Maximum SOQL offset allowed is {MAX_OFFSET}")));
        }
        sql.push_str(&format!(
            " OFFSET {}",
            parameter(parameters, Sql::Integer(offset))
        ));
    }
    Ok(sql)
}

/// A bound or written whole number from 0.
pub(super) fn number(scope: &Scope<'_>, value: &Value) -> Result<i64, SoqlError> {
    let number = match value {
        Value::Number(text) => text.parse().ok(),
        Value::Bind(name) => match bind(scope.binds, name)? {
            Bind::One(Data::Integer(number)) => Some(i64::from(*number)),
            Bind::One(Data::Long(number)) => Some(*number),
            _ => None,
        },
        _ => None,
    };
    number
        .filter(|number| *number >= 0)
        .ok_or_else(|| SoqlError("LIMIT and OFFSET take a whole number from 0".to_owned()))
}
