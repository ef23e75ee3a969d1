//! The users who have a permission set, and those who may get it.

use apex::host::{Data, DmlOperation, Host, HostError, User};
use maud::{Markup, html};

use super::form::Form;
use super::permission_sets::{self, find, gone};
use super::rows;
use super::visit::{Answer, Visit, go, table};
use crate::classic::record::{as_user, row};

const OBJECT: &str = "PermissionSetAssignment";

/// The address of the assignments of a permission set.
pub(super) fn path(set: &str) -> String {
    format!("/lightning/setup/PermSets/{set}/assignments")
}

/// The assignments of a set: their own Ids with their users'.
fn assigned(visit: &Visit<'_>, set: &str) -> Result<Vec<(String, String)>, HostError> {
    let soql =
        "SELECT Id, AssigneeId FROM PermissionSetAssignment WHERE PermissionSetId = :value ORDER BY Id";
    let rows = rows::select(&mut visit.host()?, soql, set)?;
    Ok(rows
        .iter()
        .map(|row| (rows::text(row, "Id"), rows::text(row, "AssigneeId")))
        .collect())
}

/// Shows who has a permission set.
///
/// # Errors
/// When the database fails.
pub fn view(visit: &Visit<'_>, id: &str) -> Answer {
    let Some(set) = find(visit, id)? else {
        return Ok(gone(visit));
    };
    let users = visit.org.database.users()?;
    let mut lines = Vec::new();
    for (own, user) in assigned(visit, &set.id)? {
        // A user who is no longer active keeps the set but is not listed.
        if let Some(user) = users.iter().find(|known| known.id == user) {
            lines.push(vec![
                html! { (user.name()) },
                html! { (user.username) },
                html! { (user.profile_name) },
                html! {
                    form method="post" action=(format!("{}/remove", path(&set.id))) {
                        button type="submit" name="assignment" value=(own) class="slds-button slds-button_neutral"
                            aria-label=(format!("Remove {}", user.name())) { "Remove" }
                    }
                },
            ]);
        }
    }
    let main = html! {
        p class="slds-m-bottom_small" { a class="slds-button slds-button_neutral" href=(format!("{}/add", path(&set.id))) { "Add Assignments" } }
        (table("Current Assignments", &["Full Name", "Username", "Profile", "Action"], &lines))
        p class="slds-m-top_small" { a href=(permission_sets::path(&set.id)) { "Back to " (set.label) } }
    };
    Ok(visit.page(&format!("{}: Current Assignments", set.label), &main))
}

/// Shows who may get a permission set.
///
/// # Errors
/// When the database fails.
pub fn add(visit: &Visit<'_>, id: &str) -> Answer {
    let Some(set) = find(visit, id)? else {
        return Ok(gone(visit));
    };
    let has = assigned(visit, &set.id)?;
    let users = visit.org.database.users()?;
    let without = |user: &&User| !has.iter().any(|(_, own)| *own == user.id);
    let lines: Vec<Vec<Markup>> = users
        .iter()
        .filter(without)
        .map(|user| {
            vec![
                html! { input type="checkbox" name="user" value=(user.id) aria-label=(format!("Select {}", user.name())); },
                html! { (user.name()) },
                html! { (user.username) },
                html! { (user.profile_name) },
            ]
        })
        .collect();
    let main = html! {
        form method="post" action=(format!("{}/add", path(&set.id))) {
            (table("Users", &["Select", "Full Name", "Username", "Profile"], &lines))
            (super::visit::buttons("Assign", &path(&set.id)))
        }
    };
    Ok(visit.page(&format!("{}: Select Users to Assign", set.label), &main))
}

/// Gives a permission set to the users that were selected.
///
/// # Errors
/// When the database refuses.
pub fn assign(visit: &Visit<'_>, id: &str, form: &Form) -> Answer {
    let Some(set) = find(visit, id)? else {
        return Ok(gone(visit));
    };
    let mut rows: Vec<_> = form
        .all("user")
        .map(|user| {
            row(
                OBJECT,
                [
                    ("PermissionSetId", Data::Id(set.id.clone())),
                    ("AssigneeId", Data::Id(user.to_owned())),
                ],
            )
        })
        .collect();
    let mut host = visit.host()?;
    host.dml(&DmlOperation::Insert, &mut rows, as_user())?;
    host.commit(visit.org)?;
    Ok(go(&path(&set.id)))
}

/// Takes a permission set from a user.
///
/// # Errors
/// When the database refuses.
pub fn remove(visit: &Visit<'_>, id: &str, form: &Form) -> Answer {
    let Some(set) = find(visit, id)? else {
        return Ok(gone(visit));
    };
    let own = form.text("assignment");
    if assigned(visit, &set.id)?.iter().any(|(known, _)| known == own) {
        let mut host = visit.host()?;
        let mut rows = [row(OBJECT, [("Id", Data::Id(own.to_owned()))])];
        host.dml(&DmlOperation::Delete, &mut rows, as_user())?;
        host.commit(visit.org)?;
    }
    Ok(go(&path(&set.id)))
}
