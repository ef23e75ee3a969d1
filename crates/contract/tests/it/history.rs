//! The messages of the session history: `tests/contract/history/`.

use contract::{
    DetailsRequest, ErrorCode, History, HistoryDetails, HistoryRequest, HistorySort, HistoryStatus,
    SessionKind,
};

use crate::common::{Examples, check, same, variations};

const EXAMPLES: Examples = Examples("history");

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

#[test]
fn requests_are_written_as_the_examples_show() {
    EXAMPLES.written(&load(), "requests/load.json");
    let filtered = HistoryRequest {
        page: 3,
        sort: HistorySort::ValidUntil,
        ascending: true,
        status: Some(HistoryStatus::Waiting),
        kind: Some(SessionKind::Pilot),
        ask: false,
        ..load()
    };
    EXAMPLES.written(&filtered, "requests/load-filtered.json");
    let details = DetailsRequest {
        record_id: RECORD,
        session_id: "a00000000000001AAA",
        ask: true,
    };
    EXAMPLES.written(&details, "requests/details.json");
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

#[test]
fn replies_are_read_without_loss() {
    let history: History = EXAMPLES.read("replies/load.json");
    assert_eq!(history.sessions.len(), 2);
    let stored: History = EXAMPLES.read("replies/load-problem.json");
    assert_eq!(
        stored.problem.map(|problem| problem.code),
        Some(ErrorCode::RateLimit)
    );
    let details: HistoryDetails = EXAMPLES.read("replies/details.json");
    assert_eq!(details.session.session.events.len(), 2);
}

#[test]
fn both_readers_agree_on_every_reply() {
    for name in ["replies/load.json", "replies/load-problem.json"] {
        variations(&EXAMPLES.value(name)).iter().for_each(same::<History>);
    }
    variations(&EXAMPLES.value("replies/details.json"))
        .iter()
        .for_each(same::<HistoryDetails>);
}
