//! The program itself: its output, its end, its words when it cannot start.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

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

#[test]
fn apex_tests_are_run_and_covered() {
    let directory = tempfile::tempdir().expect("directory");
    let lcov = directory.path().join("apex.lcov");
    let run = |extra: &[&str]| {
        let mut command = program();
        command
            .arg("apex-test")
            .arg("--source")
            .arg(fixture("package"))
            .arg("--data-seed")
            .arg(fixture("data"));
        command
            .args(extra)
            .arg("--lcov")
            .arg(&lcov)
            .output()
            .expect("runs")
    };
    let output = run(&[]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(text.contains("ok    MemoControllerTest.addsNumbers"), "{text}");
    assert!(text.ends_with("2 passed, 0 failed\n"), "{text}");
    let lcov = std::fs::read_to_string(&lcov).expect("lcov");
    assert!(
        lcov.contains("MemoController.cls") && lcov.contains("DA:"),
        "{lcov}"
    );
    assert!(String::from_utf8_lossy(&run(&["--filter", "adds"]).stdout).contains("1 passed, 0 failed"));
    assert!(!run(&["--min-coverage", "99"]).status.success());
    assert!(!run(&["--filter", "nothing"]).status.success());
}
