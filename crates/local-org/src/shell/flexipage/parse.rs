//! One file of a page.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Component, Custom, RecordPage, Tab, Utility, UtilityBar};

/// What a file is.
#[derive(Debug)]
pub(super) enum Parsed {
    /// A record page.
    Record(RecordPage),
    /// A utility bar.
    UtilityBar(UtilityBar),
    /// A page of a type that this shell does not show.
    Other,
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
    #[serde(default)]
    identifier: String,
    #[serde(default, rename = "componentInstanceProperties")]
    properties: Vec<PropertyXml>,
}

#[derive(Deserialize)]
struct PropertyXml {
    name: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    value: Option<String>,
}

impl PropertyXml {
    /// Whether it is about the place of the component and not for the component.
    fn is_decorator(&self) -> bool {
        self.kind.as_deref() == Some("decorator")
    }
}

impl ComponentXml {
    fn find(&self, name: &str, decorator: bool) -> Option<&str> {
        let found = self.properties.iter().find(|property| {
            property.name.as_deref() == Some(name) && property.is_decorator() == decorator
        })?;
        found.value.as_deref()
    }

    fn property(&self, name: &str) -> Option<&str> {
        self.find(name, false)
    }

    fn decorator(&self, name: &str) -> Option<&str> {
        self.find(name, true)
    }

    fn pixels(&self, name: &str, text: &str) -> Result<u32, String> {
        text.parse()
            .map_err(|_| format!("the {name} {text} of {} is not a number", self.component_name))
    }
}

/// Parses one file.
pub(super) fn page(text: &str) -> Result<Parsed, String> {
    let xml: PageXml = quick_xml::de::from_str(text).map_err(|error| error.to_string())?;
    match xml.kind.as_str() {
        "RecordPage" => record(xml).map(Parsed::Record),
        "UtilityBar" => utility_bar(&xml).map(Parsed::UtilityBar),
        _ => Ok(Parsed::Other),
    }
}

fn record(xml: PageXml) -> Result<RecordPage, String> {
    let object = xml.sobject_type.ok_or("a RecordPage needs an sobjectType")?;
    let mut components = Vec::new();
    for region in xml.regions.iter().filter(|region| region.kind == "Region") {
        components.extend(items(&xml.regions, region, &mut BTreeSet::new())?);
    }
    Ok(RecordPage {
        label: xml.master_label,
        object,
        namespace: String::new(),
        components,
    })
}

fn utility_bar(xml: &PageXml) -> Result<UtilityBar, String> {
    let mut bar = UtilityBar::default();
    for region in xml.regions.iter().filter(|region| region.kind == "Region") {
        let instances = region
            .items
            .iter()
            .filter_map(|item| item.component_instance.as_ref());
        for instance in instances {
            let pixels = |name, usual| instance.pixels(name, instance.decorator(name).unwrap_or(usual));
            bar.items.push(Utility {
                label: instance
                    .decorator("label")
                    .or(instance.property("label"))
                    .unwrap_or(&instance.component_name)
                    .to_owned(),
                eager: instance.decorator("eager") == Some("true"),
                width: pixels("width", "340")?,
                height: pixels("height", "480")?,
                component: build(&xml.regions, instance, &mut BTreeSet::new())?,
            });
        }
    }
    Ok(bar)
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
            Component::VisualforcePage {
                label: xml.property("label").unwrap_or(&page).to_owned(),
                show_label: xml.property("showLabel") != Some("false"),
                height: xml.pixels("height", xml.property("height").unwrap_or("300"))?,
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
        other => Component::Custom(Custom {
            name: other.to_owned(),
            identifier: xml.identifier.clone(),
            properties: own_properties(xml),
        }),
    })
}

fn own_properties(xml: &ComponentXml) -> BTreeMap<String, String> {
    let own = xml.properties.iter().filter(|property| !property.is_decorator());
    own.filter_map(|property| Some((property.name.clone()?, property.value.clone()?)))
        .collect()
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
</componentInstance></itemInstances><itemInstances><componentInstance>
  <componentInstanceProperties><name>look</name><value>Narrow</value></componentInstanceProperties>
  <componentName>c:memo</componentName><identifier>c_memo</identifier>
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
        let Ok(Parsed::Record(page)) = page(xml) else {
            panic!("not a record page")
        };
        let frame = Component::VisualforcePage {
            page: "Hello".into(),
            label: "Hello".into(),
            show_label: true,
            height: 400,
        };
        let memo = Component::Custom(Custom {
            name: "c:memo".into(),
            identifier: "c_memo".into(),
            properties: BTreeMap::from([("look".into(), "Narrow".into())]),
        });
        assert_eq!(
            page.components,
            [Component::Tabs(vec![Tab {
                title: "Hello tab".into(),
                active: false,
                body: vec![frame, memo]
            }])]
        );
    }

    #[test]
    fn what_decorates_a_utility_is_not_for_its_component() {
        let xml = r"<FlexiPage><flexiPageRegions><itemInstances><componentInstance>
  <componentInstanceProperties><name>eager</name><type>decorator</type><value>true</value></componentInstanceProperties>
  <componentInstanceProperties><name>label</name><type>decorator</type><value>Watch</value></componentInstanceProperties>
  <componentInstanceProperties><name>width</name><type>decorator</type><value>400</value></componentInstanceProperties>
  <componentInstanceProperties><name>label</name><value>Inside</value></componentInstanceProperties>
  <componentInstanceProperties><name>pageName</name><value>Hello</value></componentInstanceProperties>
  <componentName>flexipage:visualforcePage</componentName><identifier>a</identifier>
</componentInstance></itemInstances><name>utilityItems</name><type>Region</type></flexiPageRegions>
<masterLabel>Bar</masterLabel><template><name>one:utilityBarTemplateDesktop</name></template>
<type>UtilityBar</type></FlexiPage>";
        let Ok(Parsed::UtilityBar(bar)) = page(xml) else {
            panic!("not a utility bar")
        };
        let [watch] = bar.items.as_slice() else {
            panic!("one utility")
        };
        assert_eq!(
            (watch.label.as_str(), watch.eager, watch.width, watch.height),
            ("Watch", true, 400, 480)
        );
        assert!(
            matches!(&watch.component, Component::VisualforcePage { label, .. } if label == "Inside"),
            "{watch:?}"
        );
    }
}
