//! What `translations/` says of an app or a report type besides its name: description and sections.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Context;
use roxmltree::{Document, Node};

use super::stem;
use crate::check::{Violations, texts};

/// Elements of `translations/`, and the files of what they translate.
const ELEMENTS: [(&str, &str); 2] = [
    ("customApplications", ".app-meta.xml"),
    ("reportTypes", ".reportType-meta.xml"),
];

/// Gaps in a language's translation; that a whole entry is missing is said elsewhere.
pub(super) fn violations(package: &Path, translation: &str) -> anyhow::Result<Violations> {
    let translation = Document::parse(translation).context("a translation is no XML")?;
    let mut found = Violations::new();
    for (element, extension) in ELEMENTS {
        for (file, text) in texts(package, &[extension])? {
            let source = Document::parse(&text).with_context(|| format!("{file} is no XML"))?;
            let name = stem(&file, extension);
            let entry = children(translation.root_element(), element)
                .find(|entry| text_of(*entry, "name") == Some(name));
            if let Some(entry) = entry {
                let gaps = gaps(source.root_element(), entry);
                found.extend(
                    gaps.into_iter()
                        .map(|words| format!("{name} ({element}): {words}")),
                );
            }
        }
    }
    Ok(found)
}

fn gaps(source: Node, entry: Node) -> Violations {
    let mut found = Violations::new();
    if text_of(source, "description").is_some() != text_of(entry, "description").is_some() {
        found.push("one has a description, the other has none".to_owned());
    }
    let own: BTreeSet<&str> = children(source, "sections")
        .filter_map(|section| text_of(section, "masterLabel"))
        .collect();
    let translated: BTreeSet<&str> = children(entry, "sections")
        .filter(|section| text_of(*section, "label").is_some())
        .filter_map(|section| text_of(section, "name"))
        .collect();
    if own != translated {
        found.push(format!("has the sections {own:?}, not {translated:?}"));
    }
    found
}

/// The child elements of a name.
pub(super) fn children<'a, 'i>(
    node: Node<'a, 'i>,
    name: &'a str,
) -> impl Iterator<Item = Node<'a, 'i>> + use<'a, 'i> {
    node.children()
        .filter(move |child| child.tag_name().name() == name)
}

/// The text of the first child of a name; none when it is blank.
pub(super) fn text_of<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.children()
        .find(|child| child.tag_name().name() == name)
        .and_then(|child| child.text())
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    const REPORT_TYPE: &str = "<ReportType><description>Visits.</description><label>Visits</label>\
                               <sections><masterLabel>Visit</masterLabel></sections></ReportType>";

    fn found(entry: &str) -> Violations {
        let root = planted(&[("reportTypes/Visits.reportType-meta.xml", REPORT_TYPE)]);
        let translation = format!("<Translations><reportTypes>{entry}</reportTypes></Translations>");
        violations(root.path(), &translation).unwrap()
    }

    #[test]
    fn a_description_or_a_section_without_words_is_found() {
        let section = "<sections><label>Besuch</label><name>Visit</name></sections>";
        let description = "<description>Besuche.</description>";
        let name = "<label>Besuche</label><name>Visits</name>";
        assert_eq!(found(&format!("{description}{name}{section}")), Violations::new());
        assert_eq!(
            found(&format!("{name}{section}")),
            ["Visits (reportTypes): one has a description, the other has none"]
        );
        assert_eq!(
            found(&format!("{description}{name}")),
            [r#"Visits (reportTypes): has the sections {"Visit"}, not {}"#]
        );
    }
}
