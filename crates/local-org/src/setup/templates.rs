//! Email Templates: the templates of a folder.

use apex::host::HostError;
use maud::{Markup, html};

use super::rows;
use super::template_form;
use super::visit::{Answer, Visit, table};

/// The address of the list of templates.
pub const HOME: &str = "/lightning/setup/CommunicationTemplatesEmail/home";

/// Folders of templates: Id and name.
pub(super) fn folders(visit: &Visit<'_>) -> Result<Vec<(String, String)>, HostError> {
    let soql = "SELECT Id, Name, DeveloperName FROM Folder WHERE Type = :value ORDER BY Name";
    let rows = rows::select(&mut visit.host()?, soql, "Email")?;
    let name = |row: &apex::host::Record| match rows::text(row, "Name") {
        name if name.is_empty() => rows::text(row, "DeveloperName"),
        name => name,
    };
    Ok(rows
        .iter()
        .map(|row| (rows::text(row, "Id"), name(row)))
        .collect())
}

/// Answers [`HOME`], with the folder chosen.
///
/// # Errors
/// When the database fails.
pub fn home(visit: &Visit<'_>, folder: Option<&str>) -> Answer {
    let folders = folders(visit)?;
    let chosen = folder
        .and_then(|id| folders.iter().find(|(own, _)| own == id))
        .or(folders.first());
    let id = chosen.map(|(id, _)| id.as_str()).unwrap_or_default();
    let soql = "SELECT Id, Name, Description, IsActive, TemplateType FROM EmailTemplate WHERE FolderId = :value ORDER BY Name";
    let found = if id.is_empty() {
        Vec::new()
    } else {
        rows::select(&mut visit.host()?, soql, id)?
    };
    let lines: Vec<Vec<Markup>> = found
        .iter()
        .map(|row| {
            let name = rows::text(row, "Name");
            vec![
                html! { a href=(template_form::path(&rows::text(row, "Id"))) aria-label=(format!("Edit {name}")) { "Edit" } },
                html! { (name) },
                html! { (rows::text(row, "TemplateType")) },
                html! { @if rows::is_on(row, "IsActive") { "Yes" } @else { "No" } },
                html! { (rows::text(row, "Description")) },
            ]
        })
        .collect();
    let columns = [
        "Action",
        "Email Template Name",
        "Template Type",
        "Available For Use",
        "Description",
    ];
    let main = html! {
        form method="get" action=(HOME) class="slds-m-bottom_small" {
            label for="folder" { "Folder" } " "
            select id="folder" name="folder" { @for (own, name) in &folders { option value=(own) selected[own == id] { (name) } } }
            " " button type="submit" class="slds-button slds-button_neutral" { "Show" }
        }
        p class="slds-m-bottom_small" { a class="slds-button slds-button_neutral" href=(format!("{}?folder={id}", template_form::NEW)) { "New Template" } }
        (table("Email Templates", &columns, &lines))
    };
    Ok(visit.page("Email Templates", &main))
}
