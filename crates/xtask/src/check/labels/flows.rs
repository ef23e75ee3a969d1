//! What a flow shows to those who run it has words in every language: its label, the choices, and what is on its
//! screens. The title of a screen is not in the Metadata API's translations, and not on the screen either: there stands
//! the flow's label.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use roxmltree::{Document, Node};

use super::parts::{children, text_of};
use super::stem;
use crate::check::{Violations, texts};

const FLOW: &str = ".flow-meta.xml";

/// The element of `translations/`.
const ELEMENT: &str = "flowDefinitions";

/// Texts by where they stand, for example `screen Ask, field Kind, fieldText`.
type Texts = BTreeMap<String, String>;

/// Gaps in a language's translation of the flows, and translations of what is not there.
pub(super) fn violations(package: &Path, translation: &str) -> anyhow::Result<Violations> {
    let translation = Document::parse(translation).context("a translation is no XML")?;
    let entries: BTreeMap<&str, Node> = children(translation.root_element(), ELEMENT)
        .filter_map(|entry| Some((text_of(entry, "fullName")?, entry)))
        .collect();
    let mut flows = BTreeMap::new();
    for (file, text) in texts(package, &[FLOW])? {
        let document = Document::parse(&text).with_context(|| format!("{file} is no XML"))?;
        flows.insert(stem(&file, FLOW).to_owned(), shown(document.root_element()));
    }
    let mut found = Violations::new();
    for (name, own) in &flows {
        match entries.get(name.as_str()) {
            Some(entry) => found.extend(
                differences(own, *entry)
                    .into_iter()
                    .map(|words| format!("flow {name}: {words}")),
            ),
            None => found.push(format!("no words for {name} ({ELEMENT})")),
        }
    }
    let unknown = entries.keys().filter(|name| !flows.contains_key(**name));
    found.extend(unknown.map(|name| format!("there is no {name} ({ELEMENT})")));
    Ok(found)
}

fn differences(own: &Texts, entry: Node) -> Violations {
    let mut found = Violations::new();
    if text_of(entry, "label").is_none() {
        found.push("no words for its name".to_owned());
    }
    // Without the number of a version, since every deployment makes another one.
    let translated: Texts = children(entry, "flows").flat_map(shown).collect();
    for (place, text) in own {
        match translated.get(place) {
            None => found.push(format!("no words for {place}")),
            Some(other) if merged(other) != merged(text) => {
                found.push(format!("{place} has {:?}, not {:?}", merged(text), merged(other)));
            }
            Some(_) => {}
        }
    }
    let unknown = translated.keys().filter(|place| !own.contains_key(*place));
    found.extend(unknown.map(|place| format!("nothing to translate at {place}")));
    found
}

/// What a flow, or its translation, shows: both have the same elements there.
fn shown(flow: Node) -> Texts {
    let mut texts = Texts::new();
    let mut put = |place: String, text: Option<&str>| {
        if let Some(text) = text.filter(|text| has_words(text)) {
            texts.insert(place, text.to_owned());
        }
    };
    put("label".to_owned(), text_of(flow, "label"));
    for choice in children(flow, "choices") {
        let name = text_of(choice, "name").unwrap_or_default();
        put(format!("choice {name}"), text_of(choice, "choiceText"));
    }
    for screen in children(flow, "screens") {
        let screen_name = text_of(screen, "name").unwrap_or_default();
        for aspect in [
            "backButtonLabel",
            "helpText",
            "nextOrFinishButtonLabel",
            "pauseButtonLabel",
            "pausedText",
        ] {
            put(format!("screen {screen_name}, {aspect}"), text_of(screen, aspect));
        }
        for field in children(screen, "fields") {
            let place = format!(
                "screen {screen_name}, field {}",
                text_of(field, "name").unwrap_or_default()
            );
            for aspect in ["fieldText", "helpText"] {
                put(format!("{place}, {aspect}"), text_of(field, aspect));
            }
            for rule in children(field, "validationRule") {
                put(format!("{place}, errorMessage"), text_of(rule, "errorMessage"));
            }
            for input in children(field, "inputParameters") {
                let name = text_of(input, "name").unwrap_or_default();
                for value in children(input, "value") {
                    put(format!("{place}, {name}"), text_of(value, "stringValue"));
                }
            }
        }
    }
    texts
}

/// Whether there is anything to read besides markup and what is merged in.
fn has_words(text: &str) -> bool {
    let mut depth = 0_usize;
    text.chars().any(|sign| {
        match sign {
            '<' | '{' => depth += 1,
            '>' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && sign.is_alphabetic()
    })
}

/// What a text merges in, in alphabetical order: languages differ in the order of their words.
fn merged(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text
        .split("{!")
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .collect();
    names.sort_unstable();
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    const FLOW_SOURCE: &str = "<Flow><label>Invite</label>\
        <choices><name>Mail</name><choiceText>By mail</choiceText></choices>\
        <screens><name>Ask</name><label>Title</label>\
        <fields><name>To</name><inputParameters><name>label</name><value><stringValue>To whom</stringValue></value>\
        </inputParameters></fields>\
        <fields><name>Sent</name><fieldText>&lt;p&gt;Sent to {!Ask.to}.&lt;/p&gt;</fieldText></fields>\
        <fields><name>Why</name><fieldText>&lt;p&gt;{!Invite.errorMessage}&lt;/p&gt;</fieldText></fields></screens></Flow>";

    const CHOICE: &str = "<choices><choiceText>Per E-Mail</choiceText><name>Mail</name></choices>";
    const LABEL: &str = "<label>Einladen</label>";
    const TO: &str = "<fields><inputParameters><name>label</name><value><stringValue>An wen</stringValue></value>\
        </inputParameters><name>To</name></fields>";

    fn sent(text: &str) -> String {
        format!("<fields><fieldText>{text}</fieldText><name>Sent</name></fields>")
    }

    fn found(choices: &str, fields: &str) -> Violations {
        let root = planted(&[("flows/Invite.flow-meta.xml", FLOW_SOURCE)]);
        let translation = format!(
            "<Translations><flowDefinitions><flows>{choices}{LABEL}<screens>{fields}<name>Ask</name></screens></flows>\
             <fullName>Invite</fullName>{LABEL}</flowDefinitions></Translations>"
        );
        violations(root.path(), &translation).unwrap()
    }

    #[test]
    fn a_text_of_a_flow_without_words_is_found() {
        let sent = sent("Gesendet an {!Ask.to}.");
        assert_eq!(found(CHOICE, &format!("{TO}{sent}")), Violations::new());
        assert_eq!(
            found("", &format!("{TO}{sent}")),
            ["flow Invite: no words for choice Mail"]
        );
        assert_eq!(
            found(CHOICE, &sent),
            ["flow Invite: no words for screen Ask, field To, label"]
        );
    }

    #[test]
    fn another_merge_field_or_place_is_found() {
        let lost = sent("Gesendet.");
        assert_eq!(
            found(CHOICE, &format!("{TO}{lost}")),
            [r#"flow Invite: screen Ask, field Sent, fieldText has ["Ask.to"], not []"#]
        );
        let sent = sent("Gesendet an {!Ask.to}.");
        let other = CHOICE.replace("Mail</name>", "Post</name>");
        assert_eq!(
            found(&format!("{CHOICE}{other}"), &format!("{TO}{sent}")),
            ["flow Invite: nothing to translate at choice Post"]
        );
    }

    #[test]
    fn a_flow_without_any_translation_is_found_and_so_is_a_translation_of_none() {
        let root = planted(&[("flows/Invite.flow-meta.xml", FLOW_SOURCE)]);
        let other =
            "<Translations><flowDefinitions><fullName>Gone</fullName></flowDefinitions></Translations>";
        assert_eq!(
            violations(root.path(), other).unwrap(),
            [
                "no words for Invite (flowDefinitions)",
                "there is no Gone (flowDefinitions)"
            ]
        );
    }
}
