//! `/reports/connections`.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::client::{GROUP, JANE, Sim, TOM, keys, sorted};

fn seed(sim: &Sim, connections: Value) -> Vec<String> {
    let ids = sim.control("POST", "/state", json!({ "connections": connections }))["connections"].clone();
    ids.as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap().to_owned())
        .collect()
}

fn day(userid: &str, day: u8) -> Value {
    json!({
        "userid": userid, "groupid": GROUP, "devicename": format!("PC-{day}"),
        "start_date": format!("2026-01-{day:02}T08:00:00Z"), "end_date": format!("2026-01-{day:02}T09:00:00Z"),
    })
}

fn devices(body: &Value) -> Vec<String> {
    let records = body["records"].as_array().unwrap();
    records
        .iter()
        .map(|record| record["devicename"].as_str().unwrap_or("-").to_owned())
        .collect()
}

#[test]
fn a_record_without_a_code_has_no_session_fields() {
    let sim = Sim::start();
    seed(&sim, json!([day(JANE, 1)]));
    let body = sim.get(&sim.jane(), "/reports/connections").json();
    assert_eq!(keys(&body), ["records"]);
    let expected = [
        "id",
        "userid",
        "username",
        "deviceid",
        "devicename",
        "groupid",
        "groupname",
        "support_session_type",
        "start_date",
        "end_date",
        "billing_state",
    ];
    assert_eq!(keys(&body["records"][0]), sorted(&expected));
    assert_eq!(body["records"][0]["billing_state"], "Bill");
    assert!(
        body["records"][0]["deviceid"]
            .as_str()
            .unwrap()
            .bytes()
            .all(|byte| byte.is_ascii_digit())
    );
}

#[test]
fn filters_select_and_combine() {
    let sim = Sim::start();
    let mut unnamed = day(JANE, 4);
    unnamed["devicename"] = Value::Null;
    unnamed["support_session_type"] = json!(2);
    seed(&sim, json!([day(JANE, 1), day(JANE, 2), day(TOM, 3), unnamed]));
    let token = sim.claire();
    let session = sim.create(&token, json!({ "groupid": "g1001003" }));
    let code = session["code"].as_str().unwrap();
    for step in [
        "customer/CODE/connect",
        "supporter/CODE/join",
        "supporter/CODE/leave",
    ] {
        sim.control("POST", &format!("/{}", step.replace("CODE", code)), json!(null));
    }
    let list = |query: &str| devices(&sim.get(&token, &format!("/reports/connections?{query}")).json());
    let code_only = ["Customer's computer"];
    assert_eq!(
        list(""),
        ["Customer's computer", "-", "PC-3", "PC-2", "PC-1"],
        "last ended first"
    );
    assert_eq!(list("from_date=2026-01-02&to_date=2026-01-04"), ["PC-3", "PC-2"]);
    assert_eq!(
        list("from_date=2026-01-02T09:00:00Z&to_date=2026-01-03T09:00:00Z"),
        ["PC-2"],
        "from inclusive, to exclusive"
    );
    assert_eq!(list(&format!("userid={TOM}")), ["PC-3"]);
    assert_eq!(list("username=Jane+Miller&devicename=PC-1"), ["PC-1"]);
    assert_eq!(list("devicename=unnamed_device"), ["-"]);
    assert_eq!(list("groupid=g1001003"), code_only);
    assert_eq!(list("has_code=true"), code_only);
    assert_eq!(list("has_code=false").len(), 4);
    assert_eq!(list(&format!("session_code={code}")), code_only);
    assert_eq!(list("support_session_type=RemoteSupportActive"), ["-"]);
    assert_eq!(list("support_session_type=2"), ["-"]);
    for wrong in [
        "from_date=yesterday",
        "has_code=maybe",
        "support_session_type=Default",
        "offset_id=nothing",
        "sessionReportFeatures[]=x",
    ] {
        sim.get(&token, &format!("/reports/connections?{wrong}"))
            .error(400, "invalid_request");
    }
}

#[test]
fn an_agent_sees_own_connections_only() {
    let sim = Sim::start();
    let ids = seed(&sim, json!([day(JANE, 1), day(TOM, 2)]));
    let token = sim.jane();
    assert_eq!(devices(&sim.get(&token, "/reports/connections").json()), ["PC-1"]);
    assert_eq!(
        sim.get(&token, &format!("/reports/connections/{}", ids[0]))
            .json()["devicename"],
        "PC-1"
    );
    sim.get(&token, &format!("/reports/connections/{}", ids[1]))
        .error(404, "not_found");
}

#[test]
fn pages_hold_a_thousand_and_lead_to_the_next() {
    let sim = Sim::start();
    let mut many = day(JANE, 1);
    many["count"] = json!(2_001);
    seed(&sim, json!([many]));
    let token = sim.jane();
    let mut seen = HashSet::new();
    let mut path = "/reports/connections".to_owned();
    let mut remaining = Vec::new();
    loop {
        let body = sim.get(&token, &path).json();
        let ids: Vec<String> = body["records"]
            .as_array()
            .unwrap()
            .iter()
            .map(|record| record["id"].as_str().unwrap().to_owned())
            .collect();
        assert!(ids.len() <= 1_000);
        remaining.push(body["records_remaining"].as_u64());
        let last = ids.last().unwrap().clone();
        seen.extend(ids);
        if body.get("next_offset").is_none() {
            break;
        }
        assert_eq!(body["next_offset"], json!(last));
        path = format!("/reports/connections?offset_id={last}");
    }
    assert_eq!((seen.len(), remaining), (2_001, vec![Some(1_001), Some(1), None]));
}

#[test]
fn notes_and_billing_state_can_be_written_and_nothing_else() {
    let sim = Sim::start();
    let id = seed(&sim, json!([day(JANE, 1)])).remove(0);
    let token = sim.jane();
    let path = format!("/reports/connections/{id}");
    let before = sim.get(&token, &path).json();
    let answer = sim.api(
        &token,
        "PUT",
        &path,
        json!({ "notes": "n", "billing_state": "DoNotBill", "rating": 5, "username": "x" }),
    );
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    let mut expected = before;
    expected["notes"] = json!("n");
    expected["billing_state"] = json!("DoNotBill");
    assert_eq!(sim.get(&token, &path).json(), expected);
    let answer = sim.api(
        &token,
        "PUT",
        &path,
        json!({ "notes": "lost", "billing_state": "Free" }),
    );
    assert!(answer.error(400, "invalid_request").contains("billing_state"));
    assert_eq!(sim.get(&token, &path).json(), expected);
    assert_eq!(sim.api(&token, "DELETE", &path, Value::Null).status, 204);
    sim.get(&token, &path).error(404, "not_found");
}

#[test]
fn reports_need_the_permission_and_the_licence() {
    let sim = Sim::start();
    let token = sim.jane();
    let mut jane = sim.control("GET", "/state", Value::Null)["accounts"][0].clone();
    assert_eq!(jane["userid"], JANE);
    jane["licence"] = json!("Business");
    sim.control("POST", "/state", json!({ "accounts": [jane] }));
    assert!(
        sim.get(&token, "/reports/connections")
            .error(403, "invalid_permission")
            .contains("license")
    );
    sim.control(
        "POST",
        "/settings",
        json!({ "app_permissions": ["Account.Read"] }),
    );
    assert!(
        sim.get(&sim.tom(), "/reports/connections")
            .error(403, "invalid_permission")
            .contains("Connections.Read")
    );
}
