//! The platform cache as transactions see it.

use apex::host::{CacheScope, Host};
use serde_json::json;

use crate::harness::{ADMINISTRATOR, AGENT, Harness};

#[test]
fn values_follow_the_orgs_clock_and_outlive_a_rollback() {
    let harness = Harness::start();
    let mut host = harness.host(AGENT);
    host.cache_put(CacheScope::Org, "local.p.k", "1".to_owned(), 600);
    host.rollback().expect("rolls back");
    let read = || {
        harness
            .host(ADMINISTRATOR)
            .cache_get(CacheScope::Org, "local.p.k")
    };
    assert_eq!(read().as_deref(), Some("1"));
    harness.control("clock", &json!({ "advanceSeconds": 601 }));
    assert_eq!(read(), None);
}

#[test]
fn a_login_and_a_test_have_caches_of_their_own() {
    let harness = Harness::start();
    let browser = harness.login(AGENT);
    let mut host = harness.host(AGENT).of_login(&browser.force);
    host.cache_put(CacheScope::Session, "k", "mine".to_owned(), 600);
    host.cache_put(CacheScope::Org, "k", "everyone's".to_owned(), 600);
    let mut other = harness.host(AGENT).of_login("another login");
    assert_eq!(other.cache_get(CacheScope::Session, "k"), None);
    assert_eq!(host.cache_keys(CacheScope::Session), ["k"]);
    other.begin_test(true).expect("a test");
    assert_eq!(other.cache_get(CacheScope::Org, "k"), None);
    other.cache_put(CacheScope::Org, "k", "the test's".to_owned(), 600);
    other.end_test().expect("its end");
    assert_eq!(
        other.cache_get(CacheScope::Org, "k").as_deref(),
        Some("everyone's")
    );
    harness.org.end_login(&browser.force);
    assert_eq!(host.cache_get(CacheScope::Session, "k"), None);
    assert!(host.cache_remove(CacheScope::Org, "k"));
}

#[test]
fn a_single_file_resource_can_be_read() {
    let harness = Harness::start();
    let host = harness.host(AGENT);
    assert_eq!(
        host.static_resource("Numbers").as_deref(),
        Some(&b"Name\nOne\n"[..])
    );
    assert_eq!(
        host.static_resource("App"),
        None,
        "an unpacked archive has no content of its own"
    );
    assert_eq!(host.static_resource("Nothing"), None);
    let managed = Harness::start_managed();
    assert!(managed.host(AGENT).static_resource("Numbers").is_some());
}
