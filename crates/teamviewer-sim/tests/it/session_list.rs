//! `GET /sessions` and `GET /sessions/{code}`.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::client::{GROUP, JANE, Sim, TOM, keys, sorted};

const MINIMAL: [&str; 5] = ["code", "state", "online", "groupid", "support_session_type"];
const BARE: [&str; 12] = [
    "code",
    "state",
    "online",
    "groupid",
    "support_session_type",
    "assigned_userid",
    "assigned_at",
    "end_customer_link",
    "supporter_link",
    "webclient_supporter_link",
    "created_at",
    "valid_until",
];

fn codes(body: &Value) -> Vec<String> {
    let sessions = body["sessions"].as_array().unwrap();
    sessions
        .iter()
        .map(|session| session["code"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_minimal_list_has_five_fields_and_the_full_list_all_filled_ones() {
    let sim = Sim::start();
    let token = sim.jane();
    sim.create(&token, json!({}));
    let body = sim.get(&token, "/sessions").json();
    assert_eq!(keys(&body), ["sessions"], "no paging fields at the end");
    assert_eq!(keys(&body["sessions"][0]), sorted(&MINIMAL));
    assert_eq!(body["sessions"][0]["online"], false);
    let full = sim.get(&token, "/sessions?full_list=true").json();
    assert_eq!(keys(&full["sessions"][0]), sorted(&BARE));
}

#[test]
fn one_session_is_shown_as_in_the_full_list() {
    let sim = Sim::start();
    let token = sim.jane();
    let facts = json!({
        "description": "d", "waiting_message": "w", "custom_api": "c", "end_customer": { "name": "n" }, "tv_version": "15",
    });
    let created = sim.create(&token, facts.clone());
    let code = created["code"].as_str().unwrap();
    let one = sim.get(&token, &format!("/sessions/{code}")).json();
    assert_eq!(
        one,
        sim.get(&token, "/sessions?full_list=true").json()["sessions"][0]
    );
    let more = [
        "description",
        "waiting_message",
        "custom_api",
        "end_customer",
        "tv_version",
    ];
    assert_eq!(keys(&one), sorted(&[&BARE[..], &more].concat()));
    assert_eq!(one["end_customer"], facts["end_customer"]);
}

#[test]
fn codes_have_dashes_in_the_api() {
    let sim = Sim::start();
    let token = sim.jane();
    let code = sim.create(&token, json!({}))["code"].as_str().unwrap().to_owned();
    sim.get(&token, &format!("/sessions/{}", code.replace('-', "")))
        .error(400, "invalid_request");
    sim.get(&token, "/sessions/s100-000-001").error(404, "not_found");
}

#[test]
fn newest_come_first_also_within_one_second() {
    let sim = Sim::start();
    let token = sim.jane();
    sim.control("POST", "/clock", json!({ "stopped": true }));
    let mut made: Vec<String> = (0..5)
        .map(|_| sim.create(&token, json!({}))["code"].as_str().unwrap().to_owned())
        .collect();
    made.reverse();
    assert_eq!(codes(&sim.get(&token, "/sessions").json()), made);
}

#[test]
fn only_open_ones_are_listed_by_default_and_states_combine() {
    let sim = Sim::start();
    let token = sim.jane();
    let (open, closed) = (sim.create(&token, json!({})), sim.create(&token, json!({})));
    let code = closed["code"].as_str().unwrap();
    sim.control("POST", &format!("/session/{code}/close"), json!(null));
    let list = |query: &str| codes(&sim.get(&token, &format!("/sessions{query}")).json());
    assert_eq!(list(""), [open["code"].as_str().unwrap()]);
    assert_eq!(list("?state=open"), list(""));
    assert_eq!(list("?state=closed"), [code]);
    assert_eq!(list("?state=open,closed").len(), 2);
    sim.get(&token, "/sessions?state=expired")
        .error(400, "invalid_request");
    let shown = sim.get(&token, "/sessions?state=closed&full_list=true").json()["sessions"][0].clone();
    assert_eq!(shown["state"], "Closed");
    assert_eq!(keys(&shown), sorted(&[&BARE[..], &["closed_at"]].concat()));
}

#[test]
fn an_expired_session_stays_open() {
    let sim = Sim::start();
    let token = sim.jane();
    let code = sim.create(&token, json!({}))["code"].as_str().unwrap().to_owned();
    sim.advance(86_401);
    let token = sim.jane();
    let session = sim.get(&token, &format!("/sessions/{code}")).json();
    assert_eq!(session["state"], "Open");
    let now = sim.control("GET", "/clock", Value::Null)["now"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(session["valid_until"].as_str().unwrap() < now.as_str());
    assert_eq!(codes(&sim.get(&token, "/sessions").json()), [code]);
}

#[test]
fn group_and_assignee_filter() {
    let sim = Sim::start();
    let token = sim.claire();
    let add = |creator: &str, group: &str, assignee: &str| {
        let session = json!({ "creator": creator, "groupid": group, "assigned_userid": assignee });
        sim.control("POST", "/state", json!({ "sessions": [session] }))["sessions"][0]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let janes = add(JANE, GROUP, JANE);
    let toms = add(JANE, "g1001003", TOM);
    let nobodys = add(JANE, "g1001003", "u0");
    let list = |query: &str| codes(&sim.get(&token, &format!("/sessions?{query}")).json());
    assert_eq!(list(&format!("groupid={GROUP}")), [janes]);
    assert_eq!(
        list(&format!("assigned_userid={TOM}")),
        std::slice::from_ref(&toms)
    );
    assert_eq!(list("assigned_userid=u0"), [nobodys]);
    assert_eq!(list(&format!("groupid=g1001003&assigned_userid={TOM}")), [toms]);
    sim.get(&token, "/sessions?groupid=1")
        .error(400, "invalid_request");
    sim.get(&token, "/sessions?assigned_userid=Tom")
        .error(400, "invalid_request");
    sim.get(&token, "/sessions?full_list=1")
        .error(400, "invalid_request");
}

#[test]
fn an_agent_sees_own_sessions_and_an_administrator_all() {
    let sim = Sim::start();
    let (jane, tom, claire) = (sim.jane(), sim.tom(), sim.claire());
    let code = sim.create(&jane, json!({}))["code"].as_str().unwrap().to_owned();
    let path = format!("/sessions/{code}");
    sim.get(&tom, &path).error(404, "not_found");
    assert!(codes(&sim.get(&tom, "/sessions").json()).is_empty());
    sim.api(&tom, "PUT", &path, json!({ "state": "closed" }))
        .error(404, "not_found");
    assert_eq!(codes(&sim.get(&claire, "/sessions").json()), [code]);
    assert_eq!(sim.get(&claire, &path).status, 200);
    sim.api(&jane, "PUT", &path, json!({ "assigned_userid": TOM }));
    assert_eq!(
        sim.get(&tom, &path).status,
        200,
        "assigned sessions are one's own"
    );
    assert_eq!(sim.get(&jane, &path).status, 200, "created ones stay one's own");
}

#[test]
fn pages_hold_a_thousand_and_lead_to_the_next() {
    let sim = Sim::start();
    let token = sim.jane();
    let seed = json!({ "creator": JANE, "groupid": GROUP, "count": 2_500 });
    sim.control("POST", "/state", json!({ "sessions": [seed] }));
    let mut seen = HashSet::new();
    let mut path = "/sessions?full_list=true".to_owned();
    let mut sizes = Vec::new();
    loop {
        let body = sim.get(&token, &path).json();
        let page = codes(&body);
        sizes.push((page.len(), body["sessions_remaining"].as_u64()));
        let last = page.last().unwrap().clone();
        seen.extend(page);
        let Some(next) = body.get("next_offset") else {
            assert_eq!(body.get("sessions_remaining"), None);
            break;
        };
        assert_eq!(*next, json!(last), "the offset is the last code of the page");
        path = format!("/sessions?full_list=true&offset={last}");
    }
    assert_eq!(sizes, [(1_000, Some(1_500)), (1_000, Some(500)), (500, None)]);
    assert_eq!(seen.len(), 2_500);
}

#[test]
fn exactly_a_thousand_are_one_page() {
    let sim = Sim::start();
    let token = sim.jane();
    sim.control(
        "POST",
        "/state",
        json!({ "sessions": [{ "creator": JANE, "groupid": GROUP, "count": 1_000 }] }),
    );
    let body = sim.get(&token, "/sessions").json();
    assert_eq!((codes(&body).len(), keys(&body)), (1_000, vec!["sessions"]));
}

#[test]
fn a_page_goes_on_behind_an_offset_that_was_closed_meanwhile() {
    let sim = Sim::start();
    let token = sim.jane();
    let made: Vec<String> = (0..3)
        .map(|_| sim.create(&token, json!({}))["code"].as_str().unwrap().to_owned())
        .collect();
    sim.control("POST", &format!("/session/{}/close", made[1]), json!(null));
    let rest = sim.get(&token, &format!("/sessions?offset={}", made[1])).json();
    assert_eq!(codes(&rest), [made[0].clone()]);
    sim.get(&token, "/sessions?offset=s100-000-001")
        .error(400, "invalid_request");
    sim.get(&token, "/sessions?offset=first")
        .error(400, "invalid_request");
}

#[test]
fn parameters_of_get_are_read_from_the_query_only() {
    let sim = Sim::start();
    let token = sim.jane();
    sim.create(&token, json!({}));
    let body = sim
        .api(&token, "GET", "/sessions", json!({ "state": "closed" }))
        .json();
    assert_eq!(codes(&body).len(), 1);
}
