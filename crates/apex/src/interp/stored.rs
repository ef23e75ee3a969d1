//! Values at rest: the platform cache keeps them in the form of queued jobs.

use super::Interpreter;
use crate::error::Thrown;
use crate::host::CacheScope;
use crate::value::Value;

impl Interpreter<'_> {
    /// A value as text.
    ///
    /// # Errors
    /// For what Salesforce cannot serialise either.
    pub(crate) fn stored_form(&self, value: &Value) -> Result<String, Thrown> {
        Ok(self.value_to_json(value, &mut Vec::new())?.to_string())
    }

    /// The value of a text made by [`Self::stored_form`].
    ///
    /// # Errors
    /// When it no longer fits the program.
    pub(crate) fn restore(&mut self, text: &str) -> Result<Value, Thrown> {
        let json = serde_json::from_str(text).map_err(|e| e.to_string());
        json.and_then(|json| self.value_from_json(&json)).map_err(|why| {
            self.throw(
                "SerializationException",
                format!("A stored value is broken: {why}"),
            )
        })
    }

    pub(crate) fn cache_get(&mut self, scope: CacheScope, key: &str) -> Option<String> {
        match self.shared() {
            Some(test) => test.borrow().cache.get(&(scope, key.to_owned())).cloned(),
            None => self.host.cache_get(scope, key),
        }
    }

    pub(crate) fn cache_put(&mut self, scope: CacheScope, key: &str, value: String, ttl_seconds: u32) {
        match self.shared() {
            Some(test) => {
                test.borrow_mut().cache.insert((scope, key.to_owned()), value);
            }
            None => self.host.cache_put(scope, key, value, ttl_seconds),
        }
    }

    pub(crate) fn cache_remove(&mut self, scope: CacheScope, key: &str) -> bool {
        match self.shared() {
            Some(test) => test.borrow_mut().cache.remove(&(scope, key.to_owned())).is_some(),
            None => self.host.cache_remove(scope, key),
        }
    }

    pub(crate) fn cache_keys(&mut self, scope: CacheScope) -> Vec<String> {
        match self.shared() {
            Some(test) => {
                let test = test.borrow();
                let own = test.cache.keys().filter(|(s, _)| *s == scope);
                let mut keys: Vec<String> = own.map(|(_, key)| key.clone()).collect();
                keys.sort();
                keys
            }
            None => self.host.cache_keys(scope),
        }
    }
}
