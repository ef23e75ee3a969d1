//! Sign-in, consent and the way back.

use serde_json::{Value, json};

use crate::client::{APP, Answer, CALLBACK, Sim, authorize_query, parameter};

const EMAIL: &str = "jane.miller@northwind.example";

fn authorize(sim: &Sim, query: &str, cookie: &str) -> Answer {
    sim.send(
        "GET",
        &format!("/oauth2/authorize?{query}"),
        &[("cookie", cookie)],
        "",
    )
}

#[test]
fn the_sign_in_page_lists_the_demo_accounts_and_says_it_is_a_simulator() {
    let sim = Sim::start();
    let page = authorize(&sim, &authorize_query(&[]), "");
    assert_eq!(page.status, 200);
    for text in [
        "TeamViewer simulator",
        "Sign in as Jane Miller",
        "Sign in as Tom Berger",
        EMAIL,
        "jane-demo",
        "Create an account",
    ] {
        assert!(page.body.contains(text), "{text} is missing");
    }
    assert!(!page.body.contains("<script"));
    assert_eq!(page.header("x-frame-options"), Some("DENY"));
}

#[test]
fn signing_in_leads_back_to_the_request_and_its_consent_page() {
    let sim = Sim::start();
    let query = authorize_query(&[]);
    let fields = [
        ("email", EMAIL),
        ("password", "jane-demo"),
        ("query", query.as_str()),
    ];
    let answer = sim.form("/oauth2/sign-in", &[], &fields);
    assert_eq!(
        answer.header("location"),
        Some(format!("/oauth2/authorize?{query}").as_str())
    );
    let cookie = answer.header("set-cookie").unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    let page = authorize(&sim, &query, cookie.split(';').next().unwrap());
    for text in [
        "Allow access",
        APP,
        "View your account",
        "Create session codes",
        "Jane Miller",
        ">Allow<",
        ">Deny<",
    ] {
        assert!(page.body.contains(text), "{text} is missing");
    }
    assert!(
        !page.body.contains("all session codes"),
        "an agent cannot grant what needs an administrator"
    );
}

#[test]
fn an_administrator_grants_more() {
    let sim = Sim::start();
    let cookie = sim.sign_in("claire.dubois@northwind.example", "claire-demo");
    assert!(
        authorize(&sim, &authorize_query(&[]), &cookie)
            .body
            .contains("View all session codes")
    );
}

#[test]
fn a_wrong_password_is_said_on_the_page() {
    let sim = Sim::start();
    let answer = sim.form(
        "/oauth2/sign-in",
        &[],
        &[("email", EMAIL), ("password", "wrong"), ("query", "")],
    );
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("role=\"alert\"") && answer.body.contains("password is wrong"));
    assert_eq!(answer.header("set-cookie"), None);
}

#[test]
fn allowing_sends_code_and_state_to_the_registered_address() {
    let sim = Sim::start();
    let cookie = sim.sign_in(EMAIL, "jane-demo");
    let decide = |query: &str, decision: &str| {
        let answer = sim.form(
            "/oauth2/consent",
            &[("cookie", &cookie)],
            &[("query", query), ("decision", decision)],
        );
        assert_eq!(answer.status, 303, "{answer:?}");
        answer.header("location").unwrap().to_owned()
    };
    let back = decide(&authorize_query(&[]), "allow");
    assert!(back.starts_with(CALLBACK), "{back}");
    assert_eq!(parameter(&back, "state").as_deref(), Some("s t&te"));
    assert_eq!(parameter(&back, "keep").as_deref(), Some("1"));
    assert!(parameter(&back, "code").unwrap().len() >= 32);
    let back = decide(&authorize_query(&[("state", "")]), "allow");
    assert_eq!(parameter(&back, "state"), None);

    let back = decide(&authorize_query(&[]), "deny");
    assert_eq!(parameter(&back, "error").as_deref(), Some("access_denied"));
    assert_eq!(parameter(&back, "state").as_deref(), Some("s t&te"));
    assert_eq!(parameter(&back, "code"), None);
}

#[test]
fn a_request_that_cannot_be_trusted_is_never_redirected() {
    let sim = Sim::start();
    let cookie = sim.sign_in(EMAIL, "jane-demo");
    let wrong = [
        (("client_id", ""), "client_id is missing"),
        (("client_id", "other"), "--oauth-client"),
        (("redirect_uri", ""), "redirect_uri is missing"),
        (
            ("redirect_uri", "https://evil.example/"),
            "is not the one this app is registered with",
        ),
        (
            ("redirect_uri", "http://my.salesforce.localhost:8600/callback"),
            "is not the one this app is registered with",
        ),
        (("display", "page"), "must be popup"),
    ];
    for (change, sentence) in wrong {
        let query = authorize_query(&[change]);
        for answer in [
            authorize(&sim, &query, &cookie),
            sim.form(
                "/oauth2/consent",
                &[("cookie", &cookie)],
                &[("query", &query), ("decision", "allow")],
            ),
        ] {
            assert_eq!(
                (answer.status, answer.header("location")),
                (400, None),
                "{change:?}"
            );
            assert!(answer.body.contains(sentence), "{change:?}: {}", answer.body);
        }
    }
}

#[test]
fn another_response_type_is_refused_at_the_app() {
    let sim = Sim::start();
    let answer = authorize(&sim, &authorize_query(&[("response_type", "token")]), "");
    let back = answer.header("location").unwrap();
    assert_eq!(
        parameter(back, "error").as_deref(),
        Some("unsupported_response_type")
    );
}

#[test]
fn the_older_address_of_the_endpoint_works_too() {
    let sim = Sim::start();
    let answer = sim.send(
        "GET",
        &format!("/api/v1/oauth2/authorize?{}", authorize_query(&[])),
        &[],
        "",
    );
    assert!(answer.body.contains("Sign in to TeamViewer"));
}

#[test]
fn consent_without_a_sign_in_asks_for_one() {
    let sim = Sim::start();
    let query = authorize_query(&[]);
    let answer = sim.form(
        "/oauth2/consent",
        &[],
        &[("query", &query), ("decision", "allow")],
    );
    assert_eq!(answer.header("location"), None);
    assert!(answer.body.contains("Sign in again"));
}

#[test]
fn another_account_can_be_chosen() {
    let sim = Sim::start();
    let query = authorize_query(&[]);
    let answer = sim.form("/oauth2/sign-out", &[], &[("query", &query)]);
    assert_eq!(
        answer.header("location"),
        Some(format!("/oauth2/authorize?{query}").as_str())
    );
    assert!(answer.header("set-cookie").unwrap().contains("Max-Age=0"));
}

#[test]
fn signing_out_makes_the_cookie_worthless() {
    let sim = Sim::start();
    let query = authorize_query(&[]);
    let cookie = sim.sign_in(EMAIL, "jane-demo");
    let other = sim.sign_in(EMAIL, "jane-demo");
    assert!(authorize(&sim, &query, &cookie).body.contains("Allow access"));
    sim.form("/oauth2/sign-out", &[("cookie", &cookie)], &[("query", &query)]);
    let page = authorize(&sim, &query, &cookie);
    assert!(page.body.contains("Sign in to TeamViewer"), "{}", page.body);
    assert!(
        authorize(&sim, &query, &other).body.contains("Allow access"),
        "the other browser stays signed in"
    );
}

#[test]
fn what_comes_from_the_address_is_escaped() {
    let sim = Sim::start();
    let attack = "<script>alert(1)</script>";
    let page = authorize(&sim, &authorize_query(&[("client_id", attack)]), "");
    assert!(!page.body.contains("<script") && page.body.contains("&lt;script"));
}

#[test]
fn sign_in_pages_isolate_themselves_when_told_to() {
    let sim = Sim::start();
    let page = || authorize(&sim, &authorize_query(&[]), "");
    assert_eq!(page().header("cross-origin-opener-policy"), None);
    sim.control("POST", "/settings", json!({ "opener_lost": true }));
    assert_eq!(page().header("cross-origin-opener-policy"), Some("same-origin"));
    sim.control("POST", "/settings", json!({ "opener_lost": false }));
    sim.fault("authorize", "opener_lost");
    assert_eq!(page().header("cross-origin-opener-policy"), Some("same-origin"));
    assert_eq!(page().header("cross-origin-opener-policy"), None);
}

#[test]
fn a_new_account_can_be_registered_and_used() {
    let sim = Sim::start();
    assert!(
        sim.send("GET", "/register", &[], "")
            .body
            .contains("Create account")
    );
    let fields = [
        ("name", "Nora <b>"),
        ("email", "nora@northwind.example"),
        ("password", "pw"),
    ];
    let answer = sim.form("/register", &[], &fields);
    assert!(
        answer.status == 200 && answer.body.contains("Nora &lt;b&gt;"),
        "{answer:?}"
    );
    assert_eq!(sim.form("/register", &[], &fields).status, 422);
    let token = sim.tokens("nora@northwind.example", "pw")["access_token"]
        .as_str()
        .unwrap()
        .to_owned();
    let account = sim.get(&token, "/account").json();
    assert_eq!(
        (&account["name"], &account["license"]["type"]),
        (&json!("Nora <b>"), &json!("Free"))
    );
    let log = sim.control("GET", "/requests", Value::Null).to_string();
    assert!(!log.contains("=pw"), "passwords are not logged");
}
