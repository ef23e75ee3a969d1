//! The package under a namespace, in an org with metadata of its own.

use serde_json::json;

use crate::harness::{AGENT, Harness, LIGHTNING, PAGES, Remoting};

const PACKAGE: &str = "acme.vf.force.localhost";

#[test]
fn a_page_of_the_package_names_what_is_near() {
    let harness = Harness::start_managed();
    let agent = harness.login(AGENT);
    for path in ["/apex/Desk", "/apex/acme__Desk"] {
        let page = harness.get(&agent, PACKAGE, path);
        assert_eq!(page.status, 200, "{}", page.body);
        for part in [
            "data-name=\"desk\"",
            "/acme__App\"",
            "data-open=\"acme.DeskController.open\"",
            "<p id=\"label\">A label &amp; more</p>",
            "href=\"/apex/acme__Done\"",
        ] {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
    }
}

#[test]
fn pages_are_served_by_the_host_of_their_namespace() {
    let harness = Harness::start_managed();
    let agent = harness.login(AGENT);
    for (host, path, target) in [
        (
            PAGES,
            "/apex/acme__Desk?x=1",
            format!("http://{PACKAGE}:{}/apex/acme__Desk?x=1", harness.port),
        ),
        (
            PACKAGE,
            "/apex/Own",
            format!("http://{PAGES}:{}/apex/Own", harness.port),
        ),
    ] {
        let answer = harness.get(&agent, host, path);
        assert_eq!(
            (answer.status, answer.location()),
            (307, target.as_str()),
            "{path}"
        );
    }
    assert_eq!(harness.get(&agent, PAGES, "/apex/Desk").status, 404);
}

#[test]
fn a_page_of_the_org_uses_the_packages_global_component() {
    let harness = Harness::start_managed();
    let contact = harness.insert("Contact", &json!({ "LastName": "Client" }));
    let record = json!({ "Name": "A memo", "acme__Person__c": contact });
    let id = harness.insert("acme__Memo__c", &record);
    let agent = harness.login(AGENT);
    let path = format!("/apex/Own?id={id}");
    let page = harness.get(&agent, PAGES, &path);
    assert_eq!(page.status, 200, "{}", page.body);
    for part in [
        "<h1>A memo</h1>",
        "<p id=\"person\">Client</p>",
        "data-name=\"desk\"",
        "data-open=\"acme.DeskController.open\"",
        "of the org A label &amp; more",
    ] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    let image = page.body.split("src=\"/resource/").nth(1).expect("a resource");
    let address = image.split('"').next().expect("its end");
    assert_eq!(
        harness.get(&agent, PAGES, &format!("/resource/{address}")).status,
        200
    );
    let remoting = Remoting::on(&harness, &agent, PAGES, &path);
    let reply = remoting.send(&remoting.message("DeskController", "open", json!(["kept"])));
    // The package's Apex names its objects and fields without the namespace.
    assert_eq!(reply["result"], "kept hidden /apex/acme__Done", "{reply}");
    let rows = harness.rows("SELECT Name, acme__Secret__c FROM acme__Memo__c WHERE Name = 'kept'");
    assert_eq!(rows[0]["acme__Secret__c"], "hidden");
}

#[test]
fn names_do_not_reach_across_the_border_on_their_own() {
    let harness = Harness::start_managed();
    let agent = harness.login(AGENT);
    for (page, part) in [
        ("Near", "&lt;c:Desk&gt; is not a supported tag or component"),
        ("Hidden", "is not accessible"),
        ("Unqualified", "Static Resource named App does not exist"),
    ] {
        let answer = harness.get(&agent, PAGES, &format!("/apex/{page}"));
        assert_eq!(answer.status, 500, "{}", answer.body);
        assert!(answer.body.contains(part), "{page}: {}", answer.body);
    }
}

#[test]
fn a_remote_action_that_is_not_global_is_refused() {
    let harness = Harness::start_managed();
    let agent = harness.login(AGENT);
    let remoting = Remoting::on(&harness, &agent, PACKAGE, "/apex/Desk");
    let reply = remoting.send(&remoting.message("DeskController", "peek", json!(null)));
    assert_eq!(reply["type"], "exception", "{reply}");
    let message = reply["message"].as_str().expect("a message");
    assert!(
        message.contains("acme.DeskController.peek is not global"),
        "{message}"
    );
    // A class of the package cannot be called as one of the org's own.
    let mut bare = remoting.message("DeskController", "open", json!(["x"]));
    bare["action"] = json!("DeskController");
    bare["ctx"]["ns"] = json!("");
    assert_eq!(remoting.send(&bare)["statusCode"], 403);
    let unmanaged = Harness::start();
    let remoting = Remoting::of(&unmanaged, &unmanaged.login(AGENT), "/apex/Desk");
    let reply = remoting.send(&remoting.message("DeskController", "peek", json!(null)));
    assert_eq!(reply["result"], "for the package alone");
}

#[test]
fn the_shell_frames_the_packages_page() {
    let harness = Harness::start_managed();
    let id = harness.insert("acme__Memo__c", &json!({ "Name": "Framed" }));
    let page = harness.get(
        &harness.login(AGENT),
        LIGHTNING,
        &format!("/lightning/r/acme__Memo__c/{id}/view"),
    );
    assert_eq!(page.status, 200, "{}", page.body);
    let source = format!(
        "http://{PACKAGE}:{}/apex/acme__MemoPage?id={id}&amp;isdtp=p1",
        harness.port
    );
    assert!(
        page.body.contains(&format!("data-src=\"{source}\"")),
        "{}",
        page.body
    );
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.contains(PACKAGE) && policy.contains(PAGES), "{policy}");
}
