//! `TEAMVIEWER_API_URL` and its companions: the org works with another TeamViewer than its own simulator.

use serde_json::{Value, json};

use crate::harness::{Program, build_programs, free_port, native, refuses, start_product};
use crate::visitor::{Page, Visitor, demo_case};

const AGENT: &str = "agent@example.com";
const JANE: (&str, &str) = ("jane.miller@northwind.example", "jane-demo");

#[test]
fn a_session_is_made_at_the_teamviewer_that_the_environment_names() {
    build_programs();
    let (port, sim_port, cloud_port) = (free_port(), free_port(), free_port());
    let cloud = start_cloud(cloud_port, port);
    let _product = start_product(
        port,
        sim_port,
        &[
            ("TEAMVIEWER_API_URL", format!("http://127.0.0.1:{cloud_port}")),
            (
                "TEAMVIEWER_LOGIN_URL",
                format!("http://login.teamviewer.localhost:{cloud_port}"),
            ),
            (
                "TEAMVIEWER_LINK_ORIGIN",
                format!("http://*.teamviewer.localhost:{cloud_port}"),
            ),
            ("TEAMVIEWER_CLIENT_ID", "another-client".to_owned()),
            ("TEAMVIEWER_CLIENT_SECRET", "another-secret".to_owned()),
        ],
    );
    assert!(
        refuses(sim_port),
        "a simulator was started beside the named TeamViewer"
    );

    let mut agent = Visitor::default();
    agent.log_in(port, AGENT);
    let record = demo_case(&mut agent, port);
    let page = agent.open(&format!(
        "http://c.vf.force.localhost:{port}/apex/TeamViewerCaseSession?id={record}"
    ));
    sign_in(&mut agent, &page, &record, cloud_port);
    let panel = agent.call(&page, "load", &json!({ "recordId": record }));
    assert_eq!(panel["data"]["account"]["name"], "Jane Miller", "{panel}");
    let request = json!({
        "recordId": record, "kind": "RemoteControl", "requestId": "0123456789abcdef0123456789abcdef",
        "retry": false
    });
    let created = agent.call(&page, "create", &request);
    assert_eq!(created["ok"], true, "{created}");
    let link = created["data"]["sessions"][0]["customerLink"]
        .as_str()
        .unwrap_or_default();
    assert!(
        link.starts_with(&format!("http://get.teamviewer.localhost:{cloud_port}/")),
        "{created}"
    );
    assert_eq!(sessions(&mut agent, cloud_port), 1);
    drop(cloud);
}

/// A second simulator, which knows the org by another client.
fn start_cloud(cloud_port: u16, org_port: u16) -> Program {
    let callback = format!("http://my.salesforce.localhost:{org_port}/services/authcallback/TeamViewer");
    let mut simulator = native("teamviewer-sim");
    simulator.args(["--exit-with-stdin", "--host", "teamviewer.localhost"]);
    simulator.args(["--port", &cloud_port.to_string()]);
    simulator.args([
        "--oauth-client",
        &format!("another-client:another-secret:{callback}"),
    ]);
    let cloud = Program::start(&mut simulator);
    cloud.wait_for("listening on http");
    cloud
}

/// What an agent does in the tab that the sign-in opens.
fn sign_in(agent: &mut Visitor, page: &Page, record: &str, cloud_port: u16) {
    let reply = agent.call(page, "signIn", &json!({ "recordId": record }));
    let address = reply["data"]["url"].as_str().unwrap_or_else(|| panic!("{reply}"));
    let login = format!("http://login.teamviewer.localhost:{cloud_port}");
    assert!(address.starts_with(&login), "{address}");
    let (_, query) = address.split_once('?').unwrap();
    let fields = [("email", JANE.0), ("password", JANE.1), ("query", query)];
    let consent = agent.submit(&format!("{login}/oauth2/sign-in"), &fields);
    assert!(consent.body.contains("Allow access"), "{}", consent.body);
    let fields = [("query", query), ("decision", "allow")];
    let back = agent.submit(&format!("{login}/oauth2/consent"), &fields);
    assert!(
        back.address.path().ends_with("TeamViewerSignedIn"),
        "{}",
        back.address
    );
}

fn sessions(visitor: &mut Visitor, cloud_port: u16) -> usize {
    let state = visitor.open(&format!("http://127.0.0.1:{cloud_port}/control/api/state"));
    let state: Value = serde_json::from_str(&state.body).unwrap_or_else(|_| panic!("{}", state.body));
    state["sessions"].as_array().expect("sessions").len()
}
