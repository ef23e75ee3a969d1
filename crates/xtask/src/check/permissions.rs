//! The permission sets give what the package is made of, nothing less and nothing that is not there.
//!
//! - Everything they name exists.
//! - What can only be used with a permission is in at least one set: objects, their fields, classes that a page or a
//!   component calls, pages, tabs, apps, custom permissions, custom metadata types and settings, credentials.
//! - A class that nobody calls from outside is in none.
//! - Who administers can do what a user can: "TeamViewer Administrator" has all that "TeamViewer User" has.

mod package;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::bail;

use super::{Subject, Violations, texts};
use crate::check::metadata::parsed;
use package::Package;

/// A set that must contain another one.
const CONTAINS: (&str, &str) = ("TeamViewer_Administrator", "TeamViewer_User");

/// What each list of a permission set gives access to, with the element that names it and the one that says that it is
/// given.
const LISTS: [(&str, &str, &str); 11] = [
    ("applicationVisibilities", "application", "visible"),
    ("classAccesses", "apexClass", "enabled"),
    ("customMetadataTypeAccesses", "name", "enabled"),
    ("customPermissions", "name", "enabled"),
    ("customSettingAccesses", "name", "enabled"),
    (
        "externalCredentialPrincipalAccesses",
        "externalCredentialPrincipal",
        "enabled",
    ),
    ("fieldPermissions", "field", "readable"),
    ("flowAccesses", "flow", "enabled"),
    ("objectPermissions", "object", "allowRead"),
    ("pageAccesses", "apexPage", "enabled"),
    ("tabSettings", "tab", "visibility"),
];

/// # Errors
/// When the package cannot be read.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    violations(&subject.workspace.root.join("visualforce"))
}

/// What a permission set gives: by list, the names.
type Given = BTreeMap<&'static str, BTreeSet<String>>;

fn violations(folder: &Path) -> anyhow::Result<Violations> {
    let package = Package::read(folder)?;
    let mut found = Vec::new();
    let mut sets: BTreeMap<String, Given> = BTreeMap::new();
    for (file, text) in texts(folder, &[".permissionset-meta.xml"])? {
        let given = given(&file, &text, &mut found)?;
        for (list, names) in &given {
            for name in names {
                if !package.has(list, name) {
                    found.push(format!(
                        "{file}: {list} names {name}, which is not of the package or needs no permission"
                    ));
                }
            }
        }
        let name = file.rsplit('/').next().unwrap_or_default();
        sets.insert(name.trim_end_matches(".permissionset-meta.xml").to_owned(), given);
    }
    if sets.is_empty() {
        bail!("the package has no permission sets; is visualforce/ there?");
    }
    for (list, name) in package.must_be_given() {
        let is_given = sets
            .values()
            .any(|given| given.get(list).is_some_and(|names| names.contains(name)));
        if !is_given {
            found.push(format!("no permission set has {name} ({list})"));
        }
    }
    let (all, some) = CONTAINS;
    if let (Some(all_given), Some(some_given)) = (sets.get(all), sets.get(some)) {
        for (list, names) in some_given {
            let empty = BTreeSet::new();
            let missing = names.difference(all_given.get(list).unwrap_or(&empty));
            found.extend(missing.map(|name| format!("{all} lacks {name} ({list}), which {some} has")));
        }
    }
    Ok(found)
}

/// Reads a set. An entry that gives nothing, or comes twice, is a violation.
fn given(file: &str, text: &str, found: &mut Violations) -> anyhow::Result<Given> {
    let document = parsed(file, text)?;
    let mut given = Given::new();
    for entry in document
        .root_element()
        .children()
        .filter(roxmltree::Node::is_element)
    {
        let kind = entry.tag_name().name();
        let Some((list, name, grants)) = LISTS.iter().find(|(list, ..)| *list == kind) else {
            continue;
        };
        let value = |element: &str| {
            entry
                .children()
                .find(|child| child.tag_name().name() == element)
                .and_then(|child| child.text())
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        let own = value(name);
        if ["", "false", "None"].contains(&value(grants).as_str()) {
            found.push(format!("{file}: {list} names {own} and gives nothing"));
        }
        if !given.entry(list).or_default().insert(own.clone()) {
            found.push(format!("{file}: {list} names {own} twice"));
        }
    }
    Ok(given)
}

#[cfg(test)]
mod tests;
