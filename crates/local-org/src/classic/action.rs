//! Quick actions (`quickActions/*.quickAction-meta.xml`) that show a Visualforce page.

use std::collections::BTreeMap;

use org_data::SourceTree;
use serde::Deserialize;

use crate::package::full;
use crate::source;

/// Height of an action's page unless it says another, in CSS pixels.
const USUAL_HEIGHT: u32 = 250;

/// A quick action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickAction {
    /// Name in the org: `Object.Name`.
    pub name: String,
    /// API name of the object; empty for a global action.
    pub object: String,
    /// Label.
    pub label: String,
    /// Namespace of the file.
    pub namespace: String,
    /// Visualforce page that it shows; `None` for an action of another type.
    pub page: Option<String>,
    /// Height in CSS pixels.
    pub height: u32,
}

#[derive(Deserialize)]
struct ActionXml {
    #[serde(default)]
    label: String,
    page: Option<String>,
    height: Option<u32>,
}

/// Every quick action, by its lower-case name in the org.
#[derive(Clone, Debug, Default)]
pub struct QuickActions(BTreeMap<String, QuickAction>);

impl QuickActions {
    /// Reads them.
    ///
    /// # Errors
    /// A sentence naming the file at fault.
    pub fn open(tree: &SourceTree) -> Result<Self, String> {
        let mut actions = BTreeMap::new();
        for file in source::components::<ActionXml>(tree, "quickActions", ".quickAction-meta.xml")? {
            let (object, name) = file.name.split_once('.').unwrap_or(("", &file.name));
            let object = if object.matches("__").count() == 1 {
                full(&file.namespace, object)
            } else {
                object.to_owned()
            };
            let own = full(&file.namespace, name);
            let action = QuickAction {
                name: if object.is_empty() {
                    own
                } else {
                    format!("{object}.{own}")
                },
                object,
                label: if file.content.label.is_empty() {
                    name.to_owned()
                } else {
                    file.content.label
                },
                namespace: file.namespace,
                page: file.content.page,
                height: file.content.height.unwrap_or(USUAL_HEIGHT),
            };
            actions.insert(action.name.to_lowercase(), action);
        }
        Ok(Self(actions))
    }

    /// An action by its name in the org.
    pub fn get(&self, name: &str) -> Option<&QuickAction> {
        self.0.get(&name.to_lowercase())
    }

    /// The actions of an object that show a page, by name.
    pub fn of<'a>(&'a self, object: &'a str) -> impl Iterator<Item = &'a QuickAction> {
        self.0
            .values()
            .filter(move |action| action.object.eq_ignore_ascii_case(object) && action.page.is_some())
    }
}
