//! A record of a custom metadata type: shown, made and changed, with the fields of the type's page layout.

use apex::host::{Host, HostError, ObjectDescribe, Record};
use axum::response::Response;
use maud::{Markup, html};
use org_data::metadata::custom_metadata::CustomMetadataRecord;
use org_data::{Refusal, Saved};

use super::field::{self, Input};
use super::form::Form;
use super::metadata_types::{is_visible, page_of};
use super::rows;
use super::visit::{Answer, Visit, buttons, go};
use crate::classic::layout::Item;

/// A record of the database, with its row.
struct Known {
    row: Record,
    record: CustomMetadataRecord,
}

/// A record by its name in the org.
pub(super) fn find<'r>(
    known: &'r [CustomMetadataRecord],
    describe: &ObjectDescribe,
    name: &str,
) -> Option<&'r CustomMetadataRecord> {
    known.iter().find(|record| {
        record.object.eq_ignore_ascii_case(&describe.name)
            && record.qualified_name().eq_ignore_ascii_case(name)
    })
}

fn known(visit: &Visit<'_>, describe: &ObjectDescribe, id: &str) -> Result<Option<Known>, HostError> {
    let Some(id) = apex::interp::coerce::normal_id(id) else {
        return Ok(None);
    };
    let rows = visit.host()?.custom_metadata(&describe.name)?;
    let Some(row) = rows.into_iter().find(|row| rows::text(row, "Id") == id) else {
        return Ok(None);
    };
    let all = visit.org.database.custom_metadata();
    let record = find(&all, describe, &rows::text(&row, "QualifiedApiName")).cloned();
    Ok(record.filter(is_visible).map(|record| Known { row, record }))
}

/// The sections of the type's page layout with their fields; without a layout all fields in one.
fn sections(visit: &Visit<'_>, describe: &ObjectDescribe) -> Vec<(String, Vec<String>)> {
    let Some(layout) = visit.org.classic.layouts.of(&describe.name) else {
        let own = describe.fields.values().filter(|field| field.custom);
        let names = ["MasterLabel", "DeveloperName"].map(str::to_owned);
        let fields = names.into_iter().chain(own.map(|field| field.name.clone()));
        return vec![("Information".to_owned(), fields.collect())];
    };
    let field = |item: &Item| match item {
        Item::Field(name) => {
            let full = crate::package::full(&layout.namespace, name);
            let known = [name.as_str(), &full]
                .into_iter()
                .find_map(|name| describe.fields.get(&name.to_lowercase()));
            Some(known.map_or_else(|| name.clone(), |field| field.name.clone()))
        }
        _ => None,
    };
    layout
        .sections
        .iter()
        .map(|section| {
            let fields = section.columns.iter().flatten().filter_map(field);
            (section.label.clone(), fields.collect())
        })
        .collect()
}

/// The label of a field on the page of a record.
fn label(describe: &ObjectDescribe, name: &str) -> String {
    match name {
        "DeveloperName" => format!("{} Name", describe.label),
        "IsProtected" => "Protected Component".to_owned(),
        _ => describe
            .fields
            .get(&name.to_lowercase())
            .map_or_else(|| name.to_owned(), |field| field.label.clone()),
    }
}

/// Shows a record.
///
/// # Errors
/// When the database fails.
pub fn view(visit: &Visit<'_>, describe: &ObjectDescribe, id: &str) -> Answer {
    let Some(known) = known(visit, describe, id)? else {
        return Ok(gone(visit));
    };
    let value = |name: &str| match name {
        "IsProtected" if known.record.protected => "Yes".to_owned(),
        "IsProtected" => "No".to_owned(),
        _ => rows::text(&known.row, name),
    };
    let main = html! {
        @for (title, fields) in sections(visit, describe) {
            h2 class="slds-text-heading_small slds-m-top_medium" { (title) }
            dl class="org-fields" {
                @for name in &fields { div { dt { (label(describe, name)) } dd { (value(name)) } } }
            }
        }
        p class="slds-m-top_medium" {
            a class="slds-button slds-button_neutral" href=(page_of(&format!("/{id}/e"))) { "Edit" }
            a class="slds-m-left_small" href=(page_of(&format!("/{}", describe.key_prefix))) { (describe.label_plural) }
        }
    };
    let title = format!("{}: {}", describe.label, known.record.label);
    Ok(visit.page(&title, &main))
}

fn gone(visit: &Visit<'_>) -> Response {
    visit.missing("There is no such record, or a package keeps it to itself.")
}

/// The form of a new record.
///
/// # Errors
/// When the database fails.
pub fn new(visit: &Visit<'_>, describe: &ObjectDescribe) -> Answer {
    let main = form(visit, describe, None, None, &[])?;
    Ok(visit.page(&format!("New {}", describe.label), &main))
}

/// The form of a record to change.
///
/// # Errors
/// When the database fails.
pub fn edit(visit: &Visit<'_>, describe: &ObjectDescribe, id: &str) -> Answer {
    let Some(known) = known(visit, describe, id)? else {
        return Ok(gone(visit));
    };
    let main = form(visit, describe, Some(&known), None, &[])?;
    Ok(visit.page(&format!("Edit {}: {}", describe.label, known.record.label), &main))
}

/// Carries the form out.
///
/// # Errors
/// When the database fails.
pub fn save(visit: &Visit<'_>, describe: &ObjectDescribe, id: Option<&str>, sent: &Form) -> Answer {
    let known = match id {
        Some(id) => match known(visit, describe, id)? {
            Some(known) => Some(known),
            None => return Ok(gone(visit)),
        },
        None => None,
    };
    let record = entered(visit, describe, known.as_ref(), sent);
    let own = known.as_ref().map(|known| rows::text(&known.row, "Id"));
    match visit.org.database.save_custom_metadata(own.as_deref(), record)? {
        Saved::Under(id) => Ok(go(&page_of(&format!("/{id}")))),
        Saved::Refused(refusals) => {
            let title = match &known {
                Some(known) => format!("Edit {}: {}", describe.label, known.record.label),
                None => format!("New {}", describe.label),
            };
            let main = form(visit, describe, known.as_ref(), Some(sent), &refusals)?;
            Ok(visit.refused(&title, &main))
        }
    }
}

/// The record as the form has it; what may not be changed stays.
fn entered(
    visit: &Visit<'_>,
    describe: &ObjectDescribe,
    known: Option<&Known>,
    sent: &Form,
) -> CustomMetadataRecord {
    let mut record = match known {
        Some(known) => known.record.clone(),
        None => CustomMetadataRecord {
            object: describe.name.clone(),
            name: match sent.text("DeveloperName") {
                "" => developer_name(sent.text("MasterLabel")),
                name => name.to_owned(),
            },
            ..CustomMetadataRecord::default()
        },
    };
    if record.namespace.is_empty() {
        sent.text("MasterLabel").clone_into(&mut record.label);
        record.protected = sent.get("IsProtected") == Some("true");
    }
    for (_, fields) in sections(visit, describe) {
        for name in fields {
            let field = describe.fields.get(&name.to_lowercase());
            if let Some(field) = field.filter(|field| field.custom)
                && may_change(visit, describe, &record.namespace, &field.name)
            {
                record.values.retain(|known, _| !same_field(known, &field.name));
                record
                    .values
                    .insert(field.name.clone(), field::value(field, sent));
            }
        }
    }
    record
}

/// Whether two names mean one field of a type, with or without its namespace.
fn same_field(one: &str, full: &str) -> bool {
    one.eq_ignore_ascii_case(full)
        || full
            .split_once("__")
            .is_some_and(|(_, rest)| rest.contains("__") && rest.eq_ignore_ascii_case(one))
}

fn may_change(visit: &Visit<'_>, describe: &ObjectDescribe, namespace: &str, field: &str) -> bool {
    let kind = visit.org.metadata_types.get(&describe.name);
    kind.is_some_and(|kind| kind.may_change(namespace, field))
}

/// The name that a label suggests.
fn developer_name(label: &str) -> String {
    let mut name = String::new();
    for sign in label.chars() {
        if sign.is_ascii_alphanumeric() {
            name.push(sign);
        } else if !name.ends_with('_') {
            name.push('_');
        }
    }
    let name = name.trim_matches('_').to_owned();
    if name.starts_with(|sign: char| sign.is_ascii_digit()) {
        format!("X{name}")
    } else {
        name
    }
}

fn form(
    visit: &Visit<'_>,
    describe: &ObjectDescribe,
    known: Option<&Known>,
    sent: Option<&Form>,
    refusals: &[Refusal],
) -> Result<Markup, HostError> {
    let back = known.map_or_else(
        || page_of(&format!("/{}", describe.key_prefix)),
        |known| page_of(&format!("/{}", rows::text(&known.row, "Id"))),
    );
    let mut parts = Vec::new();
    for (title, fields) in sections(visit, describe) {
        let mut inputs = Vec::new();
        for name in &fields {
            inputs.push(input(visit, describe, known, sent, refusals, name)?);
        }
        parts.push((title, inputs));
    }
    Ok(html! {
        @if !refusals.is_empty() {
            div class="slds-text-color_error slds-m-bottom_small" role="alert" {
                p { "The record was not saved:" }
                ul class="slds-list_dotted" {
                    @for refusal in refusals { li { (label(describe, &refusal.field)) ": " (refusal.message) } }
                }
            }
        }
        form method="post" action=(visit.path) {
            @for (title, inputs) in &parts {
                fieldset class="slds-m-top_medium" {
                    legend class="slds-text-heading_small" { (title) }
                    @for input in inputs { (input) }
                }
            }
            (buttons("Save", &back))
        }
    })
}

fn input(
    visit: &Visit<'_>,
    describe: &ObjectDescribe,
    known: Option<&Known>,
    sent: Option<&Form>,
    refusals: &[Refusal],
    name: &str,
) -> Result<Markup, HostError> {
    let label = label(describe, name);
    let namespace = known
        .map(|known| known.record.namespace.as_str())
        .unwrap_or_default();
    let error = refusals
        .iter()
        .find(|refusal| refusal.field.eq_ignore_ascii_case(name))
        .map(|refusal| refusal.message.as_str());
    let stored = known
        .map(|known| rows::text(&known.row, name))
        .unwrap_or_default();
    let typed = |own: String| sent.map_or(own, |sent| sent.text(name).to_owned());
    let kind = visit.org.metadata_types.get(&describe.name);
    let help = match name {
        "DeveloperName" if known.is_none() => Some("Left empty, it is made from the label."),
        _ => kind.and_then(|kind| kind.description(name)),
    };
    let plain = Input {
        name,
        label: &label,
        help,
        error,
        required: false,
    };
    Ok(match name {
        "MasterLabel" if namespace.is_empty() => Input {
            required: true,
            ..plain
        }
        .text(&typed(stored), 40),
        "DeveloperName" if known.is_none() => plain.text(&typed(String::new()), 40),
        "IsProtected" if namespace.is_empty() => {
            let on = known.is_some_and(|known| known.record.protected);
            plain.tick(sent.map_or(on, |sent| sent.get(name) == Some("true")))
        }
        "IsProtected" => plain.fixed("No"),
        _ => match describe.fields.get(&name.to_lowercase()) {
            Some(field) if field.custom && may_change(visit, describe, namespace, &field.name) => {
                let own = known.map(|known| &known.row);
                plain.of(field, own, sent, &visit.host()?)
            }
            _ => plain.fixed(&stored),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_suggests_a_name() {
        assert_eq!(developer_name("Loading bay (2)"), "Loading_bay_2");
        assert_eq!(developer_name("2nd"), "X2nd");
        assert_eq!(developer_name("É"), "");
    }

    #[test]
    fn a_field_has_a_name_with_and_one_without_its_namespace() {
        assert!(same_field("Kind__c", "Kind__c"));
        assert!(same_field("Kind__c", "acme__Kind__c"));
        assert!(!same_field("Kind__c", "acme__Other__c"));
        assert!(!same_field("c", "Kind__c"));
    }
}
