//! Every custom label of the package has words in every language that the package is translated into.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Subject, Violations, texts};

/// # Errors
/// When the package cannot be read.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    violations(&subject.workspace.root)
}

fn violations(root: &Path) -> anyhow::Result<Violations> {
    let package = root.join("visualforce");
    let mut labels = BTreeSet::new();
    for (_, text) in texts(&package, &[".labels-meta.xml"])? {
        labels.extend(values(&text, "fullName").map(str::to_owned));
    }
    let mut found = Vec::new();
    let mut languages = BTreeSet::new();
    for (file, text) in texts(&package, &[".translation-meta.xml"])? {
        let name = file.rsplit('/').next().unwrap_or_default();
        languages.insert(name.trim_end_matches(".translation-meta.xml").to_owned());
        let translated: BTreeSet<String> = text
            .split("<customLabels>")
            .skip(1)
            .filter(|entry| values(entry, "label").any(|label| !label.trim().is_empty()))
            .filter_map(|entry| values(entry, "name").next().map(str::to_owned))
            .collect();
        let missing = labels.difference(&translated);
        found.extend(missing.map(|label| format!("{file}: no words for the label {label}")));
        let unknown = translated.difference(&labels);
        found.extend(unknown.map(|label| format!("{file}: there is no label {label}")));
    }
    // The pages speak the languages of the catalogues; English is what the labels themselves are written in.
    for (file, _) in texts(&root.join("static/i18n"), &[".json"])? {
        let name = file.rsplit('/').next().unwrap_or_default();
        let language = name.trim_end_matches(".json");
        if language != "en" && !languages.contains(language) {
            found.push(format!(
                "{file}: the custom labels have no translation into {language}"
            ));
        }
    }
    Ok(found)
}

/// What stands in the elements of a name, in metadata as it is written here: without attributes and comments.
fn values<'a>(text: &'a str, element: &str) -> impl Iterator<Item = &'a str> {
    let open = format!("<{element}>");
    let parts: Vec<&str> = text.split(open.as_str()).skip(1).collect();
    parts
        .into_iter()
        .filter_map(|part| part.split_once("</").map(|(value, _)| value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    fn found(translations: &str) -> Violations {
        let labels = "<labels><fullName>A</fullName><value>a</value></labels>\
                      <labels><fullName>B</fullName><value>b</value></labels>";
        let root = planted(&[
            ("visualforce/labels/CustomLabels.labels-meta.xml", labels),
            ("visualforce/translations/fr.translation-meta.xml", translations),
            ("static/i18n/en.json", "{}"),
            ("static/i18n/fr.json", "{}"),
        ]);
        violations(root.path()).unwrap()
    }

    fn entry(name: &str, label: &str) -> String {
        format!("<customLabels><label>{label}</label><name>{name}</name></customLabels>")
    }

    #[test]
    fn a_label_without_words_is_found() {
        assert_eq!(found(&(entry("A", "a") + &entry("B", "b"))), Violations::new());
        assert_eq!(found(&entry("A", "a")).len(), 1);
        assert_eq!(found(&(entry("A", " ") + &entry("B", "b"))).len(), 1);
        assert_eq!(
            found(&(entry("A", "a") + &entry("B", "b") + &entry("C", "c"))).len(),
            1
        );
    }

    #[test]
    fn a_language_of_the_pages_without_labels_is_found() {
        let root = planted(&[("static/i18n/en.json", "{}"), ("static/i18n/de.json", "{}")]);
        assert_eq!(violations(root.path()).unwrap().len(), 1);
    }

    #[test]
    fn this_package_has_no_gap() {
        let workspace = crate::workspace::Workspace::locate().unwrap();
        assert_eq!(violations(&workspace.root).unwrap(), Violations::new());
    }
}
