//! What a package has that permissions are given for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::check::metadata::parsed;
use crate::check::texts;
use crate::package_names::stems;

/// Standard objects that the package's own users need rights to, and no profile gives: the tokens of named credentials
/// are kept in records of it (Salesforce Help, "Enable User External Credentials").
const STANDARD_OBJECTS: [&str; 1] = ["UserExternalCredential"];

/// What opens a class to a page, a component, a flow or a caller from outside.
const OPEN: [&str; 7] = [
    "@AuraEnabled",
    "@RemoteAction",
    "@InvocableMethod",
    "@RestResource",
    "webservice ",
    "implements Messaging.InboundEmailHandler",
    "implements Process.Plugin",
];

/// By list of a permission set: what can be in it, and whether it must be in one.
pub struct Package(BTreeMap<&'static str, BTreeMap<String, bool>>);

impl Package {
    /// Reads the package in source format.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        let mut all: BTreeMap<&'static str, BTreeMap<String, bool>> = BTreeMap::new();
        let mut add = |list: &'static str, name: String, must: bool| {
            all.entry(list).or_default().insert(name, must);
        };
        for (list, ending) in [
            ("applicationVisibilities", ".app-meta.xml"),
            ("customPermissions", ".customPermission-meta.xml"),
            ("pageAccesses", ".page-meta.xml"),
            ("tabSettings", ".tab-meta.xml"),
        ] {
            for name in stems(folder, &[ending])? {
                add(list, name, true);
            }
        }
        // A flow that others start needs none; one that a user runs is given with its object's access.
        for name in stems(folder, &[".flow-meta.xml"])? {
            add("flowAccesses", name, false);
        }
        for name in classes(folder)? {
            add("classAccesses", name, true);
        }
        for name in principals(folder)? {
            add("externalCredentialPrincipalAccesses", name, true);
        }
        for name in STANDARD_OBJECTS {
            add("objectPermissions", name.to_owned(), true);
        }
        for (file, text) in texts(folder, &[".object-meta.xml"])? {
            let name = stem(&file, ".object-meta.xml");
            if name.ends_with("__mdt") {
                add("customMetadataTypeAccesses", name, false);
            } else if text.contains("<customSettingsType>") {
                add("customSettingAccesses", name, false);
            } else if name.ends_with("__c") {
                add("objectPermissions", name, true);
            }
        }
        let settings = settings(folder)?;
        for (file, text) in texts(folder, &[".field-meta.xml"])? {
            let mut folders = file.rsplit('/');
            let field = stem(folders.next().unwrap_or_default(), ".field-meta.xml");
            let object = folders.nth(1).unwrap_or_default();
            let has = |element: &str, value: &str| text.contains(&format!("<{element}>{value}</{element}>"));
            // Salesforce gives everybody who has the object these, and refuses permissions for them.
            let always = has("required", "true") || has("type", "MasterDetail");
            if !always && !settings.contains(object) && object.ends_with("__c") {
                add("fieldPermissions", format!("{object}.{field}"), true);
            }
        }
        Ok(Self(all))
    }

    /// Whether the package has something that a list of a permission set may name.
    pub fn has(&self, list: &str, name: &str) -> bool {
        self.0.get(list).is_some_and(|names| names.contains_key(name))
    }

    /// What at least one permission set must have.
    pub fn must_be_given(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().flat_map(|(list, names)| {
            let needed = names.iter().filter(|(_, must)| **must);
            needed.map(|(name, _)| (*list, name.as_str()))
        })
    }
}

fn stem(file: &str, ending: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.trim_end_matches(ending).to_owned()
}

/// The custom settings: their fields need no permission.
fn settings(folder: &Path) -> anyhow::Result<BTreeSet<String>> {
    let objects = texts(folder, &[".object-meta.xml"])?;
    Ok(objects
        .into_iter()
        .filter(|(_, text)| text.contains("<customSettingsType>"))
        .map(|(file, _)| stem(&file, ".object-meta.xml"))
        .collect())
}

/// The classes that something outside of Apex calls: what pages and components name as controller, and what is open by
/// what it declares.
fn classes(folder: &Path) -> anyhow::Result<BTreeSet<String>> {
    let mut named = BTreeSet::new();
    for (_, text) in texts(folder, &[".page", ".component"])? {
        for attribute in ["controller=\"", "extensions=\""] {
            for value in text.split(attribute).skip(1) {
                let value = value.split('"').next().unwrap_or_default();
                named.extend(value.split(',').map(|name| name.trim().to_owned()));
            }
        }
    }
    let mut classes = BTreeSet::new();
    for (file, text) in texts(folder, &[".cls"])? {
        let name = stem(&file, ".cls");
        let code = without_comments(&text);
        if !code.contains("@IsTest") && (named.contains(&name) || OPEN.iter().any(|word| code.contains(word)))
        {
            classes.insert(name);
        }
    }
    Ok(classes)
}

/// The principals of external credentials, as permission sets name them: `Credential-Principal`.
fn principals(folder: &Path) -> anyhow::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for (file, text) in texts(folder, &[".externalCredential-meta.xml"])? {
        let credential = stem(&file, ".externalCredential-meta.xml");
        let document = parsed(&file, &text)?;
        let parameters = document.root_element().children();
        for parameter in parameters.filter(|node| node.tag_name().name() == "externalCredentialParameters") {
            let value = |element: &str| {
                let mut children = parameter.children();
                let child = children.find(|child| child.tag_name().name() == element);
                child
                    .and_then(|child| child.text())
                    .unwrap_or_default()
                    .trim()
                    .to_owned()
            };
            if value("parameterType").ends_with("Principal") {
                names.insert(format!("{credential}-{}", value("parameterName")));
            }
        }
    }
    Ok(names)
}

fn without_comments(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        result.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    result.push_str(rest);
    let lines = result
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}
