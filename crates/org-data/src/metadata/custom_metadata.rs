//! `customMetadata/*.md-meta.xml`: records of custom metadata types.

use std::path::PathBuf;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::tree::{SourceFile, SourceTree};
use super::xml;
use crate::OpenError;
use crate::namespace::Namespace;

/// One record of a custom metadata type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomMetadataRecord {
    /// The file it comes from; empty for one that was made in Setup.
    #[serde(skip)]
    pub path: PathBuf,
    /// API name of the type, with `__mdt` and its namespace.
    pub object: String,
    /// `DeveloperName`.
    pub name: String,
    /// Namespace of the package the record belongs to; empty for the org's own.
    pub namespace: String,
    /// `MasterLabel`.
    pub label: String,
    /// Whether a managed package hides it from the org it is installed in.
    pub protected: bool,
    /// Values by field API name; `None` is null.
    pub values: IndexMap<String, Option<String>>,
}

#[derive(Deserialize)]
struct CustomMetadata {
    #[serde(default)]
    label: String,
    #[serde(default)]
    protected: bool,
    #[serde(default)]
    values: Vec<FieldValue>,
}

#[derive(Deserialize)]
struct FieldValue {
    field: String,
    value: Option<Value>,
}

#[derive(Deserialize)]
struct Value {
    #[serde(rename = "@nil", alias = "@xsi:nil", default)]
    nil: bool,
    #[serde(rename = "$text")]
    text: Option<String>,
}

impl CustomMetadataRecord {
    /// The name in the org: `ns__Name` for one of a package.
    pub fn qualified_name(&self) -> String {
        Namespace::new(&self.namespace).component(&self.name)
    }
}

const RECORD: &str = ".md-meta.xml";

pub(super) fn read(tree: &SourceTree) -> Result<Vec<CustomMetadataRecord>, OpenError> {
    let mut records = Vec::new();
    for file in tree.files("customMetadata")? {
        records.extend(tree.faults.tell(read_file(file))?);
    }
    Ok(records)
}

fn read_file(file: SourceFile) -> Result<CustomMetadataRecord, OpenError> {
    let stem = xml::component_name(&file.path, RECORD)?;
    let Some((kind, name)) = stem.split_once('.') else {
        return Err(OpenError::metadata(
            &file.path,
            "the file name must be Type.Record.md-meta.xml",
        ));
    };
    let parsed: CustomMetadata = xml::parse(&file.path, "CustomMetadata")?;
    let namespace = Namespace::new(&file.namespace);
    let object = if kind.ends_with("__mdt") {
        kind.to_owned()
    } else {
        format!("{kind}__mdt")
    };
    let object = namespace.qualify(&object);
    let values = parsed
        .values
        .into_iter()
        .map(|entry| (namespace.qualify(&entry.field), text(entry.value)))
        .collect();
    let label = if parsed.label.is_empty() {
        name.to_owned()
    } else {
        parsed.label
    };
    Ok(CustomMetadataRecord {
        path: file.path,
        object,
        name: name.to_owned(),
        namespace: file.namespace,
        label,
        protected: parsed.protected,
        values,
    })
}

fn text(value: Option<Value>) -> Option<String> {
    value.filter(|value| !value.nil).and_then(|value| value.text)
}
