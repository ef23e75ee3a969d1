//! Invitations by SMS: `sms_invite_number` on POST and PUT, and the outbox.

use serde_json::{Value, json};

use crate::client::{Answer, GROUP, Sim};

/// A simulator with one Pilot session.
struct Bench {
    sim: Sim,
    token: String,
    session: Value,
}

impl Bench {
    fn new() -> Self {
        let sim = Sim::start();
        sim.control(
            "POST",
            "/clock",
            json!({ "set": "2026-03-01T12:00:00Z", "stopped": true }),
        );
        let token = sim.jane();
        let session = sim.create(&token, json!({ "support_session_type": "Pilot" }));
        Self { sim, token, session }
    }

    fn put(&self, body: Value) -> Answer {
        let path = format!("/sessions/{}", self.session["code"].as_str().unwrap());
        self.sim.api(&self.token, "PUT", &path, body)
    }

    fn outbox(&self) -> Vec<Value> {
        outbox(&self.sim)
    }
}

fn outbox(sim: &Sim) -> Vec<Value> {
    sim.control("GET", "/sms", Value::Null)
        .as_array()
        .unwrap()
        .clone()
}

#[test]
fn creating_a_pilot_session_can_invite_at_once() {
    let bench = Bench::new();
    let session = bench.sim.create(
        &bench.token,
        json!({ "support_session_type": "Pilot", "sms_invite_number": "+33 6 12", "sms_invite_language": 4 }),
    );
    let link = session["end_customer_link"].as_str().unwrap();
    let text = format!(
        "Jane Miller invites you. Join the TeamViewer session {}: {link}",
        session["code"].as_str().unwrap()
    );
    let expected = json!({
        "number": "+33 6 12", "code": session["code"], "language": 4, "text": text, "link": link,
        "at": "2026-03-01T12:00:00Z",
    });
    assert_eq!(bench.outbox(), [expected]);
}

#[test]
fn an_sms_can_be_sent_again_and_again() {
    let bench = Bench::new();
    for number in [
        "+33 6 12 34 56 78",
        "+33 6 12 34 56 78",
        "0049 (30) 123/45-6",
        "0612",
    ] {
        let answer = bench.put(json!({ "sms_invite_number": number }));
        assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    }
    let numbers: Vec<Value> = bench.outbox().iter().map(|sms| sms["number"].clone()).collect();
    assert_eq!(
        numbers,
        [
            "+33 6 12 34 56 78",
            "+33 6 12 34 56 78",
            "0049 (30) 123/45-6",
            "0612"
        ]
    );
}

#[test]
fn a_number_that_does_not_fit_the_pattern_is_400_and_nothing_is_sent_or_changed() {
    let bench = Bench::new();
    for number in [
        json!(""),
        json!("+"),
        json!("06.12"),
        json!("call me"),
        json!("06\u{a0}12"),
        json!(612),
    ] {
        for answer in [
            bench.put(json!({ "description": "x", "sms_invite_number": number })),
            bench.sim.api(
                &bench.token,
                "POST",
                "/sessions",
                json!({ "groupid": GROUP, "support_session_type": "Pilot", "sms_invite_number": number }),
            ),
        ] {
            let description = answer.error(400, "invalid_request");
            assert!(
                description.contains("sms_invite_number"),
                "{number}: {description}"
            );
        }
    }
    let wrong_language = json!({ "sms_invite_number": "+1", "sms_invite_language": 33 });
    let description = bench.put(wrong_language).error(400, "invalid_request");
    assert!(description.contains("sms_invite_language"), "{description}");
    assert!(bench.outbox().is_empty());
    let sessions = bench.sim.get(&bench.token, "/sessions?full_list=true").json();
    assert_eq!(sessions["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(sessions["sessions"][0].get("description"), None);
}

#[test]
fn only_pilot_sessions_invite_by_sms() {
    let sim = Sim::start();
    let token = sim.jane();
    let invite = json!({ "groupid": GROUP, "sms_invite_number": "+33 6 12 34 56 78" });
    let description = sim
        .api(&token, "POST", "/sessions", invite)
        .error(400, "invalid_request");
    assert!(description.contains("Pilot"), "{description}");
    assert_eq!(sim.get(&token, "/sessions").json()["sessions"], json!([]));
    let session = sim.create(&token, json!({}));
    let path = format!("/sessions/{}", session["code"].as_str().unwrap());
    sim.api(&token, "PUT", &path, json!({ "sms_invite_number": "+33 6" }))
        .error(400, "invalid_request");
    assert!(outbox(&sim).is_empty());
}

#[test]
fn no_sms_invites_to_what_cannot_be_joined() {
    let bench = Bench::new();
    let invite = || bench.put(json!({ "sms_invite_number": "+33 6" }));
    bench
        .put(json!({ "state": "closed", "sms_invite_number": "+33 6" }))
        .error(400, "invalid_request");
    assert_eq!(bench.put(json!({ "state": "closed" })).status, 204);
    assert!(invite().error(400, "invalid_request").contains("closed"));
    let reopened = bench.put(json!({ "state": "open", "sms_invite_number": "+33 6" }));
    assert_eq!(reopened.status, 204);
    let code = bench.session["code"].as_str().unwrap();
    bench
        .sim
        .control("POST", &format!("/session/{code}/expire"), Value::Null);
    assert!(invite().error(400, "invalid_request").contains("expired"));
    assert_eq!(bench.outbox().len(), 1);
}

#[test]
fn the_control_page_shows_the_outbox_and_a_reset_empties_it() {
    let bench = Bench::new();
    bench.put(json!({ "sms_invite_number": "+33 6 12 34 56 78" }));
    let page = bench.sim.send("GET", "/control", &[], "").body;
    let text = bench.outbox()[0]["text"].as_str().unwrap().to_owned();
    assert!(
        page.contains(&text) && page.contains("+33 6 12 34 56 78"),
        "{page}"
    );
    bench.sim.control("POST", "/reset", Value::Null);
    assert!(bench.outbox().is_empty());
}

#[test]
fn the_link_of_an_sms_opens_the_customers_page() {
    let bench = Bench::new();
    bench.put(json!({ "sms_invite_number": "+33 6 12 34 56 78" }));
    let path = bench.sim.path_of(&bench.outbox()[0]["link"]);
    assert!(
        bench
            .sim
            .press(&path, "connect")
            .body
            .contains("You are connected")
    );
}
