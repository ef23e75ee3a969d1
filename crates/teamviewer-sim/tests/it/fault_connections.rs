//! Faults that give no answer at all.

use std::io::{ErrorKind, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{GROUP, Sim, is_silent};

fn open(sim: &Sim, kind: &str) -> TcpStream {
    let token = sim.jane();
    sim.fault("create_session", kind);
    sim.open(&token, "/api/v1/sessions", &json!({ "groupid": GROUP }))
}

fn sessions(sim: &Sim) -> usize {
    sim.control("GET", "/state", Value::Null)["sessions"]
        .as_array()
        .unwrap()
        .len()
}

fn logged(sim: &Sim, kind: &str) -> Option<Value> {
    sim.logged().into_iter().find(|entry| entry["fault"] == kind)
}

/// Reads to the end; a reset counts as an end.
fn rest(mut stream: TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Ok(_) => bytes,
        Err(error) if error.kind() == ErrorKind::ConnectionReset => bytes,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn hang_performs_nothing_and_stays_silent() {
    let sim = Sim::start();
    let stream = open(&sim, "hang");
    sim.until("the request", |sim| logged(sim, "hang").is_some());
    assert_eq!(sessions(&sim), 0);
    assert!(is_silent(&stream));
    assert_eq!(logged(&sim, "hang").unwrap()["status"], Value::Null);
}

#[test]
fn hang_after_performs_the_operation_and_stays_silent() {
    let sim = Sim::start();
    let stream = open(&sim, "hang_after");
    sim.until("the session", |sim| sessions(sim) == 1);
    assert!(is_silent(&stream));
}

#[test]
fn a_hanging_request_does_not_keep_the_simulator_alive() {
    let sim = Sim::start();
    let stream = open(&sim, "hang");
    sim.until("the request", |sim| logged(sim, "hang").is_some());
    drop(sim);
    assert_eq!(rest(stream), b"");
}

fn slow(sim: &Sim, delay: &Value) {
    let order = json!({ "match": "create_session", "kind": "slow", "delay_ms": delay });
    sim.control("POST", "/faults", order);
}

#[test]
fn slow_performs_the_operation_after_the_delay() {
    const DELAY: Duration = Duration::from_millis(150);
    let sim = Sim::start();
    let token = sim.jane();
    slow(&sim, &json!(150));
    let started = Instant::now();
    let answer = sim.api(&token, "POST", "/sessions", json!({ "groupid": GROUP }));
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(started.elapsed() >= DELAY, "{:?}", started.elapsed());
    assert_eq!(sessions(&sim), 1);
    assert_eq!(logged(&sim, "slow").unwrap()["status"], 200);
}

#[test]
fn a_slow_request_waits_first_and_does_not_keep_the_simulator_alive() {
    let sim = Sim::start();
    let token = sim.jane();
    slow(&sim, &json!(60_000));
    let stream = sim.open(&token, "/api/v1/sessions", &json!({ "groupid": GROUP }));
    sim.until("the request", |sim| logged(sim, "slow").is_some());
    assert_eq!(sessions(&sim), 0);
    assert!(is_silent(&stream));
    drop(sim);
    assert_eq!(rest(stream), b"");
}

#[test]
fn a_slow_fault_has_a_longest_delay() {
    let sim = Sim::start();
    let order = json!({ "match": "create_session", "kind": "slow", "delay_ms": 60_001 });
    let answer = sim.send("POST", "/control/api/faults", &[], &order.to_string());
    assert_eq!(answer.status, 400);
    assert!(answer.body.contains("60000"), "{}", answer.body);
}

#[test]
fn the_control_page_injects_a_slow_fault() {
    let sim = Sim::start();
    let page = sim.send("GET", "/control", &[], "");
    assert!(page.body.contains("name=\"delay_ms\""), "{}", page.body);
    let form = |delay: &str| {
        let fields = [
            ("what", "inject"),
            ("operation", "account"),
            ("kind", "slow"),
            ("times", "1"),
            ("delay_ms", delay),
        ];
        sim.form("/control/do", &[], &fields)
    };
    assert_eq!(form("250").status, 303);
    let faults = sim.control("GET", "/faults", Value::Null);
    assert_eq!(faults["faults"][0]["delay_ms"], 250);
    for wrong in ["60001", "-1", "soon"] {
        assert_eq!(form(wrong).status, 400, "{wrong}");
    }
    assert_eq!(form("").status, 303, "empty: the default delay");
}

#[test]
fn drop_performs_nothing_and_closes_the_connection() {
    let sim = Sim::start();
    assert_eq!(rest(open(&sim, "drop")), b"");
    assert_eq!(sessions(&sim), 0);
    assert!(logged(&sim, "drop").is_some());
}

#[test]
fn drop_after_performs_the_operation_and_closes_the_connection() {
    let sim = Sim::start();
    assert_eq!(rest(open(&sim, "drop_after")), b"");
    assert_eq!(sessions(&sim), 1);
}
