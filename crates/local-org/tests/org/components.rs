//! Lightning web components on a record page, their modules, and their calls of Apex.

use serde_json::{Value, json};

use crate::harness::{AGENT, Answer, Browser, Harness, LIGHTNING, OUTSIDER};

const GREET: &str = "/lwc/c/@salesforce/apex/MemoAura.greet.js";

fn call(harness: &Harness, browser: &Browser, method: &str, arguments: &Value) -> Answer {
    let path = format!("/lwc/c/@salesforce/apex/MemoAura.{method}.js");
    harness.post_json(LIGHTNING, &path, &browser.force, arguments)
}

#[test]
fn a_record_page_has_a_place_for_each_component() {
    let harness = Harness::start();
    let id = harness.insert("Memo__c", &json!({ "Name": "A memo" }));
    let path = format!("/lightning/r/Memo__c/{id}/view");
    let page = harness.get(&harness.login(AGENT), LIGHTNING, &path);
    assert_eq!(page.status, 200, "{}", page.body);
    let told = json!({ "recordId": id, "objectApiName": "Memo__c", "look": "Narrow", "lines": 3 });
    let (_, place) = page.body.split_once("data-lwc=").expect("a component");
    assert!(
        place.starts_with("\"/lwc/c/memoCard.js\" data-tag=\"c-memo-card\" data-properties=\""),
        "{place}"
    );
    let properties = place
        .split('"')
        .nth(5)
        .expect("properties")
        .replace("&quot;", "\"");
    assert_eq!(serde_json::from_str::<Value>(&properties).expect("JSON"), told);
    // One is not for builders, and one is not there at all.
    for sentence in [
        "The component <code>c:memoPart</code> is not made for this place.",
        "The component <code>c:nothing</code> is not supported by this org.",
    ] {
        assert!(page.body.contains(sentence), "{sentence}: {}", page.body);
    }
}

#[test]
fn modules_are_compiled_or_the_platforms() {
    let harness = Harness::start();
    let agent = harness.login(AGENT);
    for (path, part) in [
        ("/lwc/engine.js", "fixture"),
        ("/lwc/c/memoCard.js", "memoCard"),
        ("/lwc/lightning/platformShowToastEvent.js", "ShowToastEvent"),
        ("/lwc/lightning/platformUtilityBarApi.js", "EnclosingUtilityId"),
        (
            "/lwc/c/@salesforce/label/c.Fixture_Label.js",
            "\"A label & more\"",
        ),
        (GREET, "MemoAura.greet.js\", true)"),
        (
            "/lwc/c/@salesforce/apex/MemoAura.write.js",
            "MemoAura.write.js\", false)",
        ),
    ] {
        let module = harness.get(&agent, LIGHTNING, path);
        assert_eq!(module.status, 200, "{path}: {}", module.body);
        assert_eq!(
            module.header("content-type"),
            Some("text/javascript; charset=utf-8")
        );
        assert!(module.body.contains(part), "{path}: {}", module.body);
    }
    for path in [
        "/lwc/c/memoPart.js",
        "/lwc/c/nothing.js",
        "/lwc/other/memoCard.js",
        "/lwc/c/..%2fengine.js",
        "/lwc/lightning/nothing.js",
        "/lwc/c/@salesforce/label/c.Nothing.js",
        "/lwc/c/@salesforce/apex/MemoAura.inside.js",
        "/lwc/c/@salesforce/apex/Nothing.greet.js",
    ] {
        assert_eq!(harness.get(&agent, LIGHTNING, path).status, 404, "{path}");
    }
    let label = "/lwc/c/@salesforce/label/c.Fixture_Label.js";
    assert_eq!(harness.get(&Browser::default(), LIGHTNING, label).status, 401);
}

#[test]
fn apex_is_called_by_the_names_of_its_parameters() {
    let harness = Harness::start();
    let agent = harness.login(AGENT);
    let answer = call(&harness, &agent, "greet", &json!({ "times": 2, "name": "Ann" }));
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.json(), json!({ "text": "Hello Ann", "times": 2 }));
    let answer = call(&harness, &agent, "greet", &json!({}));
    assert_eq!(answer.json(), json!({ "text": "Hello null", "times": null }));
    let answer = call(&harness, &agent, "greet", &json!({ "times": "two" }));
    assert_eq!(answer.status, 400, "{}", answer.body);
    let answer = call(&harness, &agent, "write", &json!({ "name": "kept" }));
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(harness.rows("SELECT Name FROM Memo__c")[0]["Name"], "kept");
}

#[test]
fn what_apex_throws_is_told_and_undone() {
    let harness = Harness::start();
    let agent = harness.login(AGENT);
    let answer = call(&harness, &agent, "fail", &json!({}));
    assert_eq!(answer.status, 500);
    let told = json!({ "message": "Not today.", "exceptionType": "System.AuraHandledException" });
    assert_eq!(answer.json(), told);
    // What promises to change nothing must not.
    let answer = call(&harness, &agent, "writeInSpite", &json!({ "name": "no" }));
    assert_eq!(answer.status, 500);
    assert_eq!(answer.json()["exceptionType"], "System.LimitException");
    assert!(harness.rows("SELECT Id FROM Memo__c").is_empty());
}

#[test]
fn apex_is_for_users_with_access_to_the_class_and_for_the_shell_alone() {
    let harness = Harness::start();
    let outsider = harness.login(OUTSIDER);
    let answer = call(
        &harness,
        &outsider,
        "greet",
        &json!({ "name": "Otto", "times": 1 }),
    );
    assert_eq!(answer.status, 403);
    assert_eq!(
        answer.json()["message"],
        "You do not have access to the Apex class named 'MemoAura'."
    );
    let answer = call(&harness, &Browser::default(), "greet", &json!({}));
    assert_eq!(answer.status, 401);
    let agent = harness.login(AGENT);
    let json = ("Content-Type", "application/json");
    let foreign = [json, ("Origin", "http://c.vf.force.localhost")];
    for headers in [&foreign[..], &[("Content-Type", "text/plain")]] {
        let answer = harness.send("POST", LIGHTNING, GREET, &agent.force, headers, "{}");
        assert_eq!(answer.status, 403, "{headers:?}");
    }
    let answer = harness.send("POST", LIGHTNING, GREET, &agent.force, &[json], "[]");
    assert_eq!(answer.status, 400);
}

#[test]
fn inside_a_package_c_is_the_package() {
    let harness = Harness::start_managed();
    let agent = harness.login(AGENT);
    for path in [
        "/lwc/acme/memoCard.js",
        "/lwc/acme/@salesforce/label/c.Fixture_Label.js",
        "/lwc/acme/@salesforce/apex/MemoAura.greet.js",
    ] {
        let module = harness.get(&agent, LIGHTNING, path);
        assert_eq!(module.status, 200, "{path}: {}", module.body);
    }
    // Outside, what is not global is not there.
    for path in [
        "/lwc/c/memoCard.js",
        "/lwc/c/@salesforce/apex/MemoAura.greet.js",
        "/lwc/c/@salesforce/apex/acme.MemoAura.greet.js",
    ] {
        assert_eq!(harness.get(&agent, LIGHTNING, path).status, 404, "{path}");
    }
    let path = "/lwc/acme/@salesforce/apex/MemoAura.greet.js";
    let answer = harness.post_json(LIGHTNING, path, &agent.force, &json!({ "name": "Ann" }));
    assert_eq!(answer.json()["text"], "Hello Ann", "{}", answer.body);
}
