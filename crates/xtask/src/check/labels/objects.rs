//! Objects, settings and custom metadata are translated with all their fields, picklist values and sections of layouts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{stem, translated_into, values};
use crate::check::{Violations, texts};

const FIELD: &str = ".field-meta.xml";
const OBJECT: &str = ".object-meta.xml";
const FIELD_TRANSLATION: &str = ".fieldTranslation-meta.xml";
const OBJECT_TRANSLATION: &str = ".objectTranslation-meta.xml";
const LAYOUT: &str = ".layout-meta.xml";

/// The longest label that a field or an object can have, in characters (CustomFieldTranslation in the Metadata API
/// Developer Guide). Salesforce refuses a longer one.
const LONGEST: usize = 40;

/// Parts of a field beside its label, and what the translation calls them.
const PARTS: [(&str, &str); 2] = [
    ("relationshipLabel", "relationshipLabel"),
    ("inlineHelpText", "help"),
];

/// Fields of an object, with what of them is to be translated besides their labels: picklist values, and [`PARTS`] by
/// the name in the translation.
type Fields = BTreeMap<String, BTreeSet<String>>;

/// Gaps in the translations of objects, and translations of what is not there.
pub(super) fn violations(package: &Path) -> anyhow::Result<Violations> {
    let mut found = Vec::new();
    let fields = fields_of_objects(package)?;
    let translated = fields_of_translations(package)?;
    let sections = sections(package)?;
    let with_name_field = with_name_field(package)?;
    let named: BTreeMap<String, BTreeSet<String>> = texts(package, &[OBJECT_TRANSLATION])?
        .iter()
        .filter(|(file, text)| {
            let translation = stem(file, OBJECT_TRANSLATION);
            let object = translation
                .split_once('-')
                .map_or(translation, |(object, _)| object);
            has_words(text, "value")
                && (!with_name_field.contains(object) || has_words(text, "nameFieldLabel"))
        })
        .map(|(file, text)| {
            let sections = values(text, "section").map(str::to_owned).collect();
            (stem(file, OBJECT_TRANSLATION).to_owned(), sections)
        })
        .collect();
    let mut expected = BTreeSet::new();
    for object in objects(package)? {
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
        extra.map(|it| format!("{it}: translates no object of the package, or into no language of ours")),
    );
    found.extend(too_long(package)?);
    Ok(found)
}

/// The objects of the package, settings and custom metadata among them.
fn objects(package: &Path) -> anyhow::Result<Vec<String>> {
    Ok(texts(package, &[OBJECT])?
        .into_iter()
        .map(|(file, _)| stem(&file, OBJECT).to_owned())
        .collect())
}

/// The objects whose name field is the package's own; that of settings and custom metadata is the platform's.
fn with_name_field(package: &Path) -> anyhow::Result<BTreeSet<String>> {
    Ok(texts(package, &[OBJECT])?
        .into_iter()
        .filter(|(_, text)| text.contains("<nameField>"))
        .map(|(file, _)| stem(&file, OBJECT).to_owned())
        .collect())
}

/// Labels that Salesforce would refuse for their length.
fn too_long(package: &Path) -> anyhow::Result<Violations> {
    let mut found = Violations::new();
    for (extension, element) in [(FIELD_TRANSLATION, "label"), (OBJECT_TRANSLATION, "value")] {
        for (file, text) in texts(package, &[extension])? {
            let long = values(&text, element).filter(|label| label.chars().count() > LONGEST);
            found.extend(long.map(|label| format!("{file}: more than {LONGEST} characters: {label}")));
        }
    }
    Ok(found)
}

/// Whether one of the elements says anything.
fn has_words(text: &str, element: &str) -> bool {
    values(text, element).any(|words| !words.trim().is_empty())
}

/// The fields of all objects.
fn fields_of_objects(package: &Path) -> anyhow::Result<BTreeMap<String, Fields>> {
    let mut found: BTreeMap<String, Fields> = BTreeMap::new();
    for (file, text) in texts(package, &[FIELD])? {
        let object = file.rsplit('/').nth(2).unwrap_or_default().to_owned();
        let mut picklist: BTreeSet<String> = text
            .split_once("<valueSetDefinition>")
            .map(|(_, rest)| values(rest, "label").map(str::to_owned).collect())
            .unwrap_or_default();
        let parts = PARTS.iter().filter(|(own, _)| has_words(&text, own));
        picklist.extend(parts.map(|(_, translated)| (*translated).to_owned()));
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
        if !has_words(&text, "label") {
            continue;
        }
        let parts = PARTS
            .iter()
            .filter(|(_, translated)| has_words(&text, translated));
        let picklist = text
            .split("<picklistValues>")
            .skip(1)
            .filter(|entry| {
                values(entry, "translation")
                    .next()
                    .is_some_and(|it| !it.trim().is_empty())
            })
            .filter_map(|entry| values(entry, "masterLabel").next().map(str::to_owned))
            .chain(parts.map(|(_, translated)| (*translated).to_owned()))
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
    const VISIT: &str = "<CustomObject><nameField><label>Number</label></nameField></CustomObject>";
    const NAMED: &str = "<value>Besuch</value><nameFieldLabel>Nummer</nameFieldLabel>";
    const OPEN: &str =
        "<picklistValues><masterLabel>Open</masterLabel><translation>Offen</translation></picklistValues>";

    /// What is found when all languages have this translation of the field: the same in each, so of one alone.
    fn found(field: &str) -> Violations {
        let mut files = vec![
            (
                "visualforce/objects/Visit__c/Visit__c.object-meta.xml".to_owned(),
                VISIT,
            ),
            (
                "visualforce/objects/Visit__c/fields/Status__c.field-meta.xml".to_owned(),
                STATUS,
            ),
        ];
        for language in translated_into() {
            let folder = format!("visualforce/objectTranslations/Visit__c-{language}");
            files.push((format!("{folder}/Visit__c-{language}{OBJECT_TRANSLATION}"), NAMED));
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
    fn a_related_list_or_a_help_text_without_words_is_found() {
        let own = [(
            "objects/Visit__c/fields/Of__c.field-meta.xml",
            "<label>Of</label><relationshipLabel>Visits</relationshipLabel><inlineHelpText>Whose.</inlineHelpText>",
        )];
        let half = [(
            "objectTranslations/Visit__c-ja/Of__c.fieldTranslation-meta.xml",
            "<help>x</help><label>x</label>",
        )];
        let fields = fields_of_objects(planted(&own).path()).unwrap();
        let translated = fields_of_translations(planted(&half).path()).unwrap();
        let words = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<BTreeSet<_>>()
        };
        assert_eq!(fields["Visit__c"]["Of__c"], words(&["help", "relationshipLabel"]));
        assert_eq!(translated["Visit__c-ja"]["Of__c"], words(&["help"]));
    }

    #[test]
    fn settings_and_custom_metadata_are_translated_too_and_have_no_name_field_of_their_own() {
        let of = |name: &str, translation: &str| {
            let mut files = vec![
                (
                    format!("objects/{name}/{name}.object-meta.xml"),
                    "<CustomObject/>",
                ),
                (
                    format!("objects/{name}/fields/Most__c.field-meta.xml"),
                    "<label>Most</label>",
                ),
            ];
            for language in translated_into() {
                let folder = format!("objectTranslations/{name}-{language}");
                files.push((
                    format!("{folder}/Most__c{FIELD_TRANSLATION}"),
                    "<label>Höchstens</label>",
                ));
                files.push((
                    format!("{folder}/{name}-{language}{OBJECT_TRANSLATION}"),
                    translation,
                ));
            }
            let files: Vec<(&str, &str)> = files.iter().map(|(file, text)| (file.as_str(), *text)).collect();
            violations(planted(&files).path()).unwrap()
        };
        for name in ["Limits__c", "Limits__mdt"] {
            assert_eq!(of(name, "<value>Grenzen</value>"), Violations::new());
            assert_eq!(
                of(name, "<gender>Feminine</gender>").len(),
                translated_into().count()
            );
        }
    }

    #[test]
    fn a_label_that_salesforce_refuses_for_its_length_is_found() {
        let long = "ü".repeat(LONGEST + 1);
        assert!(found(&format!("<label>{}</label>{OPEN}", &long[2..])).is_empty());
        assert_eq!(found(&format!("<label>{long}</label>{OPEN}")).len(), 1);
    }

    #[test]
    fn a_section_without_words_is_found() {
        let mut files = vec![
            (
                "visualforce/objects/Visit__c/Visit__c.object-meta.xml".to_owned(),
                VISIT.to_owned(),
            ),
            (
                "visualforce/layouts/Visit__c-Visit Layout.layout-meta.xml".to_owned(),
                "<layoutSections><customLabel>true</customLabel><label>Visit</label></layoutSections>\
                 <layoutSections><customLabel>false</customLabel><label>System Information</label></layoutSections>"
                    .to_owned(),
            ),
        ];
        for language in translated_into() {
            let text = match language.as_str() {
                "ja" => NAMED.to_owned(),
                _ => format!("<section>Visit</section>{NAMED}"),
            };
            let file = format!("Visit__c-{language}/Visit__c-{language}{OBJECT_TRANSLATION}");
            files.push((format!("visualforce/objectTranslations/{file}"), text));
        }
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
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
                NAMED,
            ),
            (
                "visualforce/objectTranslations/Gone__c-de/Old__c.fieldTranslation-meta.xml",
                "<label>Alt</label>",
            ),
        ];
        assert_eq!(violations(planted(&files).path()).unwrap().len(), 2);
    }
}
