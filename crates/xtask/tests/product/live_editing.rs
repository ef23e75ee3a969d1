//! Live editing: what Trunk serves beside the component comes from the running org, remote actions included.

use std::path::Path;

use serde_json::json;

use crate::harness::{Program, free_port, root, start_product, xtask};
use crate::visitor::{Visitor, demo_case};

#[test]
fn trunk_passes_pages_and_remote_actions_on_to_the_running_org() {
    let (port, sim_port, trunk_port) = (free_port(), free_port(), free_port());
    let _product = start_product(port, sim_port, &[]);
    let folder = tempfile::tempdir().unwrap();
    let _trunk = serve(folder.path(), port, trunk_port);

    let mut agent = Visitor::default();
    agent.log_in(port, "agent@example.com");
    let record = demo_case(&mut agent, port);
    let page = agent.open(&format!(
        "http://c.vf.force.localhost:{trunk_port}/apex/TeamViewerSession?id={record}"
    ));
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("data-component=\"session\""), "{}", page.body);
    let panel = agent.call(&page, "load", &json!({ "recordId": record }));
    assert_eq!(panel, json!({ "ok": false, "error": { "code": "signedOut" } }));
    let script = agent.open(&format!("http://c.vf.force.localhost:{trunk_port}/dev.js"));
    assert_eq!(
        (script.status, script.body.as_str()),
        (200, "// served by Trunk itself\n")
    );
}

/// Trunk with the repository's settings, on an empty page instead of a component, which would take minutes to compile.
fn serve(folder: &Path, org_port: u16, port: u16) -> Program {
    let settings = std::fs::read_to_string(root().join("Trunk.toml")).unwrap();
    let (one, other) = ("127.0.0.1:8600", "c.vf.force.localhost:8600");
    assert!(
        settings.contains(one) && settings.contains(other),
        "the proxies are not for the documented port"
    );
    let settings = settings.replace(":8600", &format!(":{org_port}"));
    let page = "<html><head><link data-trunk rel=\"copy-file\" href=\"dev.js\" /></head><body></body></html>";
    std::fs::write(folder.join("Trunk.toml"), &settings).unwrap();
    std::fs::write(folder.join("index.html"), page).unwrap();
    std::fs::write(folder.join("dev.js"), "// served by Trunk itself\n").unwrap();
    for watched in ["crates", "static"] {
        assert!(
            settings.contains(&format!("\"{watched}\"")),
            "Trunk.toml does not watch {watched}"
        );
        std::fs::create_dir(folder.join(watched)).unwrap();
    }
    let mut trunk = xtask(&["trunk", "--config"]);
    trunk
        .arg(folder.join("Trunk.toml"))
        .args(["serve", "--port", &port.to_string()])
        .arg(folder.join("index.html"));
    let trunk = Program::start(&mut trunk);
    trunk.wait_for("server listening at");
    trunk
}
