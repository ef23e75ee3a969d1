//! Record pages of the App Builder (`flexipages/*.flexipage-meta.xml`).
//!
//! Element names are those of the Metadata API type `FlexiPage`. Supported components: the header, the
//! record's details, its feed, tab sets, and Visualforce pages; any other shows its name, so that nothing is
//! silent.

use std::collections::{BTreeMap, BTreeSet};

use org_data::SourceTree;
use serde::Deserialize;

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

/// A component of a record page.
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
    /// A component that this shell does not have.
    Unsupported(String),
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

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PageXml {
    master_label: String,
    sobject_type: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default, rename = "flexiPageRegions")]
    regions: Vec<RegionXml>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RegionXml {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default, rename = "itemInstances")]
    items: Vec<ItemXml>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ItemXml {
    component_instance: Option<ComponentXml>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ComponentXml {
    component_name: String,
    #[serde(default, rename = "componentInstanceProperties")]
    properties: Vec<PropertyXml>,
}

#[derive(Deserialize)]
struct PropertyXml {
    name: Option<String>,
    value: Option<String>,
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

impl ComponentXml {
    fn property(&self, name: &str) -> Option<&str> {
        let found = self
            .properties
            .iter()
            .find(|property| property.name.as_deref() == Some(name))?;
        found.value.as_deref()
    }
}

/// The record pages of the org.
#[derive(Clone, Debug, Default)]
pub struct FlexiPages(BTreeMap<String, RecordPage>);

impl FlexiPages {
    /// Reads every record page; of several for one object the last wins.
    ///
    /// # Errors
    /// A sentence naming the file at fault.
    pub fn open(tree: &SourceTree) -> Result<Self, String> {
        let mut pages = BTreeMap::new();
        for file in tree.files("flexipages").map_err(|error| error.to_string())? {
            let path = file.path;
            if !path.to_string_lossy().ends_with(".flexipage-meta.xml") {
                continue;
            }
            let explain = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
            let text = std::fs::read_to_string(&path).map_err(|error| explain(&error))?;
            if let Some(mut page) = parse(&text).map_err(|error| explain(&error))? {
                // A custom object of the package, named inside it.
                if !file.namespace.is_empty() && page.object.matches("__").count() == 1 {
                    page.object = crate::package::full(&file.namespace, &page.object);
                }
                page.namespace = file.namespace;
                pages.insert(page.object.to_lowercase(), page);
            }
        }
        Ok(Self(pages))
    }

    /// The record page of an object.
    pub fn of(&self, object: &str) -> Option<&RecordPage> {
        self.0.get(&object.to_lowercase())
    }

    /// Objects that have a record page.
    pub fn objects(&self) -> Vec<&str> {
        self.0.values().map(|page| page.object.as_str()).collect()
    }
}

/// Parses one file; `None` when it is not a record page.
fn parse(text: &str) -> Result<Option<RecordPage>, String> {
    let xml: PageXml = quick_xml::de::from_str(text).map_err(|error| error.to_string())?;
    if xml.kind != "RecordPage" {
        return Ok(None);
    }
    let object = xml.sobject_type.ok_or("a RecordPage needs an sobjectType")?;
    let mut components = Vec::new();
    for region in xml.regions.iter().filter(|region| region.kind == "Region") {
        components.extend(items(&xml.regions, region, &mut BTreeSet::new())?);
    }
    Ok(Some(RecordPage {
        label: xml.master_label,
        object,
        namespace: String::new(),
        components,
    }))
}

fn items<'r>(
    regions: &'r [RegionXml],
    region: &'r RegionXml,
    open: &mut BTreeSet<&'r str>,
) -> Result<Vec<Component>, String> {
    if !open.insert(&region.name) {
        return Err(format!("the region {} contains itself", region.name));
    }
    let components = region
        .items
        .iter()
        .filter_map(|item| item.component_instance.as_ref());
    let all = components
        .map(|component| build(regions, component, open))
        .collect();
    open.remove(region.name.as_str());
    all
}

fn build<'r>(
    regions: &'r [RegionXml],
    xml: &'r ComponentXml,
    open: &mut BTreeSet<&'r str>,
) -> Result<Component, String> {
    let need = |name: &str| {
        xml.property(name)
            .ok_or_else(|| format!("the component {} needs the property {name}", xml.component_name))
    };
    let facet = |name: &str| {
        regions
            .iter()
            .find(|region| region.name == name)
            .ok_or_else(|| format!("there is no region {name}"))
    };
    Ok(match xml.component_name.as_str() {
        "force:highlightsPanel" => Component::Highlights,
        "force:detailPanel" => Component::Details,
        "forceChatter:recordFeedContainer" | "forceChatter:recordFeed" => Component::Feed,
        "flexipage:visualforcePage" => {
            let page = need("pageName")?.to_owned();
            let height = xml.property("height").unwrap_or("300");
            Component::VisualforcePage {
                label: xml.property("label").unwrap_or(&page).to_owned(),
                show_label: xml.property("showLabel") != Some("false"),
                height: height
                    .parse()
                    .map_err(|_| format!("the height {height} is not a number"))?,
                page,
            }
        }
        "flexipage:tabset" | "flexipage:tabset2" => {
            let mut tabs = Vec::new();
            for item in &facet(need("tabs")?)?.items {
                let Some(tab) = &item.component_instance else {
                    continue;
                };
                let body = tab.property("body").ok_or("a tab needs the property body")?;
                let title = tab.property("title").ok_or("a tab needs the property title")?;
                let active = tab.property("active") == Some("true");
                tabs.push(Tab {
                    title: tab_title(title),
                    active,
                    body: items(regions, facet(body)?, open)?,
                });
            }
            Component::Tabs(tabs)
        }
        other => Component::Unsupported(other.to_owned()),
    })
}

/// The labels of Salesforce's own tabs.
fn tab_title(title: &str) -> String {
    match title {
        "Standard.Tab.detail" => "Details".to_owned(),
        "Standard.Tab.relatedLists" => "Related".to_owned(),
        "Standard.Tab.activity" => "Activity".to_owned(),
        "Standard.Tab.collaborate" => "Chatter".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_and_their_facets() {
        let xml = r"<FlexiPage xmlns='http://soap.sforce.com/2006/04/metadata'>
<flexiPageRegions><itemInstances><componentInstance>
  <componentInstanceProperties><name>height</name><value>400</value></componentInstanceProperties>
  <componentInstanceProperties><name>pageName</name><value>Hello</value></componentInstanceProperties>
  <componentName>flexipage:visualforcePage</componentName><identifier>a</identifier>
</componentInstance></itemInstances><name>helloBody</name><type>Facet</type></flexiPageRegions>
<flexiPageRegions><itemInstances><componentInstance>
  <componentInstanceProperties><name>body</name><value>helloBody</value></componentInstanceProperties>
  <componentInstanceProperties><name>title</name><value>Hello tab</value></componentInstanceProperties>
  <componentName>flexipage:tab</componentName><identifier>b</identifier>
</componentInstance></itemInstances><name>tabs</name><type>Facet</type></flexiPageRegions>
<flexiPageRegions><itemInstances><componentInstance>
  <componentInstanceProperties><name>tabs</name><value>tabs</value></componentInstanceProperties>
  <componentName>flexipage:tabset</componentName><identifier>c</identifier>
</componentInstance></itemInstances><name>main</name><type>Region</type></flexiPageRegions>
<masterLabel>Page</masterLabel><sobjectType>Thing__c</sobjectType>
<template><name>flexipage:recordHomeTemplateDesktop</name></template><type>RecordPage</type></FlexiPage>";
        let page = parse(xml).expect("parses").expect("a record page");
        let frame = Component::VisualforcePage {
            page: "Hello".into(),
            label: "Hello".into(),
            show_label: true,
            height: 400,
        };
        assert_eq!(
            page.components,
            [Component::Tabs(vec![Tab {
                title: "Hello tab".into(),
                active: false,
                body: vec![frame]
            }])]
        );
    }
}
