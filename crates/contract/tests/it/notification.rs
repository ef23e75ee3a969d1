//! The messages of the notification: `tests/contract/notification/`. Its other requests and replies are those of the
//! session.

use contract::{Watched, parse_reply};
use serde_json::json;

use crate::common::{Examples, same, variations};

const EXAMPLES: Examples = Examples("notification");

const NAMES: [&str; 2] = ["poll-nothing.json", "poll-online.json"];

#[test]
fn replies_are_read_without_loss() {
    for name in NAMES {
        let reply = EXAMPLES.value(name);
        let watched: Watched = parse_reply(&reply.to_string()).expect(name);
        assert_eq!(json!({ "ok": true, "data": watched }), reply);
    }
}

#[test]
fn both_readers_agree() {
    for name in NAMES {
        for value in variations(&EXAMPLES.value(name)) {
            same::<Watched>(&value);
        }
    }
}
