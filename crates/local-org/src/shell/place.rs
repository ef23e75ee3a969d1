//! A place on a page of the shell into which a component is put.

use maud::{Markup, html};
use serde_json::{Map, Value};

use super::flexipage::Custom;
use crate::lwc::{Bundle, Property};
use crate::org::Org;

/// A place, and what a component is told of it.
pub struct Place<'p> {
    /// The org.
    pub org: &'p Org,
    /// Namespace of the page: what an unqualified name on it means.
    pub namespace: &'p str,
    /// Object and Id of the record of the page.
    pub record: Option<(&'p str, &'p str)>,
    /// What a component must be made for: `lightning__RecordPage` and the like.
    pub target: &'static str,
}

impl Place<'_> {
    /// A Visualforce page in a frame. The frame has no `allow` and no `sandbox`, as on Salesforce. Where it is not
    /// seen at once it loads when it is first shown.
    pub fn frame(&self, page: &str, label: &str, height: Option<u32>) -> Markup {
        let full = self.org.package.resolve(page, self.namespace);
        let library = &self.org.library;
        let id = self.record.map(|(_, id)| format!("id={id}&")).unwrap_or_default();
        match library.page_name(&full).zip(library.page_namespace(&full)) {
            Some((page, namespace)) => {
                let address = self
                    .org
                    .hosts
                    .page_url(namespace, &format!("/apex/{page}?{id}isdtp=p1"));
                html! { iframe class="org-frame" title=(label) height=[height] data-src=(address) {} }
            }
            None => html! { p { "The Visualforce page " code { (page) } " does not exist in this org." } },
        }
    }

    /// A Lightning web component of the sources; its module loads when it is first shown.
    pub fn component(&self, custom: &Custom) -> Markup {
        let name = &custom.name;
        let Some(bundle) = self.org.bundles.named(name, self.namespace) else {
            return html! {
                p class="slds-card slds-p-around_medium" { "The component " code { (name) } " is not supported by this org." }
            };
        };
        if !bundle.is_for(self.target) {
            return html! {
                p class="slds-card slds-p-around_medium" { "The component " code { (name) } " is not made for this place." }
            };
        }
        let properties = Value::Object(self.properties(bundle, custom)).to_string();
        html! {
            div class="org-component" data-lwc=(bundle.address()) data-tag=(bundle.tag()) data-properties=(properties) {}
        }
    }

    /// What the page and the builder tell a component. Only what it declares may be set in a builder.
    fn properties(&self, bundle: &Bundle, custom: &Custom) -> Map<String, Value> {
        let mut told = Map::new();
        if let Some((object, id)) = self.record {
            told.insert("recordId".to_owned(), id.into());
            told.insert("objectApiName".to_owned(), object.into());
        }
        for property in bundle.properties_of(self.target) {
            let set = custom
                .properties
                .get(&property.name)
                .or(property.default.as_ref());
            if let Some(text) = set {
                told.insert(property.name.clone(), typed(property, text));
            }
        }
        told
    }
}

/// A value as the type of its property has it.
fn typed(property: &Property, text: &str) -> Value {
    match property.kind.as_str() {
        "Boolean" => Value::Bool(text.eq_ignore_ascii_case("true")),
        "Integer" => text
            .parse::<i64>()
            .map_or_else(|_| Value::from(text), Value::from),
        _ => Value::from(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_the_type_of_their_property() {
        let of = |kind: &str, text: &str| {
            let property = Property {
                kind: kind.to_owned(),
                ..Property::default()
            };
            typed(&property, text)
        };
        assert_eq!(of("Boolean", "true"), Value::Bool(true));
        assert_eq!(of("Integer", "4"), Value::from(4));
        assert_eq!(of("String", "4"), Value::from("4"));
    }
}
