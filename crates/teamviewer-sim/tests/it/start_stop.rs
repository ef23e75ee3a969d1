//! Starting and ending the program.

use std::io::Read;
use std::net::TcpListener;
use std::process::{Command, Output, Stdio};

use crate::client::{command, port_of};

fn output(arguments: &[&str]) -> Output {
    command(arguments).stderr(Stdio::piped()).output().unwrap()
}

#[test]
fn a_port_in_use_is_one_sentence_with_the_remedy() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ended = output(&["--port", &port]);
    assert!(!ended.status.success() && ended.stdout.is_empty());
    let text = String::from_utf8(ended.stderr).unwrap();
    let expected = format!(
        "teamviewer-sim: port {port} is in use; stop the program that uses it, or choose another with --port.\n"
    );
    assert_eq!(text, expected);
}

#[test]
fn a_mistyped_client_is_refused_with_the_form() {
    let ended = output(&["--oauth-client", "app:secret"]);
    assert!(!ended.status.success());
    assert!(
        String::from_utf8(ended.stderr)
            .unwrap()
            .contains("ID:SECRET:REDIRECT_URI")
    );
}

#[test]
fn signals_end_it_gracefully() {
    for signal in ["TERM", "INT"] {
        let mut child = command(&["--port", "0"]).spawn().unwrap();
        port_of(&mut child);
        let sent = Command::new("sh")
            .args(["-c", &format!("kill -s {signal} {}", child.id())])
            .status()
            .unwrap();
        assert!(sent.success());
        assert!(child.wait().unwrap().success(), "{signal}");
        let mut rest = String::new();
        child.stdout.unwrap().read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "", "one line and no more");
    }
}

#[test]
fn the_end_of_standard_input_ends_it_only_when_asked() {
    let mut child = command(&["--port", "0", "--exit-with-stdin"]).spawn().unwrap();
    port_of(&mut child);
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());

    let mut child = command(&["--port", "0"]).spawn().unwrap();
    let port = port_of(&mut child);
    drop(child.stdin.take());
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
    assert_eq!(child.try_wait().unwrap(), None);
    child.kill().unwrap();
    child.wait().unwrap();
}
