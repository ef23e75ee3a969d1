//! Runs a planned query and builds its records.

use apex::host::{Bind, Data, Field, HostError, QueryResult, Record};
use indexmap::IndexMap;
use rusqlite::types::ValueRef;
use rusqlite::{Row, params_from_iter};

use super::ast::Select;
use super::items::{Node, Slot};
use super::plan::{self, Plan};
use super::scope::Scope;
use super::{Context, Mode, SoqlError};
use crate::store::host_error;

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
    let mut rows = records(context, &plan)?;
    for (index, slot) in plan.node.slots.iter().enumerate() {
        if let Slot::Children {
            name,
            object,
            lookup,
            select,
        } = slot
        {
            for row in &mut rows {
                let found = children_of(context, binds, mode, object, lookup, select, row)?;
                row.fields.insert(name.clone(), Field::Children(found));
                // Children keep the place in which they were selected.
                if let Some(last) = row.fields.len().checked_sub(1) {
                    row.fields.move_index(last, index.min(last));
                }
            }
        }
    }
    Ok(QueryResult::Rows { object, rows })
}

fn children_of(
    context: &Context<'_>,
    binds: &IndexMap<String, Bind>,
    mode: Mode,
    object: &str,
    lookup: &str,
    select: &Select,
    parent: &Record,
) -> Result<Vec<Record>, HostError> {
    let Some(Field::Data(Data::Id(id))) = parent.fields.get("Id") else {
        return Err(SoqlError("the parent of a subquery has no Id".to_owned()).into());
    };
    let mut scope = Scope::open(context, binds, mode, object, select.alias.as_ref())?;
    let plan = plan::plan(&mut scope, select, Some((lookup, id)))?;
    records(context, &plan)
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
            // Filled in once every row of this query is read.
            Slot::Children { .. } => {}
        }
    }
    Ok(record)
}
