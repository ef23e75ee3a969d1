//! Every kind of fault on a PUT that only sends an SMS: what the caller gets, and whether the SMS left.

use serde_json::{Value, json};

use crate::client::{Answer, Sim};

/// What the caller gets.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Gets {
    /// An answer with this status.
    Status(u16),
    /// A closed connection.
    Nothing,
    /// Silence, as long as the simulator runs.
    Silence,
}

use Gets::{Nothing, Silence, Status};

/// Kind, what the caller gets, whether the SMS leaves.
const TABLE: [(&str, Gets, bool); 26] = [
    ("bad_request", Status(400), false),
    ("licence_limit", Status(400), false),
    ("token_expired", Status(401), false),
    ("unauthorized", Status(401), false),
    ("blocked", Status(403), false),
    ("invalid_permission", Status(403), false),
    ("rate_limit", Status(403), false),
    ("too_many_requests", Status(429), false),
    ("server_error", Status(500), false),
    ("unavailable", Status(503), false),
    ("slow", Status(204), true),
    ("hang", Silence, false),
    ("hang_after", Silence, true),
    ("drop", Nothing, false),
    ("drop_after", Nothing, true),
    ("broken_json", Status(200), true),
    ("not_json", Status(200), false),
    // Nothing in an empty answer that these speak of.
    ("foreign_link", Status(204), true),
    ("javascript_link", Status(204), true),
    ("missing_fields", Status(204), true),
    ("wrong_types", Status(204), true),
    ("lower_case_state", Status(204), true),
    ("int_enums", Status(204), true),
    ("huge_body", Status(200), true),
    // Meets refreshes only.
    ("refresh_fails", Status(204), true),
    ("opener_lost", Status(204), true),
];

struct Bench {
    sim: Sim,
    token: String,
    path: String,
}

impl Bench {
    fn new(kind: &str) -> Self {
        let sim = Sim::start();
        let token = sim.jane();
        let session = sim.create(&token, json!({ "support_session_type": "Pilot" }));
        let path = format!("/sessions/{}", session["code"].as_str().unwrap());
        let delay = if kind == "slow" { json!(50) } else { Value::Null };
        sim.control(
            "POST",
            "/faults",
            json!({ "match": "send_sms", "kind": kind, "delay_ms": delay }),
        );
        Self { sim, token, path }
    }

    fn invite(&self) -> Result<Answer, ureq::Error> {
        let bearer = format!("Bearer {}", self.token);
        let headers = [("authorization", bearer.as_str())];
        let path = format!("/api/v1{}", self.path);
        let body = json!({ "sms_invite_number": "+33 6 12" }).to_string();
        self.sim.try_send("PUT", &path, &headers, &body)
    }

    fn sent(&self) -> usize {
        let outbox = self.sim.control("GET", "/sms", Value::Null);
        outbox.as_array().unwrap().len()
    }

    fn met(&self, kind: &str) -> bool {
        self.sim.logged().iter().any(|entry| entry["fault"] == kind)
    }
}

#[test]
fn every_kind_of_fault_can_meet_an_sms_and_nothing_else() {
    let kinds = crate::client::fault_kinds();
    assert_eq!(TABLE.map(|(kind, ..)| kind.to_owned()).to_vec(), kinds);
    for (kind, gets, sent) in TABLE {
        let bench = Bench::new(kind);
        let other = bench
            .sim
            .api(&bench.token, "PUT", &bench.path, json!({ "description": "x" }));
        assert_eq!(other.status, 204, "{kind} met a PUT without an SMS");
        match gets {
            Status(status) => assert_eq!(bench.invite().unwrap().status, status, "{kind}"),
            Nothing => assert!(bench.invite().is_err(), "{kind}"),
            Silence => {
                let body = json!({ "sms_invite_number": "+33 6 12" });
                let path = format!("/api/v1{}", bench.path);
                let stream = bench.sim.open_with("PUT", &bench.token, &path, &body);
                bench.sim.until("the request", |_| bench.met(kind));
                bench
                    .sim
                    .until("the outcome", |_| bench.sent() == usize::from(sent));
                assert!(crate::client::is_silent(&stream), "{kind}");
            }
        }
        assert_eq!(bench.sent(), usize::from(sent), "{kind}");
        assert_eq!(bench.met(kind), kind != "refresh_fails", "{kind}");
    }
}

#[test]
fn a_body_where_none_belongs_is_half_or_huge() {
    let half = Bench::new("broken_json").invite().unwrap();
    assert!(serde_json::from_str::<Value>(&half.body).is_err(), "{half:?}");
    let huge = Bench::new("huge_body").invite().unwrap();
    assert!(huge.body.len() > 12_000_000);
}

#[test]
fn closing_and_inviting_have_faults_of_their_own() {
    let bench = Bench::new("server_error");
    let closed = bench
        .sim
        .api(&bench.token, "PUT", &bench.path, json!({ "state": "closed" }));
    assert_eq!(closed.status, 204);
}
