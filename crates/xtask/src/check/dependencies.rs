//! Who may know whom: ARCHITECTURE.md's rules, held against cargo's own account of the crates.

use anyhow::Context;
use serde_json::Value;

use super::{Subject, Violations};

/// What every component may know, and no other component.
const COMPONENT: &[&str] = &["domain", "contract", "page", "ui", "component"];

/// Each crate with the crates of this repository that it may depend on, in any way.
const MAY_KNOW: [(&str, &[&str]); 17] = [
    ("domain", &[]),
    ("contract", &[]),
    ("page", &["domain", "contract"]),
    ("ui", &["domain", "contract"]),
    ("component", &["domain", "contract", "page", "ui"]),
    ("session", COMPONENT),
    ("session-history", COMPONENT),
    ("connection-report", COMPONENT),
    ("company-report", COMPONENT),
    ("my-devices", COMPONENT),
    ("administration", COMPONENT),
    ("tv-session-notification", &["domain", "contract", "page"]),
    ("apex", &[]),
    ("org-data", &["apex"]),
    ("local-org", &["apex", "org-data"]),
    ("teamviewer-sim", &[]),
    ("xtask", &[]),
];

/// What `domain` may not need, being pure: no browser, no JSON.
const IMPURE: [&str; 6] = [
    "leptos",
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "serde",
    "serde_json",
];

/// # Errors
/// When cargo cannot tell the dependencies.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    violations(&subject.workspace.crates(&["--no-deps", "--offline"])?)
}

fn violations(metadata: &Value) -> anyhow::Result<Violations> {
    let packages = metadata["packages"]
        .as_array()
        .context("cargo names no packages")?;
    let mut found = Vec::new();
    for package in packages {
        let name = package["name"].as_str().context("a package without a name")?;
        let Some((_, allowed)) = MAY_KNOW.iter().find(|(known, _)| *known == name) else {
            found.push(format!(
                "crate {name} has no rule: say in xtask's check/dependencies.rs whom it may know"
            ));
            continue;
        };
        for dependency in package["dependencies"]
            .as_array()
            .context("a package without dependencies")?
        {
            let other = dependency["name"]
                .as_str()
                .context("a dependency without a name")?;
            let ours = packages.iter().any(|package| package["name"] == other);
            if ours && !allowed.contains(&other) {
                found.push(format!("{name} may not know {other}"));
            }
            if name == "domain" && dependency["kind"].is_null() && IMPURE.contains(&other) {
                found.push(format!("domain is pure and may not need {other}"));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_forbidden_dependency_is_found() {
        let package = |name: &str, dependencies: &[&str]| {
            let list: Vec<_> = dependencies
                .iter()
                .map(|name| json!({"name": name, "kind": null}))
                .collect();
            json!({"name": name, "dependencies": list})
        };
        let fine = json!({"packages": [package("org-data", &["apex", "rusqlite"]), package("apex", &[])]});
        assert!(violations(&fine).unwrap().is_empty());
        let planted = json!({"packages": [
            package("apex", &["local-org"]), package("local-org", &[]), package("new", &[]),
            package("domain", &["serde"]),
        ]});
        assert_eq!(violations(&planted).unwrap().len(), 3);
    }
}
