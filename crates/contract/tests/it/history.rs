//! The messages of the session history: `tests/contract/history/`.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "the helpers of a test fail it; the lint's exception for tests covers only test functions"
)]

use std::fs;
use std::path::PathBuf;

use contract::{
    DetailsRequest, ErrorCode, Fields, History, HistoryDetails, HistoryRequest, HistorySort, HistoryStatus,
    SessionKind, parse_reply,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::common::{check, same, variations};

fn example(name: &str) -> Value {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/contract/history");
    let text = fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::from_str(&text).expect("an example is JSON")
}

const RECORD: &str = "500000000000001AAA";

fn load() -> HistoryRequest<'static> {
    HistoryRequest {
        record_id: RECORD,
        page: 1,
        sort: HistorySort::Created,
        ascending: false,
        status: None,
        kind: None,
        ask: true,
    }
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
    written(&load(), "requests/load.json");
    let filtered = HistoryRequest {
        page: 3,
        sort: HistorySort::ValidUntil,
        ascending: true,
        status: Some(HistoryStatus::Waiting),
        kind: Some(SessionKind::Pilot),
        ask: false,
        ..load()
    };
    written(&filtered, "requests/load-filtered.json");
    let details = DetailsRequest {
        record_id: RECORD,
        session_id: "a00000000000001AAA",
        ask: true,
    };
    written(&details, "requests/details.json");
}

#[test]
fn every_word_is_the_one_that_serde_writes() {
    use HistorySort::{Code, Created, Kind, Online, Status, ValidUntil};
    for sort in [Code, Created, ValidUntil, Kind, Status, Online] {
        check(&HistoryRequest { sort, ..load() });
    }
    for status in [
        HistoryStatus::Online,
        HistoryStatus::Waiting,
        HistoryStatus::Expired,
        HistoryStatus::Closed,
    ] {
        check(&HistoryRequest {
            status: Some(status),
            ..load()
        });
    }
}

fn read<T: DeserializeOwned + Serialize>(name: &str) -> T {
    let reply = example(name);
    let data: T = parse_reply(&reply.to_string()).expect("an example of success");
    assert_eq!(
        serde_json::to_value(&data).expect("data is JSON"),
        reply["data"],
        "{name}"
    );
    data
}

#[test]
fn replies_are_read_without_loss() {
    let history: History = read("replies/load.json");
    assert_eq!(history.sessions.len(), 2);
    let stored: History = read("replies/load-problem.json");
    assert_eq!(
        stored.problem.map(|problem| problem.code),
        Some(ErrorCode::RateLimit)
    );
    let details: HistoryDetails = read("replies/details.json");
    assert_eq!(details.session.session.events.len(), 2);
}

#[test]
fn both_readers_agree_on_every_reply() {
    for name in ["replies/load.json", "replies/load-problem.json"] {
        variations(&example(name)).iter().for_each(same::<History>);
    }
    variations(&example("replies/details.json"))
        .iter()
        .for_each(same::<HistoryDetails>);
}
