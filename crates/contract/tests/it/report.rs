//! The messages of the record's report: `tests/contract/report/`.

use contract::{Billing, ReportBatch, ReportRequest, ReportWarning, parse_reply};

use crate::common::{Examples, same, variations};

const EXAMPLES: Examples = Examples("report");

#[test]
fn requests_are_written_as_the_examples_show() {
    let load = ReportRequest {
        record_id: "500000000000001AAA",
        next: None,
    };
    EXAMPLES.written(&load, "requests/load.json");
    let more = ReportRequest {
        next: Some(r#"{"left":12}"#),
        ..load
    };
    EXAMPLES.written(&more, "requests/more.json");
}

#[test]
fn replies_are_read_without_loss() {
    let first = EXAMPLES.read::<ReportBatch>("replies/load.json");
    assert_eq!(first.connections.len(), 2);
    assert_eq!(first.warning, Some(ReportWarning::OlderLeftOut));
    let last = EXAMPLES.read::<ReportBatch>("replies/more.json");
    assert_eq!(last.next, None);
    assert_eq!(last.connections[0].billing, Some(Billing::DoNotBill));
}

#[test]
fn a_newer_apex_does_not_break_an_older_page() {
    let mut reply = EXAMPLES.value("replies/load.json");
    reply["data"]["warning"] = "somethingNew".into();
    reply["data"]["connections"][0]["billing"] = "Later".into();
    let batch: ReportBatch = parse_reply(&reply.to_string()).expect("still a part");
    assert_eq!(batch.warning, Some(ReportWarning::Unknown));
    assert_eq!(batch.connections[0].billing, Some(Billing::Unknown));
}

#[test]
fn both_readers_agree_on_every_reply() {
    for name in ["replies/load.json", "replies/more.json"] {
        variations(&EXAMPLES.value(name))
            .iter()
            .for_each(same::<ReportBatch>);
    }
}
