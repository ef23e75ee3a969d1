//! Console apps (`applications/`) and the components in their footer (`customApplicationComponents/`).
//!
//! Element names are those of the Metadata API types `CustomApplication` and `CustomApplicationComponent`.

use std::collections::BTreeMap;

use apex::host::HostError;
use org_data::{Database, SourceTree};
use serde::Deserialize;

use crate::package::full;
use crate::source;

/// A component of consoles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsoleComponent {
    /// Name in the org.
    pub name: String,
    /// Namespace of the file.
    pub namespace: String,
    /// Visualforce page that it shows.
    pub page: String,
    /// Text of its button in the footer.
    pub button: String,
    /// Width of its panel in CSS pixels.
    pub width: u32,
    /// Height of its panel in CSS pixels.
    pub height: u32,
    /// Whether its button has no place in the footer.
    pub hidden: bool,
}

/// A console app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsoleApp {
    /// Name in the org.
    pub name: String,
    /// Label.
    pub label: String,
    /// Its items: `standard-Case`, a custom object.
    pub tabs: Vec<String>,
    /// Names in the org of its components.
    components: Vec<String>,
    /// Whether the components stand at the left of the footer, not at the right.
    pub left: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ComponentXml {
    visualforce_page: String,
    button_text: String,
    #[serde(default = "usual_width")]
    width: u32,
    #[serde(default = "usual_height")]
    height: u32,
    #[serde(default)]
    is_hidden: bool,
}

fn usual_width() -> u32 {
    300
}

fn usual_height() -> u32 {
    200
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct AppXml {
    label: String,
    is_service_cloud_console: bool,
    tabs: Vec<String>,
    console_config: ConfigXml,
    custom_application_components: AlignedXml,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ConfigXml {
    component_list: ListXml,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ListXml {
    alignment: String,
    components: Vec<String>,
}

/// How apps named their components before `consoleConfig`.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct AlignedXml {
    alignment: String,
    custom_application_component: Vec<String>,
}

/// The console apps of the org.
#[derive(Clone, Debug, Default)]
pub struct ConsoleApps {
    apps: BTreeMap<String, ConsoleApp>,
    components: BTreeMap<String, ConsoleComponent>,
}

impl ConsoleApps {
    /// Reads them.
    ///
    /// # Errors
    /// A sentence naming the file at fault.
    pub fn open(tree: &SourceTree) -> Result<Self, String> {
        let mut consoles = Self::default();
        let files = source::components::<ComponentXml>(
            tree,
            "customApplicationComponents",
            ".customApplicationComponent-meta.xml",
        )?;
        for file in files {
            let component = ConsoleComponent {
                name: full(&file.namespace, &file.name),
                namespace: file.namespace,
                page: file.content.visualforce_page,
                button: file.content.button_text,
                width: file.content.width,
                height: file.content.height,
                hidden: file.content.is_hidden,
            };
            consoles
                .components
                .insert(component.name.to_lowercase(), component);
        }
        for file in source::components::<AppXml>(tree, "applications", ".app-meta.xml")? {
            let xml = file.content;
            if !xml.is_service_cloud_console {
                continue;
            }
            let (list, older) = (
                xml.console_config.component_list,
                xml.custom_application_components,
            );
            let aligned = [&list.alignment, &older.alignment];
            let app = ConsoleApp {
                name: full(&file.namespace, &file.name),
                label: xml.label,
                tabs: xml.tabs,
                left: aligned.iter().any(|text| text.eq_ignore_ascii_case("left")),
                components: list
                    .components
                    .into_iter()
                    .chain(older.custom_application_component)
                    .collect(),
            };
            consoles.apps.insert(app.name.to_lowercase(), app);
        }
        Ok(consoles)
    }

    /// Every console app, by name.
    pub fn all(&self) -> impl Iterator<Item = &ConsoleApp> {
        self.apps.values()
    }

    /// A console app.
    pub fn get(&self, name: &str) -> Option<&ConsoleApp> {
        self.apps.get(&name.to_lowercase())
    }

    /// Every component, by name.
    pub fn components(&self) -> impl Iterator<Item = &ConsoleComponent> {
        self.components.values()
    }

    /// Whether an app has a component: as an administrator has set it, else as the sources say.
    ///
    /// # Errors
    /// When the database fails.
    pub fn shows(
        &self,
        database: &Database,
        app: &ConsoleApp,
        component: &ConsoleComponent,
    ) -> Result<bool, HostError> {
        let set = database.preference(&preference(app, component))?;
        let named = |name: &String| {
            name.eq_ignore_ascii_case(&component.name)
                || full(&component.namespace, name).eq_ignore_ascii_case(&component.name)
                    && app.name.starts_with(&component.namespace)
        };
        Ok(set.map_or_else(|| app.components.iter().any(named), |set| set == "true"))
    }
}

/// Selects a component for an app, or takes it away.
///
/// # Errors
/// When the database refuses.
pub fn set(
    database: &Database,
    app: &ConsoleApp,
    component: &ConsoleComponent,
    on: bool,
) -> Result<(), HostError> {
    let value = if on { "true" } else { "false" };
    database.set_preference(&preference(app, component), value)
}

fn preference(app: &ConsoleApp, component: &ConsoleComponent) -> String {
    format!("console:{}:{}", app.name, component.name).to_lowercase()
}
