//! The examples in `tests/contract/` are what both sides read and write: requests come out of the types letter
//! for letter, replies go through them without loss.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "the helpers of a test fail it; the lint's exception for tests covers only test functions"
)]

use std::fs;
use std::path::PathBuf;

use contract::{
    CloseRequest, CreateRequest, EmailShare, ErrorCode, EventKind, JoinLinks, JoinRequest, Notice, Panel,
    RecordRequest, RemoteError, SessionKind, ShareOptions, ShareOptionsRequest, ShareRequest, Shared,
    SignInRequest, SignInUrl, SmsShare, parse_reply,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

const RECORD: &str = "500000000000001AAA";
const SESSION: &str = "a00000000000001AAA";
const REQUEST: &str = "0123456789abcdef0123456789abcdef";

fn folder(kind: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/contract")
        .join(kind)
}

fn text(kind: &str, name: &str) -> String {
    let path = folder(kind).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("an example is JSON")
}

fn names(kind: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder(kind))
        .expect("the examples exist")
        .map(|entry| {
            entry
                .expect("a readable entry")
                .file_name()
                .into_string()
                .expect("a plain name")
        })
        .collect();
    names.sort();
    names
}

fn request_of(name: &str) -> Value {
    fn value(request: impl Serialize) -> Value {
        serde_json::to_value(request).expect("a request is JSON")
    }
    let create = CreateRequest {
        record_id: RECORD,
        kind: SessionKind::RemoteControl,
        request_id: REQUEST,
        retry: false,
        replaces: None,
        name: None,
        waiting_message: None,
        valid_for_hours: None,
    };
    let email = Some(EmailShare {
        to: "rosa@example.com",
        template_id: "00X000000000001AAA",
    });
    let sms = Some(SmsShare {
        to: "+33 6 12 34 56 78",
    });
    let share = ShareRequest {
        record_id: RECORD,
        session_id: SESSION,
        request_id: REQUEST,
        email,
        sms,
        message: None,
    };
    match name {
        "load.json" | "refresh.json" => value(RecordRequest { record_id: RECORD }),
        "sign-in.json" | "sign-out.json" => value(SignInRequest { record_id: RECORD }),
        "join.json" => value(JoinRequest {
            record_id: RECORD,
            session_id: SESSION,
        }),
        "close.json" => value(CloseRequest {
            record_id: RECORD,
            session_id: SESSION,
        }),
        "create.json" => value(create),
        "create-replacement.json" => value(CreateRequest {
            kind: SessionKind::Pilot,
            retry: true,
            replaces: Some(SESSION),
            ..create
        }),
        "create-with-options.json" => value(CreateRequest {
            name: Some("Printer of the reception"),
            waiting_message: Some("We will be with you in a moment."),
            valid_for_hours: Some(72),
            ..create
        }),
        "share-options.json" => value(ShareOptionsRequest {
            record_id: RECORD,
            session_id: SESSION,
        }),
        "share.json" => value(ShareRequest {
            sms: None,
            message: Some("Rosa waits for the link."),
            ..share
        }),
        "share-pilot.json" => value(share),
        "share-sms.json" => value(ShareRequest { email: None, ..share }),
        other => panic!("no request is known for {other}"),
    }
}

#[test]
fn requests_are_written_as_the_examples_show() {
    let names = names("requests");
    assert_eq!(names.len(), 13);
    for name in names {
        assert_eq!(request_of(&name), json(&text("requests", &name)), "{name}");
    }
}

/// The data of a reply, read into its type and written again.
fn through<T: DeserializeOwned + Serialize>(reply: &str) -> Value {
    let data: T = parse_reply(reply).expect("an example of success");
    serde_json::to_value(data).expect("data is JSON")
}

#[test]
fn replies_are_read_without_loss() {
    for name in names("replies") {
        let reply = text("replies", &name);
        let data = match name.split(['-', '.']).next() {
            Some("load" | "refresh" | "create" | "close") => through::<Panel>(&reply),
            Some("share") if name.starts_with("share-options") => through::<ShareOptions>(&reply),
            Some("share") => through::<Shared>(&reply),
            Some("join") => through::<JoinLinks>(&reply),
            Some("sign") if name == "sign-in.json" => through::<SignInUrl>(&reply),
            Some("sign") => through::<Value>(&reply),
            Some("errors") => continue,
            _ => panic!("no reply is known for {name}"),
        };
        assert_eq!(data, json(&reply)["data"], "{name}");
    }
}

#[test]
fn every_error_that_apex_sends_has_an_example() {
    let examples = json(&text("replies", "errors.json"));
    let mut codes = Vec::new();
    for example in examples.as_array().expect("a list") {
        let error: RemoteError =
            parse_reply::<Value>(&example.to_string()).expect_err("an example of failure");
        assert_eq!(
            serde_json::to_value(&error).expect("an error is JSON"),
            example["error"]
        );
        codes.push(error.code);
    }
    let expected = [
        ErrorCode::SignedOut,
        ErrorCode::NoPermission,
        ErrorCode::NoAccess,
        ErrorCode::RecordNotFound,
        ErrorCode::ObjectNotSupported,
        ErrorCode::KindNotAllowed,
        ErrorCode::SessionNotFound,
        ErrorCode::SessionClosed,
        ErrorCode::SessionLimit,
        ErrorCode::Refused,
        ErrorCode::Forbidden,
        ErrorCode::RateLimit,
        ErrorCode::TeamViewerDown,
        ErrorCode::TimedOut,
        ErrorCode::BadReply,
        ErrorCode::UnsafeLink,
        ErrorCode::InvalidAddress,
        ErrorCode::RecipientNotAllowed,
        ErrorCode::TemplateMissing,
        ErrorCode::MailLimit,
        ErrorCode::DeliverabilityOff,
        ErrorCode::MailRefused,
        ErrorCode::ChatterOff,
        ErrorCode::ChatterRefused,
        ErrorCode::InvalidNumber,
        ErrorCode::NumberNeedsPrefix,
        ErrorCode::CredentialsRefused,
        ErrorCode::BadRequest,
        ErrorCode::Internal,
    ];
    assert_eq!(codes, expected);
}

#[test]
fn a_newer_apex_does_not_break_an_older_page() {
    let mut reply = json(&text("replies", "load-sessions.json"));
    reply["data"]["notice"] = "somethingNew".into();
    reply["data"]["more"] = 1.into();
    reply["data"]["sessions"][0]["more"] = true.into();
    reply["data"]["sessions"][0]["events"][0]["kind"] = "somethingNew".into();
    let panel: Panel = parse_reply(&reply.to_string()).expect("still a panel");
    assert_eq!(panel.notice, Some(Notice::Unknown));
    assert_eq!(panel.sessions.len(), 3);
    assert_eq!(panel.sessions[0].events[0].kind, EventKind::Unknown);

    let error = parse_reply::<Panel>(r#"{"ok":false,"error":{"code":"somethingNew","more":1}}"#);
    assert_eq!(error.map_err(|error| error.code), Err(ErrorCode::Internal));
}

#[test]
fn an_older_apex_does_not_break_a_newer_page() {
    let mut reply = json(&text("replies", "load-sessions.json"));
    let data = reply["data"].as_object_mut().expect("an object");
    data.remove("validForHours");
    for session in data["sessions"].as_array_mut().expect("a list") {
        session.as_object_mut().expect("an object").remove("events");
    }
    let panel: Panel = parse_reply(&reply.to_string()).expect("still a panel");
    assert_eq!(panel.valid_for_hours, 24);
    assert!(panel.sessions.iter().all(|session| session.events.is_empty()));
}

#[test]
fn a_reply_that_is_not_the_contracts_is_an_internal_error() {
    for reply in [
        "",
        "null",
        "<html>",
        "[]",
        r#"{"ok":true}"#,
        r#"{"ok":false}"#,
        r#"{"ok":true,"data":7}"#,
    ] {
        let error = parse_reply::<Panel>(reply).expect_err(reply);
        assert_eq!(error, RemoteError::of(ErrorCode::Internal), "{reply}");
    }
}
