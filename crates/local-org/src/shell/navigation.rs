//! Where a user can go: the items of an app, and all items and apps of the org.

use apex::host::Host;

use super::app::App;
use super::tab::{CustomTab, TabKind};
use crate::host::OrgHost;
use crate::org::Org;

/// Somewhere to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Label.
    pub label: String,
    /// Path in the shell.
    pub path: String,
}

/// The apps that are there for a user.
pub fn apps<'o>(org: &'o Org, host: &OrgHost) -> Vec<&'o App> {
    let all = org.apps.lightning();
    all.filter(|app| host.application_access(&app.name)).collect()
}

/// The items of an app that are there for a user.
pub fn of_app(org: &Org, host: &OrgHost, app: &App) -> Vec<Item> {
    app.tabs.iter().filter_map(|name| item(org, host, name)).collect()
}

/// Everything that is there for a user: objects that have a record page, and custom tabs.
pub fn all(org: &Org, host: &OrgHost) -> Vec<Item> {
    let mut items = objects(org, host);
    for tab in org.tabs.all().filter_map(|tab| custom(host, tab)) {
        // The tab of an object that has a record page is there already.
        if !items.contains(&tab) {
            items.push(tab);
        }
    }
    items
}

/// The objects that have a record page.
pub fn objects(org: &Org, host: &OrgHost) -> Vec<Item> {
    let names = org.flexipages.objects().into_iter();
    names.filter_map(|name| object(host, name)).collect()
}

fn item(org: &Org, host: &OrgHost, name: &str) -> Option<Item> {
    match name.strip_prefix("standard-") {
        Some("home") => Some(Item {
            label: "Home".to_owned(),
            path: "/lightning/page/home".to_owned(),
        }),
        Some(standard) => object(host, standard),
        None => match org.tabs.get(name) {
            Some(tab) => custom(host, tab),
            None => object(host, name),
        },
    }
}

fn custom(host: &OrgHost, tab: &CustomTab) -> Option<Item> {
    if !host.tab_access(&tab.name) {
        return None;
    }
    match tab.kind {
        TabKind::Page(_) => Some(Item {
            label: tab.label.clone(),
            path: format!("/lightning/n/{}", tab.name),
        }),
        TabKind::Object => object(host, &tab.name),
        TabKind::Unsupported => None,
    }
}

fn object(host: &OrgHost, name: &str) -> Option<Item> {
    let describe = host.describe(name)?;
    host.object_access(&describe.name).read.then(|| Item {
        label: describe.label_plural.clone(),
        path: format!("/lightning/o/{}/list", describe.name),
    })
}
