//! A whole query to SQL: what is selected, from where, in which order.

use apex::host::{Bind, Data, FieldType};
use rusqlite::types::Value as Sql;

use super::ast::{Expression, FieldGroup, Item, Order, Select, Value};
use super::columns::{self, Reader};
use super::filter;
use super::scope::{Scope, parameter};
use super::{SoqlError, bind};
use crate::store::quote;
use crate::store::value::Storage;

/// The most rows `OFFSET` may skip and `FIELDS()` may return.
const MAX_OFFSET: i64 = 2000;
const MAX_FIELDS_ROWS: i64 = 200;

/// A record to build from a result row.
pub(super) struct Node {
    /// API name of its object.
    pub(super) object: String,
    /// Its fields in the order selected.
    pub(super) slots: Vec<Slot>,
}

/// One field of a record to build.
pub(super) enum Slot {
    /// A value in a result column.
    Value {
        name: String,
        index: usize,
        reader: Reader,
        explicit: bool,
    },
    /// A parent; there is one when the column `id` is not null.
    Parent { name: String, id: usize, node: Node },
    /// A child subquery: relationship name, the child's lookup, the query.
    Children {
        name: String,
        object: String,
        lookup: String,
        select: Box<Select>,
    },
}

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
    let grouped = !select.group_by.is_empty() || select.items.iter().any(is_aggregate);
    let mut columns = Vec::new();
    let mut parameters = Vec::new();
    scope.selecting = true;
    let node = if grouped {
        grouped_items(scope, select, &mut columns)?
    } else {
        plain_items(scope, select, &mut columns)?
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
    if let Some(condition) = &select.condition {
        conditions.push(filter::compile(scope, condition, parameters)?);
    }
    Ok(if conditions.is_empty() {
        String::new()
    } else {
        format!(" WHERE {}", conditions.join(" AND "))
    })
}

fn is_aggregate(item: &Item) -> bool {
    let Item::Expression {
        expression: Expression::Function { name, .. },
        ..
    } = item
    else {
        return false;
    };
    matches!(
        name.as_str(),
        "COUNT" | "COUNT_DISTINCT" | "SUM" | "AVG" | "MIN" | "MAX"
    )
}

fn grouped_items(
    scope: &mut Scope<'_>,
    select: &Select,
    columns: &mut Vec<String>,
) -> Result<Node, SoqlError> {
    let keys: Vec<String> = select
        .group_by
        .iter()
        .map(|key| Ok(columns::compile(scope, key)?.column.sql))
        .collect::<Result<_, SoqlError>>()?;
    let mut slots = Vec::new();
    let mut unnamed = 0;
    for item in &select.items {
        let Item::Expression { expression, alias } = item else {
            return Err(SoqlError(
                "a grouped query selects fields and aggregates only".to_owned(),
            ));
        };
        let compiled = columns::compile(scope, expression)?;
        if !compiled.aggregate && !keys.contains(&compiled.column.sql) {
            return Err(SoqlError(format!(
                "Field must be grouped or aggregated: {}",
                compiled.column.field.name
            )));
        }
        let name = match (alias, expression) {
            (Some(alias), _) => alias.clone(),
            (None, Expression::Path(_)) => compiled.column.field.name.clone(),
            (None, Expression::Function { .. }) => {
                unnamed += 1;
                format!("expr{}", unnamed - 1)
            }
        };
        slots.push(Slot::Value {
            name,
            index: columns.len(),
            reader: compiled.reader,
            explicit: true,
        });
        columns.push(compiled.column.sql);
    }
    Ok(Node {
        object: "AggregateResult".to_owned(),
        slots,
    })
}

fn plain_items(scope: &mut Scope<'_>, select: &Select, columns: &mut Vec<String>) -> Result<Node, SoqlError> {
    let mut root = Node {
        object: scope.root.object.name().to_owned(),
        slots: Vec::new(),
    };
    for item in &select.items {
        match item {
            Item::Expression {
                expression: Expression::Path(path),
                alias: None,
            } => {
                let path = scope.without_prefix(path).to_vec();
                add(scope, &mut root, columns, &path, true)?;
            }
            Item::Expression {
                alias: Some(alias), ..
            } => {
                return Err(SoqlError(format!(
                    "alias {alias}: only grouped queries may name their columns"
                )));
            }
            Item::Expression {
                expression: Expression::Function { name, .. },
                ..
            } => {
                return Err(SoqlError(format!(
                    "the function {name} is only supported in grouped queries"
                )));
            }
            Item::Fields(group) => fields(scope, &mut root, columns, select, *group)?,
            Item::Children(child) => children(scope, &mut root, child)?,
        }
    }
    if scope.root.object.field("Id").is_some() {
        add(scope, &mut root, columns, &["Id".to_owned()], false)?;
    }
    Ok(root)
}

/// Adds a field path to the record to build, with the parents on its way.
fn add(
    scope: &mut Scope<'_>,
    root: &mut Node,
    columns: &mut Vec<String>,
    path: &[String],
    explicit: bool,
) -> Result<(), SoqlError> {
    let Some((name, parents)) = path.split_last() else {
        return Ok(());
    };
    let mut node = root;
    for depth in 0..parents.len() {
        let table = scope.table(&parents[..depth])?;
        let lookup = scope.relationship(&table, &parents[depth])?;
        let FieldType::Reference {
            relationship: Some(relationship),
            ..
        } = &lookup.kind
        else {
            continue;
        };
        let joined = scope.table(&parents[..=depth])?;
        let known = node
            .slots
            .iter()
            .position(|slot| matches!(slot, Slot::Parent { name, .. } if name == relationship));
        let position = match known {
            Some(position) => position,
            None => {
                // Apex also gets the lookup itself and the parent's Id.
                let column = scope.column_of(&table, &lookup.name)?;
                push(
                    node,
                    columns,
                    &lookup.name,
                    Reader::Stored(column.storage),
                    column.sql,
                    false,
                )?;
                let id = columns.len();
                columns.push(format!("{}.Id", joined.alias));
                let object = joined.object.name().to_owned();
                let slots = vec![Slot::Value {
                    name: "Id".into(),
                    index: id,
                    reader: Reader::Stored(Storage::Id),
                    explicit: false,
                }];
                let parent = Node { object, slots };
                node.slots.push(Slot::Parent {
                    name: relationship.clone(),
                    id,
                    node: parent,
                });
                node.slots.len() - 1
            }
        };
        match node.slots.get_mut(position) {
            Some(Slot::Parent { node: parent, .. }) => node = parent,
            _ => return Err(SoqlError("a relationship and a field share a name".to_owned())),
        }
    }
    let table = scope.table(parents)?;
    let column = scope.column_of(&table, name)?;
    push(
        node,
        columns,
        &column.field.name,
        Reader::Stored(column.storage),
        column.sql,
        explicit,
    )
}

fn push(
    node: &mut Node,
    columns: &mut Vec<String>,
    name: &str,
    reader: Reader,
    sql: String,
    explicit: bool,
) -> Result<(), SoqlError> {
    for slot in &mut node.slots {
        let Slot::Value {
            name: known,
            explicit: was_explicit,
            ..
        } = slot
        else {
            continue;
        };
        if known == name {
            if explicit && *was_explicit {
                return Err(SoqlError(format!("duplicate field selected: {name}")));
            }
            *was_explicit |= explicit;
            return Ok(());
        }
    }
    node.slots.push(Slot::Value {
        name: name.to_owned(),
        index: columns.len(),
        reader,
        explicit,
    });
    columns.push(sql);
    Ok(())
}

fn fields(
    scope: &mut Scope<'_>,
    root: &mut Node,
    columns: &mut Vec<String>,
    select: &Select,
    group: FieldGroup,
) -> Result<(), SoqlError> {
    let limit = select
        .limit
        .as_ref()
        .map(|limit| number(scope, limit))
        .transpose()?;
    if group != FieldGroup::Standard && limit.is_none_or(|limit| limit > MAX_FIELDS_ROWS) {
        return Err(SoqlError(format!(
            "The SOQL FIELDS function must have a LIMIT of at most {MAX_FIELDS_ROWS}"
        )));
    }
    let object = scope.root.object.clone();
    for field in object.describe.fields.values() {
        let wanted = match group {
            FieldGroup::All => true,
            FieldGroup::Standard => !field.custom,
            FieldGroup::Custom => field.custom,
        };
        // FIELDS() leaves out what the user may not see instead of failing.
        let visible = scope.mode.permissions == super::Permissions::Ignored
            || scope.context.rights.field(&object, field).read;
        if wanted && visible {
            add(scope, root, columns, std::slice::from_ref(&field.name), true)?;
        }
    }
    Ok(())
}

fn children(scope: &Scope<'_>, root: &mut Node, select: &Select) -> Result<(), SoqlError> {
    if select.items.iter().any(|item| matches!(item, Item::Children(_))) {
        return Err(SoqlError(
            "a subquery inside a subquery is not supported by the local org".to_owned(),
        ));
    }
    let name = scope.context.schema.local_name(&select.from);
    let children = &scope.root.object.describe.children;
    let child = children
        .iter()
        .find(|child| child.name.eq_ignore_ascii_case(&name))
        .ok_or_else(|| super::scope::no_such_children(&select.from))?;
    root.slots.push(Slot::Children {
        name: child.name.clone(),
        object: child.object.clone(),
        lookup: child.field.clone(),
        select: Box::new(select.clone()),
    });
    Ok(())
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

fn number(scope: &Scope<'_>, value: &Value) -> Result<i64, SoqlError> {
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
