//! `/devices`, `/managed/devices`, `/managed/groups`, and the pages behind device links.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::client::{GROUP, JANE, Sim, TOM};

const FIRST: &str = "00000000-0000-4000-8000-000000000001";
const SECOND: &str = "00000000-0000-4000-8000-000000000002";
const MANAGED_GROUP: &str = "00000000-0000-4000-8000-00000000000a";

/// Four computers: one in both lists, one in each, and one twice in the contact list.
fn bench() -> (Sim, String) {
    let sim = Sim::start();
    sim.control(
        "POST",
        "/clock",
        json!({ "set": "2026-03-01T12:00:00Z", "stopped": true }),
    );
    let computer = |id: u64, state: &str, assigned: Value, seen: Value| {
        json!({ "teamviewer_id": id, "name": format!("PC {id}"), "online_state": state, "version": "15.60.3",
            "assigned_to": assigned, "last_seen": seen })
    };
    let entry = |id: &str, teamviewer_id: u64, group: &str| json!({ "device_id": id, "teamviewer_id": teamviewer_id, "groupid": group });
    let managed = |id: &str, teamviewer_id: u64, groups: Value, managers: Value| json!({ "id": id, "teamviewer_id": teamviewer_id, "name": "managed", "groups": groups, "managers": managers });
    let seen = "2026-02-28T08:00:00Z";
    let devices = json!({
        "computers": [
            computer(400_000_001, "Online", json!(JANE), Value::Null),
            computer(400_000_002, "Offline", json!(JANE), json!(seen)),
            computer(400_000_003, "Offline", json!(TOM), json!(seen)),
            computer(400_000_004, "Busy", Value::Null, Value::Null),
        ],
        "entries": [
            entry("d1", 400_000_001, GROUP),
            entry("d2", 400_000_002, GROUP),
            entry("d3", 400_000_002, "g1001003"),
            entry("d4", 400_000_003, GROUP),
            entry("d5", 400_000_004, "g1001002"),
        ],
        "managed": [
            managed(FIRST, 400_000_001, json!([MANAGED_GROUP]), json!([JANE])),
            managed(SECOND, 400_000_004, json!([]), json!([TOM])),
        ],
        "managed_groups": [{ "id": MANAGED_GROUP, "name": "Offices", "managers": [TOM] }],
    });
    sim.control("POST", "/state", json!({ "devices": devices }));
    let token = sim.jane();
    (sim, token)
}

fn ids(body: &Value, list: &str, id: &str) -> Vec<String> {
    let resources = body[list].as_array().unwrap();
    resources
        .iter()
        .map(|resource| resource[id].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_contact_list_shows_groups_of_ones_own_and_filters() {
    let (sim, token) = bench();
    let list = |query: &str| {
        ids(
            &sim.get(&token, &format!("/devices?{query}")).json(),
            "devices",
            "device_id",
        )
    };
    assert_eq!(
        list(""),
        ["d1", "d2", "d3", "d4"],
        "d5 is in a group of Tom's alone"
    );
    assert_eq!(list("online_state=online"), ["d1"]);
    assert_eq!(list("online_state=Offline"), ["d2", "d3", "d4"]);
    assert_eq!(list("groupid=g1001003"), ["d3"]);
    assert_eq!(
        list("remotecontrol_id=r400000002"),
        ["d2", "d3"],
        "twice the same computer"
    );
    assert_eq!(list("remotecontrol_id=r400000002&groupid=g1001001"), ["d2"]);
    for wrong in ["online_state=asleep", "groupid=1", "remotecontrol_id=400000002"] {
        sim.get(&token, &format!("/devices?{wrong}"))
            .error(400, "invalid_request");
    }
}

#[test]
fn last_seen_is_told_of_what_is_offline_and_assigned_to_the_caller_only() {
    let (sim, token) = bench();
    let body = sim.get(&token, "/devices").json();
    let seen = |id: usize| body["devices"][id].get("last_seen").cloned();
    assert_eq!(
        [seen(0), seen(1), seen(3)],
        [None, Some(json!("2026-02-28T08:00:00Z")), None]
    );
    sim.control("POST", "/device/400000002/online", Value::Null);
    sim.control("POST", "/device/400000001/offline", Value::Null);
    let body = sim.get(&token, "/devices").json();
    assert_eq!(body["devices"][0]["last_seen"], "2026-03-01T12:00:00Z");
    assert_eq!(
        (
            &body["devices"][1]["online_state"],
            body["devices"][1].get("last_seen")
        ),
        (&json!("Online"), None)
    );
    assert_eq!(
        sim.send("POST", "/control/api/device/1/online", &[], "").status,
        404
    );
    assert_eq!(
        sim.send("POST", "/control/api/device/400000001/asleep", &[], "")
            .status,
        400
    );
}

#[test]
fn entries_are_made_changed_moved_and_removed() {
    let (sim, token) = bench();
    let new = json!({ "remotecontrol_id": "r987654321", "groupid": GROUP, "alias": "New", "password": "open-sesame" });
    let made = sim.api(&token, "POST", "/devices", new.clone()).json();
    assert_eq!(
        (&made["alias"], &made["online_state"]),
        (&json!("New"), &json!("Offline"))
    );
    sim.api(&token, "POST", "/devices", new)
        .error(400, "invalid_request");
    let path = format!("/devices/{}", made["device_id"].as_str().unwrap());
    let change = json!({ "alias": "Newer", "description": "d", "policy_id": FIRST });
    assert_eq!(sim.api(&token, "PUT", &path, change).status, 204);
    let one = sim.get(&token, &path).json()["devices"][0].clone();
    assert_eq!(
        (&one["alias"], &one["description"], &one["policy_id"]),
        (&json!("Newer"), &json!("d"), &json!(FIRST))
    );
    sim.api(&token, "PUT", &path, json!({ "groupid": "g1001003" }))
        .error(403, "invalid_permission");
    sim.api(&token, "PUT", &path, json!({ "policy_id": "none" }))
        .error(400, "invalid_request");
    assert_eq!(
        sim.api(&token, "PUT", &path, json!({ "description": "" })).status,
        204
    );
    assert_eq!(
        sim.get(&token, &path).json()["devices"][0].get("description"),
        None
    );
    assert_eq!(sim.api(&token, "DELETE", &path, Value::Null).status, 204);
    sim.get(&token, &path).error(404, "not_found");
    assert!(
        !sim.control("GET", "/requests", Value::Null)
            .to_string()
            .contains("open-sesame")
    );
}

#[test]
fn what_is_shared_for_reading_cannot_be_changed_and_what_is_not_shared_not_be_seen() {
    let (sim, token) = bench();
    sim.api(&token, "PUT", "/devices/d3", json!({ "alias": "x" }))
        .error(403, "invalid_permission");
    sim.api(&token, "DELETE", "/devices/d3", Value::Null)
        .error(403, "invalid_permission");
    sim.get(&token, "/devices/d5").error(404, "not_found");
    sim.api(&token, "DELETE", "/devices/d5", Value::Null)
        .error(404, "not_found");
    for (body, word) in [
        (json!({ "groupid": GROUP }), "remotecontrol_id"),
        (json!({ "remotecontrol_id": "r1" }), "groupid"),
        (
            json!({ "remotecontrol_id": "987654321", "groupid": GROUP }),
            "remotecontrol_id",
        ),
        (
            json!({ "remotecontrol_id": "r1", "groupid": "g1001002" }),
            "g1001002",
        ),
    ] {
        let sentence = sim
            .api(&token, "POST", "/devices", body)
            .error(400, "invalid_request");
        assert!(sentence.contains(word), "{sentence}");
    }
}

#[test]
fn managed_devices_are_those_the_caller_manages() {
    let (sim, jane) = bench();
    let tom = sim.tom();
    let list = |token: &str, path: &str| ids(&sim.get(token, path).json(), "resources", "id");
    assert_eq!(list(&jane, "/managed/devices"), [FIRST]);
    assert_eq!(list(&tom, "/managed/devices"), [SECOND]);
    assert_eq!(list(&jane, "/managed/groups"), Vec::<String>::new());
    assert_eq!(list(&tom, "/managed/groups"), [MANAGED_GROUP]);
    let inside = format!("/managed/groups/{MANAGED_GROUP}/devices");
    assert_eq!(list(&tom, &inside), [FIRST]);
    sim.get(&jane, &inside).error(404, "not_found");
    assert_eq!(
        sim.get(&tom, &format!("/managed/devices/{FIRST}")).status,
        200,
        "by its group"
    );
    sim.get(&jane, &format!("/managed/devices/{SECOND}"))
        .error(404, "not_found");
    sim.get(&jane, "/managed/devices/company")
        .error(403, "invalid_permission");
    let all = list(&sim.claire(), "/managed/devices/company");
    assert_eq!(all, [FIRST, SECOND]);
}

#[test]
fn both_lists_tell_the_state_of_the_same_computer() {
    let (sim, token) = bench();
    let both = || {
        let entry = sim.get(&token, "/devices/d1").json()["devices"][0]["online_state"].clone();
        let managed = sim.get(&token, &format!("/managed/devices/{FIRST}")).json()["isOnline"].clone();
        (entry, managed)
    };
    assert_eq!(both(), (json!("Online"), json!(true)));
    sim.control("POST", "/device/400000001/offline", Value::Null);
    assert_eq!(both(), (json!("Offline"), json!(false)));
}

#[test]
fn pages_of_managed_devices_lead_to_the_next_and_end() {
    let sim = Sim::start_with(&["--seed", "7", "--seed-company"]);
    let token = sim.claire();
    let mut seen = BTreeSet::new();
    let mut path = "/managed/devices/company".to_owned();
    let mut sizes = Vec::new();
    loop {
        let body = sim.get(&token, &path).json();
        let page = ids(&body, "resources", "id");
        sizes.push(page.len());
        seen.extend(page);
        match body["nextPaginationToken"].as_str() {
            Some(token) => path = format!("/managed/devices/company?paginationToken={token}"),
            None => break,
        }
    }
    assert_eq!((sizes, seen.len()), (vec![100, 100, 10], 210));
    sim.get(&token, "/managed/devices/company?paginationToken=x")
        .error(400, "invalid_request");
}

#[test]
fn device_links_lead_to_a_page() {
    let (sim, _) = bench();
    let page = |path: &str| sim.send("GET", path, &[("host", "start.teamviewer.localhost")], "");
    let answer = page("/device/400000001/authorization/prompt/mode/control");
    assert!(
        answer.body.contains("Connect to PC 400000001") && answer.body.contains("by prompt"),
        "{answer:?}"
    );
    assert!(page("/400000004").body.contains("by password"));
    assert!(
        page("/device/400000002")
            .body
            .contains("This computer is offline.")
    );
    assert_eq!(page("/device/1").status, 404);
    assert_eq!(page("/device/400000001/mode/destroy").status, 400);
    let last = sim.logged().pop().unwrap();
    assert_eq!(last["operations"], json!(["device_page"]));
}

#[test]
fn adding_devices_checks_what_they_refer_to() {
    let sim = Sim::start();
    let entry = json!({ "device_id": "d1", "teamviewer_id": 1, "groupid": GROUP });
    let body = json!({ "devices": { "entries": [entry] } });
    let answer = sim.send("POST", "/control/api/state", &[], &body.to_string());
    assert_eq!(answer.status, 400);
    assert!(answer.body.contains("no computer 1"), "{answer:?}");
}

#[test]
fn the_control_page_turns_a_computer_off() {
    let (sim, token) = bench();
    assert!(sim.send("GET", "/control", &[], "").body.contains("Goes offline"));
    let fields = [("what", "device"), ("code", "400000001"), ("step", "offline")];
    assert_eq!(sim.form("/control/do", &[], &fields).status, 303);
    let state = sim.get(&token, "/devices/d1").json()["devices"][0]["online_state"].clone();
    assert_eq!(state, "Offline");
    let unknown = [("what", "device"), ("code", "1"), ("step", "offline")];
    assert_eq!(sim.form("/control/do", &[], &unknown).status, 400);
}
