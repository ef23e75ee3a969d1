//! The examples of one component.

use std::fs;
use std::path::PathBuf;

use contract::{Fields, parse_reply};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::check;

/// The examples in a folder of `tests/contract/`.
pub struct Examples(pub &'static str);

impl Examples {
    /// One of them, by its file.
    pub fn value(&self, name: &str) -> Value {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/contract");
        let path = folder.join(self.0).join(name);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        serde_json::from_str(&text).expect("an example is JSON")
    }

    /// Both writers write a request as the example shows.
    pub fn written(&self, request: &(impl Serialize + Fields), name: &str) {
        check(request);
        assert_eq!(
            serde_json::to_value(request).expect("a request is JSON"),
            self.value(name),
            "{name}"
        );
    }

    /// The data of a reply, which is read without loss.
    pub fn read<T: DeserializeOwned + Serialize>(&self, name: &str) -> T {
        let reply = self.value(name);
        let data: T = parse_reply(&reply.to_string()).expect("an example of success");
        assert_eq!(
            serde_json::to_value(&data).expect("data is JSON"),
            reply["data"],
            "{name}"
        );
        data
    }
}
