//! The page's reader and serde's derived one read every message alike: the examples, and the examples with one
//! member taken away or replaced.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "the helpers of a test fail it; the lint's exception for tests covers only test functions"
)]

use std::fmt::Debug;
use std::fs;
use std::path::PathBuf;

use contract::{
    CloseRequest, CreateRequest, Done, EmailShare, Field, Fields, FromSource, JoinLinks, JoinRequest, Panel,
    RecordRequest, SessionKind, ShareOptions, ShareOptionsRequest, ShareRequest, Shared, SignInRequest,
    SignInUrl, SmsShare, Source, parse_reply, read_reply,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Parsed JSON as serde_json has it.
struct Parsed(Value);

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

fn same<T: FromSource + DeserializeOwned + PartialEq + Debug>(value: &Value) {
    let text = value.to_string();
    assert_eq!(
        read_reply::<T>(&Parsed(value.clone())),
        parse_reply::<T>(&text),
        "{text}"
    );
}

/// The value, and every value that differs from it in one member: gone, or something else.
fn variations(value: &Value) -> Vec<Value> {
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

#[test]
fn both_readers_agree_on_every_reply() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/contract/replies");
    let mut compared = 0;
    for entry in fs::read_dir(folder).expect("the examples exist") {
        let path = entry.expect("a readable entry").path();
        let value: Value = serde_json::from_str(&fs::read_to_string(&path).expect("a readable file"))
            .expect("an example is JSON");
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        // `errors.json` is a list of replies.
        for reply in value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]) {
            for variation in variations(&reply) {
                compared += 1;
                if name.starts_with("join") {
                    same::<JoinLinks>(&variation);
                } else if name.starts_with("share-options") {
                    same::<ShareOptions>(&variation);
                } else if name.starts_with("share") {
                    same::<Shared>(&variation);
                } else if name == "sign-in" {
                    same::<SignInUrl>(&variation);
                } else if name == "sign-out" {
                    // Whatever else comes is an empty object to the page: there is nothing to read in it.
                    assert!(read_reply::<Done>(&Parsed(reply.clone())).is_ok());
                } else {
                    same::<Panel>(&variation);
                }
            }
        }
    }
    assert!(compared > 1000, "only {compared} replies");
}

#[test]
fn requests_have_the_members_that_serde_writes() {
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
    fn check<T: Fields + Serialize>(request: &T) {
        let members = Field::Group(request.fields());
        assert_eq!(
            value(members),
            serde_json::to_value(request).expect("a request is JSON")
        );
    }
    check(&RecordRequest { record_id: "r" });
    check(&JoinRequest {
        record_id: "r",
        session_id: "s",
    });
    check(&CloseRequest {
        record_id: "r",
        session_id: "s",
    });
    check(&SignInRequest { record_id: "r" });
    for kind in [SessionKind::RemoteControl, SessionKind::Pilot] {
        for replaces in [None, Some("s")] {
            check(&CreateRequest {
                record_id: "r",
                kind,
                request_id: "q",
                retry: replaces.is_some(),
                replaces,
                name: replaces,
                waiting_message: replaces.map(|_| "soon"),
                valid_for_hours: replaces.map(|_| 72),
            });
        }
    }
    check(&ShareOptionsRequest {
        record_id: "r",
        session_id: "s",
    });
    let (email, sms) = (
        EmailShare {
            to: "a@b.co",
            template_id: "t",
        },
        SmsShare { to: "+33612345678" },
    );
    for (email, sms, message) in [
        (Some(email), None, Some("m")),
        (None, Some(sms), None),
        (Some(email), Some(sms), None),
    ] {
        check(&ShareRequest {
            record_id: "r",
            session_id: "s",
            request_id: "q",
            email,
            sms,
            message,
        });
    }
}
