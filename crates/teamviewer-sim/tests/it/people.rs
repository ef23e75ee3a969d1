//! `/users`, and `/groups` one by one.

use serde_json::{Value, json};

use crate::client::{GROUP, JANE, Sim, TOM};

fn names(body: &Value) -> Vec<String> {
    let users = body["users"].as_array().unwrap();
    users
        .iter()
        .map(|user| user["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn users_are_found_by_mail_name_and_permission() {
    let sim = Sim::start();
    let token = sim.jane();
    let list = |query: &str| names(&sim.get(&token, &format!("/users?{query}")).json());
    assert_eq!(list(""), ["Jane Miller", "Tom Berger", "Claire Dubois"]);
    assert_eq!(list("name=BERG"), ["Tom Berger"]);
    let mails = "email=Tom.Berger@northwind.example,claire.dubois@northwind.example";
    assert_eq!(list(mails), ["Tom Berger", "Claire Dubois"]);
    assert_eq!(list("email=nobody@x.example"), Vec::<String>::new());
    assert_eq!(list("permissions=ViewAllConnections"), ["Claire Dubois"]);
    assert_eq!(list("permissions=ViewAll"), Vec::<String>::new());
    sim.get(&token, "/users?full_list=perhaps")
        .error(400, "invalid_request");
    assert_eq!(
        sim.get(&token, &format!("/users/{TOM}")).json()["name"],
        "Tom Berger"
    );
    sim.get(&token, "/users/u1").error(404, "not_found");
}

#[test]
fn users_need_their_permission() {
    let sim = Sim::start();
    sim.control(
        "POST",
        "/settings",
        json!({ "app_permissions": ["Account.Read"] }),
    );
    let sentence = sim.get(&sim.jane(), "/users").error(403, "invalid_permission");
    assert!(sentence.contains("Users.Read"), "{sentence}");
}

#[test]
fn a_group_is_renamed_shared_taken_back_and_deleted_by_its_owner() {
    let sim = Sim::start();
    let (jane, tom) = (sim.jane(), sim.tom());
    let id = sim
        .api(&jane, "POST", "/groups", json!({ "name": "Mine" }))
        .json()["id"]
        .clone();
    let path = format!("/groups/{}", id.as_str().unwrap());
    assert_eq!(
        sim.api(&jane, "PUT", &path, json!({ "name": "Renamed" })).status,
        204
    );
    assert_eq!(sim.get(&jane, &path).json()["name"], "Renamed");
    sim.get(&tom, &path).error(404, "not_found");
    let share = |permissions: &str| {
        let body = json!({ "users": [{ "userid": TOM, "permissions": permissions }] });
        sim.api(&jane, "POST", &format!("{path}/share_group"), body)
    };
    assert_eq!(share("read").status, 204);
    assert_eq!(sim.get(&tom, &path).json()["permissions"], "read");
    sim.api(&tom, "PUT", &path, json!({ "name": "Tom's" }))
        .error(403, "invalid_permission");
    assert_eq!(share("readwrite").status, 204);
    assert_eq!(sim.get(&tom, &path).json()["permissions"], "readwrite");
    share("everything").error(400, "invalid_request");
    let unshare = format!("{path}/unshare_group");
    assert_eq!(
        sim.api(&jane, "POST", &unshare, json!({ "users": [TOM] })).status,
        204
    );
    sim.get(&tom, &path).error(404, "not_found");
    assert_eq!(sim.api(&jane, "DELETE", &path, Value::Null).status, 204);
    sim.get(&jane, &path).error(404, "not_found");
}

#[test]
fn mistakes_about_groups_are_400() {
    let sim = Sim::start();
    let jane = sim.jane();
    let path = format!("/groups/{GROUP}");
    for (path, body) in [
        (path.clone(), json!({ "name": " " })),
        (path.clone(), json!({ "name": "Service desk" })),
        (path.clone(), json!({ "policy_id": "x" })),
    ] {
        sim.api(&jane, "PUT", &path, body).error(400, "invalid_request");
    }
    for body in [
        json!({}),
        json!({ "users": [] }),
        json!({ "users": [TOM] }),
        json!({ "users": [{ "userid": "u1" }] }),
        json!({ "users": [{ "userid": JANE }] }),
    ] {
        sim.api(&jane, "POST", &format!("{path}/share_group"), body)
            .error(400, "invalid_request");
    }
    sim.create(&jane, json!({}));
    let sentence = sim
        .api(&jane, "DELETE", &path, Value::Null)
        .error(400, "invalid_request");
    assert!(sentence.contains("sessions"), "{sentence}");
}
