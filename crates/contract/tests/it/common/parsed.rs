//! JSON as serde_json has it, for the contract's readers; the notification's tests use it as well.

use contract::Source;
use serde_json::Value;

/// Parsed JSON as serde_json has it.
pub struct Parsed(pub Value);

impl Source for Parsed {
    fn member(&self, name: &str) -> Option<Self> {
        self.0
            .get(name)
            .filter(|member| !member.is_null())
            .cloned()
            .map(Parsed)
    }

    fn text(&self) -> Option<String> {
        self.0.as_str().map(str::to_owned)
    }

    fn flag(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn number(&self) -> Option<u32> {
        u32::try_from(self.0.as_u64()?).ok()
    }

    fn is_object(&self) -> bool {
        self.0.is_object() || self.0.is_array()
    }

    fn items(&self) -> Option<Vec<Self>> {
        self.0
            .as_array()
            .map(|items| items.iter().cloned().map(Parsed).collect())
    }
}
