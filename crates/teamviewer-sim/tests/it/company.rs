//! The seeded company, as its users see it through the API.

use serde_json::{Value, json};

use crate::client::{Sim, TOM};

fn company() -> Sim {
    Sim::start_with(&["--seed", "7", "--seed-company"])
}

/// All records of a report, page by page.
fn records(sim: &Sim, token: &str, query: &str) -> Vec<Value> {
    let mut all = Vec::new();
    let mut offset = String::new();
    loop {
        let body = sim
            .get(token, &format!("/reports/connections?{query}&offset_id={offset}"))
            .json();
        all.extend(body["records"].as_array().unwrap().iter().cloned());
        match body["next_offset"].as_str() {
            Some(next) => next.clone_into(&mut offset),
            None => return all,
        }
    }
}

#[test]
fn it_has_fifty_users_and_an_administrator_sees_twenty_thousand_connections() {
    let sim = company();
    let claire = sim.claire();
    let users = sim.get(&claire, "/users").json()["users"].clone();
    assert_eq!(users.as_array().unwrap().len(), 50);
    assert_eq!(records(&sim, &claire, "").len(), 20_000);
    let state = sim.control("GET", "/state", Value::Null);
    assert_eq!(state["devices"]["computers"].as_array().unwrap().len(), 300);
}

#[test]
fn filters_of_a_report_split_it_without_loss() {
    let sim = company();
    let jane = sim.jane();
    let count = |query: &str| records(&sim, &jane, query).len();
    let all = count("");
    assert!(all > 2_000, "an agent has more than two pages: {all}");
    assert_eq!(count("has_code=true") + count("has_code=false"), all);
    let kinds = (1..=3).map(|kind| count(&format!("support_session_type={kind}")));
    assert_eq!(kinds.sum::<usize>(), all);
    assert_eq!(count("groupid=0"), count("devicename=unnamed_device"));
    let groups = sim.get(&sim.claire(), "/groups").json();
    assert!(groups["groups"].as_array().unwrap().len() > 5);
    assert_eq!(count(&format!("userid={TOM}")), 0, "an agent sees own ones only");
}

#[test]
fn it_can_be_added_at_any_time_of_the_clock_once() {
    let sim = Sim::start();
    sim.control(
        "POST",
        "/clock",
        json!({ "set": "2030-06-01T12:00:00Z", "stopped": true }),
    );
    sim.control("POST", "/company", Value::Null);
    let body = sim.get(&sim.claire(), "/reports/connections").json();
    let newest = body["records"][0]["end_date"].as_str().unwrap();
    assert!(
        ("2030-05-31T00:00:00Z".."2030-06-01T12:00:00Z").contains(&newest),
        "{newest}"
    );
    assert_eq!(sim.send("POST", "/control/api/company", &[], "").status, 400);
    assert!(
        sim.send("GET", "/control", &[], "")
            .body
            .contains("50 accounts, 13 groups, 300 computers, 20000 ended connections.")
    );
}

#[test]
fn a_reset_brings_it_back_when_the_simulator_started_with_it() {
    let sim = company();
    let claire = sim.claire();
    let first = sim.get(&claire, "/reports/connections").json()["records"][0]["id"].clone();
    let path = format!("/reports/connections/{}", first.as_str().unwrap());
    assert_eq!(sim.api(&claire, "DELETE", &path, Value::Null).status, 204);
    sim.control("POST", "/reset", json!({ "keep_sign_ins": true }));
    assert_eq!(sim.get(&claire, &path).status, 200);
}

#[test]
fn the_sign_in_page_offers_ten_accounts_and_lets_nobody_in_who_has_left() {
    let sim = company();
    let page = sim
        .send("GET", "/", &[("host", "login.teamviewer.localhost")], "")
        .body;
    assert_eq!(page.matches("Sign in as ").count(), 10);
    assert!(page.contains("And 40 more"));
    let accounts = sim.control("GET", "/state", Value::Null)["accounts"].clone();
    let mut accounts = accounts.as_array().unwrap().iter();
    let left = accounts.find(|account| account["active"] == false).unwrap();
    let fields = [
        ("email", left["email"].as_str().unwrap()),
        ("password", left["password"].as_str().unwrap()),
    ];
    assert_eq!(sim.form("/oauth2/sign-in", &[], &fields).status, 422);
}
