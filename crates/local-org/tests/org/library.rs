//! The JavaScript that pages load, tested in Node.

use std::path::PathBuf;
use std::process::Command;

#[test]
fn the_remoting_library_keeps_its_promises() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/library/VFRemote.test.mjs");
    let output = Command::new("node")
        .arg("--test")
        .arg(file)
        .output()
        .expect("Node.js is installed");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}
