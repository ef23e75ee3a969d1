//! The shell: lists, record pages, user switcher.

use serde_json::json;

use crate::harness::{ADMINISTRATOR, AGENT, Browser, Harness, LIGHTNING, MY_DOMAIN, OUTSIDER};

#[test]
fn the_first_visit_logs_in_by_itself() {
    let harness = Harness::start();
    let first = harness.get(&Browser::default(), LIGHTNING, "/");
    assert_eq!(first.status, 303);
    assert!(
        first.location().contains("/secur/frontdoor.jsp?un="),
        "{}",
        first.location()
    );
    let bridged = harness.follow(&first);
    let cookie = bridged.header("set-cookie").expect("cookie of the login host");
    assert!(
        cookie.contains("Domain=salesforce.localhost") && cookie.contains("HttpOnly"),
        "{cookie}"
    );
    let landed = harness.follow(&bridged);
    let cookie = landed.header("set-cookie").expect("cookie of shell and pages");
    assert!(
        cookie.contains("Domain=force.localhost") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    assert_eq!(landed.location(), format!("http://{LIGHTNING}:{}/", harness.port));
    // The bridge is good once.
    assert!(harness.follow(&bridged).location().contains(MY_DOMAIN));
}

#[test]
fn a_record_page_has_tabs_and_frames_the_page() {
    let harness = Harness::start();
    let owner = harness.user_id(AGENT);
    let id = harness.insert("Memo__c", &json!({ "Name": "A <memo>", "OwnerId": owner }));
    let page = harness.get(
        &harness.login(AGENT),
        LIGHTNING,
        &format!("/lightning/r/Memo__c/{id}/view"),
    );
    assert_eq!(page.status, 200, "{}", page.body);
    let source = format!(
        "http://c.vf.force.localhost:{}/apex/MemoPage?id={id}&amp;isdtp=p1",
        harness.port
    );
    assert!(
        page.body.contains(&format!("data-src=\"{source}\"")),
        "{}",
        page.body
    );
    for part in [
        "role=\"tablist\"",
        "role=\"tabpanel\"",
        ">Memo tab</button>",
        "A &lt;memo&gt;",
        "title=\"Memo tab\"",
        "href=\"#main\"",
    ] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    // An owner may be a user or a queue, and has a name in any case.
    let link = format!("href=\"/lightning/r/User/{owner}/view\">");
    assert!(page.body.contains(&link), "{link}: {}", page.body);
    assert!(!page.body.contains(&format!("{link}{owner}")), "{}", page.body);
    assert!(
        !page.body.contains("sandbox") && !page.body.contains(" allow="),
        "{}",
        page.body
    );
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(
        !policy.contains("wasm-unsafe-eval") && policy.contains("script-src 'self';"),
        "{policy}"
    );
}

#[test]
fn lists_are_paged() {
    let harness = Harness::start();
    for number in 0..30 {
        harness.insert("Memo__c", &json!({ "Name": format!("memo {number:02}") }));
    }
    let agent = harness.login(AGENT);
    let first = harness.get(&agent, LIGHTNING, "/lightning/o/Memo__c/list");
    assert!(
        first.body.contains("memo 00") && first.body.contains("memo 24") && !first.body.contains("memo 25")
    );
    assert!(first.body.contains("?page=2") && !first.body.contains("Previous page"));
    let second = harness.get(&agent, LIGHTNING, "/lightning/o/Memo__c/list?page=2");
    assert!(
        second.body.contains("memo 29")
            && !second.body.contains("memo 24")
            && !second.body.contains("Next page")
    );
    assert_eq!(
        harness
            .get(&harness.login(OUTSIDER), LIGHTNING, "/lightning/o/Memo__c/list")
            .status,
        403
    );
}

#[test]
fn deleting_needs_the_right_and_the_shell_itself() {
    let harness = Harness::start();
    let id = harness.insert("Memo__c", &json!({ "Name": "to delete" }));
    let path = format!("/lightning/r/Memo__c/{id}/delete");
    let (agent, administrator) = (harness.login(AGENT), harness.login(ADMINISTRATOR));
    assert_eq!(
        harness
            .send("POST", LIGHTNING, &path, &agent.force, &[], "")
            .status,
        403
    );
    let foreign = [("Origin", "http://c.vf.force.localhost")];
    assert_eq!(
        harness
            .send("POST", LIGHTNING, &path, &administrator.force, &foreign, "")
            .status,
        403
    );
    assert_eq!(harness.rows("SELECT Id FROM Memo__c").len(), 1);
    assert_eq!(
        harness
            .send("POST", LIGHTNING, &path, &administrator.force, &[], "")
            .status,
        303
    );
    assert!(harness.rows("SELECT Id FROM Memo__c").is_empty());
    assert_eq!(
        harness
            .get(
                &administrator,
                LIGHTNING,
                &format!("/lightning/r/Memo__c/{id}/view")
            )
            .status,
        404
    );
}

#[test]
fn the_user_switcher_ends_one_login_and_starts_another() {
    let harness = Harness::start();
    let agent = harness.login(AGENT);
    let form = format!("un={ADMINISTRATOR}&retURL=/lightning/o/Memo__c/list");
    let kind = [("Content-Type", "application/x-www-form-urlencoded")];
    let answer = harness.send("POST", LIGHTNING, "/shell/user", &agent.force, &kind, &form);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let landed = harness.follow(&harness.follow(&answer));
    assert_eq!(
        landed.location(),
        format!("http://{LIGHTNING}:{}/lightning/o/Memo__c/list", harness.port)
    );
    assert!(
        harness
            .get(&agent, LIGHTNING, "/lightning/o/Memo__c/list")
            .location()
            .contains(MY_DOMAIN)
    );
}

#[test]
fn foreign_hosts_and_return_addresses_are_refused() {
    let harness = Harness::start();
    assert_eq!(harness.send("GET", "evil.example", "/", "", &[], "").status, 421);
    assert_eq!(
        harness
            .send("GET", "evil.example", "/_test/clock", "", &[], "")
            .status,
        421
    );
    assert_eq!(
        harness
            .send("GET", "127.0.0.1", "/_test/clock", "", &[], "")
            .status,
        200
    );
    let path = format!("/secur/frontdoor.jsp?un={AGENT}&retURL=https://evil.example/");
    assert_eq!(harness.get(&Browser::default(), MY_DOMAIN, &path).status, 400);
    assert_eq!(
        harness.send("GET", "127.0.0.1", "/", "", &[], "").location(),
        format!("http://{LIGHTNING}:{}/", harness.port)
    );
}
