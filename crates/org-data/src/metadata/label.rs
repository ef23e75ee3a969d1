//! `labels/` and the custom labels of `translations/`.

use std::collections::HashMap;

use serde::Deserialize;

use super::tree::SourceTree;
use super::xml;
use crate::OpenError;
use crate::namespace::Namespace;

/// Custom labels by name, with their translations.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Lower-case name to text.
    texts: HashMap<String, String>,
    /// (Language, lower-case name) to text.
    translations: HashMap<(String, String), String>,
}

impl Labels {
    /// The label in `language` (`fr`, `en_US`, ...): the translation, that of the bare language, or the
    /// label itself. `None` when there is no such label.
    pub fn get(&self, name: &str, language: &str) -> Option<&str> {
        let name = name.to_lowercase();
        let text = self.texts.get(&name)?;
        let bare = language.split('_').next().unwrap_or(language);
        [language, bare]
            .into_iter()
            .find_map(|language| self.translations.get(&(language.to_owned(), name.clone())))
            .or(Some(text))
            .map(String::as_str)
    }
}

#[derive(Deserialize)]
struct CustomLabels {
    #[serde(default)]
    labels: Vec<CustomLabel>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CustomLabel {
    full_name: String,
    #[serde(default)]
    value: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Translations {
    #[serde(default)]
    custom_labels: Vec<LabelTranslation>,
}

#[derive(Deserialize)]
struct LabelTranslation {
    name: String,
    #[serde(default)]
    label: String,
}

const TRANSLATION: &str = ".translation-meta.xml";

pub(super) fn read(tree: &SourceTree) -> Result<Labels, OpenError> {
    let mut labels = Labels::default();
    for file in tree.files("labels")? {
        let parsed: CustomLabels = xml::parse(&file.path, "CustomLabels")?;
        let namespace = Namespace::new(&file.namespace);
        for label in parsed.labels {
            let name = namespace.component(&label.full_name).to_lowercase();
            labels.texts.insert(name, label.value);
        }
    }
    for file in tree.files("translations")? {
        let language = xml::component_name(&file.path, TRANSLATION)?;
        let parsed: Translations = xml::parse(&file.path, "Translations")?;
        let namespace = Namespace::new(&file.namespace);
        for label in parsed.custom_labels {
            let name = namespace.component(&label.name).to_lowercase();
            labels.translations.insert((language.clone(), name), label.label);
        }
    }
    Ok(labels)
}
