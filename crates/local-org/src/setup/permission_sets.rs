//! Permission Sets: the sets, and one with what may be done to it.

use axum::response::Response;
use maud::{Markup, html};

use super::rows;
use super::visit::{Answer, Visit, table};

/// The address of the list of permission sets.
pub const HOME: &str = "/lightning/setup/PermSets/home";

/// A permission set.
pub(super) struct Set {
    /// Id.
    pub(super) id: String,
    /// Label.
    pub(super) label: String,
    /// API name.
    name: String,
}

fn select(visit: &Visit<'_>, condition: &str, value: &str) -> Result<Vec<Set>, apex::host::HostError> {
    let soql = format!(
        "SELECT Id, Label, Name, NamespacePrefix FROM PermissionSet WHERE {condition} ORDER BY Label"
    );
    let rows = rows::select(&mut visit.host()?, &soql, value)?;
    let set = |row: &apex::host::Record| Set {
        id: rows::text(row, "Id"),
        label: rows::text(row, "Label"),
        name: crate::package::full(&rows::text(row, "NamespacePrefix"), &rows::text(row, "Name")),
    };
    Ok(rows.iter().map(set).collect())
}

/// One permission set.
pub(super) fn find(visit: &Visit<'_>, id: &str) -> Result<Option<Set>, apex::host::HostError> {
    let Some(id) = apex::interp::coerce::normal_id(id) else {
        return Ok(None);
    };
    Ok(select(visit, "Id = :value", &id)?.into_iter().next())
}

/// The address of a permission set.
pub(super) fn path(id: &str) -> String {
    format!("/lightning/setup/PermSets/{id}/view")
}

/// Answers [`HOME`].
///
/// # Errors
/// When the database fails.
pub fn home(visit: &Visit<'_>) -> Answer {
    let sets = select(visit, "IsCustom = true AND Type = :value", "Regular")?;
    let rows: Vec<Vec<Markup>> = sets
        .iter()
        .map(|set| {
            vec![
                html! { a href=(path(&set.id)) { (set.label) } },
                html! { (set.name) },
            ]
        })
        .collect();
    Ok(visit.page(
        "Permission Sets",
        &table("Permission Sets", &["Permission Set Label", "API Name"], &rows),
    ))
}

/// Answers `/lightning/setup/PermSets/<Id>/view`.
///
/// # Errors
/// When the database fails.
pub fn view(visit: &Visit<'_>, id: &str) -> Answer {
    let Some(set) = find(visit, id)? else {
        return Ok(gone(visit));
    };
    let main = html! {
        dl class="org-fields" { div { dt { "API Name" } dd { (set.name) } } }
        p class="slds-m-top_medium" {
            a class="slds-button slds-button_neutral" href=(super::assignments::path(&set.id)) { "Manage Assignments" }
            a class="slds-m-left_small" href=(HOME) { "All permission sets" }
        }
    };
    Ok(visit.page(&set.label, &main))
}

pub(super) fn gone(visit: &Visit<'_>) -> Response {
    visit.missing("This org has no such permission set.")
}
