//! Record sharing as SQL: which rows a user may see, edit or delete.
//!
//! Rows are shared by the org-wide default, by ownership (the user's own and those of the user's groups and
//! queues), by "view all"/"modify all", and by the parent where it controls them. The org has no role
//! hierarchy, sharing rules or manual shares.

use apex::host::{FieldType, HostError};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::Rights;
use crate::schema::{Object, OrgWideDefault, Schema};
use crate::store::{host_error, quote};

/// What is to be done with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Read,
    Edit,
    Delete,
}

/// The condition under which a row of `alias` is visible; `None` when every row is.
pub(crate) fn visible(
    schema: &Schema,
    rights: &Rights,
    object: &Object,
    alias: &str,
    parameters: &mut Vec<Value>,
) -> Option<String> {
    condition(schema, rights, object, Level::Read, alias, parameters)
}

/// Whether the user may do this with a row, as far as sharing is concerned.
pub(crate) fn allows(
    connection: &Connection,
    schema: &Schema,
    rights: &Rights,
    object: &Object,
    id: &str,
    level: Level,
) -> Result<bool, HostError> {
    let mut parameters = vec![Value::Text(id.to_owned())];
    let Some(condition) = condition(schema, rights, object, level, "t0", &mut parameters) else {
        return Ok(true);
    };
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM {} AS t0 WHERE t0.Id = ?1 AND {condition})",
        quote(object.name())
    );
    connection
        .prepare_cached(&sql)
        .and_then(|mut statement| statement.query_row(params_from_iter(parameters), |row| row.get(0)))
        .map_err(host_error)
}

fn condition(
    schema: &Schema,
    rights: &Rights,
    object: &Object,
    level: Level,
    alias: &str,
    parameters: &mut Vec<Value>,
) -> Option<String> {
    let access = rights.object(object);
    let everything = access.modify_all || (level == Level::Read && access.view_all);
    if everything || object.is_setup() {
        return None;
    }
    let open = match rights.sharing(object) {
        OrgWideDefault::ControlledByParent => {
            return by_parent(schema, rights, object, level, alias, parameters);
        }
        OrgWideDefault::FullAccess => true,
        OrgWideDefault::Private => false,
        OrgWideDefault::Read => level == Level::Read,
        OrgWideDefault::ReadWrite | OrgWideDefault::ReadWriteTransfer => level != Level::Delete,
    };
    if open || !object.owned() {
        None
    } else {
        Some(owned(rights, alias, parameters))
    }
}

fn owned(rights: &Rights, alias: &str, parameters: &mut Vec<Value>) -> String {
    let marks: Vec<String> = rights
        .principals
        .iter()
        .map(|principal| {
            parameters.push(Value::Text(principal.clone()));
            format!("?{}", parameters.len())
        })
        .collect();
    format!("{alias}.OwnerId IN ({})", marks.join(", "))
}

/// A row follows its parent; one without a parent belongs to its owner alone.
fn by_parent(
    schema: &Schema,
    rights: &Rights,
    object: &Object,
    level: Level,
    alias: &str,
    parameters: &mut Vec<Value>,
) -> Option<String> {
    let lookup = object.controlling_field()?;
    let FieldType::Reference { to, .. } = &lookup.kind else {
        return None;
    };
    let parent = schema.object(to.first()?)?;
    // Whoever may edit the parent may delete its details.
    let level = if level == Level::Delete {
        Level::Edit
    } else {
        level
    };
    let inner = format!("{alias}p");
    let column = format!("{alias}.{}", quote(&lookup.name));
    let of_parent = match condition(schema, rights, &parent, level, &inner, parameters) {
        None if !object.owned() => return None,
        None => format!("{column} IS NOT NULL"),
        Some(of_parent) => format!(
            "EXISTS (SELECT 1 FROM {} AS {inner} WHERE {inner}.Id = {column} AND {of_parent})",
            quote(parent.name())
        ),
    };
    if !object.owned() {
        return Some(of_parent);
    }
    let own = owned(rights, alias, parameters);
    Some(format!("({of_parent} OR {own})"))
}
