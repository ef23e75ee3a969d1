//! Record sharing as SQL: which rows a user may see, edit or delete.
//!
//! Rows are shared by the org-wide default, by ownership (the user's own, those of the user's groups and
//! queues, and those of users below in the role hierarchy), by sharing rules and share rows, by "view
//! all"/"modify all", and by the parent where it controls them. Whoever may see a contact, case or opportunity
//! of an account by owning it may see the account.

use apex::host::{FieldDescribe, FieldType, HostError};
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

/// Objects through which an account is implicitly visible.
const CHILDREN_OF_ACCOUNT: &[&str] = &["Contact", "Case", "Opportunity"];

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
            return by_parents(schema, rights, object, level, alias, parameters);
        }
        OrgWideDefault::FullAccess => true,
        OrgWideDefault::Private => false,
        OrgWideDefault::Read => level == Level::Read,
        OrgWideDefault::ReadWrite | OrgWideDefault::ReadWriteTransfer => level != Level::Delete,
    };
    if open || !object.owned() {
        return None;
    }
    let mut ways = vec![owned(rights, alias, parameters)];
    if level != Level::Delete {
        ways.extend(by_rules(rights, object, level, alias, parameters));
        ways.extend(by_shares(schema, rights, object, level, alias, parameters));
    }
    if object.name() == "Account" && level == Level::Read {
        ways.extend(CHILDREN_OF_ACCOUNT.iter().map(|child| {
            let inner = format!("{alias}c");
            let own = owned(rights, &inner, parameters);
            format!(
                "EXISTS (SELECT 1 FROM {} AS {inner} WHERE {inner}.AccountId = {alias}.Id AND {inner}.IsDeleted = 0 AND {own})",
                quote(child)
            )
        }));
    }
    Some(format!("({})", ways.join(" OR ")))
}

fn marks(values: &[String], parameters: &mut Vec<Value>) -> String {
    let marks: Vec<String> = values
        .iter()
        .map(|value| {
            parameters.push(Value::Text(value.clone()));
            format!("?{}", parameters.len())
        })
        .collect();
    marks.join(", ")
}

fn owned(rights: &Rights, alias: &str, parameters: &mut Vec<Value>) -> String {
    let owners: Vec<String> = rights
        .principals
        .iter()
        .chain(&rights.subordinates)
        .cloned()
        .collect();
    format!("{alias}.OwnerId IN ({})", marks(&owners, parameters))
}

/// Sharing rules of the sources that give this user access.
fn by_rules(
    rights: &Rights,
    object: &Object,
    level: Level,
    alias: &str,
    parameters: &mut Vec<Value>,
) -> Vec<String> {
    let rules = rights.shared.get(&object.name().to_lowercase());
    rules
        .into_iter()
        .flatten()
        .filter(|rule| level == Level::Read || rule.edit)
        .map(|rule| match &rule.owners {
            Some(owners) => format!("{alias}.OwnerId IN ({})", marks(owners, parameters)),
            None => super::rules::criteria_sql(object, &rule.criteria, alias),
        })
        .collect()
}

/// Rows of the share object.
fn by_shares(
    schema: &Schema,
    rights: &Rights,
    object: &Object,
    level: Level,
    alias: &str,
    parameters: &mut Vec<Value>,
) -> Option<String> {
    let (shares, parent, access) = schema.share_of(object)?;
    let inner = format!("{alias}s");
    let principals = marks(&rights.principals, parameters);
    let levels = if level == Level::Read {
        "'Read', 'Edit', 'All'"
    } else {
        "'Edit', 'All'"
    };
    Some(format!(
        "EXISTS (SELECT 1 FROM {} AS {inner} WHERE {inner}.{} = {alias}.Id AND {inner}.IsDeleted = 0 \
         AND {inner}.UserOrGroupId IN ({principals}) AND {inner}.{} IN ({levels}))",
        quote(shares.name()),
        quote(parent),
        quote(access),
    ))
}

/// A row follows its parents; one without a parent belongs to its owner alone.
fn by_parents(
    schema: &Schema,
    rights: &Rights,
    object: &Object,
    level: Level,
    alias: &str,
    parameters: &mut Vec<Value>,
) -> Option<String> {
    let conditions: Vec<String> = object
        .controlling_fields()
        .filter_map(|(key, lookup)| {
            // Whoever may write the parent may delete its details.
            let level = match level {
                Level::Read => Level::Read,
                _ if object.extra(key).write_requires_master_read => Level::Read,
                _ => Level::Edit,
            };
            by_parent(schema, rights, object, lookup, level, alias, parameters)
        })
        .collect();
    if conditions.is_empty() {
        return None;
    }
    let of_parents = conditions.join(" AND ");
    if !object.owned() {
        return Some(format!("({of_parents})"));
    }
    let own = owned(rights, alias, parameters);
    Some(format!("({of_parents} OR {own})"))
}

fn by_parent(
    schema: &Schema,
    rights: &Rights,
    object: &Object,
    lookup: &FieldDescribe,
    level: Level,
    alias: &str,
    parameters: &mut Vec<Value>,
) -> Option<String> {
    let FieldType::Reference { to, .. } = &lookup.kind else {
        return None;
    };
    let inner = format!("{alias}p");
    let column = format!("{alias}.{}", quote(&lookup.name));
    let of_one = |target: &str, only: bool, parameters: &mut Vec<Value>| {
        let parent = schema.object(target)?;
        match condition(schema, rights, &parent, level, &inner, parameters) {
            // Which of several objects a lookup points to is seen from the Id.
            None if !only => Some(format!("{column} LIKE '{}%'", parent.describe.key_prefix)),
            None if !object.owned() => None,
            None => Some(format!("{column} IS NOT NULL")),
            Some(of_parent) => Some(format!(
                "EXISTS (SELECT 1 FROM {} AS {inner} WHERE {inner}.Id = {column} AND {of_parent})",
                quote(parent.name())
            )),
        }
    };
    if let [one] = to.as_slice() {
        return of_one(one, true, parameters);
    }
    let ways: Vec<String> = to
        .iter()
        .filter_map(|target| of_one(target, false, parameters))
        .collect();
    Some(format!("({})", ways.join(" OR ")))
}
