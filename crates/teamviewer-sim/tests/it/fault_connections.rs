//! Faults that give no answer at all.

use std::io::{ErrorKind, Read};
use std::net::TcpStream;

use serde_json::{Value, json};

use crate::client::{GROUP, Sim};

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

fn is_silent(mut stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    let read = stream.read(&mut [0]);
    stream.set_nonblocking(false).unwrap();
    matches!(read, Err(error) if error.kind() == ErrorKind::WouldBlock)
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
