//! `PUT` and `DELETE /sessions/{code}`.

use serde_json::{Value, json};

use crate::client::{Answer, JANE, Sim, TOM};

struct Bench {
    sim: Sim,
    token: String,
    path: String,
}

impl Bench {
    fn new() -> Self {
        let sim = Sim::start();
        let token = sim.jane();
        let session = sim.create(
            &token,
            json!({ "description": "first", "end_customer": { "name": "n", "email": "e" } }),
        );
        let path = format!("/sessions/{}", session["code"].as_str().unwrap());
        Self { sim, token, path }
    }

    fn put(&self, body: Value) -> Answer {
        self.sim.api(&self.token, "PUT", &self.path, body)
    }

    fn session(&self) -> Value {
        self.sim.get(&self.token, &self.path).json()
    }
}

#[test]
fn success_is_204_without_a_body() {
    let bench = Bench::new();
    let answer = bench.put(json!({ "description": "second" }));
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    assert_eq!(bench.session()["description"], "second");
}

#[test]
fn only_what_is_mentioned_changes_and_an_empty_text_removes() {
    let bench = Bench::new();
    let before = bench.session();
    bench.put(json!({ "waiting_message": "wait", "custom_module_id": "m", "end_customer": { "email": "" } }));
    let after = bench.session();
    assert_eq!(
        (&after["description"], &after["waiting_message"]),
        (&before["description"], &json!("wait"))
    );
    assert_eq!(
        (&after["end_customer"], &after["custom_module_id"]),
        (&json!({ "name": "n" }), &json!("m"))
    );
    bench.put(json!({ "description": "" }));
    assert_eq!(bench.session().get("description"), None);
}

#[test]
fn closing_takes_the_word_in_any_case_and_can_be_repeated() {
    let bench = Bench::new();
    bench.sim.control("POST", "/clock", json!({ "stopped": true }));
    assert_eq!(bench.put(json!({ "state": "closed" })).status, 204);
    let closed_at = bench.session()["closed_at"].clone();
    assert_eq!(bench.session()["state"], "Closed");
    bench.sim.advance(60);
    assert_eq!(bench.put(json!({ "state": "Closed" })).status, 204);
    assert_eq!(bench.session()["closed_at"], closed_at);
    assert_eq!(bench.put(json!({ "state": "open" })).status, 204);
    assert_eq!(
        (&bench.session()["state"], bench.session().get("closed_at")),
        (&json!("Open"), None)
    );
}

#[test]
fn closing_sends_the_customer_away() {
    let bench = Bench::new();
    let code = bench.session()["code"].as_str().unwrap().to_owned();
    bench
        .sim
        .control("POST", &format!("/customer/{code}/connect"), json!(null));
    assert_eq!(bench.session()["online"], true);
    bench.put(json!({ "state": "closed" }));
    assert_eq!(bench.session()["online"], false);
}

#[test]
fn a_session_is_handed_over() {
    let bench = Bench::new();
    assert_eq!(bench.session()["assigned_userid"], JANE);
    bench.put(json!({ "assigned_userid": TOM, "groupid": "g1001003" }));
    assert_eq!(
        (&bench.session()["assigned_userid"], &bench.session()["groupid"]),
        (&json!(TOM), &json!("g1001003"))
    );
    bench.put(json!({ "assigned_userid": "u0" }));
    assert_eq!(
        (
            &bench.session()["assigned_userid"],
            bench.session().get("assigned_at")
        ),
        (&json!("u0"), None)
    );
}

#[test]
fn mistakes_are_400_and_change_nothing() {
    let bench = Bench::new();
    let before = bench.session();
    for (body, word) in [
        (json!({ "description": "x", "state": "paused" }), "state"),
        (json!({ "description": "x", "state": 1 }), "numeric"),
        (json!({ "description": "x", "groupid": "g5" }), "g5"),
        (json!({ "description": "x".repeat(4_001) }), "description"),
    ] {
        assert!(
            bench.put(body).error(400, "invalid_request").contains(word),
            "{word}"
        );
    }
    assert_eq!(bench.session(), before);
}

#[test]
fn the_validity_is_set_once_and_for_all() {
    let bench = Bench::new();
    let before = bench.session();
    assert_eq!(
        bench.put(json!({ "valid_until": "2099-01-01T00:00:00Z" })).status,
        204
    );
    assert_eq!(bench.session(), before, "PUT has no such field");
}

#[test]
fn who_may_read_all_may_not_therefore_modify_all() {
    let bench = Bench::new();
    let permissions = json!(["Sessions.ReadAll", "Sessions.ModifyOwn"]);
    bench
        .sim
        .control("POST", "/settings", json!({ "app_permissions": permissions }));
    let claire = bench.sim.claire();
    assert_eq!(bench.sim.get(&claire, &bench.path).status, 200);
    bench
        .sim
        .api(&claire, "PUT", &bench.path, json!({ "state": "closed" }))
        .error(403, "invalid_permission");
}

#[test]
fn deleting_is_204_and_then_404() {
    let bench = Bench::new();
    let answer = bench.sim.api(&bench.token, "DELETE", &bench.path, Value::Null);
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    bench.sim.get(&bench.token, &bench.path).error(404, "not_found");
    bench.put(json!({ "state": "closed" })).error(404, "not_found");
}
