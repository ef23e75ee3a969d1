//! Runs a planned query and builds its records.

use apex::host::{Bind, Data, Field, HostError, QueryResult, Record};
use indexmap::IndexMap;
use rusqlite::types::ValueRef;
use rusqlite::{Row, params_from_iter};

use super::ast::{Condition, Expression, Item, Operator, Select, TypeOf, Value};
use super::items::{Node, Slot};
use super::plan::{self, Plan};
use super::scope::Scope;
use super::{Context, Mode, SoqlError};
use crate::store::host_error;
use crate::store::value::Storage;

/// Runs a query.
pub(super) fn run(
    context: &Context<'_>,
    select: &Select,
    binds: &IndexMap<String, Bind>,
    mode: Mode,
) -> Result<QueryResult, HostError> {
    let mut scope = Scope::open(context, binds, mode, &select.from, select.alias.as_ref())?;
    if plan::is_count(select) {
        let (sql, parameters) = plan::count(&mut scope, select)?;
        let count = context
            .connection
            .prepare_cached(&sql)
            .and_then(|mut statement| statement.query_row(params_from_iter(parameters), |row| row.get(0)))
            .map_err(host_error)?;
        return Ok(QueryResult::Count(count));
    }
    let plan = plan::plan(&mut scope, select, None)?;
    let object = if plan.grouped {
        "AggregateResult".to_owned()
    } else {
        scope.root.object.name().to_owned()
    };
    let rows = rows(context, binds, mode, &plan, 0)?;
    Ok(QueryResult::Rows { object, rows })
}

/// Subqueries may lie this deep (SOQL and SOSL Reference, "Relationship Query Limitations").
const MAX_SUBQUERIES: usize = 5;

/// The records of a plan, with their children and with the parents that depend on their object.
fn rows(
    context: &Context<'_>,
    binds: &IndexMap<String, Bind>,
    mode: Mode,
    plan: &Plan,
    depth: usize,
) -> Result<Vec<Record>, HostError> {
    let mut rows = records(context, plan)?;
    for (index, slot) in plan.node.slots.iter().enumerate() {
        match slot {
            Slot::Children {
                name,
                object,
                lookup,
                select,
            } => {
                if depth >= MAX_SUBQUERIES {
                    let reason = format!("subqueries may lie at most {MAX_SUBQUERIES} deep");
                    return Err(SoqlError(reason).into());
                }
                for row in &mut rows {
                    let Some(Field::Data(Data::Id(id))) = row.fields.get("Id") else {
                        return Err(SoqlError("the parent of a subquery has no Id".to_owned()).into());
                    };
                    let mut scope = Scope::open(context, binds, mode, object, select.alias.as_ref())?;
                    let plan = plan::plan(&mut scope, select, Some((lookup, id)))?;
                    let found = self::rows(context, binds, mode, &plan, depth + 1)?;
                    row.fields.insert(name.clone(), Field::Children(found));
                    // Children keep the place in which they were selected.
                    if let Some(last) = row.fields.len().checked_sub(1) {
                        row.fields.move_index(last, index.min(last));
                    }
                }
            }
            Slot::TypeOf { name, choice, .. } => {
                for row in &mut rows {
                    let Some(Field::Data(Data::Id(id))) = row.fields.get(name.as_str()) else {
                        row.fields.insert(name.clone(), Field::Parent(None));
                        continue;
                    };
                    let parent = chosen(context, binds, mode, choice, id)?;
                    row.fields
                        .insert(name.clone(), Field::Parent(parent.map(Box::new)));
                }
            }
            _ => {}
        }
    }
    Ok(rows)
}

/// The parent of a `TYPEOF`, with the fields of its object.
fn chosen(
    context: &Context<'_>,
    binds: &IndexMap<String, Bind>,
    mode: Mode,
    choice: &TypeOf,
    id: &str,
) -> Result<Option<Record>, HostError> {
    let object = context.schema.object_of_id(id).unwrap_or_default().to_owned();
    let named = choice.branches.iter().find(|(name, _)| {
        context
            .schema
            .object(name)
            .is_some_and(|branch| branch.name() == object)
    });
    let paths = named.map_or(&choice.otherwise, |(_, paths)| paths);
    if paths.is_empty() || object.is_empty() {
        return Ok(None);
    }
    let mut select = super::sosl::plain(object.clone(), Vec::new());
    select.items = paths
        .iter()
        .map(|path| Item::Expression {
            expression: Expression::Path(path.clone()),
            alias: None,
        })
        .collect();
    select.condition = Some(Condition::Compare {
        left: Expression::Path(vec!["Id".to_owned()]),
        operator: Operator::Equal,
        value: Value::Text(id.to_owned()),
    });
    // Whoever sees a row sees what its lookups point to.
    let mode = Mode {
        sharing: false,
        ..mode
    };
    let mut scope = Scope::open(context, binds, mode, &object, None)?;
    let plan = plan::plan(&mut scope, &select, None)?;
    Ok(records(context, &plan)?.into_iter().next())
}

fn records(context: &Context<'_>, plan: &Plan) -> Result<Vec<Record>, HostError> {
    let mut statement = context.connection.prepare_cached(&plan.sql).map_err(host_error)?;
    let mut rows = statement
        .query(params_from_iter(&plan.parameters))
        .map_err(host_error)?;
    let mut records = Vec::new();
    while let Some(row) = rows.next().map_err(host_error)? {
        records
            .push(record(row, &plan.node).map_err(|error| SoqlError(format!("cannot read a row: {error}")))?);
    }
    Ok(records)
}

fn record(row: &Row<'_>, node: &Node) -> Result<Record, String> {
    let mut record = Record {
        object: node.object.clone(),
        fields: IndexMap::with_capacity(node.slots.len()),
    };
    for slot in &node.slots {
        match slot {
            Slot::Value {
                name, index, reader, ..
            } => {
                let value = row.get_ref(*index).map_err(|error| error.to_string())?;
                let data = reader.read(value).map_err(|reason| format!("{name}: {reason}"))?;
                record.fields.insert(name.clone(), Field::Data(data));
            }
            Slot::Parent { name, id, node } => {
                let present = !matches!(
                    row.get_ref(*id).map_err(|error| error.to_string())?,
                    ValueRef::Null
                );
                let parent = if present {
                    Some(Box::new(self::record(row, node)?))
                } else {
                    None
                };
                record.fields.insert(name.clone(), Field::Parent(parent));
            }
            // The Id for now: the parent is read once every row of this query is.
            Slot::TypeOf { name, id, .. } => {
                let value = row.get_ref(*id).map_err(|error| error.to_string())?;
                let data = Storage::Id.read(value)?;
                record.fields.insert(name.clone(), Field::Data(data));
            }
            // Filled in once every row of this query is read.
            Slot::Children { .. } => {}
        }
    }
    Ok(record)
}
