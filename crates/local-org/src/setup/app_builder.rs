//! The properties of the components on a record page, as the App Builder sets them.

use std::sync::Arc;

use apex::host::HostError;
use axum::response::Response;
use maud::{Markup, html};
use url::form_urlencoded::byte_serialize;

use super::field::Input;
use super::form::Form;
use super::layouts::HOME;
use super::visit::{Answer, Visit, buttons, go};
use crate::lwc::Property;
use crate::org::Org;
use crate::shell::flexipage::{Component, Custom, RecordPage};

/// Where components of record pages are put.
const TARGET: &str = "lightning__RecordPage";

/// The address of the builder for the record page of an object.
pub fn path(object: &str) -> String {
    let object: String = byte_serialize(object.as_bytes()).collect();
    format!("/visualEditor/appBuilder.app?object={object}")
}

fn preference(page: &RecordPage, custom: &Custom, property: &str) -> String {
    format!("flexipage:{}:{}:{property}", page.object, custom.identifier).to_lowercase()
}

/// The record page as an administrator has it now.
///
/// # Errors
/// When the database fails.
pub fn applied(org: &Arc<Org>, page: &RecordPage) -> Result<RecordPage, HostError> {
    let mut now = page.clone();
    for component in &mut now.components {
        apply(org, page, component)?;
    }
    Ok(now)
}

fn apply(org: &Arc<Org>, page: &RecordPage, component: &mut Component) -> Result<(), HostError> {
    match component {
        Component::Tabs(tabs) => {
            for component in tabs.iter_mut().flat_map(|tab| &mut tab.body) {
                apply(org, page, component)?;
            }
        }
        Component::Custom(custom) => {
            let Some(bundle) = org.bundles.named(&custom.name, &page.namespace) else {
                return Ok(());
            };
            for property in bundle.properties_of(TARGET) {
                let set = org
                    .database
                    .preference(&preference(page, custom, &property.name))?;
                if let Some(value) = set {
                    custom.properties.insert(property.name.clone(), value);
                }
            }
        }
        _ => {}
    }
    Ok(())
}

/// The components of a page with their properties.
fn customs<'p>(components: &'p [Component], found: &mut Vec<&'p Custom>) {
    for component in components {
        match component {
            Component::Tabs(tabs) => {
                for tab in tabs {
                    customs(&tab.body, found);
                }
            }
            Component::Custom(custom) => found.push(custom),
            _ => {}
        }
    }
}

fn gone(visit: &Visit<'_>) -> Response {
    visit.missing("This org has no record page for that object.")
}

/// Shows the builder.
///
/// # Errors
/// When the database fails.
pub fn view(visit: &Visit<'_>, object: &str) -> Answer {
    let Some(page) = visit.org.flexipages.of(object) else {
        return Ok(gone(visit));
    };
    let page = applied(visit.org, page)?;
    Ok(visit.page(&page.label, &form(visit, &page)))
}

fn field(custom: &Custom, property: &Property) -> String {
    format!("{}-{}", custom.identifier, property.name)
}

fn form(visit: &Visit<'_>, page: &RecordPage) -> Markup {
    let mut found = Vec::new();
    customs(&page.components, &mut found);
    html! {
        form method="post" action=(path(&page.object)) {
            @for custom in found { (component(visit, page, custom)) }
            (buttons("Save", HOME))
        }
    }
}

fn component(visit: &Visit<'_>, page: &RecordPage, custom: &Custom) -> Markup {
    let bundle = visit.org.bundles.named(&custom.name, &page.namespace);
    let properties: Vec<&Property> = bundle
        .iter()
        .flat_map(|bundle| bundle.properties_of(TARGET))
        .collect();
    html! {
        fieldset class="slds-m-top_medium" {
            legend class="slds-text-heading_small" { (custom.name) }
            @if properties.is_empty() { p { "This component has no properties." } }
            @for property in properties {
                @let name = field(custom, property);
                @let set = custom.properties.get(&property.name).or(property.default.as_ref());
                @let value = set.map(String::as_str).unwrap_or_default();
                @let label = if property.label.is_empty() { &property.name } else { &property.label };
                @let input = Input { name: &name, label, help: None, error: None, required: false };
                @if property.choices.is_empty() { (input.text(value, 255)) }
                @else {
                    @let choices: Vec<(String, String)> = property.choices.iter().map(|own| (own.clone(), own.clone())).collect();
                    (input.choice(value, &choices))
                }
            }
        }
    }
}

/// Carries the form out.
///
/// # Errors
/// When the database refuses.
pub fn save(visit: &Visit<'_>, object: &str, sent: &Form) -> Answer {
    let Some(page) = visit.org.flexipages.of(object) else {
        return Ok(gone(visit));
    };
    let mut found = Vec::new();
    customs(&page.components, &mut found);
    for custom in found {
        let Some(bundle) = visit.org.bundles.named(&custom.name, &page.namespace) else {
            continue;
        };
        for property in bundle.properties_of(TARGET) {
            let value = sent.text(&field(custom, property));
            let allowed = property.choices.is_empty() || property.choices.iter().any(|own| own == value);
            if allowed {
                let key = preference(page, custom, &property.name);
                visit.org.database.set_preference(&key, value)?;
            }
        }
    }
    Ok(go(&path(&page.object)))
}
