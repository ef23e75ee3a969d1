//! Both readers and both writers of the contract, side by side.

#![allow(
    clippy::expect_used,
    reason = "the helpers of a test fail it; the lint's exception for tests covers only test functions"
)]
#![allow(dead_code, reason = "no test needs all of it")]

use std::fmt::Debug;

use contract::{Field, Fields, FromSource, Source, parse_reply, read_reply};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

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

/// Both readers read a reply alike.
pub fn same<T: FromSource + DeserializeOwned + PartialEq + Debug>(value: &Value) {
    let text = value.to_string();
    assert_eq!(
        read_reply::<T>(&Parsed(value.clone())),
        parse_reply::<T>(&text),
        "{text}"
    );
}

/// The value, and every value that differs from it in one member: gone, or something else.
pub fn variations(value: &Value) -> Vec<Value> {
    let others = || {
        vec![
            json!("other"),
            json!(7),
            json!(true),
            json!([]),
            json!({"name": "x"}),
        ]
    };
    let mut all = vec![value.clone()];
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let mut without = members.clone();
                without.remove(name);
                all.push(Value::Object(without));
                for other in others().into_iter().chain(variations(member)) {
                    let mut with = members.clone();
                    with.insert(name.clone(), other);
                    all.push(Value::Object(with));
                }
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                for other in others().into_iter().chain(variations(item)) {
                    let mut with = items.clone();
                    with[place] = other;
                    all.push(Value::Array(with));
                }
            }
        }
        _ => {}
    }
    all
}

/// A member of a request as JSON.
fn value(field: Field<'_>) -> Value {
    match field {
        Field::Text(text) => json!(text),
        Field::Flag(flag) => json!(flag),
        Field::Number(number) => json!(number),
        Field::Group(members) => members
            .into_iter()
            .map(|(name, member)| (name.to_owned(), value(member)))
            .collect(),
    }
}
/// A request has the members that serde writes.
pub fn check<T: Fields + Serialize>(request: &T) {
    let members = Field::Group(request.fields());
    assert_eq!(
        value(members),
        serde_json::to_value(request).expect("a request is JSON")
    );
}
