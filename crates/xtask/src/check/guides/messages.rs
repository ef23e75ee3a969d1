//! The troubleshooting pages have every message with which the product says that something is wrong, in the words that
//! stand on the screen: those of the catalogues and those of the package's labels.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;

use super::LANGUAGES;
use super::page::Page;
use crate::check::{Violations, texts};

/// What messages in the catalogues begin with.
const BEGINNINGS: [&str; 4] = ["admin.problem.", "failure.", "notShared.", "remark."];
/// A message of the health check ends with one of these.
const HEALTH: (&str, [&str; 2]) = ("admin.health.", [".attention", ".unknown"]);
/// Other messages in the catalogues.
const OTHERS: [&str; 55] = [
    "admin.app.missing",
    "admin.app.noCallback",
    "admin.erase.goesOn",
    "admin.erase.nobody",
    "admin.erase.unfinished",
    "admin.expiry.accountOut",
    "admin.expiry.died",
    "admin.expiry.failed",
    "admin.expiry.forbidden",
    "admin.expiry.notStored",
    "admin.expiry.signedOut",
    "admin.noAccess",
    "admin.objects.none",
    "admin.reporting.accountOut",
    "admin.reporting.down",
    "admin.reporting.forbidden",
    "admin.reporting.internal",
    "admin.reporting.noAccount",
    "admin.reporting.notDeleted",
    "admin.reporting.rateLimit",
    "admin.reporting.refused",
    "admin.reporting.repeated",
    "admin.reporting.signedOut",
    "admin.reporting.underWay",
    "company.broken",
    "company.full",
    "company.maybeOwn",
    "company.notDownloaded",
    "company.ownOnly",
    "company.repeated",
    "company.tooLong",
    "company.unreadable",
    "company.waiting",
    "devices.cut",
    "devices.noContactList",
    "devices.noGroups",
    "devices.noLinks",
    "devices.noManaged",
    "devices.noOther",
    "devices.unreadable",
    "history.more",
    "history.notYours",
    "noKindAllowed",
    "notify.blocked",
    "notify.missing",
    "notify.ownTabWhy",
    "notify.paused",
    "notify.setupBlocked",
    "offline",
    "report.notWhole",
    "report.olderLeftOut",
    "report.repeated",
    "report.unreadable",
    "share.unsure",
    "signIn.blocked",
];
/// What messages among the package's labels begin with.
const LABELS: [&str; 5] = [
    "TeamViewerCrashed",
    "TeamViewerFlow",
    "TeamViewerFrame",
    "TeamViewerNotStarted",
    "TeamViewerStopped",
];
/// What stands on the page in the place of a value.
const VALUE: &str = "…";

/// # Errors
/// When a page, a catalogue or the labels cannot be read.
pub fn violations(root: &Path) -> anyhow::Result<Violations> {
    let mut found = Vec::new();
    for language in LANGUAGES {
        let page = format!("docs/admin/{language}/troubleshooting.md");
        let text =
            std::fs::read_to_string(root.join(&page)).with_context(|| format!("cannot read {page}"))?;
        let there: Vec<String> = Page::read(&text).texts.iter().map(|text| blanks(text)).collect();
        let mut wanted = catalogue(root, language)?;
        wanted.extend(labels(root, language)?);
        let missing = wanted
            .iter()
            .filter(|(_, message)| !there.iter().any(|text| text.contains(&blanks(&values(message)))));
        found.extend(missing.map(|(key, message)| format!("{page}: nothing about {key}: {message}")));
    }
    Ok(found)
}

/// The messages of a catalogue.
fn catalogue(root: &Path, language: &str) -> anyhow::Result<BTreeMap<String, String>> {
    let file = root.join(format!("static/i18n/{language}.json"));
    let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let all: BTreeMap<String, String> =
        serde_json::from_str(&text).with_context(|| format!("cannot read {}", file.display()))?;
    if let Some(unknown) = OTHERS.iter().find(|key| !all.contains_key(**key)) {
        anyhow::bail!(
            "{}: there is no {unknown}, which the check `guides` asks for",
            file.display()
        );
    }
    Ok(all.into_iter().filter(|(key, _)| is_message(key)).collect())
}

fn is_message(key: &str) -> bool {
    let (health, ends) = HEALTH;
    BEGINNINGS.iter().any(|beginning| key.starts_with(beginning))
        || (key.starts_with(health) && ends.iter().any(|end| key.ends_with(end)))
        || OTHERS.contains(&key)
}

/// The messages among the labels of the package: English in the labels, else in the translations.
fn labels(root: &Path, language: &str) -> anyhow::Result<BTreeMap<String, String>> {
    let (extension, element, name, words) = if language == "en" {
        (".labels-meta.xml".to_owned(), "labels", "fullName", "value")
    } else {
        (
            format!("/{language}.translation-meta.xml"),
            "customLabels",
            "name",
            "label",
        )
    };
    let mut labels = BTreeMap::new();
    for (file, text) in texts(&root.join("visualforce"), &[&extension])? {
        let document = roxmltree::Document::parse(&text).with_context(|| format!("cannot read {file}"))?;
        for label in document
            .descendants()
            .filter(|node| node.tag_name().name() == element)
        {
            let child = |wanted| {
                label
                    .children()
                    .find(|node| node.tag_name().name() == wanted)?
                    .text()
            };
            if let (Some(name), Some(words)) = (child(name), child(words))
                && LABELS.iter().any(|beginning| name.starts_with(beginning))
            {
                labels.insert(name.to_owned(), words.to_owned());
            }
        }
    }
    Ok(labels)
}

/// A text with all blanks alike: French has several before its colons.
fn blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A message with [`VALUE`] in the place of its values.
fn values(message: &str) -> String {
    let mut text = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        text.push_str(VALUE);
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    const LABEL: &str = "<CustomLabels><labels><fullName>TeamViewerFrameFailed</fullName><value>No frame</value></labels>\
                         <labels><fullName>TeamViewerTitle</fullName><value>Title</value></labels></CustomLabels>";
    const TRANSLATION: &str = "<Translations><customLabels><label>Pas de cadre</label><name>TeamViewerFrameFailed</name>\
                               </customLabels></Translations>";

    /// What is found when the English page has these lines, and the French page all that it must have.
    fn found(lines: &[&str]) -> Violations {
        let others = OTHERS.map(|key| format!("\"{key}\": \"x\"")).join(", ");
        let catalogue =
            |words: &str| format!("{{\"failure.a\": \"{words}\", \"title\": \"Title\", {others}}}");
        let [english, french] = ["{name} is not there.", "{name}\u{a0}: absent"].map(catalogue);
        let page = format!("# T\n\nx\n\n{}\n", lines.join("\n\n"));
        let root = planted(&[
            ("docs/admin/en/troubleshooting.md", &page),
            (
                "docs/admin/fr/troubleshooting.md",
                "x\n\n| … : absent | a |\n| --- | --- |\n| Pas de cadre | b |\n",
            ),
            ("static/i18n/en.json", &english),
            ("static/i18n/fr.json", &french),
            (
                "visualforce/main/default/labels/CustomLabels.labels-meta.xml",
                LABEL,
            ),
            (
                "visualforce/main/default/translations/fr.translation-meta.xml",
                TRANSLATION,
            ),
        ]);
        violations(root.path()).unwrap()
    }

    #[test]
    fn a_page_with_every_message_is_no_violation() {
        assert_eq!(
            found(&["It says: … is not\nthere.", "No frame"]),
            Violations::new()
        );
    }

    #[test]
    fn a_message_that_is_missing_is_found() {
        assert_eq!(
            found(&["No frame"]),
            ["docs/admin/en/troubleshooting.md: nothing about failure.a: {name} is not there."]
        );
        assert_eq!(
            found(&["… is not there."]),
            ["docs/admin/en/troubleshooting.md: nothing about TeamViewerFrameFailed: No frame"]
        );
    }
}
