//! The objects that users see are translated with all their fields, picklist values and sections of layouts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{stem, translated_into, values};
use crate::check::{Violations, texts};

const FIELD: &str = ".field-meta.xml";
const OBJECT: &str = ".object-meta.xml";
const FIELD_TRANSLATION: &str = ".fieldTranslation-meta.xml";
const OBJECT_TRANSLATION: &str = ".objectTranslation-meta.xml";
const LAYOUT: &str = ".layout-meta.xml";

/// Fields of an object, with the labels of their picklist values.
type Fields = BTreeMap<String, BTreeSet<String>>;

/// Gaps in the translations of objects, and translations of what is not there.
pub(super) fn violations(package: &Path) -> anyhow::Result<Violations> {
    let mut found = Vec::new();
    let fields = fields_of_objects(package)?;
    let translated = fields_of_translations(package)?;
    let sections = sections(package)?;
    let named: BTreeMap<String, BTreeSet<String>> = texts(package, &[OBJECT_TRANSLATION])?
        .iter()
        .filter(|(_, text)| values(text, "nameFieldLabel").any(|label| !label.trim().is_empty()))
        .map(|(file, text)| {
            let sections = values(text, "section").map(str::to_owned).collect();
            (stem(file, OBJECT_TRANSLATION).to_owned(), sections)
        })
        .collect();
    let mut expected = BTreeSet::new();
    for object in seen_by_users(package)? {
        for language in translated_into() {
            let translation = format!("{object}-{language}");
            match (named.get(&translation), sections.get(&object)) {
                (None, _) => found.push(format!("{translation}: the object has no name in this language")),
                (Some(others), Some(own)) if others != own => {
                    found.push(format!(
                        "{translation}: the layouts have the sections {own:?}, not {others:?}"
                    ));
                }
                _ => {}
            }
            let (own, nothing) = (fields.get(&object), Fields::new());
            let others = translated.get(&translation).unwrap_or(&nothing);
            for (field, picklist) in own.unwrap_or(&nothing) {
                match others.get(field) {
                    None => found.push(format!("{translation}: no words for {field}")),
                    Some(values) if values != picklist => {
                        found.push(format!("{translation}: {field} has {picklist:?}, not {values:?}"));
                    }
                    Some(_) => {}
                }
            }
            let unknown = others
                .keys()
                .filter(|field| !own.is_some_and(|own| own.contains_key(*field)));
            found.extend(unknown.map(|field| format!("{translation}: there is no field {field}")));
            expected.insert(translation);
        }
    }
    let extra = named
        .keys()
        .chain(translated.keys())
        .filter(|it| !expected.contains(*it));
    found.extend(
        extra.map(|it| format!("{it}: translates no object that users see, or into no language of ours")),
    );
    Ok(found)
}

/// Objects whose records users see. Settings and custom metadata stand on Salesforce's own administrator pages, where
/// the manual names their fields in English.
fn seen_by_users(package: &Path) -> anyhow::Result<Vec<String>> {
    Ok(texts(package, &[OBJECT])?
        .into_iter()
        .filter(|(_, text)| !text.contains("<customSettingsType>"))
        .map(|(file, _)| stem(&file, OBJECT).to_owned())
        .filter(|object| object.ends_with("__c"))
        .collect())
}

/// The fields of all objects.
fn fields_of_objects(package: &Path) -> anyhow::Result<BTreeMap<String, Fields>> {
    let mut found: BTreeMap<String, Fields> = BTreeMap::new();
    for (file, text) in texts(package, &[FIELD])? {
        let object = file.rsplit('/').nth(2).unwrap_or_default().to_owned();
        let picklist = text
            .split_once("<valueSetDefinition>")
            .map(|(_, rest)| values(rest, "label").map(str::to_owned).collect())
            .unwrap_or_default();
        let name = stem(&file, FIELD).to_owned();
        found.entry(object).or_default().insert(name, picklist);
    }
    Ok(found)
}

/// The sections of each object's layouts that have a name of their own.
fn sections(package: &Path) -> anyhow::Result<BTreeMap<String, BTreeSet<String>>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in texts(package, &[LAYOUT])? {
        let Some((object, _)) = stem(&file, LAYOUT).split_once('-') else {
            continue;
        };
        let own = text
            .split("<layoutSections>")
            .skip(1)
            .filter(|section| section.contains("<customLabel>true<"))
            .filter_map(|section| values(section, "label").next().map(str::to_owned));
        found.entry(object.to_owned()).or_default().extend(own);
    }
    Ok(found)
}

/// The same of the translations; a field or a value without words is not there.
fn fields_of_translations(package: &Path) -> anyhow::Result<BTreeMap<String, Fields>> {
    let mut found: BTreeMap<String, Fields> = BTreeMap::new();
    for (file, text) in texts(package, &[FIELD_TRANSLATION])? {
        let translation = file.rsplit('/').nth(1).unwrap_or_default().to_owned();
        let fields = found.entry(translation).or_default();
        if !values(&text, "label").any(|label| !label.trim().is_empty()) {
            continue;
        }
        let picklist = text
            .split("<picklistValues>")
            .skip(1)
            .filter(|entry| {
                values(entry, "translation")
                    .next()
                    .is_some_and(|it| !it.trim().is_empty())
            })
            .filter_map(|entry| values(entry, "masterLabel").next().map(str::to_owned))
            .collect();
        fields.insert(stem(&file, FIELD_TRANSLATION).to_owned(), picklist);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    const STATUS: &str = "<CustomField><fullName>Status__c</fullName><label>Status</label><valueSet>\
                          <valueSetDefinition><value><fullName>Open</fullName><label>Open</label></value>\
                          </valueSetDefinition></valueSet></CustomField>";
    const OPEN: &str =
        "<picklistValues><masterLabel>Open</masterLabel><translation>Offen</translation></picklistValues>";

    /// What is found when all languages have this translation of the field: the same in each, so of one alone.
    fn found(field: &str) -> Violations {
        let mut files = vec![
            (
                "visualforce/objects/Visit__c/Visit__c.object-meta.xml".to_owned(),
                "<CustomObject/>",
            ),
            (
                "visualforce/objects/Visit__c/fields/Status__c.field-meta.xml".to_owned(),
                STATUS,
            ),
            (
                "visualforce/objects/Limits__c/Limits__c.object-meta.xml".to_owned(),
                "<customSettingsType>Hierarchy</customSettingsType>",
            ),
            (
                "visualforce/objects/Limits__c/fields/Most__c.field-meta.xml".to_owned(),
                "<label>Most</label>",
            ),
        ];
        for language in translated_into() {
            let folder = format!("visualforce/objectTranslations/Visit__c-{language}");
            files.push((
                format!("{folder}/Visit__c-{language}{OBJECT_TRANSLATION}"),
                "<nameFieldLabel>Nummer</nameFieldLabel>",
            ));
            if !field.is_empty() {
                files.push((format!("{folder}/Status__c{FIELD_TRANSLATION}"), field));
            }
        }
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        let found = violations(planted(&files).path()).unwrap();
        found.into_iter().filter(|it| it.contains("-ja")).collect()
    }

    #[test]
    fn a_field_without_words_is_found() {
        assert_eq!(found(&format!("<label>Status</label>{OPEN}")), Violations::new());
        assert_eq!(found(""), ["Visit__c-ja: no words for Status__c"]);
        assert_eq!(
            found(&format!("<label> </label>{OPEN}")),
            ["Visit__c-ja: no words for Status__c"]
        );
    }

    #[test]
    fn a_picklist_value_without_words_is_found() {
        let gap = found("<label>Status</label>");
        assert_eq!(gap, [r#"Visit__c-ja: Status__c has {"Open"}, not {}"#]);
    }

    #[test]
    fn a_section_without_words_is_found() {
        let mut files = vec![
            (
                "visualforce/objects/Visit__c/Visit__c.object-meta.xml".to_owned(),
                "<CustomObject/>",
            ),
            (
                "visualforce/layouts/Visit__c-Visit Layout.layout-meta.xml".to_owned(),
                "<layoutSections><customLabel>true</customLabel><label>Visit</label></layoutSections>\
                 <layoutSections><customLabel>false</customLabel><label>System Information</label></layoutSections>",
            ),
        ];
        for language in translated_into() {
            let text = match language.as_str() {
                "ja" => "<nameFieldLabel>Nummer</nameFieldLabel>",
                _ => "<section>Visit</section><nameFieldLabel>Nummer</nameFieldLabel>",
            };
            let file = format!("Visit__c-{language}/Visit__c-{language}{OBJECT_TRANSLATION}");
            files.push((format!("visualforce/objectTranslations/{file}"), text));
        }
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        let found = violations(planted(&files).path()).unwrap();
        assert_eq!(
            found,
            [r#"Visit__c-ja: the layouts have the sections {"Visit"}, not {}"#]
        );
    }

    #[test]
    fn translations_of_what_is_not_there_are_found() {
        let files = [
            (
                "visualforce/objectTranslations/Visit__c-nl/Visit__c-nl.objectTranslation-meta.xml",
                "<nameFieldLabel>Nummer</nameFieldLabel>",
            ),
            (
                "visualforce/objectTranslations/Gone__c-de/Old__c.fieldTranslation-meta.xml",
                "<label>Alt</label>",
            ),
        ];
        assert_eq!(violations(planted(&files).path()).unwrap().len(), 2);
    }
}
