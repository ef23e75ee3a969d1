//! Feeds, and an org without them.

use apex::host::Host;
use serde_json::json;

use crate::harness::{AGENT, Harness, LIGHTNING};

#[test]
fn a_record_page_shows_its_feed() {
    let harness = Harness::start();
    let account = harness.insert("Account", &json!({ "Name": "Acme" }));
    harness.insert(
        "FeedItem",
        &json!({ "ParentId": account, "Body": "First <post>" }),
    );
    harness.insert("FeedItem", &json!({ "ParentId": account, "Body": "Second post" }));
    let agent = harness.login(AGENT);
    // An object without a record page of its own has the standard one.
    let path = format!("/lightning/r/Account/{account}/view");
    let page = harness.get(&agent, LIGHTNING, &path);
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains(">Chatter</button>"), "{}", page.body);
    let (first, second) = (
        page.body.find("First &lt;post&gt;").expect("the first post"),
        page.body.find("Second post").expect("the second post"),
    );
    assert!(second < first, "newest first");
}

#[test]
fn an_org_may_have_no_chatter() {
    let harness = Harness::start();
    let account = harness.insert("Account", &json!({ "Name": "Acme" }));
    harness.control("chatter", &json!({ "on": false }));
    let host = harness.host(AGENT);
    assert!(host.describe("FeedItem").is_none());
    assert!(!host.objects().iter().any(|name| name == "FeedItem"));
    let post = json!({ "operation": "insert", "object": "FeedItem", "records": [{ "ParentId": account, "Body": "x" }] });
    assert_eq!(harness.post_json(LIGHTNING, "/_test/dml", "", &post).status, 400);
    let path = format!("/lightning/r/Account/{account}/view");
    let page = harness.get(&harness.login(AGENT), LIGHTNING, &path);
    assert!(page.body.contains("Chatter is turned off"), "{}", page.body);
    harness.control("chatter", &json!({ "on": true }));
    assert!(harness.host(AGENT).describe("FeedItem").is_some());
}
