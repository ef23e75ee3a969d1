//! The page's reader and serde's derived one read every message alike: the examples, and the examples with one
//! member taken away or replaced.

#![allow(
    clippy::expect_used,
    reason = "the helpers of a test fail it; the lint's exception for tests covers only test functions"
)]

use std::fs;
use std::path::PathBuf;

use contract::{
    CloseRequest, CreateRequest, Done, EmailShare, JoinLinks, JoinRequest, Panel, RecordRequest, SessionKind,
    ShareOptions, ShareOptionsRequest, ShareRequest, Shared, SignInRequest, SignInUrl, SmsShare, read_reply,
};
use serde_json::Value;

use crate::common::{Parsed, check, same, variations};

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
