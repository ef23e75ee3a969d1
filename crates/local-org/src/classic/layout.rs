//! Page layouts (`layouts/*.layout-meta.xml`), and what an administrator has changed of them.
//!
//! Element names are those of the Metadata API type `Layout`.

use std::collections::BTreeMap;

use apex::host::HostError;
use org_data::{Database, SourceTree};
use serde::{Deserialize, Serialize};

use crate::package::full;
use crate::source;

/// Height of a Visualforce page on a layout unless the layout says another, in CSS pixels.
pub const USUAL_HEIGHT: u32 = 200;

/// The page layout of an object.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// Name.
    pub name: String,
    /// API name of the object.
    pub object: String,
    /// Namespace of the file: what an unqualified name in it means.
    pub namespace: String,
    /// Sections, in order.
    pub sections: Vec<Section>,
    /// Quick actions of the publisher, in order.
    pub actions: Vec<String>,
    /// Related lists, in order.
    pub related: Vec<String>,
}

/// A section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Label.
    pub label: String,
    /// Whether the label shows on the record's page.
    pub heading: bool,
    /// Items by column.
    pub columns: Vec<Vec<Item>>,
}

/// An item of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Item {
    /// A field, by its API name.
    Field(String),
    /// A Visualforce page.
    Page(PageItem),
    /// A place left free.
    Blank,
}

/// A Visualforce page on a layout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageItem {
    /// Page.
    pub page: String,
    /// Height in CSS pixels.
    pub height: u32,
    /// Whether its label shows.
    pub show_label: bool,
    /// Whether it may be scrolled.
    pub show_scrollbars: bool,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct LayoutXml {
    #[serde(rename = "layoutSections")]
    sections: Vec<SectionXml>,
    quick_action_list: ActionsXml,
    #[serde(rename = "relatedLists")]
    related: Vec<RelatedXml>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct SectionXml {
    label: String,
    detail_heading: bool,
    #[serde(rename = "layoutColumns")]
    columns: Vec<ColumnXml>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ColumnXml {
    #[serde(rename = "layoutItems")]
    items: Vec<ItemXml>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ItemXml {
    field: Option<String>,
    page: Option<String>,
    height: Option<u32>,
    show_label: bool,
    show_scrollbars: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ActionsXml {
    #[serde(rename = "quickActionListItems")]
    items: Vec<ActionXml>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ActionXml {
    quick_action_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RelatedXml {
    related_list: String,
}

/// Every layout by the lower-case name of its object; of several for one object the first by name.
#[derive(Clone, Debug, Default)]
pub struct Layouts(BTreeMap<String, Layout>);

impl Layouts {
    /// Reads them.
    ///
    /// # Errors
    /// A sentence naming the file at fault.
    pub fn open(tree: &SourceTree) -> Result<Self, String> {
        let mut layouts = BTreeMap::new();
        for file in source::components::<LayoutXml>(tree, "layouts", ".layout-meta.xml")? {
            let Some((object, name)) = file.name.split_once('-') else {
                return Err(format!("the layout {} must be called Object-Name", file.name));
            };
            let object = if object.matches("__").count() == 1 {
                full(&file.namespace, object)
            } else {
                object.to_owned()
            };
            layouts
                .entry(object.to_lowercase())
                .or_insert_with(|| layout(name, object, file.namespace, file.content));
        }
        Ok(Self(layouts))
    }

    /// The layout of an object as the sources have it.
    pub fn of(&self, object: &str) -> Option<&Layout> {
        self.0.get(&object.to_lowercase())
    }

    /// Every layout, by object.
    pub fn all(&self) -> impl Iterator<Item = &Layout> {
        self.0.values()
    }

    /// The layout of an object as it is now: an administrator may have changed it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn now(&self, database: &Database, object: &str) -> Result<Option<Layout>, HostError> {
        let Some(own) = self.of(object) else {
            return Ok(None);
        };
        let Some(text) = database.preference(&preference(own))? else {
            return Ok(Some(own.clone()));
        };
        let changed = serde_json::from_str(&text);
        changed
            .map(Some)
            .map_err(|error| HostError::new("UnexpectedException", format!("{}: {error}", own.name)))
    }
}

/// Keeps a layout as an administrator has changed it.
///
/// # Errors
/// When the database refuses.
pub fn keep(database: &Database, layout: &Layout) -> Result<(), HostError> {
    let text = serde_json::to_string(layout)
        .map_err(|error| HostError::new("UnexpectedException", error.to_string()))?;
    database.set_preference(&preference(layout), &text)
}

fn preference(layout: &Layout) -> String {
    format!("layout:{}", layout.object.to_lowercase())
}

fn layout(name: &str, object: String, namespace: String, xml: LayoutXml) -> Layout {
    let section = |xml: SectionXml| Section {
        label: xml.label,
        heading: xml.detail_heading,
        columns: xml
            .columns
            .into_iter()
            .map(|column| column.items.into_iter().map(item).collect())
            .collect(),
    };
    Layout {
        name: name.to_owned(),
        object,
        namespace,
        sections: xml.sections.into_iter().map(section).collect(),
        actions: xml
            .quick_action_list
            .items
            .into_iter()
            .map(|action| action.quick_action_name)
            .collect(),
        related: xml.related.into_iter().map(|list| list.related_list).collect(),
    }
}

fn item(xml: ItemXml) -> Item {
    match (xml.field, xml.page) {
        (Some(field), _) => Item::Field(field),
        (None, Some(page)) => Item::Page(PageItem {
            page,
            height: xml.height.unwrap_or(USUAL_HEIGHT),
            show_label: xml.show_label,
            show_scrollbars: xml.show_scrollbars,
        }),
        (None, None) => Item::Blank,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_pages_and_actions() {
        let xml = r"<Layout xmlns='http://soap.sforce.com/2006/04/metadata'>
<layoutSections><detailHeading>true</detailHeading><label>Desk</label>
  <layoutColumns><layoutItems><page>Hello</page></layoutItems></layoutColumns>
  <layoutColumns><layoutItems><field>Name</field></layoutItems><layoutItems><emptySpace>true</emptySpace></layoutItems></layoutColumns>
</layoutSections>
<quickActionList><quickActionListItems><quickActionName>Thing__c.Hello</quickActionName></quickActionListItems></quickActionList>
<relatedLists><relatedList>Part__c.Thing__c</relatedList></relatedLists></Layout>";
        let read: LayoutXml = quick_xml::de::from_str(xml).expect("a layout");
        let layout = layout("Thing Layout", "Thing__c".to_owned(), String::new(), read);
        assert_eq!(layout.actions, ["Thing__c.Hello"]);
        assert_eq!(layout.related, ["Part__c.Thing__c"]);
        let hello = PageItem {
            page: "Hello".to_owned(),
            height: USUAL_HEIGHT,
            show_label: false,
            show_scrollbars: false,
        };
        assert_eq!(
            layout.sections,
            [Section {
                label: "Desk".to_owned(),
                heading: true,
                columns: vec![
                    vec![Item::Page(hello)],
                    vec![Item::Field("Name".to_owned()), Item::Blank]
                ],
            }]
        );
        let kept = serde_json::to_string(&layout).expect("JSON");
        assert_eq!(serde_json::from_str::<Layout>(&kept).expect("a layout"), layout);
    }
}
