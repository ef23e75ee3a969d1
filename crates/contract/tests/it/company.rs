//! The messages of the company's report: `tests/contract/company/`.

use contract::{
    Billing, ChangeRequest, CompanyMoreRequest, CompanyPage, CompanyReport, CompanyRequest, Done, People,
    Scope, parse_reply,
};

use crate::common::{Examples, check, same, variations};

const EXAMPLES: Examples = Examples("company");

const CONNECTION: &str = "0c4a5b0e-6b1a-4a31-9a1d-0d2f4b6c8e01";

#[test]
fn requests_are_written_as_the_examples_show() {
    let load = CompanyRequest {
        first: None,
        last: None,
        people: true,
    };
    EXAMPLES.written(&load, "requests/load.json");
    let period = CompanyRequest {
        first: Some("2026-11-01"),
        last: Some("2026-11-26"),
        people: false,
    };
    EXAMPLES.written(&period, "requests/load-period.json");
    let more = CompanyMoreRequest {
        first: "2026-11-01",
        last: "2026-11-26",
        next: CONNECTION,
    };
    EXAMPLES.written(&more, "requests/more.json");
    let change = ChangeRequest {
        connection_id: CONNECTION,
        notes: Some("Replaced the toner"),
        billing: Some(Billing::Billed),
    };
    EXAMPLES.written(&change, "requests/change.json");
    let notes = ChangeRequest {
        notes: Some(""),
        billing: None,
        ..change
    };
    EXAMPLES.written(&notes, "requests/change-notes.json");
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

#[test]
fn replies_are_read_without_loss() {
    let report: CompanyReport = EXAMPLES.read("replies/load.json");
    assert_eq!(report.page.connections.len(), 2);
    assert_eq!(report.people.and_then(|people| people.scope), Some(Scope::All));
    let unknown: CompanyReport = EXAMPLES.read("replies/load-unknown-people.json");
    assert_eq!(unknown.people, Some(People::default()));
    let page: CompanyPage = EXAMPLES.read("replies/more.json");
    assert_eq!((page.unreadable, page.next), (1, None));
    EXAMPLES.read::<Done>("replies/change.json");
}

#[test]
fn a_newer_apex_does_not_break_an_older_page() {
    let mut reply = EXAMPLES.value("replies/load.json");
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
        for reply in variations(&EXAMPLES.value(name)) {
            same::<CompanyReport>(&reply);
        }
    }
    for reply in variations(&EXAMPLES.value("replies/more.json")) {
        same::<CompanyPage>(&reply);
    }
}
