//! Salesforce Classic: record pages from page layouts, the home page, the console, and the way there and back.

use serde_json::json;

use crate::harness::{ADMINISTRATOR, AGENT, Answer, Browser, Harness, LIGHTNING, MY_DOMAIN, OUTSIDER, PAGES};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

fn classic(harness: &Harness, browser: &Browser, path: &str) -> Answer {
    harness.get(browser, MY_DOMAIN, path)
}

#[test]
fn a_record_page_follows_its_page_layout() {
    let harness = Harness::start();
    let owner = harness.user_id(AGENT);
    let contact = harness.insert("Contact", &json!({ "LastName": "Client", "OwnerId": owner }));
    let id = harness.insert("Memo__c", &json!({ "Name": "A <memo>", "Person__c": contact }));
    let agent = harness.login(AGENT);
    let page = classic(&harness, &agent, &format!("/{id}"));
    assert_eq!(page.status, 200, "{}", page.body);
    let desk = format!(
        "title=\"MemoPage\" height=\"200\" scrolling=\"no\" data-src=\"/apex/MemoPage?id={id}&amp;inline=1\""
    );
    let action =
        format!("title=\"Show memo\" height=\"333\" data-src=\"/apex/MemoPage?id={id}&amp;inline=1\"");
    for part in [
        "A &lt;memo&gt;",
        ">Memo desk</h2>",
        desk.as_str(),
        ">Show memo</button>",
        action.as_str(),
        ">Client</a>",
        "Post</button>",
    ] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    // The field that field-level security hides is on the layout, but not on the page.
    assert!(!page.body.contains("Secret"), "{}", page.body);
    assert!(
        !page.body.contains("sandbox") && !page.body.contains(" allow="),
        "{}",
        page.body
    );
    let short = classic(&harness, &agent, &format!("/{}", &id[..15]));
    assert_eq!(short.status, 200, "{}", short.body);
    let related = classic(&harness, &agent, &format!("/{contact}"));
    assert!(
        related.body.contains(&format!("href=\"/{id}\"")),
        "{}",
        related.body
    );
}

#[test]
fn what_a_user_may_not_see_is_refused_in_salesforces_words() {
    let harness = Harness::start();
    let id = harness.insert("Memo__c", &json!({ "Name": "A memo" }));
    let outsider = harness.login(OUTSIDER);
    for (path, status, words) in [
        (format!("/{id}"), 403, "Insufficient Privileges"),
        ("/a0Z000000000001".to_owned(), 404, "URL No Longer Exists"),
        ("/nonsense".to_owned(), 404, "URL No Longer Exists"),
        ("/zzz/o".to_owned(), 404, "URL No Longer Exists"),
    ] {
        let page = classic(&harness, &outsider, &path);
        assert_eq!(page.status, status, "{path}: {}", page.body);
        assert!(page.body.contains(words), "{path}: {}", page.body);
    }
}

#[test]
fn a_frame_of_another_site_gets_a_login_of_its_own() {
    let harness = Harness::start();
    let id = harness.insert("Memo__c", &json!({ "Name": "Framed" }));
    let agent = harness.login(AGENT);
    let bridge = classic(&harness, &agent, &format!("/apex/MemoPage?id={id}&inline=1"));
    assert_eq!(bridge.status, 303, "{}", bridge.body);
    assert!(
        bridge.location().starts_with(&format!(
            "http://{PAGES}:{}/visualforce/session?otp=",
            harness.port
        )),
        "{}",
        bridge.location()
    );
    let crossed = harness.follow(&bridge);
    assert_eq!(crossed.location(), format!("/apex/MemoPage?id={id}&inline=1"));
    let cookie = crossed.header("set-cookie").expect("a cookie").to_owned();
    assert!(
        cookie.contains("SameSite=None; Secure; Partitioned") && !cookie.contains("Domain"),
        "{cookie}"
    );
    let own = cookie.split(';').next().expect("a pair");
    let page = harness.send("GET", PAGES, crossed.location(), "", &[("Cookie", own)], "");
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("Framed"), "{}", page.body);
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(
        policy.contains(MY_DOMAIN) && policy.contains(LIGHTNING),
        "{policy}"
    );
    // The bridge is good once, and leads to pages alone.
    assert!(harness.follow(&bridge).location().contains("ec=302"));
    let token = bridge.location().split("otp=").nth(1).expect("a token");
    let token = token.split('&').next().expect("its end");
    let foreign = format!("/visualforce/session?otp={token}&retURL=//evil.example/apex/");
    assert_eq!(harness.get(&Browser::default(), PAGES, &foreign).status, 400);
}

#[test]
fn the_sidebar_shows_components_at_home_and_everywhere_when_set_so() {
    let harness = Harness::start();
    let id = harness.insert("Memo__c", &json!({ "Name": "A memo" }));
    let agent = harness.login(AGENT);
    let component = "title=\"Memo_Box\" height=\"120\"";
    let home = classic(&harness, &agent, "/home/home.jsp");
    assert!(home.body.contains(component), "{}", home.body);
    let record = classic(&harness, &agent, &format!("/{id}"));
    assert!(!record.body.contains(component), "{}", record.body);
    let admin = harness.login(ADMINISTRATOR);
    let path = "/lightning/setup/UserInterfaceUI/home";
    let saved = harness.send("POST", LIGHTNING, path, &admin.force, &[FORM], "everywhere=true");
    assert_eq!(saved.status, 303, "{}", saved.body);
    let record = classic(&harness, &agent, &format!("/{id}"));
    assert!(record.body.contains(component), "{}", record.body);
    // In a tab of the console there is no sidebar.
    let bare = classic(&harness, &agent, &format!("/{id}?isdtp=vw"));
    assert!(
        !bare.body.contains(component) && !bare.body.contains("<header"),
        "{}",
        bare.body
    );
    let path = "/lightning/setup/HomePageLayouts/edit?layout=Home+Page";
    let edit = harness.get(&admin, LIGHTNING, path);
    assert!(
        edit.body
            .contains("name=\"component-Memo_Box\" value=\"true\" checked"),
        "{}",
        edit.body
    );
    assert_eq!(
        harness
            .send("POST", LIGHTNING, path, &admin.force, &[FORM], "")
            .status,
        303
    );
    let home = classic(&harness, &agent, "/home/home.jsp");
    assert!(!home.body.contains(component), "{}", home.body);
}

#[test]
fn the_console_has_its_components_in_the_footer() {
    let harness = Harness::start();
    let admin = harness.login(ADMINISTRATOR);
    let agent = harness.login(AGENT);
    let console = classic(&harness, &agent, "/console?app=Memo_Console");
    assert_eq!(console.status, 200, "{}", console.body);
    for part in [
        ">Memo phone</button>",
        "console-footer_right",
        "data-width=\"360\"",
        "title=\"Memo phone\" height=\"240\"",
        ">Navigation</button>",
    ] {
        assert!(console.body.contains(part), "{part}: {}", console.body);
    }
    let edit = "/lightning/setup/NavigationMenus/Memo_Console/edit";
    assert_eq!(
        harness
            .send("POST", LIGHTNING, edit, &admin.force, &[FORM], "")
            .status,
        303
    );
    let console = classic(&harness, &agent, "/console");
    assert!(!console.body.contains("Memo phone"), "{}", console.body);
    assert_eq!(classic(&harness, &agent, "/console?app=none").status, 404);
}

#[test]
fn posts_are_made_as_the_user_and_from_classic_alone() {
    let harness = Harness::start();
    let id = harness.insert("Memo__c", &json!({ "Name": "A memo" }));
    let agent = harness.login(AGENT);
    let path = format!("/classic/post/{id}");
    let foreign = [FORM, ("Origin", "http://c.vf.force.localhost")];
    let refused = harness.send("POST", MY_DOMAIN, &path, &agent.salesforce, &foreign, "body=no");
    assert_eq!(refused.status, 403);
    let origin = format!("http://{MY_DOMAIN}:{}", harness.port);
    let own = [FORM, ("Origin", origin.as_str())];
    let posted = harness.send(
        "POST",
        MY_DOMAIN,
        &path,
        &agent.salesforce,
        &own,
        "body=Hello+%3Call%3E",
    );
    assert_eq!(
        (posted.status, posted.location()),
        (303, format!("/{id}").as_str())
    );
    let page = classic(&harness, &agent, &format!("/{id}"));
    assert!(page.body.contains("Hello &lt;all&gt;"), "{}", page.body);
}

#[test]
fn actions_and_feed_go_with_chatter() {
    let harness = Harness::start();
    let id = harness.insert("Memo__c", &json!({ "Name": "A memo" }));
    let (agent, admin) = (harness.login(AGENT), harness.login(ADMINISTRATOR));
    let path = "/lightning/setup/CollaborationSettings/home";
    assert_eq!(
        harness
            .send("POST", LIGHTNING, path, &admin.force, &[FORM], "chatter=true")
            .status,
        303
    );
    let page = classic(&harness, &agent, &format!("/{id}"));
    assert!(
        !page.body.contains("Show memo") && page.body.contains(">Post</button>"),
        "{}",
        page.body
    );
    assert_eq!(
        harness
            .send("POST", LIGHTNING, path, &admin.force, &[FORM], "actions=true")
            .status,
        303
    );
    let page = classic(&harness, &agent, &format!("/{id}"));
    assert!(
        !page.body.contains("Chatter") && page.body.contains("Memo desk"),
        "{}",
        page.body
    );
}

#[test]
fn classic_and_lightning_lead_to_each_other() {
    let harness = Harness::start();
    let id = harness.insert("Memo__c", &json!({ "Name": "A memo" }));
    let agent = harness.login(AGENT);
    let lightning = harness.get(&agent, LIGHTNING, &format!("/lightning/r/Memo__c/{id}/view"));
    let there = format!("href=\"http://{MY_DOMAIN}:{}/{id}\"", harness.port);
    assert!(lightning.body.contains(&there), "{}", lightning.body);
    let page = classic(&harness, &agent, &format!("/{id}"));
    let back = format!(
        "href=\"http://{LIGHTNING}:{}/lightning/r/Memo__c/{id}/view\"",
        harness.port
    );
    assert!(page.body.contains(&back), "{}", page.body);
    let list = classic(&harness, &agent, &format!("/{}/o", &id[..3]));
    assert!(list.body.contains("A memo"), "{}", list.body);
    // Whoever was never here is logged in and comes back to Classic.
    let first = classic(&harness, &Browser::default(), &format!("/{id}"));
    let landed = harness.follow(&harness.follow(&first));
    assert_eq!(
        landed.location(),
        format!("http://{MY_DOMAIN}:{}/{id}", harness.port)
    );
}
