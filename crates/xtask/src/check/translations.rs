//! Every language says the same things in words of its own, and everything that the components say is in every language.

mod borrowed;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, bail};

use self::borrowed::{BORROWED, Borrowed};
use super::{Subject, Violations, texts};

/// The languages of the product, as their catalogues are called. [`REFERENCE`] is one of them.
pub(super) const LANGUAGES: [&str; 7] = ["de", "en", "es", "fr", "it", "ja", "pt-BR"];

/// The language that others are held against; boot.js falls back to it.
const REFERENCE: &str = "en.json";

/// What chooses a catalogue in the browser.
const BOOT: &str = "static/boot.js";

/// The crates whose texts are translated.
const SPEAKING: [&str; 10] = [
    "crates/page/src",
    "crates/ui/src",
    "crates/component/src",
    "crates/session/src",
    "crates/session-history/src",
    "crates/connection-report/src",
    "crates/company-report/src",
    "crates/my-devices/src",
    "crates/administration/src",
    "crates/tv-session-notification/src",
];

/// How the sources ask for a text.
const CALLS: [&str; 2] = [".say(\"", ".fill(\""];

type Catalogue = BTreeMap<String, String>;

/// # Errors
/// When a catalogue or a source cannot be read.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    violations(&subject.workspace.root)
}

fn violations(root: &Path) -> anyhow::Result<Violations> {
    let mut found = languages(&root.join(BOOT))?;
    let mut catalogues = BTreeMap::new();
    for (file, text) in texts(&root.join("static/i18n"), &[".json"])? {
        let name = file.rsplit('/').next().unwrap_or_default().to_owned();
        let catalogue: Catalogue =
            serde_json::from_str(&text).with_context(|| format!("{name} is no JSON object of texts"))?;
        catalogues.insert(name, catalogue);
    }
    let Some(reference) = catalogues.get(REFERENCE) else {
        bail!("there is no static/i18n/{REFERENCE}")
    };

    for language in LANGUAGES {
        if !catalogues.contains_key(&format!("{language}.json")) {
            found.push(format!("there is no static/i18n/{language}.json"));
        }
    }
    for (name, catalogue) in &catalogues {
        let language = name.trim_end_matches(".json");
        if !LANGUAGES.contains(&language) {
            found.push(format!("{name}: no language of the product"));
        }
        found.extend(differences(name, reference, catalogue));
    }
    if let Some(french) = catalogues.get("fr.json") {
        found.extend(loose_punctuation(french));
    }
    found.extend(english_left(reference, &catalogues, BORROWED));
    let mut said = BTreeSet::new();
    for folder in SPEAKING {
        for (file, text) in texts(&root.join(folder), &[".rs"])? {
            if file.ends_with("/tests.rs") || file.contains("/tests/") {
                continue;
            }
            let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
            let missing = keys_asked(shipped, reference)
                .into_iter()
                .filter(|key| !reference.contains_key(*key));
            found.extend(missing.map(|key| format!("{file}: no text for {key:?}")));
            said.extend(literals(shipped).map(str::to_owned));
        }
    }
    let silent = reference.keys().filter(|key| !said.contains(*key));
    found.extend(silent.map(|key| format!("{REFERENCE}: no source says {key:?}")));
    Ok(found)
}

/// Whether boot.js chooses among all languages, and no other.
fn languages(boot: &Path) -> anyhow::Result<Violations> {
    let text = std::fs::read_to_string(boot).with_context(|| format!("{BOOT} cannot be read"))?;
    let list = text
        .split_once("const LANGUAGES = [")
        .and_then(|(_, rest)| rest.split_once(']'))
        .map(|(list, _)| literals(list).collect::<Vec<_>>())
        .unwrap_or_default();
    Ok(match list == LANGUAGES {
        true => Vec::new(),
        false => vec![format!("{BOOT} chooses among {list:?}, not {LANGUAGES:?}")],
    })
}

/// Texts of another language that are still English, unless that is right; and permissions that nothing needs.
fn english_left(
    reference: &Catalogue,
    catalogues: &BTreeMap<String, Catalogue>,
    borrowed: &[Borrowed],
) -> Violations {
    let mut found = Vec::new();
    let mut used = BTreeSet::new();
    for (name, catalogue) in catalogues {
        let language = name.trim_end_matches(".json");
        let same = reference
            .iter()
            .filter(|(key, text)| name != REFERENCE && has_words(text) && catalogue.get(*key) == Some(text));
        for (key, text) in same {
            let right = borrowed
                .iter()
                .position(|it| it.text == text && it.languages.contains(&language));
            match right {
                Some(place) => {
                    used.insert((place, language));
                }
                None => found.push(format!("{name}: {key:?} is still English: {text}")),
            }
        }
    }
    for (place, it) in borrowed.iter().enumerate() {
        let idle = it.languages.iter().filter(|language| {
            catalogues.contains_key(&format!("{language}.json")) && !used.contains(&(place, **language))
        });
        found.extend(idle.map(|language| format!("{language} no longer says {:?} as English does", it.text)));
    }
    found
}

/// Whether there is anything to translate besides placeholders and punctuation.
fn has_words(text: &str) -> bool {
    text.split('{')
        .map(|part| part.split_once('}').map_or(part, |(_, after)| after))
        .any(|part| part.chars().any(char::is_alphabetic))
}

/// French writes a space before some marks and within its quotes: one at which no line may break.
fn loose_punctuation(french: &Catalogue) -> Vec<String> {
    let marks = [" :", " ;", " ?", " !", " »", "« "];
    french
        .iter()
        .filter(|(_, text)| marks.iter().any(|mark| text.contains(mark)))
        .map(|(key, _)| format!("fr.json: {key}: a line may break beside a mark; write U+202F, not a space"))
        .collect()
}

fn differences(name: &str, reference: &Catalogue, catalogue: &Catalogue) -> Violations {
    let mut found = Vec::new();
    for (key, text) in reference {
        match catalogue.get(key) {
            None => found.push(format!("{name}: no text for {key:?}")),
            Some(other) if other.trim().is_empty() => found.push(format!("{name}: empty text for {key:?}")),
            Some(other) if placeholders(other) != placeholders(text) => {
                found.push(format!("{name}: {key:?} has other placeholders than {REFERENCE}"));
            }
            Some(_) => {}
        }
    }
    let extra = catalogue.keys().filter(|key| !reference.contains_key(*key));
    found.extend(extra.map(|key| format!("{name}: {key:?} is not in {REFERENCE}")));
    found
}

fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .collect();
    names.sort_unstable();
    names
}

/// Keys that a source asks for: arguments of the calls, and texts of the form `group.name` with a known group.
fn keys_asked<'a>(source: &'a str, reference: &Catalogue) -> BTreeSet<&'a str> {
    let groups: BTreeSet<&str> = reference
        .keys()
        .filter_map(|key| Some(key.split_once('.')?.0))
        .collect();
    let grouped = literals(source).filter(|text| {
        text.split_once('.').is_some_and(|(group, name)| {
            groups.contains(group)
                && !name.is_empty()
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
        })
    });
    CALLS
        .iter()
        .flat_map(|call| source.split(call).skip(1))
        .filter_map(|part| part.split_once('"').map(|(key, _)| key))
        .chain(grouped)
        .collect()
}

/// The string literals of a source, near enough: what stands between quotes on one line.
fn literals(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    const SOURCE: &str =
        r#"words.say("close"); words.fill("valid", &[]); #[cfg(test)] words.say("only a test");"#;

    const BOOT_SOURCE: &str = r#"const LANGUAGES = ["de", "en", "es", "fr", "it", "ja", "pt-BR"];"#;

    /// What is found when all other languages say what French does.
    fn found(english: &str, french: &str) -> Violations {
        let all: Vec<(String, &str)> = LANGUAGES
            .iter()
            .map(|language| {
                let text = if *language == "en" { english } else { french };
                (format!("static/i18n/{language}.json"), text)
            })
            .collect();
        let mut files: Vec<(&str, &str)> = all.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        files.extend([(BOOT, BOOT_SOURCE), ("crates/session/src/view.rs", SOURCE)]);
        let found = violations(planted(&files).path()).unwrap();
        // In the others the same is found as in French; and none of these texts is one that may be English.
        let others = ["de.json", "es.json", "it.json", "ja.json", "pt-BR.json"];
        found
            .into_iter()
            .filter(|it| !others.iter().any(|other| it.starts_with(other)) && !it.contains("no longer says"))
            .collect()
    }

    #[test]
    fn french_marks_hold_on_to_their_words() {
        let catalogue = |text: &str| Catalogue::from([("key".to_owned(), text.to_owned())]);
        for loose in ["Session :", "« Exécuter\u{202f}»", "Fermer ?"] {
            assert_eq!(loose_punctuation(&catalogue(loose)).len(), 1, "{loose}");
        }
        assert!(loose_punctuation(&catalogue("«\u{202f}Exécuter\u{202f}»\u{202f}: à 12:30")).is_empty());
    }

    #[test]
    fn this_repository_has_no_gap() {
        let workspace = crate::workspace::Workspace::locate().unwrap();
        assert_eq!(violations(&workspace.root).unwrap(), Violations::new());
    }

    /// The manual is written in French; where it says what something is called, it is called so.
    #[test]
    fn french_words_are_the_manuals() {
        let workspace = crate::workspace::Workspace::locate().unwrap();
        let text = std::fs::read_to_string(workspace.root.join("static/i18n/fr.json")).unwrap();
        let french: Catalogue = serde_json::from_str(&text).unwrap();
        for (key, words) in [
            ("fact.validUntil", "Valide jusqu’à"),
            ("fact.customerLink", "Lien client"),
            ("button.newPilot", "Nouvelle session Pilot"),
            ("button.replace", "Créer une nouvelle session"),
            ("button.close", "Fermer la session"),
            ("field.contact", "Sélectionner un contact"),
            ("field.address", "E-mail du destinataire"),
            ("field.template", "Sélectionner un modèle d’e-mail"),
            ("field.sms", "Envoyer l’invitation par SMS à"),
            ("field.email", "Envoyer l’invitation par e-mail"),
            ("history.title", "Historique TeamViewer"),
            ("history.code", "Session id"),
            ("history.kind", "Type"),
            ("history.status", "Status"),
            ("history.online", "En ligne"),
            ("history.join", "Lien support"),
            ("report.title", "Rapport de connexion"),
            ("devices.title", "TeamViewer MyDevices"),
            ("devices.online", "En ligne"),
            ("devices.connect", "Connect"),
            ("notify.heading", "Notifications de session TeamViewer"),
            ("admin.title", "Administration TeamViewer"),
            ("admin.settings", "Paramètres de session"),
            (
                "admin.allowRemoteControl",
                "Autoriser la session RC (Remote Control)",
            ),
            ("admin.allowPilot", "Autoriser la session Pilot"),
            ("admin.execute", "Execute"),
            ("admin.objects", "Objets supportés"),
        ] {
            assert_eq!(french.get(key).map(String::as_str), Some(words), "{key}");
        }
    }

    #[test]
    fn gaps_in_catalogues_are_found() {
        let english = r#"{"close":"Close","valid":"Valid until {time}"}"#;
        assert_eq!(
            found(english, r#"{"close":"Fermer","valid":"Valable jusqu'à {time}"}"#),
            Violations::new()
        );
        assert_eq!(found(english, r#"{"close":"Fermer"}"#).len(), 1);
        assert_eq!(
            found(english, r#"{"close":"","valid":"{temps}","more":"x"}"#).len(),
            3
        );
    }

    #[test]
    fn keys_are_found_wherever_they_stand() {
        let reference = Catalogue::from([("failure.down".to_owned(), "Down".to_owned())]);
        let source = "Kind::Down => \"failure.dwon\",\n// \"failure.comment\"\n_ => \"file.rs\",";
        assert_eq!(
            keys_asked(source, &reference).into_iter().collect::<Vec<_>>(),
            ["failure.dwon"]
        );
    }

    #[test]
    fn a_text_that_nobody_wrote_is_found() {
        let gap = found(r#"{"close":"Close"}"#, r#"{"close":"Fermer"}"#);
        assert_eq!(gap.len(), 1);
        assert!(gap[0].contains("valid"));
        let english = r#"{"close":"Close","valid":"Valid","never":"Never"}"#;
        let french = r#"{"close":"Fermer","valid":"Valable","never":"Jamais"}"#;
        assert_eq!(found(english, french), [r#"en.json: no source says "never""#]);
    }

    #[test]
    fn what_only_tests_say_does_not_count() {
        let english = r#"{"close":"Close","valid":"Valid","never":"Never"}"#;
        let boot = (BOOT, BOOT_SOURCE);
        let source = ("crates/session/src/view.rs", SOURCE);
        let test = (
            "crates/session/src/view/tests.rs",
            r#"say("never"); "close.other""#,
        );
        let found =
            violations(planted(&[boot, ("static/i18n/en.json", english), source, test]).path()).unwrap();
        let of_keys: Vec<&String> = found
            .iter()
            .filter(|it| it.contains("never") || it.contains("close."))
            .collect();
        assert_eq!(of_keys, [r#"en.json: no source says "never""#]);
    }

    #[test]
    fn english_in_another_language_is_found() {
        let english = r#"{"close":"Close","valid":"{time}: {what}"}"#;
        assert_eq!(
            found(english, english),
            [r#"fr.json: "close" is still English: Close"#]
        );
    }

    #[test]
    fn english_may_be_left_only_where_it_is_said_and_only_as_long_as_it_is() {
        let texts = |text: &str| Catalogue::from([("status".to_owned(), text.to_owned())]);
        let (english, german) = (texts("Status"), texts("Zustand"));
        let borrowed = [Borrowed {
            text: "Status",
            languages: &["de"],
        }];
        let of = |german: &Catalogue| {
            let all = BTreeMap::from([
                ("en.json".to_owned(), english.clone()),
                ("de.json".to_owned(), german.clone()),
            ]);
            english_left(&english, &all, &borrowed)
        };
        assert_eq!(of(&english), Violations::new());
        assert_eq!(of(&german), [r#"de no longer says "Status" as English does"#]);
    }

    #[test]
    fn a_language_that_is_missing_or_not_chosen_is_found() {
        let boot = r#"const LANGUAGES = ["en", "fr"];"#;
        let files = [
            (BOOT, boot),
            ("static/i18n/en.json", "{}"),
            ("static/i18n/nl.json", "{}"),
        ];
        let found = violations(planted(&files).path()).unwrap();
        assert!(found.contains(&"there is no static/i18n/ja.json".to_owned()));
        assert!(found.contains(&"nl.json: no language of the product".to_owned()));
        assert!(found.iter().any(|it| it.starts_with(BOOT)), "{found:?}");
    }
}
