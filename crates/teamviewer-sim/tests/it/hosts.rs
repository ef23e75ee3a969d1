//! TeamViewer's hosts on one port.

use crate::client::{Sim, authorize_query};

fn status(sim: &Sim, host: &str, path: &str) -> u16 {
    sim.send("GET", path, &[("host", host)], "").status
}

#[test]
fn each_host_answers_its_own_paths() {
    let sim = Sim::start();
    let authorize = format!("/oauth2/authorize?{}", authorize_query(&[]));
    let on = |subdomain: &str| format!("{subdomain}.teamviewer.localhost:{}", sim.port);
    for (subdomain, path, expected) in [
        ("login", authorize.as_str(), 200),
        ("login", "/api/v1/ping", 404),
        ("webapi", "/api/v1/ping", 200),
        ("webapi", authorize.as_str(), 404),
        ("get", authorize.as_str(), 404),
        ("get", "/api/v1/ping", 404),
        ("start", "/123456789", 404),
        ("start", "/", 200),
        ("get", "/control", 200),
    ] {
        assert_eq!(status(&sim, &on(subdomain), path), expected, "{subdomain} {path}");
    }
    assert_eq!(status(&sim, "127.0.0.1", "/api/v1/ping"), 200);
    assert_eq!(status(&sim, "127.0.0.1", &authorize), 200);
}

#[test]
fn a_foreign_host_is_refused() {
    let sim = Sim::start();
    assert_eq!(status(&sim, "evil.example", "/control/api/state"), 421);
    assert_eq!(status(&sim, "other.teamviewer.localhost", "/"), 421);
}

#[test]
fn the_host_can_be_named_otherwise() {
    let sim = Sim::start_with(&["--host", "tv.test"]);
    assert_eq!(status(&sim, "webapi.tv.test", "/api/v1/ping"), 200);
    assert_eq!(status(&sim, "webapi.teamviewer.localhost", "/api/v1/ping"), 421);
    let session = sim.create(&sim.jane(), serde_json::json!({}));
    assert!(
        session["end_customer_link"]
            .as_str()
            .unwrap()
            .starts_with("http://get.tv.test:")
    );
}

#[test]
fn pages_bring_their_style_and_need_nothing_else() {
    let sim = Sim::start();
    let page = sim.send("GET", "/", &[], "");
    assert!(page.body.contains("href=\"/simulator.css\"") && page.body.contains("href=\"data:,\""));
    let style = sim.send("GET", "/simulator.css", &[], "");
    assert_eq!(
        (style.status, style.header("content-type")),
        (200, Some("text/css; charset=utf-8"))
    );
}
