//! A strict content security policy must be able to hold: no style attribute and no inline script of ours.

use std::path::Path;

use super::{Subject, Violations, texts};
use crate::components::COMPONENTS;

/// The crates that the components are made of.
const LIBRARIES: [&str; 3] = ["page", "ui", "component"];

/// Files of tests, and of what they have in common.
const TESTS: [&str; 2] = ["tests.rs", "/testing.rs"];

/// # Errors
/// When the sources cannot be read.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    violations(&subject.workspace.root)
}

fn violations(root: &Path) -> anyhow::Result<Violations> {
    let mut found = Vec::new();
    for (file, text) in texts(&root.join("crates"), &[".rs"])? {
        // The programs of the laptop serve pages of their own, and Salesforce's.
        let is_shipped = |name: &str| file.contains(&format!("/crates/{name}/src/"));
        let ours = COMPONENTS.iter().map(|component| component.name);
        let is_test = TESTS.iter().any(|ending| file.ends_with(ending));
        if is_test || !ours.chain(LIBRARIES).any(is_shipped) {
            continue;
        }
        // leptos sets `style="..."` as an attribute, which the policy blocks; `style:height=...` it does not.
        found.extend(lines_with(
            &file,
            &text,
            "style=\"",
            "use style:property=... instead",
        ));
    }
    let pages = COMPONENTS
        .iter()
        .map(|component| root.join("crates").join(component.name).join("index.html"));
    for path in pages.chain([root.join("visualforce"), root.join("static")]) {
        let pages = if path.is_file() {
            vec![(
                path.to_string_lossy().into_owned(),
                std::fs::read_to_string(&path)?,
            )]
        } else {
            texts(&path, &[".page", ".component", ".html", ".js"])?
        };
        for (file, text) in pages {
            found.extend(lines_with(
                &file,
                &text,
                " style=\"",
                "put it into static/teamviewer.css",
            ));
            if !file.ends_with(".js") {
                found.extend(inline_scripts(&file, &text));
            }
        }
    }
    Ok(found)
}

fn lines_with(file: &str, text: &str, needle: &str, remedy: &str) -> Violations {
    text.lines()
        .enumerate()
        .filter(|(_, line)| line.contains(needle))
        .map(|(number, _)| format!("{file}:{}: style attribute; {remedy}", number + 1))
        .collect()
}

/// Scripts with a body or an event attribute.
fn inline_scripts(file: &str, text: &str) -> Violations {
    let lower = text.to_lowercase();
    let mut found = Vec::new();
    for (start, _) in lower.match_indices("<script") {
        let tag = &lower[start..];
        let Some((attributes, body)) = tag.split_once('>') else {
            continue;
        };
        let body = body.split("</script").next().unwrap_or_default();
        if !attributes.contains("src=") || (!attributes.ends_with('/') && !body.trim().is_empty()) {
            found.push(format!(
                "{file}:{}: inline script",
                lower[..start].lines().count().max(1)
            ));
        }
    }
    for event in [" onclick=", " onload=", " onerror=", " onsubmit=", " onchange="] {
        if lower.contains(event) {
            found.push(format!("{file}: inline event handler{event}"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    #[test]
    fn inline_styles_and_scripts_are_found() {
        let fine = planted(&[
            ("crates/ui/src/badge.rs", "view! { <b style:height=\"1px\"/> }"),
            (
                "visualforce/main/default/pages/A.page",
                "<apex:page><script type=\"module\" src=\"{!x}\"></script></apex:page>",
            ),
        ]);
        assert_eq!(violations(fine.path()).unwrap(), Violations::new());
        let bad = planted(&[
            (
                "crates/my-devices/src/view.rs",
                "view! { <b style=\"height:1px\"/> }",
            ),
            (
                "visualforce/main/default/pages/A.page",
                "<script>alert(1)</script>\n<p style=\"x\" onclick=\"y\"/>",
            ),
        ]);
        assert_eq!(violations(bad.path()).unwrap().len(), 4);
    }
}
