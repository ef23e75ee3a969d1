//! The messages of the company's report: `tests/contract/company/`.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "the helpers of a test fail it; the lint's exception for tests covers only test functions"
)]

use std::fmt::Debug;
use std::fs;
use std::path::PathBuf;

use contract::{
    Billing, ChangeRequest, CompanyMoreRequest, CompanyPage, CompanyReport, CompanyRequest, Done, Fields,
    People, Scope, parse_reply,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::common::{check, same, variations};

fn example(name: &str) -> Value {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/contract/company");
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

const CONNECTION: &str = "0c4a5b0e-6b1a-4a31-9a1d-0d2f4b6c8e01";

#[test]
fn requests_are_written_as_the_examples_show() {
    let load = CompanyRequest {
        first: None,
        last: None,
        people: true,
    };
    written(&load, "requests/load.json");
    let period = CompanyRequest {
        first: Some("2026-11-01"),
        last: Some("2026-11-26"),
        people: false,
    };
    written(&period, "requests/load-period.json");
    let more = CompanyMoreRequest {
        first: "2026-11-01",
        last: "2026-11-26",
        next: CONNECTION,
    };
    written(&more, "requests/more.json");
    let change = ChangeRequest {
        connection_id: CONNECTION,
        notes: Some("Replaced the toner"),
        billing: Some(Billing::Billed),
    };
    written(&change, "requests/change.json");
    let notes = ChangeRequest {
        notes: Some(""),
        billing: None,
        ..change
    };
    written(&notes, "requests/change-notes.json");
    for billing in [
        Billing::Bill,
        Billing::Billed,
        Billing::DoNotBill,
        Billing::Unknown,
    ] {
        check(&ChangeRequest {
            billing: Some(billing),
            ..change.clone()
        });
    }
}

fn read<T: DeserializeOwned + Serialize + Debug>(name: &str) -> T {
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
    let report: CompanyReport = read("replies/load.json");
    assert_eq!(report.page.connections.len(), 2);
    assert_eq!(report.people.and_then(|people| people.scope), Some(Scope::All));
    let unknown: CompanyReport = read("replies/load-unknown-people.json");
    assert_eq!(unknown.people, Some(People::default()));
    let page: CompanyPage = read("replies/more.json");
    assert_eq!((page.unreadable, page.next), (1, None));
    read::<Done>("replies/change.json");
}

#[test]
fn a_newer_apex_does_not_break_an_older_page() {
    let mut reply = example("replies/load.json");
    reply["data"]["people"]["scope"] = "department".into();
    reply["data"]["somethingNew"] = 7.into();
    let report: CompanyReport = parse_reply(&reply.to_string()).expect("still a report");
    assert_eq!(
        report.people.and_then(|people| people.scope),
        Some(Scope::Unknown)
    );
}

#[test]
fn both_readers_read_alike() {
    for name in ["replies/load.json", "replies/load-unknown-people.json"] {
        for reply in variations(&example(name)) {
            same::<CompanyReport>(&reply);
        }
    }
    for reply in variations(&example("replies/more.json")) {
        same::<CompanyPage>(&reply);
    }
}
