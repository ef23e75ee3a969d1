//! Pages of the App Builder (`flexipages/*.flexipage-meta.xml`): record pages and utility bars.
//!
//! Element names are those of the Metadata API type `FlexiPage`. Supported components: the header, the
//! record's details, its feed, tab sets, Visualforce pages and Lightning web components; any other shows its
//! name, so that nothing is silent.

mod parse;

use std::collections::BTreeMap;

use org_data::SourceTree;

use parse::Parsed;

/// The record page of an object, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordPage {
    /// Label of the page.
    pub label: String,
    /// API name of the object.
    pub object: String,
    /// Namespace of the file: what an unqualified name in it means.
    pub namespace: String,
    /// Components by region, in order.
    pub components: Vec<Component>,
}

/// A component of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Component {
    /// `force:highlightsPanel`
    Highlights,
    /// `force:detailPanel`
    Details,
    /// `forceChatter:recordFeedContainer`
    Feed,
    /// `flexipage:tabset`
    Tabs(Vec<Tab>),
    /// `flexipage:visualforcePage`
    VisualforcePage {
        /// Page.
        page: String,
        /// Label over the frame and its accessible name.
        label: String,
        /// Whether the label shows.
        show_label: bool,
        /// Height in CSS pixels.
        height: u32,
    },
    /// A component of the sources, if there is one of that name, or one that this shell does not have.
    Custom(Custom),
}

/// A component by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Custom {
    /// Name, as the file has it.
    pub name: String,
    /// Which of several in the page.
    pub identifier: String,
    /// What the builder has set.
    pub properties: BTreeMap<String, String>,
}

/// A tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Label.
    pub title: String,
    /// Whether it is the one shown first.
    pub active: bool,
    /// What it shows.
    pub body: Vec<Component>,
}

/// The utility bar of an app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UtilityBar {
    /// Namespace of the file.
    pub namespace: String,
    /// Its utilities, in order.
    pub items: Vec<Utility>,
}

/// A utility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utility {
    /// Label in the bar.
    pub label: String,
    /// Whether it is loaded with the app, before anybody opens it ("load in background when app opens").
    pub eager: bool,
    /// Width of its panel in CSS pixels.
    pub width: u32,
    /// Height of its panel in CSS pixels.
    pub height: u32,
    /// What it shows.
    pub component: Component,
}

impl RecordPage {
    /// The page of an object that no one has made a page for.
    pub fn standard() -> Self {
        let tab = |title: &str, active, body| Tab {
            title: title.to_owned(),
            active,
            body: vec![body],
        };
        let tabs = vec![
            tab("Details", true, Component::Details),
            tab("Chatter", false, Component::Feed),
        ];
        Self {
            components: vec![Component::Highlights, Component::Tabs(tabs)],
            ..Self::default()
        }
    }
}

/// The pages of the org.
#[derive(Clone, Debug, Default)]
pub struct FlexiPages {
    /// By object, in lower case.
    records: BTreeMap<String, RecordPage>,
    /// By name in the org, in lower case.
    utility_bars: BTreeMap<String, UtilityBar>,
}

impl FlexiPages {
    /// Reads every page; of several record pages for one object the last wins.
    ///
    /// # Errors
    /// A sentence naming the file at fault.
    pub fn open(tree: &SourceTree) -> Result<Self, String> {
        const ENDING: &str = ".flexipage-meta.xml";
        let mut pages = Self::default();
        for file in tree.files("flexipages").map_err(|error| error.to_string())? {
            let path = file.path;
            let name = path.file_name().and_then(|name| name.to_str());
            let Some(name) = name.and_then(|name| name.strip_suffix(ENDING)) else {
                continue;
            };
            let explain = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
            let text = std::fs::read_to_string(&path).map_err(|error| explain(&error))?;
            match parse::page(&text).map_err(|error| explain(&error))? {
                Parsed::Record(mut page) => {
                    // A custom object of the package, named inside it.
                    if !file.namespace.is_empty() && page.object.matches("__").count() == 1 {
                        page.object = crate::package::full(&file.namespace, &page.object);
                    }
                    page.namespace = file.namespace;
                    pages.records.insert(page.object.to_lowercase(), page);
                }
                Parsed::UtilityBar(mut bar) => {
                    let name = crate::package::full(&file.namespace, name).to_lowercase();
                    bar.namespace = file.namespace;
                    pages.utility_bars.insert(name, bar);
                }
                Parsed::Other => {}
            }
        }
        Ok(pages)
    }

    /// The record page of an object.
    pub fn of(&self, object: &str) -> Option<&RecordPage> {
        self.records.get(&object.to_lowercase())
    }

    /// Objects that have a record page.
    pub fn objects(&self) -> Vec<&str> {
        self.records.values().map(|page| page.object.as_str()).collect()
    }

    /// A utility bar, by its name in the org.
    pub fn utility_bar(&self, name: &str) -> Option<&UtilityBar> {
        self.utility_bars.get(&name.to_lowercase())
    }
}
