//! An e-mail template: made and changed.

use apex::host::{Data, DmlOperation, Host, HostError, Record};
use maud::{Markup, html};

use super::field::Input;
use super::form::Form;
use super::rows;
use super::templates::{HOME, folders};
use super::visit::{Answer, Visit, buttons, go};
use crate::classic::record::{as_user, row};

/// The address of the form of a new template.
pub const NEW: &str = "/lightning/setup/CommunicationTemplatesEmail/new";
const OBJECT: &str = "EmailTemplate";
const FIELDS: &str =
    "Id, Name, DeveloperName, Description, IsActive, TemplateType, Subject, Body, HtmlValue, FolderId";

/// The address of a template.
pub(super) fn path(id: &str) -> String {
    format!("/lightning/setup/CommunicationTemplatesEmail/{id}/edit")
}

fn find(visit: &Visit<'_>, id: &str) -> Result<Option<Record>, HostError> {
    let Some(id) = apex::interp::coerce::normal_id(id) else {
        return Ok(None);
    };
    let soql = format!("SELECT {FIELDS} FROM {OBJECT} WHERE Id = :value");
    Ok(rows::select(&mut visit.host()?, &soql, &id)?.into_iter().next())
}

/// Shows the form of a new template.
///
/// # Errors
/// When the database fails.
pub fn new(visit: &Visit<'_>, folder: &str) -> Answer {
    let row = row(
        OBJECT,
        [
            ("FolderId", Data::String(folder.to_owned())),
            ("IsActive", Data::Boolean(true)),
        ],
    );
    let main = form(visit, &row, None, None)?;
    Ok(visit.page("New Email Template", &main))
}

/// Shows the form of a template.
///
/// # Errors
/// When the database fails.
pub fn edit(visit: &Visit<'_>, id: &str) -> Answer {
    let Some(row) = find(visit, id)? else {
        return Ok(visit.missing("This org has no such e-mail template."));
    };
    let main = form(visit, &row, None, None)?;
    Ok(visit.page(&format!("Edit {}", rows::text(&row, "Name")), &main))
}

/// Carries the form out.
///
/// # Errors
/// When the database fails.
pub fn save(visit: &Visit<'_>, id: Option<&str>, sent: &Form) -> Answer {
    let known = match id {
        Some(id) => match find(visit, id)? {
            Some(row) => Some(row),
            None => return Ok(visit.missing("This org has no such e-mail template.")),
        },
        None => None,
    };
    let text = |name: &str| match sent.text(name) {
        "" => Data::Null,
        text => Data::String(text.to_owned()),
    };
    let mut record = row(
        OBJECT,
        [
            ("Name", text("Name")),
            ("Description", text("Description")),
            ("Subject", text("Subject")),
            ("Body", text("Body")),
            ("IsActive", Data::Boolean(sent.get("IsActive") == Some("true"))),
        ],
    );
    let own = match &known {
        Some(known) => {
            if has_html(known) {
                record
                    .fields
                    .insert("HtmlValue".to_owned(), apex::host::Field::Data(text("HtmlValue")));
            }
            vec![("Id", Data::Id(rows::text(known, "Id")))]
        }
        None => vec![
            ("DeveloperName", text("DeveloperName")),
            ("FolderId", Data::Id(sent.text("FolderId").to_owned())),
            ("TemplateType", Data::String("text".to_owned())),
        ],
    };
    for (name, data) in own {
        record
            .fields
            .insert(name.to_owned(), apex::host::Field::Data(data));
    }
    let operation = if known.is_some() {
        DmlOperation::Update
    } else {
        DmlOperation::Insert
    };
    match write(visit, &operation, record) {
        Ok(()) => Ok(go(HOME)),
        Err(error) => {
            let row = known.unwrap_or_else(|| row(OBJECT, [("FolderId", text("FolderId"))]));
            let main = form(visit, &row, Some(sent), Some(&error.message))?;
            Ok(visit.refused("Email Template", &main))
        }
    }
}

fn write(visit: &Visit<'_>, operation: &DmlOperation, record: Record) -> Result<(), HostError> {
    let mut host = visit.host()?;
    let results = host.dml(operation, &mut [record], as_user())?;
    host.commit(visit.org)?;
    // The sources do not change it back at the next start.
    for id in results.into_iter().filter_map(|result| result.id) {
        visit.org.database.keep_edited(&id)?;
    }
    Ok(())
}

/// Whether a template has HTML beside or instead of its text.
fn has_html(row: &Record) -> bool {
    !matches!(
        rows::text(row, "TemplateType").as_str(),
        "" | "text" | "visualforce"
    )
}

fn form(
    visit: &Visit<'_>,
    row: &Record,
    sent: Option<&Form>,
    problem: Option<&str>,
) -> Result<Markup, HostError> {
    let known = rows::text(row, "Id");
    let value = |name: &str| sent.map_or_else(|| rows::text(row, name), |sent| sent.text(name).to_owned());
    let input = |name: &'static str, label: &'static str| Input {
        name,
        label,
        help: None,
        error: None,
        required: false,
    };
    let on = sent.map_or_else(
        || rows::is_on(row, "IsActive"),
        |sent| sent.get("IsActive") == Some("true"),
    );
    let target = if known.is_empty() {
        NEW.to_owned()
    } else {
        path(&known)
    };
    Ok(html! {
        @if let Some(problem) = problem { p class="slds-text-color_error" role="alert" { "The template was not saved: " (problem) } }
        form method="post" action=(target) {
            @if known.is_empty() {
                (input("FolderId", "Folder").choice(&value("FolderId"), &folders(visit)?))
                ((Input { required: true, ..input("DeveloperName", "Template Unique Name") }).text(&value("DeveloperName"), 80))
            }
            (input("IsActive", "Available For Use").tick(on))
            ((Input { required: true, ..input("Name", "Email Template Name") }).text(&value("Name"), 80))
            (input("Description", "Description").text(&value("Description"), 600))
            (input("Subject", "Subject").text(&value("Subject"), 230))
            @if has_html(row) { (input("HtmlValue", "HTML Body").area(&value("HtmlValue"), 10)) }
            (input("Body", "Email Body").area(&value("Body"), 10))
            (buttons("Save", HOME))
        }
    })
}
