//! Both readers and both writers of the contract, side by side.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "the helpers of a test fail it; the lint's exception for tests covers only test functions"
)]

mod examples;
mod parsed;

use std::fmt::Debug;

use contract::{Field, Fields, FromSource, parse_reply, read_reply};
pub use examples::Examples;
pub use parsed::Parsed;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

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
