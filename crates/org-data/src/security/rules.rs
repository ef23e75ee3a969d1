//! Sharing rules of the sources, for one user.

use std::collections::{HashMap, HashSet};

use apex::host::HostError;
use indexmap::IndexMap;
use rusqlite::Connection;

use super::rights::strings;
use crate::OpenError;
use crate::metadata::sharing_rules::{Criterion, Party, SharingRule, SharingRules};
use crate::schema::{Object, Schema, summary};
use crate::store::quote;
use crate::store::value::Storage;

/// A rule that gives a user access.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    /// Whether rows may be edited.
    pub(crate) edit: bool,
    /// Whose rows; `None` for a rule by criteria.
    pub(crate) owners: Option<Vec<String>>,
    /// Which rows.
    pub(crate) criteria: Vec<Criterion>,
}

/// The rules that apply to a user, by lower-case object name.
pub(super) fn of_user(
    connection: &Connection,
    rules: &IndexMap<String, SharingRules>,
    user_id: &str,
) -> Result<HashMap<String, Vec<Shared>>, HostError> {
    let mut found: HashMap<String, Vec<Shared>> = HashMap::new();
    for (object, rules) in rules {
        let all = rules
            .sharing_owner_rules
            .iter()
            .chain(&rules.sharing_criteria_rules);
        for rule in all {
            if !members(connection, &rule.shared_to)?.contains(user_id) {
                continue;
            }
            let shared = shared(connection, rule)?;
            found.entry(object.to_lowercase()).or_default().push(shared);
        }
    }
    Ok(found)
}

fn shared(connection: &Connection, rule: &SharingRule) -> Result<Shared, HostError> {
    let owners = match &rule.shared_from {
        Some(party) => Some(members(connection, party)?.into_iter().collect()),
        None => None,
    };
    Ok(Shared {
        edit: rule.access_level == "Edit",
        owners,
        criteria: rule.criteria_items.clone(),
    })
}

/// The users of a party, and the queues themselves.
fn members(connection: &Connection, party: &Party) -> Result<HashSet<String>, HostError> {
    let mut found = HashSet::new();
    let mut add = |sql: &str, name: &str| {
        found.extend(strings(connection, sql, name)?);
        Ok::<_, HostError>(())
    };
    if party.all_internal_users.is_some() {
        add("SELECT Id FROM User WHERE IsDeleted = 0 AND ? IS NOT NULL", "all")?;
    }
    for name in party.group.iter().chain(&party.queue) {
        add(
            "SELECT m.UserOrGroupId FROM GroupMember m JOIN \"Group\" g ON g.Id = m.GroupId
             WHERE g.DeveloperName = ? AND m.IsDeleted = 0",
            name,
        )?;
        add(
            "SELECT Id FROM \"Group\" WHERE DeveloperName = ? AND Type = 'Queue'",
            name,
        )?;
    }
    for name in &party.role {
        add(
            "SELECT u.Id FROM User u JOIN UserRole r ON r.Id = u.UserRoleId WHERE r.DeveloperName = ?",
            name,
        )?;
    }
    for name in &party.role_and_subordinates {
        add(
            "WITH RECURSIVE below(Id) AS (SELECT Id FROM UserRole WHERE DeveloperName = ?
               UNION SELECT r.Id FROM UserRole r JOIN below b ON r.ParentRoleId = b.Id)
             SELECT u.Id FROM User u WHERE u.UserRoleId IN (SELECT Id FROM below)",
            name,
        )?;
    }
    Ok(found)
}

fn criterion_sql(object: &Object, criterion: &Criterion, alias: &str) -> Result<String, String> {
    let name = &criterion.field;
    let (key, field) = object
        .entry(name)
        .ok_or_else(|| format!("{} has no field {name}", object.name()))?;
    if object.extra(key).computed.is_some() {
        return Err(format!("{name} is computed: sharing rules cannot use it"));
    }
    let column = format!("{alias}.{}", quote(&field.name));
    summary::condition(
        &column,
        Storage::of(field),
        &criterion.operation,
        &criterion.value,
    )
}

/// Checks that the rules speak of what the org has.
///
/// # Errors
/// Names the file and the field.
pub(crate) fn check(rules: &IndexMap<String, SharingRules>, schema: &Schema) -> Result<(), OpenError> {
    for (name, rules) in rules {
        let wrong = |reason: String| OpenError::metadata(&rules.path, reason);
        let object = schema
            .object(name)
            .ok_or_else(|| wrong(format!("this org has no object {name}")))?;
        for rule in &rules.sharing_criteria_rules {
            for criterion in &rule.criteria_items {
                criterion_sql(&object, criterion, "t0").map_err(wrong)?;
            }
        }
    }
    Ok(())
}

/// The criteria of a rule as SQL.
pub(super) fn criteria_sql(object: &Object, criteria: &[Criterion], alias: &str) -> String {
    let terms: Vec<String> = criteria
        .iter()
        .filter_map(|criterion| criterion_sql(object, criterion, alias).ok())
        .collect();
    // `check` has refused what has no SQL; should something be left out all the same, nothing is shared.
    if terms.len() < criteria.len() {
        return "0".to_owned();
    }
    if terms.is_empty() {
        "0".to_owned()
    } else {
        format!("({})", terms.join(" AND "))
    }
}
