//! Home page layouts and their components (`homePageLayouts/`, `homePageComponents/`).
//!
//! Element names are those of the Metadata API types `HomePageLayout` and `HomePageComponent`.

use std::collections::BTreeMap;

use apex::host::HostError;
use maud::{Markup, html};
use org_data::{Database, SourceTree};
use serde::Deserialize;

use super::page::Framed;
use crate::org::Org;
use crate::package::full;
use crate::source;

/// Setting of the org: custom components of the sidebar show on every page, not on the home page alone.
pub const ON_ALL_PAGES: &str = "sidebarOnAllPages";
/// Height of a component's page unless it says another, in CSS pixels.
const USUAL_HEIGHT: u32 = 200;

/// A component of a home page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeComponent {
    /// Name in the org, which is also its title.
    pub name: String,
    /// Namespace of the file.
    pub namespace: String,
    /// Visualforce page that it shows; `None` for a component of another type.
    pub page: Option<String>,
    /// Whether it stands in the narrow column.
    pub narrow: bool,
    /// Height in CSS pixels.
    pub height: u32,
    /// Whether its title shows.
    pub show_label: bool,
    /// Whether it may be scrolled.
    pub show_scrollbars: bool,
}

/// A layout of the home page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeLayout {
    /// Name.
    pub name: String,
    /// Names in the org of its components, the narrow column's first.
    pub components: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ComponentXml {
    page: Option<String>,
    height: Option<u32>,
    width: Option<String>,
    show_label: Option<bool>,
    show_scrollbars: bool,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct LayoutXml {
    narrow_components: Vec<String>,
    wide_components: Vec<String>,
}

/// The home pages of the org.
#[derive(Clone, Debug, Default)]
pub struct HomePages {
    components: BTreeMap<String, HomeComponent>,
    layouts: Vec<HomeLayout>,
}

impl HomePages {
    /// Reads them.
    ///
    /// # Errors
    /// A sentence naming the file at fault.
    pub fn open(tree: &SourceTree) -> Result<Self, String> {
        let mut components = BTreeMap::new();
        let files =
            source::components::<ComponentXml>(tree, "homePageComponents", ".homePageComponent-meta.xml")?;
        for file in files {
            let component = HomeComponent {
                name: full(&file.namespace, &file.name),
                namespace: file.namespace,
                page: file.content.page,
                narrow: file.content.width.as_deref() != Some("wide"),
                height: file.content.height.unwrap_or(USUAL_HEIGHT),
                show_label: file.content.show_label != Some(false),
                show_scrollbars: file.content.show_scrollbars,
            };
            components.insert(component.name.to_lowercase(), component);
        }
        let files = source::components::<LayoutXml>(tree, "homePageLayouts", ".homePageLayout-meta.xml")?;
        let layouts = files.into_iter().map(|file| HomeLayout {
            name: file.name,
            components: file
                .content
                .narrow_components
                .into_iter()
                .chain(file.content.wide_components)
                .collect(),
        });
        Ok(Self {
            components,
            layouts: layouts.collect(),
        })
    }

    /// Every component, by name.
    pub fn components(&self) -> impl Iterator<Item = &HomeComponent> {
        self.components.values()
    }

    /// Every layout, by name. The first is everybody's: this org has no profiles that choose.
    pub fn layouts(&self) -> &[HomeLayout] {
        &self.layouts
    }

    /// Whether a component is on a layout: as an administrator has set it, else as the sources say.
    ///
    /// # Errors
    /// When the database fails.
    pub fn shows(
        &self,
        database: &Database,
        layout: &HomeLayout,
        component: &HomeComponent,
    ) -> Result<bool, HostError> {
        let set = database.preference(&preference(layout, component))?;
        let named = |name: &String| name.eq_ignore_ascii_case(&component.name);
        Ok(set.map_or_else(|| layout.components.iter().any(named), |set| set == "true"))
    }

    /// The components that show a page on everybody's home page.
    fn chosen(&self, database: &Database) -> Result<Vec<&HomeComponent>, HostError> {
        let Some(layout) = self.layouts.first() else {
            return Ok(Vec::new());
        };
        let mut chosen = Vec::new();
        for component in self.components().filter(|component| component.page.is_some()) {
            if self.shows(database, layout, component)? {
                chosen.push(component);
            }
        }
        Ok(chosen)
    }
}

/// Puts a component on a layout, or takes it off.
///
/// # Errors
/// When the database refuses.
pub fn set(
    database: &Database,
    layout: &HomeLayout,
    component: &HomeComponent,
    on: bool,
) -> Result<(), HostError> {
    let value = if on { "true" } else { "false" };
    database.set_preference(&preference(layout, component), value)
}

fn preference(layout: &HomeLayout, component: &HomeComponent) -> String {
    format!("homeLayout:{}:{}", layout.name, component.name).to_lowercase()
}

/// Whether the sidebar's own components show on every page.
///
/// # Errors
/// When the database fails.
pub fn on_all_pages(database: &Database) -> Result<bool, HostError> {
    Ok(database.preference(ON_ALL_PAGES)?.as_deref() == Some("true"))
}

/// The components of one column of the home page.
///
/// # Errors
/// When the database fails.
pub fn show(org: &Org, narrow: bool) -> Result<Option<Markup>, HostError> {
    let chosen = org.classic.home.chosen(&org.database)?;
    let column: Vec<_> = chosen
        .into_iter()
        .filter(|component| component.narrow == narrow)
        .collect();
    if column.is_empty() {
        return Ok(None);
    }
    Ok(Some(html! {
        @for component in column {
            section class="classic-component" aria-label=(component.name) {
                @if component.show_label { h2 { (component.name) } }
                @if let Some(page) = &component.page {
                    (Framed {
                        page,
                        namespace: &component.namespace,
                        title: Some(&component.name),
                        record: "",
                        height: component.height,
                        scroll: component.show_scrollbars,
                    }.show(org))
                }
            }
        }
    }))
}
