//! The SELECT list: result columns, and the records to build from them.

use apex::host::FieldType;

use super::SoqlError;
use super::ast::{Expression, FieldGroup, Item, Select, TypeOf};
use super::columns::{self, Reader};
use super::plan::number;
use super::scope::Scope;
use crate::store::value::Storage;

/// The most rows `FIELDS()` may return.
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
    /// A parent whose fields depend on its object; its Id is in the column `id`.
    TypeOf { name: String, id: usize, choice: TypeOf },
    /// A child subquery: relationship name, the child's lookup, the query.
    Children {
        name: String,
        object: String,
        lookup: String,
        select: Box<Select>,
    },
}

/// Whether an item is an aggregate function.
pub(super) fn is_aggregate(item: &Item) -> bool {
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

/// The columns of a grouped query.
pub(super) fn grouped_items(
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

/// The columns of a query for records.
pub(super) fn plain_items(
    scope: &mut Scope<'_>,
    select: &Select,
    columns: &mut Vec<String>,
) -> Result<Node, SoqlError> {
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
                expression:
                    expression @ Expression::Function {
                        name,
                        argument: Some(path),
                        ..
                    },
                alias,
            } if columns::is_text_function(name) => {
                let compiled = columns::compile(scope, expression)?;
                let path = scope.without_prefix(path).to_vec();
                let name = alias.clone().unwrap_or(compiled.column.field.name);
                let own = (name, compiled.reader, compiled.column.sql);
                add_as(scope, &mut root, columns, &path, true, Some(own))?;
            }
            Item::TypeOf(choice) => type_of(scope, &mut root, columns, choice)?,
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

/// A parent whose fields depend on its object.
fn type_of(
    scope: &mut Scope<'_>,
    root: &mut Node,
    columns: &mut Vec<String>,
    choice: &TypeOf,
) -> Result<(), SoqlError> {
    let table = scope.root.clone();
    let lookup = scope.relationship(&table, &choice.relationship)?;
    let FieldType::Reference {
        relationship: Some(name),
        ..
    } = &lookup.kind
    else {
        return Err(SoqlError(format!("{} has no relationship", lookup.name)));
    };
    let column = scope.column_of(&table, &lookup.name)?;
    root.slots.push(Slot::TypeOf {
        name: name.clone(),
        id: columns.len(),
        choice: choice.clone(),
    });
    columns.push(column.sql);
    Ok(())
}

/// Adds a field path to the record to build, with the parents on its way.
fn add(
    scope: &mut Scope<'_>,
    root: &mut Node,
    columns: &mut Vec<String>,
    path: &[String],
    explicit: bool,
) -> Result<(), SoqlError> {
    add_as(scope, root, columns, path, explicit, None)
}

/// As [`add`], with another name and value in the place of the field.
fn add_as(
    scope: &mut Scope<'_>,
    root: &mut Node,
    columns: &mut Vec<String>,
    path: &[String],
    explicit: bool,
    own: Option<(String, Reader, String)>,
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
    if let Some((name, reader, sql)) = own {
        return push(node, columns, &name, reader, sql, explicit);
    }
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
    let child = scope
        .root
        .object
        .child(&select.from)
        .ok_or_else(|| super::scope::no_such_children(&select.from))?;
    scope.check_children(child)?;
    root.slots.push(Slot::Children {
        name: child.name.clone(),
        object: child.object.clone(),
        lookup: child.field.clone(),
        select: Box::new(select.clone()),
    });
    Ok(())
}
