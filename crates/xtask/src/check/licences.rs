//! Whatever the project is built and checked with may be used and given on: every crate and every npm package has a
//! licence of the list.

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::Value;

use super::{Subject, Violations};

/// What says which packages there are.
const LOCK: &str = "package-lock.json";

/// What may be used without asking: licences that want no more than their words to be kept. MPL-2.0 wants changes to
/// its own files to be published, and none are made here.
const ALLOWED: [&str; 20] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Python-2.0",
    "Unicode-3.0",
    "Unlicense",
    "WTFPL",
    "Zlib",
];

/// Packages whose licence is not named in their description, and what a person read instead.
const READ: [(&str, &str); 3] = [
    // Salesforce's terms for developing with its platform; used by its test runner here, and not given on.
    ("@lwc/state", "SEE LICENSE IN LICENSE.txt"),
    ("@lwc/state-test-utils", "SEE LICENSE IN LICENSE.txt"),
    // Its file LICENSE-MIT.
    ("exit", ""),
];

/// # Errors
/// When cargo cannot tell the crates, or a lock file cannot be read.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    let workspace = subject.workspace;
    let mut found = of_crates(&workspace.crates(&[])?)?;
    for folder in npm_folders(&workspace.root)? {
        let file = folder.join(LOCK);
        let text =
            std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        found.extend(of_packages(&serde_json::from_str(&text)?)?);
    }
    Ok(found)
}

/// The folders that have npm packages of their own: the root, and those of tools that few need.
///
/// # Errors
/// When the folder of tools cannot be read.
pub fn npm_folders(root: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let tools = root.join("tools");
    let mut folders = vec![root.to_owned()];
    for entry in std::fs::read_dir(&tools).with_context(|| format!("cannot read {}", tools.display()))? {
        folders.push(entry?.path());
    }
    folders.retain(|folder| folder.join(LOCK).is_file());
    folders.sort();
    Ok(folders)
}

fn of_crates(metadata: &Value) -> anyhow::Result<Violations> {
    let packages = metadata["packages"]
        .as_array()
        .context("cargo names no packages")?;
    let violations = packages.iter().filter_map(|package| {
        let name = package["name"].as_str().unwrap_or("?");
        refused("crate", name, package["license"].as_str().unwrap_or_default())
    });
    Ok(violations.collect())
}

fn of_packages(lock: &Value) -> anyhow::Result<Violations> {
    let packages = lock["packages"]
        .as_object()
        .context("the lock file names no packages")?;
    let violations = packages
        .iter()
        // The project itself has no path.
        .filter_map(|(path, package)| {
            let (_, name) = path.rsplit_once("node_modules/")?;
            refused(
                "npm package",
                name,
                package["license"].as_str().unwrap_or_default(),
            )
        });
    Ok(violations.collect())
}

fn refused(kind: &str, name: &str, licence: &str) -> Option<String> {
    if is_allowed(licence) || READ.contains(&(name, licence)) {
        None
    } else if licence.is_empty() {
        Some(format!("the {kind} {name} names no licence"))
    } else {
        Some(format!(
            "the {kind} {name} has the licence {licence}, which is not on the list"
        ))
    }
}

/// Whether an SPDX expression can be met with the licences of the list. `MIT/Apache-2.0` is how crates wrote "or".
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let mut rest = expression.as_str();
    any(&mut rest) && rest.trim().is_empty()
}

fn any(rest: &mut &str) -> bool {
    let mut allowed = all(rest);
    while let Some(after) = rest.trim_start().strip_prefix("OR ") {
        *rest = after;
        allowed |= all(rest);
    }
    allowed
}

fn all(rest: &mut &str) -> bool {
    let mut allowed = one(rest);
    while let Some(after) = rest.trim_start().strip_prefix("AND ") {
        *rest = after;
        allowed &= one(rest);
    }
    allowed
}

fn one(rest: &mut &str) -> bool {
    *rest = rest.trim_start();
    if let Some(after) = rest.strip_prefix('(') {
        *rest = after;
        let allowed = any(rest);
        return match rest.trim_start().strip_prefix(')') {
            Some(after) => {
                *rest = after;
                allowed
            }
            None => false,
        };
    }
    let end = [" OR ", " AND ", ")"]
        .iter()
        .filter_map(|word| rest.find(word))
        .min()
        .unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    *rest = after;
    ALLOWED.contains(&name.trim())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn expressions_are_read() {
        for fine in [
            "MIT",
            "MIT-0",
            "MIT OR GPL-3.0-or-later",
            "(MIT AND Zlib)",
            "MIT/Apache-2.0",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
        ] {
            assert!(is_allowed(fine), "{fine}");
        }
        for bad in [
            "",
            "GPL-3.0-only",
            "MIT AND GPL-3.0-only",
            "(MIT",
            "MIT MIT",
            "SEE LICENSE",
        ] {
            assert!(!is_allowed(bad), "{bad}");
        }
    }

    #[test]
    fn a_forbidden_or_missing_licence_is_found() {
        let crates = json!({"packages": [
            {"name": "a", "license": "MIT"}, {"name": "b", "license": "AGPL-3.0-only"}, {"name": "c", "license": null},
        ]});
        assert_eq!(of_crates(&crates).unwrap().len(), 2);
        let packages = json!({"packages": {
            "": {"name": "ours"}, "node_modules/a": {"license": "MIT"},
            "node_modules/a/node_modules/@b/c": {"license": "SSPL-1.0"}, "node_modules/exit": {},
        }});
        let found = of_packages(&packages).unwrap();
        assert_eq!(
            found,
            ["the npm package @b/c has the licence SSPL-1.0, which is not on the list"]
        );
        assert!(of_crates(&json!({})).is_err());
        assert!(of_packages(&json!({})).is_err());
    }
}
