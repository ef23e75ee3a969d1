//! Faults that answer something else and perform nothing.

use serde_json::{Value, json};

use crate::client::{Answer, GROUP, Sim};

fn create(sim: &Sim, token: &str) -> Answer {
    sim.api(token, "POST", "/sessions", json!({ "groupid": GROUP }))
}

/// The answer to creating a session under the fault, which performs nothing and is used up.
fn meet(kind: &str) -> Answer {
    let sim = Sim::start();
    let token = sim.jane();
    sim.fault("create_session", kind);
    let answer = create(&sim, &token);
    assert_eq!(
        sim.control("GET", "/state", Value::Null)["sessions"],
        json!([]),
        "{kind} performed the operation"
    );
    let logged = sim.logged();
    let entry = logged.last().unwrap();
    assert_eq!(
        (&entry["fault"], &entry["status"]),
        (&json!(kind), &json!(answer.status))
    );
    assert_eq!(create(&sim, &token).status, 200, "{kind} was not used up");
    answer
}

#[test]
fn errors_with_a_json_body() {
    for (kind, status, error) in [
        ("bad_request", 400, "invalid_request"),
        ("token_expired", 401, "token_expired"),
        ("blocked", 403, "blocked"),
        ("invalid_permission", 403, "invalid_permission"),
        ("rate_limit", 403, "rate_limit_reached"),
        ("server_error", 500, "internal_error"),
    ] {
        let answer = meet(kind);
        answer.error(status, error);
        let challenge = (status == 401).then_some("Bearer");
        assert_eq!(answer.header("www-authenticate"), challenge, "{kind}");
    }
}

#[test]
fn the_licence_limit_is_plain_text() {
    let answer = meet("licence_limit");
    assert_eq!(answer.status, 400);
    assert!(answer.header("content-type").unwrap().starts_with("text/plain"));
    assert!(answer.body.contains("license limitations"));
    assert!(serde_json::from_str::<Value>(&answer.body).is_err());
}

#[test]
fn answers_without_a_json_body() {
    let unauthorized = meet("unauthorized");
    assert_eq!((unauthorized.status, unauthorized.body.as_str()), (401, ""));
    assert_eq!(unauthorized.header("www-authenticate"), Some("Bearer"));
    assert_eq!(meet("too_many_requests").status, 429);
    let unavailable = meet("unavailable");
    assert!(unavailable.status == 503 && unavailable.body.contains("<html>"));
    let page = meet("not_json");
    assert_eq!(page.status, 200);
    assert!(page.header("content-type").unwrap().starts_with("text/html"));
}

#[test]
fn description_and_retry_after_can_be_chosen() {
    let sim = Sim::start();
    let token = sim.jane();
    let fault =
        json!({ "match": "account", "kind": "rate_limit", "retry_after": 30, "description": "Slow down" });
    sim.control("POST", "/faults", fault);
    let answer = sim.get(&token, "/account");
    assert_eq!(answer.error(403, "rate_limit_reached"), "Slow down");
    assert_eq!(answer.header("retry-after"), Some("30"));
}

#[test]
fn faults_meet_operations_or_paths_some_times_and_after_some() {
    let sim = Sim::start();
    let token = sim.jane();
    let statuses =
        |path: &str, count: usize| -> Vec<u16> { (0..count).map(|_| sim.get(&token, path).status).collect() };
    let fault = json!({ "match": "GET /api/v1/acc*", "kind": "server_error", "times": 2, "after": 1 });
    sim.control("POST", "/faults", fault);
    assert_eq!(statuses("/groups", 2), [200, 200]);
    assert_eq!(statuses("/account", 4), [200, 500, 500, 200]);
    sim.control(
        "POST",
        "/faults",
        json!({ "match": "list_sessions", "kind": "unavailable", "times": "forever" }),
    );
    assert_eq!(statuses("/sessions", 3), [503, 503, 503]);
    assert_eq!(create(&sim, &token).status, 200);
    let waiting = sim.control("GET", "/faults", Value::Null)["faults"].clone();
    assert_eq!(
        (&waiting[0]["match"], &waiting[0]["met"]),
        (&json!("list_sessions"), &json!(3))
    );
    sim.control("DELETE", &format!("/faults/{}", waiting[0]["id"]), Value::Null);
    assert_eq!(statuses("/sessions", 1), [200]);
    assert_eq!(sim.send("DELETE", "/control/api/faults/99", &[], "").status, 404);
}

#[test]
fn closing_can_be_met_apart_from_other_changes() {
    let sim = Sim::start();
    let token = sim.jane();
    let path = format!(
        "/sessions/{}",
        create(&sim, &token).json()["code"].as_str().unwrap()
    );
    sim.fault("close_session", "server_error");
    assert_eq!(
        sim.api(&token, "PUT", &path, json!({ "description": "d" }))
            .status,
        204
    );
    assert_eq!(
        sim.api(&token, "PUT", &path, json!({ "state": "closed" })).status,
        500
    );
    assert_eq!(sim.get(&token, &path).json()["state"], "Open");
}

#[test]
fn a_mistyped_fault_is_refused_with_what_is_possible() {
    let sim = Sim::start();
    for (order, word) in [
        (json!({ "match": "create", "kind": "drop" }), "create_session"),
        (json!({ "match": "account", "kind": "explode" }), "hang_after"),
        (json!({ "match": "account", "kind": "drop", "times": 0 }), "Times"),
        (json!({ "match": "account", "kind": "drop", "often": 1 }), "often"),
    ] {
        let answer = sim.send("POST", "/control/api/faults", &[], &order.to_string());
        assert_eq!(answer.status, 400, "{order}");
        assert!(
            answer.json()["error"].as_str().unwrap().contains(word),
            "{answer:?}"
        );
    }
}
