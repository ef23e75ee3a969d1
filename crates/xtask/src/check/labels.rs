//! Everything of the package that the Metadata API can translate has words in every language of the product: custom
//! labels, tabs, apps, report types, flows, quick actions, objects, fields, picklist values and sections of layouts.

mod flows;
mod objects;
mod parts;

use std::collections::BTreeSet;
use std::path::Path;

use super::translations::LANGUAGES;
use super::{Subject, Violations, texts};

/// What `translations/` translates besides custom labels: its element there, and the files that name them.
const NAMED: [(&str, &str); 3] = [
    ("customApplications", ".app-meta.xml"),
    ("customTabs", ".tab-meta.xml"),
    ("reportTypes", ".reportType-meta.xml"),
];

/// The product's name, which is not translated.
const NAME: &str = "TeamViewer";

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
    let mut wanted = vec![("customLabels", labels)];
    for (element, extension) in NAMED {
        wanted.push((element, names(&package, extension)?));
    }
    let mut found = Vec::new();
    for language in translated_into() {
        let name = format!("{language}.translation-meta.xml");
        let files = texts(&package, &[&name])?;
        let Some((file, text)) = files.iter().find(|(file, _)| file.ends_with(&format!("/{name}"))) else {
            found.push(format!("there is no translation into {language}: {name}"));
            continue;
        };
        for (element, wanted) in &wanted {
            let translated = entries(text, element);
            let missing = wanted.difference(&translated);
            found.extend(missing.map(|name| format!("{file}: no words for {name} ({element})")));
            let unknown = translated.difference(wanted);
            found.extend(unknown.map(|name| format!("{file}: there is no {name} ({element})")));
        }
        for translation in [
            parts::violations(&package, text)?,
            flows::violations(&package, text)?,
        ] {
            found.extend(translation.into_iter().map(|words| format!("{file}: {words}")));
        }
    }
    found.extend(objects::violations(&package)?);
    found.extend(quick_actions(&package)?);
    Ok(found)
}

/// Quick actions whose label is more than a name that is the same in every language. Theirs would stand in the
/// translation of the object that they belong to; none of the package's has one.
fn quick_actions(package: &Path) -> anyhow::Result<Violations> {
    Ok(texts(package, &[".quickAction-meta.xml"])?
        .iter()
        .filter(|(_, text)| values(text, "label").any(|label| label != NAME))
        .map(|(file, _)| format!("{file}: its label is to be translated; or call it {NAME}"))
        .collect())
}

/// The languages that the package is translated into, as Salesforce writes them. English is what the package itself
/// is written in.
fn translated_into() -> impl Iterator<Item = String> {
    LANGUAGES
        .iter()
        .filter(|language| **language != "en")
        .map(|language| language.replace('-', "_"))
}

/// The names that an element of `translations/` has words for.
fn entries(text: &str, element: &str) -> BTreeSet<String> {
    text.split(&format!("<{element}>"))
        .skip(1)
        .filter_map(|entry| entry.split(&format!("</{element}>")).next())
        .filter(|entry| values(entry, "label").any(|label| !label.trim().is_empty()))
        .filter_map(|entry| values(entry, "name").next().map(str::to_owned))
        .collect()
}

/// The names of the files with an extension that have a label; the tab of an object is called as the object is.
fn names(package: &Path, extension: &str) -> anyhow::Result<BTreeSet<String>> {
    Ok(texts(package, &[extension])?
        .iter()
        .filter(|(_, text)| values(text, "label").next().is_some())
        .map(|(file, _)| stem(file, extension).to_owned())
        .collect())
}

/// The name of a metadata file without folders and extension.
fn stem<'a>(file: &'a str, extension: &str) -> &'a str {
    file.rsplit('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches(extension)
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

    const LABELS: &str = "<labels><fullName>A</fullName><value>a</value></labels>\
                          <labels><fullName>B</fullName><value>b</value></labels>";

    /// What is found when all languages have these translations: the same in each, so of one alone.
    fn found(translations: &str) -> Violations {
        let all: Vec<String> = translated_into()
            .map(|language| format!("visualforce/translations/{language}.translation-meta.xml"))
            .collect();
        let translations = format!("<Translations>{translations}</Translations>");
        let mut files: Vec<(&str, &str)> = all
            .iter()
            .map(|name| (name.as_str(), translations.as_str()))
            .collect();
        files.push(("visualforce/labels/CustomLabels.labels-meta.xml", LABELS));
        files.push((
            "visualforce/tabs/Devices.tab-meta.xml",
            "<CustomTab><label>Devices</label></CustomTab>",
        ));
        files.push((
            "visualforce/tabs/Visit__c.tab-meta.xml",
            "<CustomTab><customObject>true</customObject></CustomTab>",
        ));
        let found = violations(planted(&files).path()).unwrap();
        assert_eq!(found.len() % all.len(), 0, "{found:?}");
        found.into_iter().filter(|it| it.contains("pt_BR")).collect()
    }

    fn entry(element: &str, name: &str, label: &str) -> String {
        format!("<{element}><label>{label}</label><name>{name}</name></{element}>")
    }

    #[test]
    fn a_label_without_words_is_found() {
        let a = entry("customLabels", "A", "a") + &entry("customTabs", "Devices", "Geräte");
        assert_eq!(
            found(&(a.clone() + &entry("customLabels", "B", "b"))),
            Violations::new()
        );
        assert_eq!(found(&a).len(), 1);
        assert_eq!(found(&(a.clone() + &entry("customLabels", "B", " "))).len(), 1);
        let more = entry("customLabels", "B", "b") + &entry("customLabels", "C", "c");
        assert_eq!(found(&(a + &more)).len(), 1);
    }

    #[test]
    fn a_tab_without_words_is_found() {
        let labels = entry("customLabels", "A", "a") + &entry("customLabels", "B", "b");
        let gap = found(&labels);
        assert_eq!(gap.len(), 1, "{gap:?}");
        assert!(gap[0].contains("no words for Devices"), "{gap:?}");
    }

    #[test]
    fn a_quick_action_that_cannot_stay_as_it_is_is_found() {
        let action = |label: &str| format!("<QuickAction><label>{label}</label></QuickAction>");
        let found = |label: &str| {
            let text = action(label);
            let file = "quickActions/Case.Help.quickAction-meta.xml";
            quick_actions(planted(&[(file, text.as_str())]).path()).unwrap()
        };
        assert_eq!(found("TeamViewer"), Violations::new());
        assert_eq!(found("Help by TeamViewer").len(), 1);
    }

    #[test]
    fn a_language_without_translations_is_found() {
        let root = planted(&[("visualforce/labels/CustomLabels.labels-meta.xml", LABELS)]);
        let found = violations(root.path()).unwrap();
        assert_eq!(found.len(), translated_into().count(), "{found:?}");
    }

    #[test]
    fn this_package_has_no_gap() {
        let workspace = crate::workspace::Workspace::locate().unwrap();
        assert_eq!(violations(&workspace.root).unwrap(), Violations::new());
    }
}
