//! JavaScript remoting on the wire.

use serde_json::json;

use crate::harness::{AGENT, Browser, Harness, LIGHTNING, OUTSIDER, PAGES, Remoting};

const INVALID: &str = "Remoting request invalid for your session.  Refresh page and re-submit request";

#[test]
fn a_call_returns_what_the_method_returns() {
    let harness = Harness::start();
    let remoting = Remoting::of(&harness, &harness.login(AGENT), "/apex/Hello");
    let reply = remoting.call("echo", json!(["<b>\u{2028}é</b>"]));
    let expected = json!({
        "statusCode": 200, "type": "rpc", "tid": 7, "ref": false,
        "action": "MemoController", "method": "echo", "result": "<b>\u{2028}é</b>"
    });
    assert_eq!(reply, expected);
    assert_eq!(remoting.call("add", json!([2, 3]))["result"], 5);
    let wrong = remoting.call("add", json!(["two", 3]));
    assert_eq!(wrong["type"], "exception");
    assert!(
        wrong["message"].as_str().expect("message").contains("Integer"),
        "{wrong}"
    );
    assert_eq!(remoting.call("add", json!([2]))["type"], "exception");
}

#[test]
fn buffered_calls_travel_together() {
    let harness = Harness::start();
    let agent = harness.login(AGENT);
    let remoting = Remoting::of(&harness, &agent, "/apex/Hello");
    let batch = json!([
        remoting.message("MemoController", "add", json!([1, 1])),
        remoting.message("MemoController", "echo", json!(["x"]))
    ]);
    let replies = harness
        .post_json(PAGES, "/apexremote", &agent.force, &batch)
        .json();
    assert_eq!(
        (&replies[0]["result"], &replies[1]["result"]),
        (&json!(2), &json!("x"))
    );
}

#[test]
fn a_component_brings_its_remote_actions() {
    let harness = Harness::start();
    let remoting = Remoting::of(&harness, &harness.login(AGENT), "/apex/MemoPage");
    let reply = remoting.send(&remoting.message("PanelController", "panel", json!(null)));
    assert_eq!(reply["result"], "panel");
}

#[test]
fn proofs_are_bound_to_login_page_and_method() {
    let harness = Harness::start();
    let agent = harness.login(AGENT);
    let remoting = Remoting::of(&harness, &agent, "/apex/Hello");
    let good = remoting.message("MemoController", "echo", json!(["x"]));
    assert_eq!(remoting.send(&good)["type"], "rpc");
    for field in ["csrf", "authorization", "vid", "ns"] {
        for value in [json!(""), json!("forged")] {
            if field == "ns" && value == "" {
                continue;
            }
            let mut bad = good.clone();
            bad["ctx"][field] = value;
            assert_eq!(remoting.send(&bad)["message"], INVALID, "{field}");
        }
    }
    let mut missing = good.clone();
    missing.as_object_mut().expect("object").remove("ctx");
    assert_eq!(remoting.send(&missing)["message"], INVALID);
    let mut other_method = good.clone();
    other_method["method"] = json!("keep");
    assert_eq!(remoting.send(&other_method)["message"], INVALID);
    let mut swapped = good.clone();
    swapped["ctx"]["csrf"] = good["ctx"]["authorization"].clone();
    assert_eq!(remoting.send(&swapped)["message"], INVALID);
    // Another login of the same user, and another user.
    for other in [harness.login(AGENT), harness.login(OUTSIDER)] {
        let reply = harness
            .post_json(PAGES, "/apexremote", &other.force, &good)
            .json();
        assert_eq!(reply[0]["message"], INVALID);
    }
    let hidden = remoting.message("MemoController", "hidden", json!([]));
    assert_eq!(remoting.send(&hidden)["message"], INVALID);
    assert!(harness.rows("SELECT Id FROM Memo__c").is_empty());
}

#[test]
fn a_form_of_another_site_cannot_call() {
    let harness = Harness::start();
    let agent = harness.login(AGENT);
    let remoting = Remoting::of(&harness, &agent, "/apex/Hello");
    let message = remoting
        .message("MemoController", "echo", json!(["x"]))
        .to_string();
    let answer = harness.send(
        "POST",
        PAGES,
        "/apexremote",
        &agent.force,
        &[("Content-Type", "text/plain")],
        &message,
    );
    assert_eq!(answer.status, 415);
    let large = format!("{{\"action\":\"{}\"}}", "x".repeat(4 * 1024 * 1024));
    let json = [("Content-Type", "application/json")];
    assert_eq!(
        harness
            .send("POST", PAGES, "/apexremote", &agent.force, &json, &large)
            .status,
        413
    );
}

#[test]
fn an_ended_login_is_told_as_such() {
    let harness = Harness::start();
    let agent = harness.login(AGENT);
    let remoting = Remoting::of(&harness, &agent, "/apex/Hello");
    let ended = harness.post_json(
        LIGHTNING,
        "/_test/revoke-login",
        "",
        &json!({ "username": AGENT }),
    );
    assert_eq!(ended.json()["ended"], 1);
    let reply = remoting.call("echo", json!(["x"]));
    assert_eq!(
        (&reply["statusCode"], &reply["message"]),
        (&json!(402), &json!("Logged in?"))
    );
    assert_eq!(harness.page(&agent, "/apex/Hello").status, 303);
    let nobody = harness.post_json(
        PAGES,
        "/apexremote",
        &Browser::default().force,
        &remoting.message("MemoController", "echo", json!(["x"])),
    );
    assert_eq!(nobody.json()[0]["message"], "Logged in?");
}

#[test]
fn success_commits_and_an_exception_rolls_back() {
    let harness = Harness::start();
    let remoting = Remoting::of(&harness, &harness.login(AGENT), "/apex/Hello");
    let kept = remoting.call("keep", json!(["kept"]));
    assert_eq!(kept["type"], "rpc", "{kept}");
    let failed = remoting.call("keepAndFail", json!(["lost"]));
    assert_eq!(failed["type"], "exception");
    assert_eq!(failed["message"], "thought better of lost");
    assert!(
        failed["where"]
            .as_str()
            .expect("where")
            .contains("MemoController.keepAndFail: line"),
        "{failed}"
    );
    let rows = harness.rows("SELECT Id, Name FROM Memo__c");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(
        (&rows[0]["Name"], &rows[0]["Id"]),
        (&json!("kept"), &kept["result"])
    );
}

#[test]
fn a_queued_job_runs_after_the_commit() {
    let harness = Harness::start();
    let remoting = Remoting::of(&harness, &harness.login(AGENT), "/apex/Hello");
    let reply = remoting.call("keepLater", json!(["later"]));
    assert!(
        reply["result"].as_str().expect("a job id").starts_with("707"),
        "{reply}"
    );
    assert_eq!(harness.get(&Browser::default(), PAGES, "/_test/idle").status, 200);
    assert_eq!(harness.rows("SELECT Name FROM Memo__c")[0]["Name"], "later");
}

#[test]
fn a_rollback_takes_back_the_jobs_queued_since_the_savepoint() {
    let harness = Harness::start();
    let remoting = Remoting::of(&harness, &harness.login(AGENT), "/apex/Hello");
    let reply = remoting.call("keepLaterOrNot", json!(["kept", "taken back"]));
    assert_eq!(reply["type"], "rpc", "{reply}");
    assert_eq!(harness.get(&Browser::default(), PAGES, "/_test/idle").status, 200);
    let rows = harness.rows("SELECT Name FROM Memo__c ORDER BY Name");
    let names: Vec<_> = rows.iter().map(|row| &row["Name"]).collect();
    assert_eq!(names, ["kept", "kept after"]);
}

#[test]
fn the_clock_refuses_times_that_salesforce_does_not_have() {
    let harness = Harness::start();
    let change = |body: serde_json::Value| harness.post_json(LIGHTNING, "/_test/clock", "", &body);
    for body in [
        json!({ "advanceSeconds": i64::MAX / 1000 }),
        json!({ "advanceSeconds": i64::MIN / 1000 }),
        json!({ "advanceSeconds": i64::MAX }),
        json!({ "set": "+262000-01-01T00:00:00Z" }),
        json!({ "freeze": "4001-01-01T00:00:00Z" }),
        json!({ "freeze": "1699-12-31T23:59:59Z" }),
    ] {
        let refused = change(body.clone());
        assert_eq!(refused.status, 400, "{body}: {}", refused.body);
        assert!(refused.body.contains("1700"), "{body}: {}", refused.body);
    }
    assert_eq!(change(json!({ "freeze": "4000-12-31T23:00:00Z" })).status, 200);
    assert_eq!(change(json!({ "advanceSeconds": 3600 })).status, 400);
    let moved = change(json!({ "advanceSeconds": 60 })).json();
    assert_eq!(moved["now"], "4000-12-31T23:01:00+00:00");
}

#[test]
fn access_to_the_page_is_asked_again_at_every_call() {
    let harness = Harness::start();
    let remoting = Remoting::of(&harness, &harness.login(AGENT), "/apex/Hello");
    assert_eq!(remoting.call("echo", json!(["x"]))["type"], "rpc");
    let rows = harness.rows("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Memo_User'");
    let records: Vec<_> = rows.iter().map(|row| json!({ "Id": row["Id"] })).collect();
    let body = json!({ "operation": "delete", "object": "PermissionSetAssignment", "records": records });
    let deleted = harness.post_json(LIGHTNING, "/_test/dml", "", &body);
    assert_eq!(deleted.status, 200, "{}", deleted.body);
    let refused = remoting.call("echo", json!(["x"]));
    assert_eq!(refused["statusCode"], 403, "{refused}");
    assert!(
        refused["message"]
            .as_str()
            .expect("message")
            .contains("do not have access"),
        "{refused}"
    );
}

#[test]
fn endless_recursion_is_an_exception_and_not_the_end_of_the_org() {
    let harness = Harness::start();
    let remoting = Remoting::of(&harness, &harness.login(AGENT), "/apex/Hello");
    assert_eq!(remoting.call("recurse", json!([900]))["result"], 900);
    let reply = remoting.call("recurse", json!([5000]));
    assert!(
        reply["message"]
            .as_str()
            .expect("message")
            .contains("Maximum stack depth reached"),
        "{reply}"
    );
    assert_eq!(remoting.call("add", json!([1, 1]))["result"], 2);
}
