//! `POST /sessions`.

use serde_json::{Value, json};

use crate::client::{GROUP, JANE, Sim, TOM, keys, sorted};

const BARE: [&str; 11] = [
    "code",
    "state",
    "groupid",
    "assigned_userid",
    "assigned_at",
    "end_customer_link",
    "supporter_link",
    "webclient_supporter_link",
    "created_at",
    "valid_until",
    "support_session_type",
];

#[test]
fn a_bare_session_has_exactly_the_filled_fields() {
    let sim = Sim::start();
    sim.control(
        "POST",
        "/clock",
        json!({ "set": "2026-03-01T12:00:00Z", "stopped": true }),
    );
    let answer = sim.api(&sim.jane(), "POST", "/sessions", json!({ "groupid": GROUP }));
    assert_eq!(answer.status, 200);
    let session = answer.json();
    assert_eq!(keys(&session), sorted(&BARE));
    assert_eq!(session["state"], "Open");
    assert_eq!(session["support_session_type"], "Default");
    assert_eq!(
        (&session["assigned_userid"], &session["assigned_at"]),
        (&json!(JANE), &json!("2026-03-01T12:00:00Z"))
    );
    assert_eq!(session["created_at"], "2026-03-01T12:00:00Z");
    assert_eq!(session["valid_until"], "2026-03-02T12:00:00Z");
    let code = session["code"].as_str().unwrap();
    let location = format!(
        "http://webapi.teamviewer.localhost:{}/api/v1/sessions/{code}",
        sim.port
    );
    assert_eq!(answer.header("location"), Some(location.as_str()));
}

#[test]
fn every_field_comes_back() {
    let sim = Sim::start();
    let facts = json!({
        "groupid": GROUP, "groupname": "Service desk", "description": "d", "waiting_message": "w",
        "end_customer": { "name": "n", "email": "e@x.example" }, "assigned_userid": TOM, "custom_api": "sf1-a-b",
        "support_session_type": "Pilot", "customId": "c", "tv_version": "15", "valid_until": "2099-01-01T00:00:00Z",
    });
    let session = sim.api(&sim.jane(), "POST", "/sessions", facts.clone()).json();
    let more = [
        "description",
        "waiting_message",
        "end_customer",
        "custom_api",
        "customId",
        "tv_version",
    ];
    assert_eq!(keys(&session), sorted(&[&BARE[..], &more].concat()));
    for (name, value) in facts
        .as_object()
        .unwrap()
        .iter()
        .filter(|(name, _)| *name != "groupname")
    {
        assert_eq!(session[name], *value, "{name}");
    }
}

#[test]
fn links_carry_code_and_secret_as_teamviewers_do() {
    let sim = Sim::start();
    let session = sim.create(&sim.jane(), json!({}));
    let compact = session["code"].as_str().unwrap().replace('-', "");
    let customer = format!("http://get.teamviewer.localhost:{}/v15/{compact}", sim.port);
    assert_eq!(session["end_customer_link"], customer);
    let secret = session["supporter_link"]
        .as_str()
        .unwrap()
        .strip_prefix(&format!("{customer}-"))
        .unwrap();
    assert!(
        secret.len() == 12 && secret.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        "{secret}"
    );
    let web = format!(
        "http://login.teamviewer.localhost:{}/Connect/IndexByol?sessioncode={compact}&servicequeuetoken={secret}&lang=en&displayName=Jane+Miller",
        sim.port
    );
    assert_eq!(session["webclient_supporter_link"], web);
}

#[test]
fn pilot_links_lead_to_their_own_host() {
    let sim = Sim::start();
    let session = sim.create(&sim.jane(), json!({ "support_session_type": 1 }));
    assert_eq!(session["support_session_type"], "Pilot");
    let host = format!("http://getpilot.teamviewer.localhost:{}/s", sim.port);
    assert!(session["end_customer_link"].as_str().unwrap().starts_with(&host));
}

#[test]
fn codes_are_the_same_for_the_same_seed_and_differ_otherwise() {
    let code = |arguments: &[&str]| {
        let sim = Sim::start_with(arguments);
        sim.create(&sim.jane(), json!({}))["code"].clone()
    };
    assert_eq!(code(&["--seed", "7"]), code(&["--seed", "7"]));
    assert_ne!(code(&["--seed", "7"]), code(&["--seed", "8"]));
    assert_ne!(code(&[]), code(&[]));
}

#[test]
fn a_group_name_finds_the_group_or_makes_it() {
    let sim = Sim::start();
    let token = sim.jane();
    let create = |name: &str| {
        sim.api(&token, "POST", "/sessions", json!({ "groupname": name }))
            .json()
    };
    assert_eq!(create("Service desk")["groupid"], GROUP);
    let made = create("Brand new")["groupid"].clone();
    assert_eq!(create("Brand new")["groupid"], made);
    let groups = sim.get(&token, "/groups?name=Brand+new").json();
    assert_eq!(groups["groups"][0]["id"], made);
}

#[test]
fn u0_leaves_a_session_unassigned() {
    let sim = Sim::start();
    let session = sim.create(&sim.jane(), json!({ "assigned_userid": "u0" }));
    assert_eq!(
        (&session["assigned_userid"], &session["assigned_at"]),
        (&json!("u0"), &Value::Null)
    );
}

#[test]
fn mistakes_are_400_and_name_the_parameter() {
    let sim = Sim::start();
    let token = sim.jane();
    let long = |length: usize| "x".repeat(length);
    let wrong: Vec<(Value, &str)> = vec![
        (json!({}), "groupid or groupname"),
        (json!({ "groupid": null }), "groupid or groupname"),
        (json!({ "groupid": "1001001" }), "groupid"),
        (json!({ "groupid": "g" }), "groupid"),
        (json!({ "groupid": "g1x" }), "groupid"),
        (json!({ "groupid": 1_001_001 }), "groupid"),
        (json!({ "groupid": "g999" }), "g999"),
        (json!({ "groupid": "g1001002" }), "g1001002"),
        (
            json!({ "groupid": GROUP, "groupname": "Field service" }),
            "different groups",
        ),
        (
            json!({ "groupid": GROUP, "valid_until": "tomorrow" }),
            "valid_until",
        ),
        (
            json!({ "groupid": GROUP, "valid_until": "2020-01-01T00:00:00Z" }),
            "valid_until",
        ),
        (
            json!({ "groupid": GROUP, "description": long(4001) }),
            "description",
        ),
        (json!({ "groupid": GROUP, "description": 5 }), "description"),
        (
            json!({ "groupid": GROUP, "custom_api": long(4001) }),
            "custom_api",
        ),
        (
            json!({ "groupid": GROUP, "end_customer": { "name": long(101) } }),
            "name",
        ),
        (
            json!({ "groupid": GROUP, "end_customer": { "email": long(255) } }),
            "email",
        ),
        (json!({ "groupid": GROUP, "end_customer": "Jon" }), "end_customer"),
        (
            json!({ "groupid": GROUP, "assigned_userid": "11293276" }),
            "assigned_userid",
        ),
        (json!({ "groupid": GROUP, "assigned_userid": "u1" }), "u1"),
        (
            json!({ "groupid": GROUP, "support_session_type": "Camera" }),
            "support_session_type",
        ),
        (
            json!({ "groupid": GROUP, "support_session_type": 2 }),
            "support_session_type",
        ),
        (json!([]), "object"),
    ];
    for (body, word) in wrong {
        let shown = body.to_string().chars().take(80).collect::<String>();
        let description = sim
            .api(&token, "POST", "/sessions", body)
            .error(400, "invalid_request");
        assert!(description.contains(word), "{shown}: {description}");
    }
    let groups = sim.control("GET", "/state", Value::Null)["groups"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!(groups, 3, "no failure made a group");
    assert!(
        sim.get(&token, "/sessions").json()["sessions"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn the_longest_texts_are_accepted_and_counted_in_characters() {
    let sim = Sim::start();
    let text = "é".repeat(4_000);
    let customer = json!({ "name": "é".repeat(100), "email": "e".repeat(254) });
    let session = sim.create(
        &sim.jane(),
        json!({ "description": text, "custom_api": text, "end_customer": customer }),
    );
    assert_eq!(
        (&session["description"], &session["end_customer"]),
        (&json!(text), &customer)
    );
}

#[test]
fn bodies_that_are_no_json_are_refused() {
    let sim = Sim::start();
    let bearer = format!("Bearer {}", sim.jane());
    let post = |kind: &str, body: &str| {
        sim.send(
            "POST",
            "/api/v1/sessions",
            &[("authorization", &bearer), ("content-type", kind)],
            body,
        )
    };
    post("application/json", "{\"groupid\":").error(400, "invalid_request");
    assert!(
        post("application/xml", "<session/>")
            .error(400, "invalid_request")
            .contains("XML")
    );
    assert_eq!(post("application/json", &"x".repeat(1_100_000)).status, 413);
}

#[test]
fn parameters_of_post_are_read_from_the_body_only() {
    let sim = Sim::start();
    let answer = sim.api(
        &sim.jane(),
        "POST",
        &format!("/sessions?groupid={GROUP}"),
        json!({}),
    );
    answer.error(400, "invalid_request");
}

#[test]
fn the_status_can_be_the_one_of_the_older_documentation() {
    let sim = Sim::start();
    sim.control("POST", "/settings", json!({ "create_status": 201 }));
    let answer = sim.api(&sim.jane(), "POST", "/sessions", json!({ "groupid": GROUP }));
    assert_eq!(answer.status, 201);
    assert!(answer.header("location").is_some());
}
