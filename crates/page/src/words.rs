//! What the screens say, in the user's language.

use std::fmt;

use crate::json::parse;
use crate::property;

/// Finds the text of a key.
type Find = Box<dyn Fn(&str) -> Option<String>>;

/// A catalogue of translations: keys and texts with `{placeholders}`.
pub struct Words {
    find: Find,
    missing: fn(&str),
}

/// The catalogue is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadCatalogue;

impl fmt::Display for BadCatalogue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the translations cannot be read")
    }
}

impl Words {
    /// Reads a catalogue: one JSON object of texts. A key that the catalogue lacks is reported on the
    /// browser's console and shown as it is.
    pub fn read(json: &str) -> Result<Self, BadCatalogue> {
        let texts = parse(json)
            .filter(|texts| texts.is_object())
            .ok_or(BadCatalogue)?;
        let find: Find = Box::new(move |key| property(&texts, key)?.as_string());
        Ok(Self::from(find, |key| {
            crate::complain(&["no translation for ", key].concat())
        }))
    }

    /// A catalogue that is looked up and reported on in another way: where there is no browser.
    pub fn from(find: Find, missing: fn(&str)) -> Self {
        Self { find, missing }
    }

    /// The text of a key.
    pub fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The text of a key with its `{placeholders}` filled. Values are put in as they are and never looked
    /// through for placeholders; a placeholder without value stays.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let Some(text) = (self.find)(key) else {
            (self.missing)(key);
            return key.to_owned();
        };
        let mut rest = text.as_str();
        let mut filled = String::with_capacity(rest.len());
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let value = after.split_once('}').and_then(|(name, tail)| {
                values
                    .iter()
                    .find(|(wanted, _)| *wanted == name)
                    .map(|(_, value)| (*value, tail))
            });
            match value {
                Some((value, tail)) => {
                    filled.push_str(value);
                    rest = tail;
                }
                None => {
                    filled.push('{');
                    rest = after;
                }
            }
        }
        filled.push_str(rest);
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use std::collections::BTreeMap;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn words(json: &str, missing: fn(&str)) -> Words {
        let texts: BTreeMap<String, String> = serde_json::from_str(json).unwrap();
        Words::from(Box::new(move |key| texts.get(key).cloned()), missing)
    }

    #[test]
    fn fills_placeholders_once() {
        let words = words(r#"{"a":"{x} and {y}, {z} {","b":"plain"}"#, |_| ());
        assert_eq!(words.fill("a", &[("x", "{y}"), ("y", "2")]), "{y} and 2, {z} {");
        assert_eq!(words.say("b"), "plain");
    }

    #[test]
    fn a_missing_key_is_shown_and_reported() {
        static MISSING: AtomicUsize = AtomicUsize::new(0);
        let words = words("{}", |_| {
            MISSING.fetch_add(1, Ordering::SeqCst);
        });
        assert_eq!(words.say("session.join"), "session.join");
        assert_eq!(MISSING.load(Ordering::SeqCst), 1);
    }
}
