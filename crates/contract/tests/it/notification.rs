//! The messages of the notification: `tests/contract/notification/`. Its other requests and replies are those of the
//! session.

#![allow(
    clippy::expect_used,
    reason = "the helpers of a test fail it; the lint's exception for tests covers only test functions"
)]

use std::fs;
use std::path::PathBuf;

use contract::{Watched, parse_reply};
use serde_json::{Value, json};

use crate::common::{same, variations};

const NAMES: [&str; 2] = ["poll-nothing.json", "poll-online.json"];

fn example(name: &str) -> Value {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/contract/notification");
    let text = fs::read_to_string(folder.join(name)).expect("the example is there");
    serde_json::from_str(&text).expect("an example is JSON")
}

#[test]
fn replies_are_read_without_loss() {
    for name in NAMES {
        let reply = example(name);
        let watched: Watched = parse_reply(&reply.to_string()).expect(name);
        assert_eq!(json!({ "ok": true, "data": watched }), reply);
    }
}

#[test]
fn both_readers_agree() {
    for name in NAMES {
        for value in variations(&example(name)) {
            same::<Watched>(&value);
        }
    }
}
