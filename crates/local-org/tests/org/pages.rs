//! Rendering of pages.

use serde_json::json;

use crate::harness::{ADMINISTRATOR, AGENT, Browser, Harness, LIGHTNING, MY_DOMAIN, OUTSIDER};

#[test]
fn merge_fields_are_encoded_by_their_place() {
    let harness = Harness::start();
    let agent = harness.login(AGENT);
    let page = harness.page(&agent, "/apex/Hello?note=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
    assert_eq!(page.status, 200, "{}", page.body);
    let html = "Say &lt;b&gt;&quot;hi&quot; &amp; &#39;bye&#39;&lt;/b&gt;";
    for expected in [
        format!("<p id=\"text\" title=\"{html}\">{html}</p>"),
        format!("<p id=\"encoded\">{html}</p>"),
        "<p id=\"if\">open nothing</p>".to_owned(),
        "<p id=\"label\">A label &amp; more</p>".to_owned(),
        "<li>one</li><li>&lt;two&gt;</li>".to_owned(),
        "<div id=\"shown\">shown</div>".to_owned(),
        "href=\"/apex/Hello?note=a%26b&amp;x=2\"".to_owned(),
        r"window.greeting = 'Say \u003Cb\u003E\u0022hi"
            .replace("\\u0022", "\\\"")
            .to_owned(),
        "window.action = 'MemoController.echo'".to_owned(),
    ] {
        assert!(page.body.contains(&expected), "{expected}\n---\n{}", page.body);
    }
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
    assert!(!page.body.contains("gone"), "{}", page.body);
    assert!(
        page.body.starts_with("<!DOCTYPE HTML>\n<html><head>"),
        "{}",
        page.body
    );
}

#[test]
fn a_page_may_be_framed_by_lightning_and_classic_alone_and_run_wasm() {
    let harness = Harness::start();
    let page = harness.page(&harness.login(AGENT), "/apex/Done");
    let policy = page.header("content-security-policy").expect("a policy");
    assert_eq!(
        policy,
        format!(
            "frame-ancestors 'self' http://{LIGHTNING}:{0} http://{MY_DOMAIN}:{0}",
            harness.port
        )
    );
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
}

#[test]
fn faults_name_page_line_and_part() {
    let harness = Harness::start();
    let agent = harness.login(AGENT);
    for (path, parts) in [
        ("/apex/Inside", ["Inside.page line 2", "JSENCODE(greeting)"]),
        ("/apex/Typo", ["Typo.page line 3", "greting"]),
        ("/apex/Form", ["Form.page line 3", "&lt;apex:form&gt;"]),
        ("/apex/Writing", ["LimitException", "DML currently not allowed"]),
    ] {
        let page = harness.page(&agent, path);
        assert_eq!(page.status, 500, "{path}: {}", page.body);
        for part in parts {
            assert!(
                page.body.contains(part),
                "{path} should say {part}: {}",
                page.body
            );
        }
    }
    assert!(harness.rows("SELECT Id FROM Memo__c").is_empty());
}

#[test]
fn a_standard_controller_shows_what_the_user_may_see() {
    let harness = Harness::start();
    let id = harness.insert("Memo__c", &json!({ "Name": "First & last", "Secret__c": "hush" }));
    let agent = harness.page(&harness.login(AGENT), &format!("/apex/MemoPage?id={id}"));
    assert_eq!(agent.status, 200, "{}", agent.body);
    assert!(agent.body.contains("<h1>First &amp; last</h1>"), "{}", agent.body);
    assert!(agent.body.contains("<p id=\"secret\"></p>"), "{}", agent.body);
    let panel = format!("<div class=\"panel\" data-load=\"PanelController.panel\">Panel of {id}</div>");
    assert!(agent.body.contains(&panel), "{}", agent.body);
    let administrator = harness.page(&harness.login(ADMINISTRATOR), &format!("/apex/MemoPage?id={id}"));
    assert!(
        administrator.body.contains("<p id=\"secret\">hush</p>"),
        "{}",
        administrator.body
    );
}

#[test]
fn records_and_pages_out_of_reach_have_their_own_status() {
    let harness = Harness::start();
    let agent = harness.login(AGENT);
    let id = harness.insert("Memo__c", &json!({ "Name": "gone soon" }));
    let body = json!({ "operation": "delete", "object": "Memo__c", "records": [{ "Id": id }] });
    assert_eq!(harness.post_json(LIGHTNING, "/_test/dml", "", &body).status, 200);
    let user = harness.rows("SELECT Id FROM User LIMIT 1")[0]["Id"]
        .as_str()
        .expect("id")
        .to_owned();
    for (browser, path, status, text) in [
        (
            &agent,
            format!("/apex/MemoPage?id={id}"),
            404,
            "Data Not Available",
        ),
        (
            &agent,
            "/apex/MemoPage?id=nonsense".to_owned(),
            400,
            "not valid for the Memo__c",
        ),
        (
            &agent,
            format!("/apex/MemoPage?id={user}"),
            400,
            "not valid for the Memo__c",
        ),
        (&agent, "/apex/Nowhere".to_owned(), 404, "Nowhere"),
        (
            &harness.login(OUTSIDER),
            "/apex/Done".to_owned(),
            403,
            "Insufficient Privileges",
        ),
        (
            &harness.login(ADMINISTRATOR),
            "/apex/Done".to_owned(),
            200,
            "done",
        ),
    ] {
        let page = harness.page(browser, &path);
        assert_eq!(page.status, status, "{path}: {}", page.body);
        assert!(page.body.contains(text), "{path}: {}", page.body);
    }
}

#[test]
fn without_a_login_a_page_leads_to_the_login() {
    let harness = Harness::start();
    let page = harness.page(&Browser::default(), "/apex/Done?x=1");
    assert_eq!(page.status, 303);
    let start = format!(
        "startURL=http%3A%2F%2Fc.vf.force.localhost%3A{}%2Fapex%2FDone%3Fx%3D1",
        harness.port
    );
    assert!(
        page.location().contains("my.salesforce.localhost"),
        "{}",
        page.location()
    );
    assert!(page.location().ends_with(&start), "{}", page.location());
}

#[test]
fn an_extension_is_given_the_standard_controller_and_the_head_is_the_pages_own() {
    let harness = Harness::start();
    let id = harness.insert("Memo__c", &json!({ "Name": "Extended memo" }));
    let page = harness.page(&harness.login(AGENT), &format!("/apex/Extended?id={id}"));
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(
        page.body.contains(&format!("<p id=\"own\">memo {id}</p>")),
        "{}",
        page.body
    );
    assert!(
        page.body.contains("<p id=\"standard\">Extended memo</p>"),
        "{}",
        page.body
    );
    let link = page.body.find("<link class=\"user\"").expect("the design system");
    assert!(link < page.body.find("</head>").expect("a head"), "{}", page.body);
    assert_eq!(page.body.matches("<html").count(), 1, "{}", page.body);
}
