//! What the sources say of custom metadata types beside their fields: who may see and change what.

use std::collections::BTreeMap;

use org_data::SourceTree;
use serde::Deserialize;

use crate::package::full;

/// What a managed package says of a type of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetadataType {
    /// Whether the type is there for the org, not for the package alone.
    pub public: bool,
    /// Lower-case API names of the fields that the org may change in the package's records.
    subscriber_controlled: Vec<String>,
    /// Descriptions of fields, by lower-case API name.
    descriptions: BTreeMap<String, String>,
}

impl MetadataType {
    /// Whether the org may change a field of a record that belongs to the namespace; its own records it may change
    /// whole.
    pub fn may_change(&self, namespace: &str, field: &str) -> bool {
        namespace.is_empty() || self.subscriber_controlled.contains(&field.to_lowercase())
    }

    /// The description of a field.
    pub fn description(&self, field: &str) -> Option<&str> {
        self.descriptions.get(&field.to_lowercase()).map(String::as_str)
    }
}

#[derive(Deserialize)]
struct ObjectXml {
    visibility: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FieldXml {
    full_name: String,
    field_manageability: Option<String>,
    description: Option<String>,
}

/// The types by lower-case API name.
#[derive(Clone, Debug, Default)]
pub struct MetadataTypes(BTreeMap<String, MetadataType>);

impl MetadataTypes {
    /// Reads them.
    ///
    /// # Errors
    /// A sentence naming the file at fault.
    pub fn open(tree: &SourceTree) -> Result<Self, String> {
        let mut types: BTreeMap<String, MetadataType> = BTreeMap::new();
        for file in tree.files("objects").map_err(|error| error.to_string())? {
            let folder = file.relative.iter().next().and_then(|folder| folder.to_str());
            let Some(object) = folder.filter(|folder| folder.to_lowercase().ends_with("__mdt")) else {
                continue;
            };
            let kind = types
                .entry(qualified(&file.namespace, object).to_lowercase())
                .or_insert_with(|| MetadataType {
                    public: true,
                    ..MetadataType::default()
                });
            let name = file.path.file_name().unwrap_or_default().to_string_lossy();
            let explain = |error: &dyn std::fmt::Display| format!("{}: {error}", file.path.display());
            let text = std::fs::read_to_string(&file.path).map_err(|error| explain(&error))?;
            if name.ends_with(".object-meta.xml") {
                let xml: ObjectXml = quick_xml::de::from_str(&text).map_err(|error| explain(&error))?;
                kind.public =
                    file.namespace.is_empty() || xml.visibility.is_none_or(|shown| shown == "Public");
            } else if name.ends_with(".field-meta.xml") {
                let xml: FieldXml = quick_xml::de::from_str(&text).map_err(|error| explain(&error))?;
                let field = qualified(&file.namespace, &xml.full_name).to_lowercase();
                if xml.field_manageability.as_deref() == Some("SubscriberControlled") {
                    kind.subscriber_controlled.push(field.clone());
                }
                kind.descriptions
                    .extend(xml.description.map(|text| (field, text)));
            }
        }
        Ok(Self(types))
    }

    /// What is known of a type.
    pub fn get(&self, object: &str) -> Option<&MetadataType> {
        self.0.get(&object.to_lowercase())
    }
}

/// The name in the org of a custom component that a file of a namespace names.
fn qualified(namespace: &str, name: &str) -> String {
    if name.matches("__").count() == 1 {
        full(namespace, name)
    } else {
        name.to_owned()
    }
}
