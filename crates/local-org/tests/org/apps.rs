//! Apps, tabs, the App Launcher and the utility bar.

use crate::harness::{ADMINISTRATOR, AGENT, Browser, Harness, LIGHTNING, OUTSIDER};

fn home(harness: &Harness, browser: &Browser) -> String {
    let page = harness.get(browser, LIGHTNING, "/lightning/o/Memo__c/list");
    assert_eq!(page.status, 200, "{}", page.body);
    page.body
}

/// What stands between two marks of a page.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("{from}: {page}"));
    rest.split_once(to).unwrap_or_else(|| panic!("{to}: {page}")).0
}

#[test]
fn the_launcher_offers_what_is_there_for_the_user() {
    let harness = Harness::start();
    let page = home(&harness, &harness.login(AGENT));
    let launcher = between(&page, "<dialog", "</dialog>");
    for part in [
        "href=\"/lightning/app/Memos\">Memos</a><p>Everything about memos</p>",
        "href=\"/lightning/n/Memo_Desk\">Memo Desk</a>",
        "href=\"/lightning/o/Memo__c/list\"",
    ] {
        assert!(launcher.contains(part), "{part}: {launcher}");
    }
    // No permission set opens this tab; an administrator needs none.
    assert!(!launcher.contains("Memo Office"), "{launcher}");
    let page = home(&harness, &harness.login(ADMINISTRATOR));
    assert!(between(&page, "<dialog", "</dialog>").contains("Memo Office"));
}

#[test]
fn an_app_has_its_items_and_its_utilities() {
    let harness = Harness::start();
    let agent = harness.login(AGENT);
    assert!(!home(&harness, &agent).contains("data-utilities"));
    let entered = harness.get(&agent, LIGHTNING, "/lightning/app/memos");
    assert_eq!(
        (entered.status, entered.location()),
        (303, "/lightning/n/Memo_Desk")
    );
    let page = home(&harness, &agent);
    let navigation = between(&page, "<nav class=\"org-nav\"", "</nav>");
    let desk = navigation.find(">Memo Desk<").expect("the tab");
    let memos = navigation.find(">Memos<").expect("the object");
    assert!(desk < memos && navigation.contains(">Contacts<"), "{navigation}");
    let bar = between(&page, "<footer", "</footer>");
    let frame = format!(
        "data-src=\"http://c.vf.force.localhost:{}/apex/Hello?isdtp=p1\"",
        harness.port
    );
    for part in [
        "data-utility=\"utility-0\" data-eager data-width=\"340\" data-height=\"480\"",
        frame.as_str(),
        ">Hello there</button>",
        "data-utility=\"utility-1\" data-width",
        "data-lwc=\"/lwc/c/memoCard.js\"",
    ] {
        assert!(bar.contains(part), "{part}: {bar}");
    }
    // Another user works in no app yet.
    assert!(!home(&harness, &harness.login(ADMINISTRATOR)).contains("data-utilities"));
}

#[test]
fn a_tab_frames_its_page_for_those_who_have_it() {
    let harness = Harness::start();
    let agent = harness.login(AGENT);
    let tab = harness.get(&agent, LIGHTNING, "/lightning/n/Memo_Desk");
    assert_eq!(tab.status, 200);
    let frame = format!(
        "title=\"Memo Desk\" data-src=\"http://c.vf.force.localhost:{}/apex/Desk?isdtp=p1\"",
        harness.port
    );
    assert!(tab.body.contains(&frame), "{}", tab.body);
    for (path, status) in [
        ("/lightning/n/Memo_Office", 403),
        ("/lightning/n/Nothing", 404),
        ("/lightning/app/Nothing", 404),
    ] {
        assert_eq!(harness.get(&agent, LIGHTNING, path).status, status, "{path}");
    }
    let outsider = harness.login(OUTSIDER);
    for (path, status) in [("/lightning/n/Memo_Desk", 403), ("/lightning/app/Memos", 404)] {
        assert_eq!(harness.get(&outsider, LIGHTNING, path).status, status, "{path}");
    }
}

#[test]
fn apps_and_tabs_of_a_package_have_its_namespace() {
    let harness = Harness::start_managed();
    let agent = harness.login(AGENT);
    let entered = harness.get(&agent, LIGHTNING, "/lightning/app/acme__Memos");
    assert_eq!(
        entered.location(),
        "/lightning/n/acme__Memo_Desk",
        "{}",
        entered.body
    );
    let tab = harness.get(&agent, LIGHTNING, entered.location());
    for part in [
        "acme.vf.force.localhost",
        "/apex/acme__Desk?isdtp=p1",
        "/apex/acme__Hello?isdtp=p1",
        "data-lwc=\"/lwc/acme/memoCard.js\" data-tag=\"acme-memo-card\"",
    ] {
        assert!(tab.body.contains(part), "{part}: {}", tab.body);
    }
    assert_eq!(
        harness.get(&agent, LIGHTNING, "/lightning/n/Memo_Desk").status,
        404
    );
}
