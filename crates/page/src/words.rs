//! What the screens say, in the user's language.

use std::collections::BTreeMap;
use std::fmt;

/// A catalogue of translations: keys and texts with `{placeholders}`.
pub struct Words {
    texts: BTreeMap<String, String>,
    missing: fn(&str),
}

/// The catalogue is no JSON object of texts.
#[derive(Debug)]
pub struct BadCatalogue(serde_json::Error);

impl fmt::Display for BadCatalogue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the translations cannot be read: {}", self.0)
    }
}

impl Words {
    /// Reads a catalogue: one JSON object of texts. A key that the catalogue lacks is reported on the
    /// browser's console and shown as it is.
    pub fn read(json: &str) -> Result<Self, BadCatalogue> {
        Self::reporting(json, |key| crate::complain(&format!("no translation for {key}")))
    }

    /// Like [`Words::read`], with another way to report keys that the catalogue lacks.
    pub fn reporting(json: &str, missing: fn(&str)) -> Result<Self, BadCatalogue> {
        Ok(Self { texts: serde_json::from_str(json).map_err(BadCatalogue)?, missing })
    }

    /// The text of a key.
    pub fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The text of a key with its `{placeholders}` filled. Values are put in as they are and never looked
    /// through for placeholders; a placeholder without value stays.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let Some(mut rest) = self.texts.get(key).map(String::as_str) else {
            (self.missing)(key);
            return key.to_owned();
        };
        let mut filled = String::with_capacity(rest.len());
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let value = after.split_once('}').and_then(|(name, tail)| {
                values.iter().find(|(wanted, _)| *wanted == name).map(|(_, value)| (*value, tail))
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
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn fills_placeholders_once() {
        let words = Words::reporting(r#"{"a":"{x} and {y}, {z} {","b":"plain"}"#, |_| ()).unwrap();
        assert_eq!(words.fill("a", &[("x", "{y}"), ("y", "2")]), "{y} and 2, {z} {");
        assert_eq!(words.say("b"), "plain");
    }

    #[test]
    fn a_missing_key_is_shown_and_reported() {
        static MISSING: AtomicUsize = AtomicUsize::new(0);
        let words = Words::reporting("{}", |_| {
            MISSING.fetch_add(1, Ordering::SeqCst);
        })
        .unwrap();
        assert_eq!(words.say("session.join"), "session.join");
        assert_eq!(MISSING.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn other_json_is_refused() {
        assert!(Words::reporting("[]", |_| ()).is_err());
        assert!(Words::reporting(r#"{"a":1}"#, |_| ()).is_err());
    }
}
