//! Custom Metadata Types: the types, and the records of one.

use std::sync::Arc;

use apex::host::{Host, ObjectDescribe, ObjectKind};
use axum::response::Response;
use maud::{Markup, html};
use org_data::metadata::custom_metadata::CustomMetadataRecord;
use url::form_urlencoded;

use super::visit::{Answer, Visit, table};
use super::{metadata_record, rows};

/// The address of the list of types.
pub const HOME: &str = "/lightning/setup/CustomMetadata/home";

/// The address of a page of Setup Classic inside Setup.
pub fn page_of(address: &str) -> String {
    let query: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("address", address)
        .finish();
    format!("/lightning/setup/CustomMetadata/page?{query}")
}

/// The types that are there for the org.
fn types(visit: &Visit<'_>) -> Vec<Arc<ObjectDescribe>> {
    let schema = visit.org.database.schema();
    let all = schema.all().map(|object| object.describe.clone());
    all.filter(|describe| {
        let known = visit.org.metadata_types.get(&describe.name);
        describe.kind == ObjectKind::Metadata && known.is_some_and(|kind| kind.public)
    })
    .collect()
}

/// Answers [`HOME`].
pub fn home(visit: &Visit<'_>) -> Response {
    let rows: Vec<Vec<Markup>> = types(visit)
        .iter()
        .map(|describe| {
            let records = page_of(&format!("/{}", describe.key_prefix));
            vec![
                html! { a href=(records) aria-label=(format!("Manage Records of {}", describe.label)) { "Manage Records" } },
                html! { (describe.label) },
                html! { (describe.name) },
            ]
        })
        .collect();
    visit.page(
        "Custom Metadata Types",
        &table("Custom Metadata Types", &["Action", "Label", "API Name"], &rows),
    )
}

/// What an address inside the page names: a type's records, a new one, one, or one to edit.
#[derive(Debug, PartialEq, Eq)]
enum Place<'a> {
    List(&'a str),
    New(&'a str),
    View(&'a str),
    Edit(&'a str),
}

impl<'a> Place<'a> {
    /// `/m00`, `/m00/e`, `/<Id>`, `/<Id>/e`, with or without a query.
    fn of(address: &'a str) -> Option<Self> {
        let path = address.split('?').next()?.strip_prefix('/')?;
        let (name, edit) = match path.strip_suffix("/e") {
            Some(name) => (name, true),
            None => (path.trim_end_matches('/'), false),
        };
        Some(match (name.len(), edit) {
            (3, false) => Self::List(name),
            (3, true) => Self::New(name),
            (15 | 18, false) => Self::View(name),
            (15 | 18, true) => Self::Edit(name),
            _ => return None,
        })
    }
}

/// Answers `/lightning/setup/CustomMetadata/page?address=...`.
///
/// # Errors
/// When the database fails.
pub fn page(visit: &Visit<'_>, address: &str, form: Option<&super::form::Form>) -> Answer {
    let place = Place::of(address);
    let Some((place, name)) = place.map(|place| match place {
        Place::List(name) | Place::New(name) | Place::View(name) | Place::Edit(name) => (place, name),
    }) else {
        return Ok(visit.missing("There is nothing at this address."));
    };
    let all = types(visit);
    let Some(describe) = all
        .iter()
        .find(|describe| name.starts_with(describe.key_prefix.as_str()))
    else {
        return Ok(visit.missing("This org has no such custom metadata type."));
    };
    match (place, form) {
        (Place::List(_), _) => list(visit, describe),
        (Place::New(_), None) => metadata_record::new(visit, describe),
        (Place::New(_), Some(form)) => metadata_record::save(visit, describe, None, form),
        (Place::View(id), _) => metadata_record::view(visit, describe, id),
        (Place::Edit(id), None) => metadata_record::edit(visit, describe, id),
        (Place::Edit(id), Some(form)) => metadata_record::save(visit, describe, Some(id), form),
    }
}

/// Whether a record is there for the org: a package may keep its own to itself.
pub(super) fn is_visible(record: &CustomMetadataRecord) -> bool {
    record.namespace.is_empty() || !record.protected
}

fn list(visit: &Visit<'_>, describe: &ObjectDescribe) -> Answer {
    let mut host = visit.host()?;
    let known = visit.org.database.custom_metadata();
    let mut lines = Vec::new();
    for row in host.custom_metadata(&describe.name)? {
        let name = rows::text(&row, "QualifiedApiName");
        let record = metadata_record::find(&known, describe, &name);
        let Some(record) = record.filter(|record| is_visible(record)) else {
            continue;
        };
        let id = rows::text(&row, "Id");
        let label = rows::text(&row, "MasterLabel");
        lines.push(vec![
            html! { a href=(page_of(&format!("/{id}/e"))) aria-label=(format!("Edit {label}")) { "Edit" } },
            html! { a href=(page_of(&format!("/{id}"))) { (label) } },
            html! { (record.name) },
            html! { (record.namespace) },
            html! { @if record.protected { "Yes" } @else { "No" } },
        ]);
    }
    let named = format!("{} Name", describe.label);
    let columns = ["Action", "Label", named.as_str(), "Namespace Prefix", "Protected"];
    let main = html! {
        p class="slds-m-bottom_small" {
            a class="slds-button slds-button_neutral" href=(page_of(&format!("/{}/e", describe.key_prefix))) { "New" }
        }
        (table(&describe.label_plural, &columns, &lines))
        p class="slds-m-top_small" { a href=(HOME) { "All custom metadata types" } }
    };
    Ok(visit.page(&describe.label_plural, &main))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_lists_and_records() {
        assert_eq!(Place::of("/m00"), Some(Place::List("m00")));
        assert_eq!(Place::of("/m00?setupid=CustomMetadata"), Some(Place::List("m00")));
        assert_eq!(Place::of("/m00/e"), Some(Place::New("m00")));
        assert_eq!(
            Place::of("/m000000000000001"),
            None,
            "sixteen characters are no Id"
        );
        assert_eq!(
            Place::of("/m00000000000001AAA"),
            Some(Place::View("m00000000000001AAA"))
        );
        assert_eq!(
            Place::of("/m00000000000001AAA/e"),
            Some(Place::Edit("m00000000000001AAA"))
        );
        assert_eq!(Place::of("m00"), None);
    }
}
