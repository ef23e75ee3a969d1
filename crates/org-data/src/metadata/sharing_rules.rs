//! `sharingRules/`: which rows are shared with whom beyond their owners.

use std::path::PathBuf;

use indexmap::IndexMap;
use serde::Deserialize;

use super::tree::SourceTree;
use super::xml;
use crate::OpenError;
use crate::namespace::Namespace;

/// `SharingRules` of the Metadata API.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SharingRules {
    /// The file.
    #[serde(skip)]
    pub path: PathBuf,
    /// Rules by owner.
    #[serde(default)]
    pub sharing_owner_rules: Vec<SharingRule>,
    /// Rules by the values of the row.
    #[serde(default)]
    pub sharing_criteria_rules: Vec<SharingRule>,
}

/// One rule.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SharingRule {
    /// API name.
    #[serde(default)]
    pub full_name: String,
    /// `Read` or `Edit`.
    #[serde(default)]
    pub access_level: String,
    /// With whom.
    #[serde(default)]
    pub shared_to: Party,
    /// Whose rows.
    pub shared_from: Option<Party>,
    /// Which rows.
    #[serde(default)]
    pub criteria_items: Vec<Criterion>,
    /// How the criteria are joined where not by `AND`.
    pub boolean_filter: Option<String>,
}

/// Users named together.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// Everyone.
    pub all_internal_users: Option<String>,
    /// Public groups.
    #[serde(default)]
    pub group: Vec<String>,
    /// Queues.
    #[serde(default)]
    pub queue: Vec<String>,
    /// Roles.
    #[serde(default)]
    pub role: Vec<String>,
    /// Roles with those below.
    #[serde(default, alias = "roleAndSubordinatesInternal")]
    pub role_and_subordinates: Vec<String>,
}

/// A condition on a row.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Criterion {
    /// Field.
    pub field: String,
    /// `equals`, `notEqual`, ...
    pub operation: String,
    /// Value, as text.
    #[serde(default)]
    pub value: String,
}

const SUFFIX: &str = ".sharingRules-meta.xml";

pub(super) fn read(tree: &SourceTree) -> Result<IndexMap<String, SharingRules>, OpenError> {
    let mut found = IndexMap::new();
    for file in tree.files("sharingRules")? {
        let name = Namespace::new(&file.namespace).qualify(&xml::component_name(&file.path, SUFFIX)?);
        let rules: SharingRules = xml::parse(&file.path, "SharingRules")?;
        if let Some(rule) = rules
            .sharing_criteria_rules
            .iter()
            .find(|rule| rule.boolean_filter.is_some())
        {
            let reason = format!(
                "{}: booleanFilter is not supported by the local org",
                rule.full_name
            );
            return Err(OpenError::metadata(&file.path, reason));
        }
        found.insert(
            name,
            SharingRules {
                path: file.path,
                ..rules
            },
        );
    }
    Ok(found)
}
