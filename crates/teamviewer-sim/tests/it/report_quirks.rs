//! Reports where the sources contradict each other, and all facts of a record.

use serde_json::{Value, json};

use crate::client::{GROUP, JANE, Sim};

/// Two connections: the second begins later and ends sooner.
fn bench() -> (Sim, String) {
    let sim = Sim::start();
    let connection = |start: &str, end: &str, name: &str| {
        json!({ "userid": JANE, "groupid": GROUP, "devicename": name, "start_date": start, "end_date": end,
            "fee": 12.5, "currency": "EUR", "billing_state": "Billed", "deviceid": "400000001" })
    };
    let connections = json!([
        connection("2026-01-01T08:00:00Z", "2026-01-01T20:00:00Z", "long"),
        connection("2026-01-01T09:00:00Z", "2026-01-01T10:00:00Z", "short"),
    ]);
    sim.control("POST", "/state", json!({ "connections": connections }));
    let token = sim.jane();
    (sim, token)
}

fn quirk(sim: &Sim, name: &str) {
    sim.control("POST", "/settings", json!({ "report_quirks": { name: true } }));
}

fn names(sim: &Sim, token: &str, query: &str) -> Vec<String> {
    let body = sim.get(token, &format!("/reports/connections?{query}")).json();
    let records = body["records"].as_array().unwrap();
    records
        .iter()
        .map(|record| record["devicename"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn order_and_dates_can_go_by_the_start() {
    let (sim, token) = bench();
    let afternoon = "from_date=2026-01-01T08:30:00Z&to_date=2026-01-01T19:00:00Z";
    assert_eq!(names(&sim, &token, ""), ["long", "short"]);
    assert_eq!(names(&sim, &token, afternoon), ["short"]);
    quirk(&sim, "by_start_date");
    assert_eq!(names(&sim, &token, ""), ["short", "long"]);
    let morning = "from_date=2026-01-01T08:00:00Z&to_date=2026-01-01T09:00:00Z";
    assert_eq!(names(&sim, &token, morning), ["long"]);
}

#[test]
fn dates_can_be_compact_and_the_fee_a_text() {
    let (sim, token) = bench();
    let record = || sim.get(&token, "/reports/connections").json()["records"][1].clone();
    assert_eq!(
        (record()["fee"].clone(), record().get("bill").cloned()),
        (json!(12.5), None)
    );
    quirk(&sim, "bill_instead_of_fee");
    assert_eq!(
        (record()["bill"].clone(), record().get("fee").cloned()),
        (json!("12.50"), None)
    );
    quirk(&sim, "compact_dates");
    assert_eq!(record()["start_date"], "20260101T090000Z");
    assert!(record()["fee"].is_number(), "only the quirks named are on");
}

#[test]
fn a_running_connection_can_be_listed_without_an_end() {
    let (sim, token) = bench();
    quirk(&sim, "running_listed");
    let session = sim.create(&token, json!({ "end_customer": { "name": "Jon" } }));
    let code = session["code"].as_str().unwrap();
    for step in ["customer/CODE/connect", "supporter/CODE/join"] {
        sim.control("POST", &format!("/{}", step.replace("CODE", code)), Value::Null);
    }
    let running = sim.get(&token, "/reports/connections").json()["records"][0].clone();
    assert_eq!(
        (&running["session_code"], running.get("end_date")),
        (&session["code"], None)
    );
    sim.control("POST", &format!("/supporter/{code}/leave"), Value::Null);
    let ended = sim.get(&token, "/reports/connections").json()["records"][0].clone();
    assert_eq!(ended["id"], running["id"], "the same record");
    assert!(ended["end_date"].is_string());
}

#[test]
fn the_cursor_can_be_stuck() {
    let (sim, token) = bench();
    let many = json!({ "userid": JANE, "groupid": GROUP, "count": 3_000,
        "start_date": "2026-02-01T08:00:00Z", "end_date": "2026-02-01T09:00:00Z" });
    sim.control("POST", "/state", json!({ "connections": [many] }));
    quirk(&sim, "stuck_offset");
    let first = sim.get(&token, "/reports/connections").json();
    let cursor = first["next_offset"].as_str().unwrap();
    let second = sim
        .get(&token, &format!("/reports/connections?offset_id={cursor}"))
        .json();
    assert_eq!(second["next_offset"], cursor);
    assert_ne!(second["records"][0]["id"], first["records"][0]["id"]);
}

#[test]
fn deleting_can_answer_200() {
    let (sim, token) = bench();
    quirk(&sim, "delete_answers_200");
    let id = sim.get(&token, "/reports/connections").json()["records"][0]["id"].clone();
    let path = format!("/reports/connections/{}", id.as_str().unwrap());
    let answer = sim.api(&token, "DELETE", &path, Value::Null);
    assert_eq!((answer.status, answer.body.as_str()), (200, ""));
    sim.get(&token, &path).error(404, "not_found");
}

#[test]
fn group_0_means_unnamed_devices() {
    let (sim, token) = bench();
    let unnamed = json!({ "userid": JANE, "groupid": GROUP, "contact_id": "c7",
        "start_date": "2026-01-02T08:00:00Z", "end_date": "2026-01-02T09:00:00Z" });
    sim.control("POST", "/state", json!({ "connections": [unnamed] }));
    let body = sim.get(&token, "/reports/connections?groupid=0").json();
    let records = body["records"].as_array().unwrap();
    assert_eq!((records.len(), &records[0]["contact_id"]), (1, &json!("c7")));
}

#[test]
fn an_unknown_quirk_is_refused() {
    let sim = Sim::start();
    let body = json!({ "report_quirks": { "upside_down": true } }).to_string();
    assert_eq!(sim.send("POST", "/control/api/settings", &[], &body).status, 400);
}
