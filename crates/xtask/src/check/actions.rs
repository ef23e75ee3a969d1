//! Every remote action that a page names exists, and is global: a managed package lets no other be called.

use std::path::Path;

use anyhow::bail;

use super::{Subject, Violations, texts};
use crate::package_names::in_name;

/// How pages name a remote action: `$RemoteAction.Class.method`.
const NAMED: &str = "$RemoteAction.";

/// How Apex declares one.
const DECLARED: &str = "@RemoteAction";

/// # Errors
/// When the package cannot be read, or names no remote action.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    violations(&subject.workspace.root.join("visualforce"))
}

fn violations(package: &Path) -> anyhow::Result<Violations> {
    let classes = texts(package, &[".cls"])?;
    let mut declared = Vec::new();
    let mut found = Vec::new();
    for (file, text) in &classes {
        for signature in signatures(text) {
            let method = signature.rsplit(char::is_whitespace).next().unwrap_or_default();
            for word in ["global", "static"] {
                if !signature
                    .split_whitespace()
                    .any(|own| own.eq_ignore_ascii_case(word))
                {
                    found.push(format!("{file}: the remote action {method} is not {word}"));
                }
            }
            declared.push(format!("{}.{method}", class_name(file)).to_lowercase());
        }
    }
    let mut named = 0;
    for (file, text) in texts(package, &[".component", ".page"])? {
        for action in actions(&text) {
            named += 1;
            if !declared.contains(&action.to_lowercase()) {
                found.push(format!("{file}: no class declares the remote action {action}"));
            }
        }
    }
    if named == 0 {
        bail!("no page of the package names a remote action; is visualforce/ there?");
    }
    Ok(found)
}

/// The declarations of a class's remote actions, up to their parameters: `global static String load`.
fn signatures(class: &str) -> impl Iterator<Item = &str> {
    class
        .split(DECLARED)
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('(')?.0.trim()))
}

/// The remote actions that markup names, as `Class.method`.
fn actions(markup: &str) -> impl Iterator<Item = &str> {
    markup.split(NAMED).skip(1).map(|rest| {
        let end = rest.find(|sign| !in_name(sign) && sign != '.');
        &rest[..end.unwrap_or(rest.len())]
    })
}

fn class_name(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.strip_suffix(".cls").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    fn with(class: &str, attribute: &str) -> anyhow::Result<Violations> {
        let package = planted(&[
            ("classes/Panel.cls", class),
            ("components/Panel.component", attribute),
        ]);
        violations(package.path())
    }

    #[test]
    fn an_action_must_exist_and_be_global() {
        let class =
            "global class Panel {\n  @RemoteAction\n  global static String load(String request) {}\n}";
        let load = r#"<div data-load="{!$RemoteAction.Panel.load}"></div>"#;
        assert!(with(class, load).unwrap().is_empty());
        let missing = with(class, r#"<div data-close="{!$RemoteAction.Panel.close}"></div>"#).unwrap();
        assert_eq!(missing.len(), 1);
        assert!(missing[0].contains("Panel.close"));
        let public = with(&class.replace("global static", "public static"), load).unwrap();
        assert!(public[0].contains("load is not global"), "{public:?}");
    }

    #[test]
    fn a_package_without_actions_is_no_success() {
        assert!(with("", "<div></div>").is_err());
    }
}
