//! Every custom label that Apex, a page or a component names is there, and every label that is there is named. That each
//! has words in every language is what check `labels` says.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::bail;

use super::metadata::parsed;
use super::{Subject, Violations, texts};
use crate::package_names::in_name;

/// What can name a label.
const SOURCES: [&str; 6] = [".cls", ".page", ".component", ".email", ".js", "-meta.xml"];

/// How they do: Apex and markup, and an import of a Lightning web component.
const NAMED: [&str; 2] = ["Label.", "@salesforce/label/"];

/// # Errors
/// When the package cannot be read.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    violations(&subject.workspace.root.join("visualforce"))
}

fn violations(package: &Path) -> anyhow::Result<Violations> {
    let mut labels = BTreeSet::new();
    for (file, text) in texts(package, &[".labels-meta.xml"])? {
        let document = parsed(&file, &text)?;
        let names = document
            .descendants()
            .filter(|node| node.tag_name().name() == "fullName");
        labels.extend(names.filter_map(|name| Some(name.text()?.trim().to_owned())));
    }
    if labels.is_empty() {
        bail!("the package has no custom labels; is visualforce/ there?");
    }
    let mut unused = labels.clone();
    let mut found = Vec::new();
    for (file, text) in texts(package, &SOURCES)? {
        for name in used(&text) {
            // Salesforce does not tell capitals apart in Apex and markup.
            unused.retain(|label| !label.eq_ignore_ascii_case(name));
            if !labels.iter().any(|label| label.eq_ignore_ascii_case(name)) {
                found.push(format!("{file}: there is no label {name}"));
            }
        }
    }
    found.extend(
        unused
            .iter()
            .map(|label| format!("nothing shows the label {label}")),
    );
    Ok(found)
}

/// The labels that a text names, without the `c.` of the package's own namespace.
fn used(text: &str) -> impl Iterator<Item = &str> {
    NAMED.iter().flat_map(move |word| {
        text.match_indices(word).filter_map(move |(at, _)| {
            // `sObjectLabel.` is another word; `System.Label.` and `$Label.` are this one.
            if text[..at].ends_with(in_name) {
                return None;
            }
            let name = &text[at + word.len()..];
            let name = name.strip_prefix("c.").unwrap_or(name);
            let end = name.find(|sign| !in_name(sign)).unwrap_or(name.len());
            let is_method = name[end..].starts_with('(');
            (end > 0 && !is_method).then(|| &name[..end])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    fn found(class: &str, page: &str, module: &str) -> Violations {
        let folder = planted(&[
            (
                "labels/CustomLabels.labels-meta.xml",
                "<CustomLabels><labels><fullName>One</fullName></labels><labels><fullName>Two</fullName></labels>\
                 </CustomLabels>",
            ),
            ("classes/A.cls", class),
            ("pages/A.page", page),
            ("lwc/a/a.js", module),
        ]);
        violations(folder.path()).unwrap()
    }

    #[test]
    fn labels_that_are_not_there_are_found() {
        let fine = ("x = System.Label.one;", "{!$Label.Two}", "");
        assert_eq!(found(fine.0, fine.1, fine.2), Violations::new());
        for (class, page, module) in [
            ("Label.Three", "", ""),
            ("", "{!$Label.Three}", ""),
            ("", "", "import x from \"@salesforce/label/c.Three\";"),
        ] {
            let found = found(
                &format!("{} {class}", fine.0),
                &format!("{} {page}", fine.1),
                module,
            );
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].ends_with("there is no label Three"), "{found:?}");
        }
    }

    #[test]
    fn labels_that_nothing_shows_are_found() {
        assert_eq!(
            found("System.Label.One; sObjectLabel.Two", "", ""),
            ["nothing shows the label Two"]
        );
        assert!(violations(planted(&[]).path()).is_err());
    }
}
