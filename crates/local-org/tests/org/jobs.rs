//! Jobs that wait for their time, by the org's clock.

use local_org::org::OrgConfig;
use serde_json::{Value, json};

use crate::harness::{AGENT, Browser, Harness, PAGES, Remoting, fixture};

fn agent(harness: &Harness) -> Remoting<'_> {
    Remoting::of(harness, &harness.login(AGENT), "/apex/Hello")
}

/// The titles of what was kept, once nothing is left to do.
fn kept(harness: &Harness) -> Vec<String> {
    let idle = harness.get(&Browser::default(), PAGES, "/_test/idle");
    assert_eq!(idle.status, 200, "{}", idle.body);
    let rows = harness.rows("SELECT Name FROM Memo__c ORDER BY Name");
    let name = |row: &Value| row["Name"].as_str().expect("a name").to_owned();
    rows.iter().map(name).collect()
}

fn advance(harness: &Harness, seconds: i64) {
    harness.control("clock", &json!({ "advanceSeconds": seconds }));
}

#[test]
fn a_job_with_a_delay_waits_for_it() {
    let harness = Harness::start();
    let remoting = agent(&harness);
    let reply = remoting.call("keepInMinutes", json!(["later", 5]));
    assert_eq!(reply["type"], "rpc", "{reply}");
    assert!(kept(&harness).is_empty());
    advance(&harness, 5 * 60);
    assert_eq!(kept(&harness), ["later"]);
    let refused = remoting.call("keepInMinutes", json!(["never", 11]));
    assert_eq!(refused["type"], "exception", "{refused}");
}

#[test]
fn a_schedule_runs_every_day_until_it_is_taken_back() {
    let harness = Harness::start();
    let remoting = agent(&harness);
    let reply = remoting.call("keepEveryNight", json!(["night"]));
    let trigger = reply["result"].as_str().expect("an id").to_owned();
    assert!(trigger.starts_with("08e"), "{reply}");
    let again = remoting.call("keepEveryNight", json!(["night"]));
    assert!(
        again["message"]
            .as_str()
            .expect("words")
            .contains("already scheduled"),
        "{again}"
    );
    assert!(kept(&harness).is_empty());
    for nights in 1..=2 {
        advance(&harness, 24 * 60 * 60);
        assert_eq!(kept(&harness).len(), nights);
    }
    assert_eq!(kept(&harness)[0], "night by 08e");
    let rows = harness.rows("SELECT TimesTriggered FROM CronTrigger");
    assert_eq!(rows[0]["TimesTriggered"], 2, "{rows:?}");
    let stopped = remoting.call("keepNoNight", json!([trigger]));
    assert_eq!(stopped["type"], "rpc", "{stopped}");
    advance(&harness, 24 * 60 * 60);
    assert_eq!(kept(&harness).len(), 2);
}

#[test]
fn a_schedule_outlives_a_restart() {
    let directory = tempfile::tempdir().expect("directory");
    let config = || OrgConfig {
        sources: vec![fixture("package")],
        seed_dir: Some(fixture("data")),
        data_dir: Some(directory.path().to_path_buf()),
        ..OrgConfig::default()
    };
    let first = Harness::open(config());
    let reply = agent(&first).call("keepEveryNight", json!(["night"]));
    assert_eq!(reply["type"], "rpc", "{reply}");
    drop(first);
    let second = Harness::open(config());
    advance(&second, 24 * 60 * 60);
    assert_eq!(kept(&second), ["night by 08e"]);
}
