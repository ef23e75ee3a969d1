//! The program itself: its output, its end, its words when it cannot start.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::harness::fixture;

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_local-org"))
}

fn serve(port: u16) -> Command {
    let mut command = program();
    command
        .arg("--port")
        .arg(port.to_string())
        .arg("--source")
        .arg(fixture("package"));
    command
        .arg("--data-seed")
        .arg(fixture("data"))
        .arg("--slds")
        .arg(fixture("slds"));
    command
}

#[test]
fn tells_where_it_listens_and_ends_with_its_input() {
    let mut child = serve(0)
        .arg("--exit-with-stdin")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("output"))
        .read_line(&mut line)
        .expect("a line");
    assert!(
        line.starts_with("listening on http://lightning.force.localhost:"),
        "{line}"
    );
    drop(child.stdin.take());
    assert!(child.wait().expect("ends").success());
}

#[test]
fn a_port_in_use_is_one_sentence() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("address").port();
    let output = serve(port).output().expect("runs");
    assert!(!output.status.success());
    let expected =
        format!("Port {port} is in use: stop the other program, or choose another port with --port.\n");
    assert_eq!(String::from_utf8_lossy(&output.stderr), expected);
}

#[test]
fn a_missing_design_system_says_how_to_get_it() {
    let output = program()
        .arg("--source")
        .arg(fixture("package"))
        .arg("--slds")
        .arg(fixture("none"))
        .output()
        .expect("runs");
    assert!(String::from_utf8_lossy(&output.stderr).contains("npm ci"));
}

/// Waits for the line that says the org is ready; its port.
fn ready(child: &mut Child) -> u16 {
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("output"))
        .read_line(&mut line)
        .expect("a line");
    let port = line
        .trim()
        .trim_end_matches('/')
        .rsplit(':')
        .next()
        .expect("a port");
    port.parse().unwrap_or_else(|_| panic!("{line}"))
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_and_frees_its_port() {
    for signal in ["INT", "TERM"] {
        let mut child = serve(0).stdout(Stdio::piped()).spawn().expect("starts");
        let port = ready(&mut child);
        assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
        let sent = Command::new("kill")
            .args([format!("-{signal}"), child.id().to_string()])
            .status();
        assert!(sent.expect("kill runs").success());
        assert!(child.wait().expect("ends").success(), "{signal}");
        let refused = std::net::TcpStream::connect(("127.0.0.1", port)).expect_err("nobody listens");
        assert_eq!(refused.kind(), std::io::ErrorKind::ConnectionRefused, "{signal}");
    }
}

/// One request to the test control of a running program.
fn control(port: u16, method: &str, path: &str, body: &str) -> serde_json::Value {
    let agent = ureq::Agent::new_with_defaults();
    let request = ureq::http::Request::builder()
        .method(method)
        .uri(format!("http://127.0.0.1:{port}/_test/{path}"))
        .header("Content-Type", "application/json")
        .body(body.to_owned())
        .expect("a request");
    let mut answer = agent.run(request).expect("an answer");
    let text = answer.body_mut().read_to_string().expect("text");
    serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}"))
}

#[test]
fn data_outlives_the_program() {
    let directory = tempfile::tempdir().expect("directory");
    let start = || {
        let mut command = serve(0);
        command
            .arg("--data")
            .arg(directory.path().join("org"))
            .arg("--test-control")
            .arg("--exit-with-stdin");
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("starts");
        let port = ready(&mut child);
        (child, port)
    };
    let end = |mut child: Child| {
        drop(child.stdin.take());
        assert!(child.wait().expect("ends").success());
    };
    let count = |port: u16| control(port, "GET", "soql?q=SELECT+Id,Name+FROM+Memo__c", "");
    let (first, port) = start();
    let insert = r#"{"operation":"insert","object":"Memo__c","records":[{"Name":"kept"}]}"#;
    let id = control(port, "POST", "dml", insert)["ids"][0].clone();
    let users = control(port, "GET", "soql?q=SELECT+Id+FROM+User", "")["totalSize"].clone();
    end(first);
    let (second, port) = start();
    let found = count(port);
    assert_eq!(
        (&found["totalSize"], &found["records"][0]["Id"]),
        (&1.into(), &id)
    );
    // The seed is for a new org alone.
    assert_eq!(
        control(port, "GET", "soql?q=SELECT+Id+FROM+User", "")["totalSize"],
        users
    );
    end(second);
}
