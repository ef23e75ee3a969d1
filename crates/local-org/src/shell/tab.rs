//! Custom tabs (`tabs/*.tab-meta.xml`).

use std::collections::BTreeMap;

use org_data::SourceTree;
use serde::Deserialize;

use crate::package::full;

/// A custom tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomTab {
    /// Name in the org.
    pub name: String,
    /// Label; empty for an object's.
    pub label: String,
    /// Namespace of the file.
    pub namespace: String,
    /// What it shows.
    pub kind: TabKind,
}

/// What a custom tab shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TabKind {
    /// A Visualforce page, as the file names it.
    Page(String),
    /// The object that the tab is named after.
    Object,
    /// What this shell does not show.
    Unsupported,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct TabXml {
    label: String,
    page: Option<String>,
    custom_object: bool,
}

/// Every custom tab, by its name in the org in lower case.
#[derive(Clone, Debug, Default)]
pub struct CustomTabs(BTreeMap<String, CustomTab>);

impl CustomTabs {
    /// Reads them.
    ///
    /// # Errors
    /// A sentence naming the file at fault.
    pub fn open(tree: &SourceTree) -> Result<Self, String> {
        const ENDING: &str = ".tab-meta.xml";
        let mut tabs = BTreeMap::new();
        for file in tree.files("tabs").map_err(|error| error.to_string())? {
            let name = file.path.file_name().and_then(|name| name.to_str());
            let Some(name) = name.and_then(|name| name.strip_suffix(ENDING)) else {
                continue;
            };
            let explain = |error: &dyn std::fmt::Display| format!("{}: {error}", file.path.display());
            let text = std::fs::read_to_string(&file.path).map_err(|error| explain(&error))?;
            let xml: TabXml = quick_xml::de::from_str(&text).map_err(|error| explain(&error))?;
            let tab = CustomTab {
                name: full(&file.namespace, name),
                label: xml.label,
                namespace: file.namespace.clone(),
                kind: match xml.page {
                    Some(page) => TabKind::Page(page),
                    None if xml.custom_object => TabKind::Object,
                    None => TabKind::Unsupported,
                },
            };
            tabs.insert(tab.name.to_lowercase(), tab);
        }
        Ok(Self(tabs))
    }

    /// A tab by its name in the org.
    pub fn get(&self, name: &str) -> Option<&CustomTab> {
        self.0.get(&name.to_lowercase())
    }

    /// Every tab, by name.
    pub fn all(&self) -> impl Iterator<Item = &CustomTab> {
        self.0.values()
    }
}
