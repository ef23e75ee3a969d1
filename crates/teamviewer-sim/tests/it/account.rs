//! `/ping`, `/account`, `/groups`, missing and bad tokens, rate limits.

use serde_json::{Value, json};

use crate::client::{JANE, Sim, TOM, keys, sorted};

#[test]
fn ping_tells_whether_the_token_is_good_and_needs_none() {
    let sim = Sim::start();
    let token = sim.jane();
    for (headers, valid) in [
        (vec![], false),
        (vec![("authorization", format!("Bearer {token}"))], true),
    ] {
        let headers: Vec<(&str, &str)> = headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let answer = sim.send("GET", "/api/v1/ping", &headers, "");
        assert_eq!(
            (answer.status, answer.json()),
            (200, json!({ "token_valid": valid }))
        );
    }
    sim.advance(86_400);
    assert_eq!(sim.get(&token, "/ping").json(), json!({ "token_valid": false }));
}

#[test]
fn account_has_the_fields_of_captured_replies() {
    let sim = Sim::start();
    let account = sim.get(&sim.jane(), "/account").json();
    let expected = [
        "userid",
        "name",
        "email",
        "company_name",
        "profilepicture_url",
        "license",
        "email_validated",
        "email_language",
        "available_licenses",
        "custom_field_has_paid_license",
    ];
    assert_eq!(keys(&account), sorted(&expected));
    assert_eq!(
        keys(&account["license"]),
        sorted(&["version", "type", "teamViewerLicenseId", "isactive"])
    );
    assert_eq!(account["userid"], JANE);
    assert_eq!(account["license"]["type"], "Premium");
    assert_eq!(account["custom_field_has_paid_license"], "True");
    assert!(
        account["profilepicture_url"]
            .as_str()
            .unwrap()
            .ends_with("/[size]")
    );
}

#[test]
fn email_fields_need_their_permission() {
    let sim = Sim::start();
    sim.control(
        "POST",
        "/settings",
        json!({ "app_permissions": ["Account.Read"] }),
    );
    let account = sim.get(&sim.jane(), "/account").json();
    assert!(
        !keys(&account).iter().any(|key| key.starts_with("email")),
        "{account}"
    );
}

#[test]
fn no_token_is_401_without_a_body() {
    let answer = Sim::start().send("GET", "/api/v1/account", &[], "");
    assert_eq!((answer.status, answer.body.as_str()), (401, ""));
    assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
}

#[test]
fn an_expired_token_is_401_with_the_documented_body() {
    let sim = Sim::start();
    let token = sim.jane();
    sim.advance(86_399);
    assert_eq!(sim.get(&token, "/account").status, 200);
    sim.advance(1);
    let answer = sim.get(&token, "/account");
    assert_eq!(
        (answer.status, answer.header("www-authenticate")),
        (401, Some("Bearer"))
    );
    let body =
        json!({ "error": "token_expired", "error_code": 1, "error_description": "The access token expired" });
    assert_eq!(answer.json(), body);
}

#[test]
fn an_unknown_token_is_401_invalid_token() {
    let sim = Sim::start();
    let answer = sim.get("11293276-nonsense", "/account");
    answer.error(401, "invalid_token");
    assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
}

#[test]
fn a_missing_permission_is_403_and_names_it() {
    let sim = Sim::start();
    sim.control(
        "POST",
        "/settings",
        json!({ "app_permissions": ["Account.Read"] }),
    );
    let answer = sim.get(&sim.jane(), "/sessions");
    assert!(
        answer
            .error(403, "invalid_permission")
            .contains("Sessions.ReadAll or Sessions.ReadOwn")
    );
}

#[test]
fn what_the_simulator_lacks_is_said_by_name() {
    let sim = Sim::start();
    let token = sim.jane();
    assert!(
        sim.get(&token, "/meetings")
            .error(404, "not_found")
            .contains("GET /")
    );
    let put = sim.api(&token, "PUT", "/account", json!({ "name": "x" }));
    assert!(put.error(404, "not_found").contains("PUT /"));
}

#[test]
fn groups_are_own_and_shared_ones() {
    let sim = Sim::start();
    let token = sim.jane();
    let names = |path: &str| -> Vec<String> {
        let body = sim.get(&token, path).json();
        assert_eq!(keys(&body), ["groups"]);
        body["groups"]
            .as_array()
            .unwrap()
            .iter()
            .map(|group| group["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names("/groups"), ["Service desk", "Field service"]);
    assert_eq!(names("/groups?shared=true"), ["Field service"]);
    assert_eq!(names("/groups?shared=false&name=service"), ["Service desk"]);
    assert_eq!(names("/groups?name=nothing"), Vec::<String>::new());
    sim.get(&token, "/groups?shared=perhaps")
        .error(400, "invalid_request");
}

#[test]
fn groups_tell_who_shares_and_what_is_allowed() {
    let sim = Sim::start();
    let body = sim.get(&sim.jane(), "/groups").json();
    let [own, shared] = body["groups"].as_array().unwrap().as_slice() else {
        panic!("{body}")
    };
    assert_eq!(keys(own), sorted(&["id", "name", "shared_with", "permissions"]));
    assert_eq!(own["permissions"], "owned");
    let share = json!({ "userid": TOM, "name": "Tom Berger", "permissions": "readwrite", "pending": false });
    assert_eq!(own["shared_with"], json!([share]));
    assert_eq!(shared["permissions"], "read");
    assert_eq!(shared["owner"]["name"], "Claire Dubois");
}

#[test]
fn a_group_is_created_once() {
    let sim = Sim::start();
    let token = sim.tom();
    let answer = sim.api(&token, "POST", "/groups", json!({ "name": "New one" }));
    assert_eq!(answer.status, 200);
    let group = answer.json();
    assert!(group["id"].as_str().unwrap().starts_with('g'));
    assert_eq!(
        (&group["name"], &group["permissions"]),
        (&json!("New one"), &json!("owned"))
    );
    sim.api(&token, "POST", "/groups", json!({ "name": "New one" }))
        .error(400, "invalid_request");
    sim.api(&token, "POST", "/groups", json!({}))
        .error(400, "invalid_request");
}

#[test]
fn the_call_too_many_is_403_rate_limit_reached_until_the_window_is_over() {
    let sim = Sim::start();
    let limit = json!({ "Premium": { "calls": 2, "window_seconds": 60 } });
    sim.control("POST", "/settings", json!({ "rate_limits": limit }));
    let token = sim.jane();
    sim.control("POST", "/clock", json!({ "stopped": true }));
    let call = || sim.get(&token, "/account");
    assert_eq!((call().status, call().status), (200, 200));
    call().error(403, "rate_limit_reached");
    assert_eq!(
        sim.get(&token, "/groups").status,
        200,
        "another function has its own window"
    );
    sim.advance(60);
    assert_eq!(call().status, 200);
}

#[test]
fn the_limits_are_those_of_the_documentation_unless_pacing_is_off() {
    let limit = |calls, window_seconds| json!({ "calls": calls, "window_seconds": window_seconds });
    let expected = json!({
        "Free": limit(300, 3_600),
        "Business": limit(7_200, 86_400),
        "Premium": limit(14_400, 86_400),
        "Corporate": limit(36_000, 86_400),
    });
    let settings = Sim::start().control("GET", "/settings", Value::Null);
    assert_eq!(
        (&settings["rate_limits"], &settings["rate_limits_enforced"]),
        (&expected, &json!(true))
    );
    let settings = Sim::start_with(&["--no-pacing"]).control("GET", "/settings", Value::Null);
    assert_eq!(settings["rate_limits_enforced"], false);
}
