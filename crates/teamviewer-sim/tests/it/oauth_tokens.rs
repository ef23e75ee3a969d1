//! The token endpoint and revocation.

use std::thread;

use serde_json::json;

use crate::client::{APP, CALLBACK, SECRET, Sim, authorize_query, keys, parameter, sorted};

const EMAIL: &str = "jane.miller@northwind.example";

fn code(sim: &Sim) -> String {
    let cookie = sim.sign_in(EMAIL, "jane-demo");
    let query = authorize_query(&[]);
    let answer = sim.form(
        "/oauth2/consent",
        &[("cookie", &cookie)],
        &[("query", &query), ("decision", "allow")],
    );
    parameter(answer.header("location").unwrap(), "code").unwrap()
}

#[test]
fn a_code_is_exchanged_once() {
    let sim = Sim::start();
    let code = code(&sim);
    let answer = sim.exchange(&code);
    assert_eq!(answer.status, 200);
    assert_eq!(
        (answer.header("cache-control"), answer.header("pragma")),
        (Some("no-store"), Some("no-cache"))
    );
    let body = answer.json();
    assert_eq!(
        keys(&body),
        sorted(&["access_token", "token_type", "expires_in", "refresh_token"])
    );
    assert_eq!(
        (&body["token_type"], &body["expires_in"]),
        (&json!("bearer"), &json!(86_400))
    );
    sim.exchange(&code).error(400, "invalid_grant");
}

#[test]
fn a_code_is_too_old_after_ten_minutes() {
    let sim = Sim::start();
    let (young, old) = (code(&sim), code(&sim));
    sim.control(
        "POST",
        "/clock",
        json!({ "stopped": true, "advance_seconds": 590 }),
    );
    assert_eq!(sim.exchange(&young).status, 200);
    sim.advance(10);
    sim.exchange(&old).error(400, "invalid_grant");
}

#[test]
fn every_parameter_of_the_exchange_is_checked() {
    let sim = Sim::start();
    let code = code(&sim);
    let right = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", CALLBACK),
        ("client_id", APP),
        ("client_secret", SECRET),
    ];
    let changed = |name: &str, value: &'static str| {
        let fields = right.map(|(key, old)| if key == name { (key, value) } else { (key, old) });
        sim.form("/api/v1/oauth2/token", &[], &fields)
    };
    for (name, _) in right {
        let without: Vec<(&str, &str)> = right.into_iter().filter(|(key, _)| *key != name).collect();
        let answer = sim.form("/api/v1/oauth2/token", &[], &without);
        assert!(answer.error(400, "invalid_request").contains(name));
    }
    changed("grant_type", "password").error(400, "invalid_request");
    changed("code", "guessed").error(400, "invalid_grant");
    changed("redirect_uri", "https://evil.example/").error(400, "invalid_grant");
    changed("client_id", "other").error(400, "invalid_client");
    changed("client_secret", "wrong").error(400, "invalid_client");
    assert_eq!(
        sim.exchange(&code).status,
        200,
        "none of the failures used the code up"
    );
}

#[test]
fn json_works_as_well_and_other_types_do_not() {
    let sim = Sim::start();
    let body = json!({
        "grant_type": "authorization_code", "code": code(&sim), "redirect_uri": CALLBACK,
        "client_id": APP, "client_secret": SECRET,
    });
    let post = |kind: &str| {
        sim.send(
            "POST",
            "/api/v1/oauth2/token",
            &[("content-type", kind)],
            &body.to_string(),
        )
    };
    post("text/xml").error(400, "invalid_request");
    assert_eq!(post("application/json; charset=utf-8").status, 200);
}

#[test]
fn refresh_tokens_rotate_and_work_once() {
    let sim = Sim::start();
    let first = sim.tokens(EMAIL, "jane-demo");
    let second = sim.refresh(first["refresh_token"].as_str().unwrap());
    assert_eq!(second.status, 200);
    let second = second.json();
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    assert_ne!(first["access_token"], second["access_token"]);
    assert_eq!(
        sim.get(second["access_token"].as_str().unwrap(), "/account")
            .status,
        200
    );
    sim.refresh(first["refresh_token"].as_str().unwrap())
        .error(400, "invalid_grant");
    assert_eq!(sim.refresh(second["refresh_token"].as_str().unwrap()).status, 200);
}

#[test]
fn of_parallel_refreshes_exactly_one_succeeds() {
    let sim = Sim::start();
    let token = sim.tokens(EMAIL, "jane-demo")["refresh_token"]
        .as_str()
        .unwrap()
        .to_owned();
    let statuses: Vec<u16> = thread::scope(|scope| {
        let refresh = || sim.refresh(&token).status;
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(refresh)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(
        statuses.iter().filter(|status| **status == 200).count(),
        1,
        "{statuses:?}"
    );
    assert_eq!(
        statuses.iter().filter(|status| **status == 400).count(),
        7,
        "{statuses:?}"
    );
}

#[test]
fn an_expired_access_token_can_be_refreshed() {
    let sim = Sim::start();
    let tokens = sim.tokens(EMAIL, "jane-demo");
    sim.control("POST", "/tokens/expire", json!(null));
    sim.get(tokens["access_token"].as_str().unwrap(), "/account")
        .error(401, "token_expired");
    let fresh = sim.refresh(tokens["refresh_token"].as_str().unwrap()).json();
    assert_eq!(
        sim.get(fresh["access_token"].as_str().unwrap(), "/account")
            .status,
        200
    );
}

#[test]
fn revoking_kills_access_and_refresh_token() {
    let sim = Sim::start();
    let tokens = sim.tokens(EMAIL, "jane-demo");
    let (access, refresh) = (
        tokens["access_token"].as_str().unwrap(),
        tokens["refresh_token"].as_str().unwrap(),
    );
    assert_eq!(sim.api(access, "POST", "/oauth2/revoke", json!(null)).status, 200);
    sim.get(access, "/account").error(401, "invalid_token");
    sim.refresh(refresh).error(400, "invalid_grant");
    sim.api(access, "POST", "/oauth2/revoke", json!(null))
        .error(401, "invalid_token");
    let answer = sim.send("POST", "/api/v1/oauth2/revoke", &[], "");
    assert_eq!((answer.status, answer.body.as_str()), (401, ""));
}

#[test]
fn control_revokes_every_token() {
    let sim = Sim::start();
    let tokens = sim.tokens(EMAIL, "jane-demo");
    sim.control("POST", "/tokens/revoke", json!(null));
    sim.get(tokens["access_token"].as_str().unwrap(), "/account")
        .error(401, "invalid_token");
    sim.refresh(tokens["refresh_token"].as_str().unwrap())
        .error(400, "invalid_grant");
}

#[test]
fn refresh_fails_meets_refreshes_only() {
    let sim = Sim::start();
    sim.fault("token", "refresh_fails");
    let tokens = sim.tokens(EMAIL, "jane-demo");
    let refresh = tokens["refresh_token"].as_str().unwrap();
    sim.refresh(refresh).error(400, "invalid_grant");
    assert_eq!(
        sim.refresh(refresh).status,
        200,
        "the fault did not use the token up"
    );
}
