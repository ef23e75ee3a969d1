//! Apps (`applications/*.app-meta.xml`), and which one a user works in.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use org_data::SourceTree;
use serde::Deserialize;

use crate::package::full;

/// An app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct App {
    /// Name in the org.
    pub name: String,
    /// Label.
    pub label: String,
    /// Description.
    pub description: String,
    /// Whether it is an app of Lightning Experience, not of Classic.
    pub lightning: bool,
    /// Its items by their names in the org: `standard-Case`, a custom tab, a custom object.
    pub tabs: Vec<String>,
    /// Its utility bar, by the name in the org.
    pub utility_bar: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct AppXml {
    label: String,
    description: String,
    ui_type: String,
    tabs: Vec<String>,
    utility_bar: Option<String>,
}

/// Every app by its name in the org in lower case, and what users chose.
#[derive(Debug, Default)]
pub struct Apps {
    apps: BTreeMap<String, App>,
    /// Key of the app by user Id.
    chosen: Mutex<HashMap<String, String>>,
}

impl Apps {
    /// Reads them.
    ///
    /// # Errors
    /// A sentence naming the file at fault.
    pub fn open(tree: &SourceTree) -> Result<Self, String> {
        const ENDING: &str = ".app-meta.xml";
        let mut apps = BTreeMap::new();
        for file in tree.files("applications").map_err(|error| error.to_string())? {
            let name = file.path.file_name().and_then(|name| name.to_str());
            let Some(name) = name.and_then(|name| name.strip_suffix(ENDING)) else {
                continue;
            };
            let explain = |error: &dyn std::fmt::Display| format!("{}: {error}", file.path.display());
            let text = std::fs::read_to_string(&file.path).map_err(|error| explain(&error))?;
            let xml: AppXml = quick_xml::de::from_str(&text).map_err(|error| explain(&error))?;
            let app = app(name, &file.namespace, xml);
            apps.insert(app.name.to_lowercase(), app);
        }
        Ok(Self {
            apps,
            chosen: Mutex::default(),
        })
    }

    /// An app by its name in the org.
    pub fn get(&self, name: &str) -> Option<&App> {
        self.apps.get(&name.to_lowercase())
    }

    /// Every app of Lightning Experience, by name.
    pub fn lightning(&self) -> impl Iterator<Item = &App> {
        self.apps.values().filter(|app| app.lightning)
    }

    /// The app that a user works in; `None` until one was chosen.
    pub fn chosen(&self, user_id: &str) -> Option<&App> {
        let chosen = self.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        chosen.get(user_id).and_then(|key| self.apps.get(key))
    }

    /// Chooses the app that a user works in, as the App Launcher does; it stays until another is chosen.
    pub fn choose(&self, user_id: &str, app: &App) {
        let mut chosen = self.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        chosen.insert(user_id.to_owned(), app.name.to_lowercase());
    }
}

fn app(name: &str, namespace: &str, xml: AppXml) -> App {
    App {
        name: full(namespace, name),
        label: xml.label,
        description: xml.description,
        lightning: xml.ui_type == "Lightning",
        tabs: xml.tabs.iter().map(|tab| item(namespace, tab)).collect(),
        utility_bar: xml.utility_bar.map(|bar| item(namespace, &bar)),
    }
}

/// The name in the org of what an app of a namespace names. A custom object has its own `__` already.
fn item(namespace: &str, name: &str) -> String {
    let underscores = name.matches("__").count();
    let object = name.ends_with("__c");
    if name.starts_with("standard-") || underscores > usize::from(object) {
        name.to_owned()
    } else {
        full(namespace, name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_inside_a_package_are_its_own() {
        for (name, full) in [
            ("standard-Case", "standard-Case"),
            ("Desk", "acme__Desk"),
            ("acme__Desk", "acme__Desk"),
            ("Memo__c", "acme__Memo__c"),
            ("other__Memo__c", "other__Memo__c"),
        ] {
            assert_eq!(item("acme", name), full);
        }
        assert_eq!(item("", "Desk"), "Desk");
    }

    #[test]
    fn a_chosen_app_stays_the_users() {
        let xml = AppXml {
            ui_type: "Lightning".to_owned(),
            ..AppXml::default()
        };
        let own = app("Desk", "", xml);
        let apps = Apps {
            apps: BTreeMap::from([("desk".to_owned(), own.clone())]),
            chosen: Mutex::default(),
        };
        assert_eq!(apps.chosen("005a"), None);
        apps.choose("005a", &own);
        assert_eq!((apps.chosen("005a"), apps.chosen("005b")), (Some(&own), None));
    }
}
