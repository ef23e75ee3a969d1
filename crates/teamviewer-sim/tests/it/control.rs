//! The control page and its HTTP form.

use serde_json::{Value, json};

use crate::client::{GROUP, JANE, Sim};

#[test]
fn the_log_keeps_what_was_sent_without_credentials() {
    let sim = Sim::start();
    let token = sim.jane();
    sim.control("DELETE", "/requests", Value::Null);
    let session = sim.create(&token, json!({ "description": "kept" }));
    sim.get(&token, "/sessions?state=open");
    sim.send("GET", "/simulator.css", &[], "");
    let [create, list] = sim.logged().try_into().unwrap();
    assert_eq!(
        (&create["method"], &create["path"]),
        (&json!("POST"), &json!("/api/v1/sessions"))
    );
    let body: Value = serde_json::from_str(create["body"].as_str().unwrap()).unwrap();
    assert_eq!(body, json!({ "groupid": GROUP, "description": "kept" }));
    assert_eq!(create["headers"]["authorization"], "[redacted]");
    assert_eq!(create["headers"]["content-type"], "application/json");
    assert_eq!((&create["status"], &create["fault"]), (&json!(200), &Value::Null));
    assert_eq!(create["operations"], json!(["create_session"]));
    assert_eq!(list["query"], "state=open");
    assert!(
        !sim.control("GET", "/requests", Value::Null)
            .to_string()
            .contains(&token)
    );
    assert!(session["code"].is_string());
    sim.control("POST", "/requests/clear", Value::Null);
    assert!(sim.logged().is_empty());
}

#[test]
fn refused_requests_are_logged_too() {
    let sim = Sim::start();
    let token = sim.jane();
    sim.control("DELETE", "/requests", Value::Null);
    let host = |name: &str| sim.send("GET", "/api/v1/ping", &[("host", name)], "").status;
    assert_eq!(host("evil.example"), 421);
    assert_eq!(host("login.teamviewer.localhost"), 404);
    let huge = json!({ "groupid": GROUP, "description": "x".repeat(1_100_000) });
    assert_eq!(sim.api(&token, "POST", "/sessions", huge).status, 413);
    let seen: Vec<(Value, Value)> = sim
        .logged()
        .iter()
        .map(|entry| (entry["host"].clone(), entry["status"].clone()))
        .collect();
    let here = format!("127.0.0.1:{}", sim.port);
    let expected = [
        (json!("evil.example"), json!(421)),
        (json!("login.teamviewer.localhost"), json!(404)),
        (json!(here), json!(413)),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn secrets_of_the_sign_in_are_not_logged() {
    let sim = Sim::start();
    let tokens = sim.tokens("jane.miller@northwind.example", "jane-demo");
    sim.refresh(tokens["refresh_token"].as_str().unwrap());
    let log = sim.control("GET", "/requests", Value::Null).to_string();
    for secret in [
        "jane-demo",
        "demo-secret",
        tokens["refresh_token"].as_str().unwrap(),
    ] {
        assert!(!log.contains(secret), "{secret}");
    }
    assert!(log.contains("grant_type=refresh_token"));
}

#[test]
fn control_moves_customer_supporter_and_session() {
    let sim = Sim::start();
    let token = sim.jane();
    let code = sim.create(&token, json!({}))["code"].as_str().unwrap().to_owned();
    let step = |path: &str| {
        sim.send(
            "POST",
            &format!("/control/api/{}", path.replace("CODE", &code)),
            &[],
            "",
        )
        .status
    };
    let session = || sim.control("GET", "/state", Value::Null)["sessions"][0].clone();
    assert_eq!(step("customer/CODE/connect"), 204);
    assert_eq!(step("supporter/CODE/join"), 204);
    assert!(session()["running"].is_object());
    assert_eq!(step("supporter/CODE/leave"), 204);
    assert_eq!(step("customer/CODE/disconnect"), 204);
    assert_eq!(
        sim.control("GET", "/state", Value::Null)["connections"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(step("session/CODE/expire"), 204);
    assert_eq!(step("customer/CODE/connect"), 409);
    assert_eq!(step("session/CODE/explode"), 400);
    assert_eq!(step("session/nonsense/expire"), 400);
    assert_eq!(step("session/CODE/delete"), 204);
    assert_eq!(step("session/CODE/delete"), 404);
}

#[test]
fn the_state_tells_everything_but_tokens() {
    let sim = Sim::start();
    let token = sim.jane();
    let session = sim.create(&token, json!({}));
    let state = sim.control("GET", "/state", Value::Null);
    assert_eq!(state["accounts"].as_array().unwrap().len(), 3);
    assert_eq!(state["sessions"][0]["code"], session["code"]);
    assert_eq!(
        state["sessions"][0]["customer_link"],
        session["end_customer_link"]
    );
    assert_eq!(
        state["tokens"],
        json!({ "valid": 1, "expired": 0, "revoked": 0, "refreshable": 1 })
    );
    assert!(!state.to_string().contains(&token));
}

#[test]
fn adding_state_checks_what_it_adds() {
    let sim = Sim::start();
    for (body, word) in [
        (
            json!({ "sessions": [{ "creator": "u1", "groupid": GROUP }] }),
            "u1",
        ),
        (
            json!({ "sessions": [{ "creator": JANE, "groupid": "g1" }] }),
            "g1",
        ),
        (json!({ "sesions": [] }), "sesions"),
    ] {
        let answer = sim.send("POST", "/control/api/state", &[], &body.to_string());
        assert!(
            answer.status == 400 && answer.json()["error"].as_str().unwrap().contains(word),
            "{answer:?}"
        );
    }
}

#[test]
fn a_reset_forgets_all_or_keeps_sign_ins() {
    let sim = Sim::start();
    let token = sim.jane();
    let soil = || {
        sim.create(&token, json!({}));
        sim.fault("account", "hang");
        sim.control(
            "POST",
            "/settings",
            json!({ "opener_lost": true, "create_status": 201 }),
        );
        sim.advance(3_600);
    };
    let is_clean = || {
        let state = sim.control("GET", "/state", Value::Null);
        let settings = sim.control("GET", "/settings", Value::Null);
        state["sessions"] == json!([])
            && sim.logged().is_empty()
            && sim.control("GET", "/faults", Value::Null) == json!({ "faults": [] })
            && (&settings["opener_lost"], &settings["create_status"]) == (&json!(false), &json!(200))
    };
    soil();
    sim.control("POST", "/reset", json!({ "keep_sign_ins": true }));
    assert!(is_clean());
    assert_eq!(sim.get(&token, "/account").status, 200);
    soil();
    sim.control("POST", "/reset", Value::Null);
    assert!(is_clean());
    sim.get(&token, "/account").error(401, "invalid_token");
}

#[test]
fn the_clock_can_be_set_stopped_and_moved() {
    let sim = Sim::start();
    let clock = sim.control(
        "POST",
        "/clock",
        json!({ "set": "2026-03-01T12:00:00Z", "stopped": true }),
    );
    assert_eq!(clock["stopped"], true);
    sim.advance(86_400);
    let clock = sim.control("GET", "/clock", Value::Null);
    let expected = ["2026-03-02T12:00:00Z", "2026-03-02T12:00:01Z"];
    assert!(expected.contains(&clock["now"].as_str().unwrap()), "{clock}");
    for wrong in [
        json!({ "set": "noon" }),
        json!({ "advance_seconds": i64::MAX }),
        json!({ "forward": 1 }),
    ] {
        assert_eq!(
            sim.send("POST", "/control/api/clock", &[], &wrong.to_string())
                .status,
            400,
            "{wrong}"
        );
    }
}

#[test]
fn settings_refuse_what_is_impossible() {
    let sim = Sim::start();
    for wrong in [
        json!({ "create_status": 500 }),
        json!({ "app_permissions": ["Everything"] }),
        json!({ "x": 1 }),
    ] {
        assert_eq!(
            sim.send("POST", "/control/api/settings", &[], &wrong.to_string())
                .status,
            400,
            "{wrong}"
        );
    }
}

#[test]
fn the_page_shows_and_does_the_same() {
    let sim = Sim::start();
    let token = sim.jane();
    let code = sim.create(
        &token,
        json!({ "support_session_type": "Pilot", "sms_invite_number": "+1 23" }),
    )["code"]
        .as_str()
        .unwrap()
        .to_owned();
    let act = |fields: &[(&str, &str)]| {
        let answer = sim.form("/control/do", &[], fields);
        assert_eq!(
            (answer.status, answer.header("location")),
            (303, Some("/control")),
            "{answer:?}"
        );
        sim.send("GET", "/control", &[], "").body
    };
    let page = sim.send("GET", "/control", &[], "").body;
    for text in [
        code.as_str(),
        "+1 23",
        "Customer connects",
        "hang_after",
        "create_session",
        "1 valid, 0 expired",
    ] {
        assert!(page.contains(text), "{text} is missing");
    }
    assert!(act(&[("what", "customer"), ("code", &code), ("step", "connect")]).contains("customer online"));
    assert!(
        act(&[
            ("what", "inject"),
            ("operation", "account"),
            ("kind", "server_error"),
            ("times", "forever")
        ])
        .contains("account: server_error, forever")
    );
    assert_eq!(sim.get(&token, "/account").status, 500);
    assert!(act(&[("what", "clear_faults")]).contains("None waits."));
    assert!(act(&[("what", "tokens"), ("step", "expire")]).contains("0 valid, 1 expired"));
    assert!(act(&[("what", "opener")]).contains("isolate themselves"));
    assert!(!act(&[("what", "reset")]).contains(&code));
    let wrong = sim.form("/control/do", &[], &[("what", "explode")]);
    assert!(wrong.status == 400 && wrong.body.contains("explode"));
}
