//! Faults that perform the operation and spoil the answer.

use serde_json::{Value, json};

use crate::client::{Answer, GROUP, Sim, keys, sorted};

const LINKS: [&str; 3] = ["end_customer_link", "supporter_link", "webclient_supporter_link"];

/// The answers to creating a session, without and with the fault.
fn meet(fault: Value) -> (Value, Answer) {
    let sim = Sim::start();
    let token = sim.jane();
    let create = || sim.api(&token, "POST", "/sessions", json!({ "groupid": GROUP }));
    let good = create().json();
    sim.control("POST", "/faults", fault);
    let spoilt = create();
    let made = sim.control("GET", "/state", Value::Null)["sessions"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!((made, spoilt.status), (2, 200), "{spoilt:?}");
    (good, spoilt)
}

fn kind(kind: &str) -> Value {
    json!({ "match": "create_session", "kind": kind })
}

#[test]
fn broken_json_ends_in_the_middle() {
    let (good, spoilt) = meet(kind("broken_json"));
    assert!(serde_json::from_str::<Value>(&spoilt.body).is_err());
    assert!(spoilt.body.len() > good.to_string().len() / 3);
    assert_eq!(
        spoilt.header("content-length").unwrap(),
        spoilt.body.len().to_string()
    );
}

#[test]
fn foreign_links_keep_their_paths() {
    let (good, spoilt) = meet(kind("foreign_link"));
    for link in LINKS {
        let text = spoilt.json()[link].as_str().unwrap().to_owned();
        assert!(text.starts_with("https://evil.example/"), "{text}");
        let path = |text: &str| text.split('/').nth(3).unwrap().to_owned();
        assert_eq!(
            path(&text).split('?').next(),
            path(good[link].as_str().unwrap()).split('?').next()
        );
    }
}

#[test]
fn javascript_links_are_no_addresses_of_a_host() {
    let (_, spoilt) = meet(kind("javascript_link"));
    assert!(
        LINKS
            .iter()
            .all(|link| spoilt.json()[link] == "javascript:alert(document.domain)")
    );
}

#[test]
fn missing_fields_lack_all_or_the_named_ones() {
    assert_eq!(meet(kind("missing_fields")).1.json(), json!({}));
    let (good, spoilt) =
        meet(json!({ "match": "create_session", "kind": "missing_fields", "fields": ["code", "state"] }));
    let mut expected = keys(&good);
    expected.retain(|key| !["code", "state"].contains(key));
    assert_eq!(keys(&spoilt.json()), expected);
}

#[test]
fn lists_keep_their_records_and_lose_those_fields() {
    let sim = Sim::start();
    let token = sim.jane();
    sim.create(&token, json!({}));
    sim.control(
        "POST",
        "/faults",
        json!({ "match": "list_sessions", "kind": "missing_fields", "fields": ["code"] }),
    );
    let body = sim.get(&token, "/sessions").json();
    assert_eq!(
        keys(&body["sessions"][0]),
        sorted(&["state", "online", "groupid", "support_session_type"])
    );
}

#[test]
fn wrong_types_change_every_or_the_named_fields() {
    let (good, spoilt) = meet(kind("wrong_types"));
    let spoilt = spoilt.json();
    assert_eq!(keys(&spoilt), keys(&good));
    assert!(
        spoilt.as_object().unwrap().values().all(Value::is_object),
        "{spoilt}"
    );
    let (_, spoilt) =
        meet(json!({ "match": "create_session", "kind": "wrong_types", "fields": ["valid_until"] }));
    assert!(spoilt.json()["valid_until"].is_object() && spoilt.json()["code"].is_string());
}

#[test]
fn states_come_in_the_documented_forms() {
    let (_, spoilt) = meet(kind("lower_case_state"));
    assert_eq!(spoilt.json()["state"], "open");
    let (_, spoilt) = meet(kind("int_enums"));
    assert_eq!(
        (&spoilt.json()["state"], &spoilt.json()["support_session_type"]),
        (&json!(0), &json!(0))
    );
}

#[test]
fn a_huge_body_is_valid_json_beyond_every_limit() {
    let (good, spoilt) = meet(kind("huge_body"));
    assert!(spoilt.body.len() > 12_000_000);
    assert_eq!(keys(&spoilt.json()).len(), keys(&good).len() + 1);
}

#[test]
fn errors_pass_unspoilt() {
    let sim = Sim::start();
    let token = sim.jane();
    sim.fault("create_session", "missing_fields");
    sim.api(&token, "POST", "/sessions", json!({}))
        .error(400, "invalid_request");
}
