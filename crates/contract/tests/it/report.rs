//! The messages of the record's report: `tests/contract/report/`.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "the helpers of a test fail it; the lint's exception for tests covers only test functions"
)]

use std::fs;
use std::path::PathBuf;

use contract::{Billing, Fields, ReportBatch, ReportRequest, ReportWarning, parse_reply};
use serde::Serialize;
use serde_json::Value;

use crate::common::{check, same, variations};

fn example(name: &str) -> Value {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/contract/report");
    let text = fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::from_str(&text).expect("an example is JSON")
}

fn written(request: &(impl Serialize + Fields), name: &str) {
    check(request);
    assert_eq!(
        serde_json::to_value(request).expect("a request is JSON"),
        example(name),
        "{name}"
    );
}

#[test]
fn requests_are_written_as_the_examples_show() {
    let load = ReportRequest {
        record_id: "500000000000001AAA",
        next: None,
    };
    written(&load, "requests/load.json");
    let more = ReportRequest {
        next: Some(r#"{"left":12}"#),
        ..load
    };
    written(&more, "requests/more.json");
}

fn read(name: &str) -> ReportBatch {
    let reply = example(name);
    let batch: ReportBatch = parse_reply(&reply.to_string()).expect("an example of success");
    assert_eq!(
        serde_json::to_value(&batch).expect("data is JSON"),
        reply["data"],
        "{name}"
    );
    batch
}

#[test]
fn replies_are_read_without_loss() {
    let first = read("replies/load.json");
    assert_eq!(first.connections.len(), 2);
    assert_eq!(first.warning, Some(ReportWarning::OlderLeftOut));
    let last = read("replies/more.json");
    assert_eq!(last.next, None);
    assert_eq!(last.connections[0].billing, Some(Billing::DoNotBill));
}

#[test]
fn a_newer_apex_does_not_break_an_older_page() {
    let mut reply = example("replies/load.json");
    reply["data"]["warning"] = "somethingNew".into();
    reply["data"]["connections"][0]["billing"] = "Later".into();
    let batch: ReportBatch = parse_reply(&reply.to_string()).expect("still a part");
    assert_eq!(batch.warning, Some(ReportWarning::Unknown));
    assert_eq!(batch.connections[0].billing, Some(Billing::Unknown));
}

#[test]
fn both_readers_agree_on_every_reply() {
    for name in ["replies/load.json", "replies/more.json"] {
        variations(&example(name)).iter().for_each(same::<ReportBatch>);
    }
}
