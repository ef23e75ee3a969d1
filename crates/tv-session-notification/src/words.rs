//! What the screens say, in the user's language.

/// Says the text of a key, with its `{placeholders}` filled: names and values in turn.
type Fill = fn(key: &str, first: (&str, &str), second: (&str, &str)) -> String;

/// The catalogue of translations. The browser's own search for texts fills it, which costs no bytes; tests fill it as
/// the other components do.
pub struct Words(pub Fill);

impl Words {
    /// The text of a key.
    pub fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The text of a key with up to two `{placeholders}` filled.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let value = |place| values.get(place).copied().unwrap_or_default();
        (self.0)(key, value(0), value(1))
    }
}
