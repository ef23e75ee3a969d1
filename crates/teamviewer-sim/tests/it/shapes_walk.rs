//! Walks every endpoint so that every documented field occurs: what README lists as not sent, and nothing else, does
//! not.

use serde_json::{Value, json};

use crate::client::{CLAIRE, GROUP, JANE, Sim, TOM};
use crate::shapes::SHAPES;

#[test]
fn every_documented_field_occurs_but_those_listed_as_not_sent() {
    let sim = Sim::start_with(&["--seed", "7", "--seed-company"]);
    let tokens = sim.tokens("jane.miller@northwind.example", "jane-demo");
    let jane = tokens["access_token"].as_str().unwrap();
    let claire = sim.claire();
    sim.get(jane, "/ping");
    sim.get(jane, "/account");
    sim.get(jane, "/nothing").error(404, "not_found");
    sessions(&sim, jane);
    reports(&sim, jane);
    groups_and_users(&sim, jane);
    devices(&sim, jane, &claire);
    sim.refresh(tokens["refresh_token"].as_str().unwrap());
    sim.api(jane, "POST", "/oauth2/revoke", Value::Null);
    let seen = sim.seen.lock().unwrap();
    assert_eq!(seen.endpoints, SHAPES.endpoints());
    let expected = SHAPES.expected();
    let wrong: Vec<_> = seen.places.symmetric_difference(&expected).collect();
    assert!(wrong.is_empty(), "either sent or listed as not sent: {wrong:?}");
}

fn sessions(sim: &Sim, jane: &str) {
    let session = sim.create(
        jane,
        json!({
            "description": "d", "waiting_message": "w", "custom_api": "c", "customId": "i", "tv_version": "15",
            "end_customer": { "name": "n", "email": "e@x.example" },
        }),
    );
    let path = format!("/sessions/{}", session["code"].as_str().unwrap());
    sim.api(
        jane,
        "PUT",
        &path,
        json!({ "custom_module_id": "m", "state": "closed" }),
    );
    sim.get(jane, &path);
    sim.get(jane, "/sessions?state=open,closed&full_list=true");
    sim.api(jane, "DELETE", &path, Value::Null);
    let many = json!({ "creator": JANE, "groupid": GROUP, "count": 1_001 });
    sim.control("POST", "/state", json!({ "sessions": [many] }));
    sim.get(jane, "/sessions");
    sim.get(jane, "/sessions?full_list=true");
}

fn reports(sim: &Sim, jane: &str) {
    let first = sim.get(jane, "/reports/connections").json()["records"][0]["id"].clone();
    let path = format!("/reports/connections/{}", first.as_str().unwrap());
    sim.get(jane, &path);
    sim.api(jane, "PUT", &path, json!({ "notes": "n" }));
    let quirks = json!({ "bill_instead_of_fee": true, "compact_dates": true });
    sim.control("POST", "/settings", json!({ "report_quirks": quirks }));
    sim.get(jane, "/reports/connections");
    sim.api(jane, "DELETE", &path, Value::Null);
}

fn groups_and_users(sim: &Sim, jane: &str) {
    sim.get(jane, "/groups");
    let policy = "00000000-0000-4000-8000-000000000001";
    let group = sim.api(
        jane,
        "POST",
        "/groups",
        json!({ "name": "x", "policy_id": policy }),
    );
    let path = format!("/groups/{}", group.json()["id"].as_str().unwrap());
    sim.api(jane, "PUT", &path, json!({ "name": "y" }));
    let share = json!({ "users": [{ "userid": TOM, "permissions": "read" }] });
    sim.api(jane, "POST", &format!("{path}/share_group"), share);
    sim.get(jane, &path);
    sim.api(
        jane,
        "POST",
        &format!("{path}/unshare_group"),
        json!({ "users": [TOM] }),
    );
    sim.api(jane, "DELETE", &path, Value::Null);
    sim.get(jane, "/users");
    sim.get(jane, "/users?full_list=true");
    sim.get(jane, &format!("/users/{JANE}"));
}

fn devices(sim: &Sim, jane: &str, claire: &str) {
    sim.get(jane, "/devices");
    let device = sim.api(
        jane,
        "POST",
        "/devices",
        json!({ "remotecontrol_id": "r123456789", "groupid": GROUP, "alias": "a", "description": "d" }),
    );
    let path = format!("/devices/{}", device.json()["device_id"].as_str().unwrap());
    sim.get(jane, &path);
    sim.api(jane, "PUT", &path, json!({ "alias": "b" }));
    sim.api(jane, "DELETE", &path, Value::Null);
    let managed = sim.get(jane, "/managed/devices").json();
    sim.get(jane, "/managed/devices?paginationToken=after-100");
    let id = managed["resources"][0]["id"].as_str().unwrap();
    sim.get(jane, &format!("/managed/devices/{id}"));
    sim.get(claire, "/managed/devices/company");
    let many: Vec<Value> = (0..101)
        .map(|number| json!({ "id": format!("00000000-0000-4000-8000-{number:012x}"), "name": "n", "managers": [CLAIRE] }))
        .collect();
    sim.control("POST", "/state", json!({ "devices": { "managed_groups": many } }));
    let groups = sim.get(claire, "/managed/groups").json();
    sim.get(claire, "/managed/groups?paginationToken=after-0");
    let id = groups["resources"][0]["id"].as_str().unwrap();
    sim.get(claire, &format!("/managed/groups/{id}"));
    sim.get(claire, &format!("/managed/groups/{id}/devices"));
}
