//! `/groups`.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use serde_json::{Value, json};

use super::Answer;
use super::caller::Caller;
use super::errors::ApiError;
use super::params::{Fields, Query};
use crate::model::World;
use crate::model::group::Group;
use crate::model::permission::Permission;
use crate::state::App;

/// Longest name of a group. Not documented; the contact list of the client stops there.
const LONGEST_NAME: usize = 100;

/// The caller's own groups and those shared with the caller.
pub async fn list(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = Caller::admit(sim, &headers, "list_groups", &[Permission::GroupsRead])?;
        let query = Query::of(query.as_deref());
        let shared = query.flag("shared")?;
        let name = query.text("name").map(str::to_lowercase);
        let world = &sim.world;
        let groups = world.groups.iter().filter(|group| {
            group.permission_of(caller.userid()).is_some()
                && name
                    .as_ref()
                    .is_none_or(|name| group.name.to_lowercase().contains(name))
                && shared.is_none_or(|shared| shared == (group.owner != caller.userid()))
        });
        let groups: Vec<Value> = groups.map(|group| body(world, group, caller.userid())).collect();
        Ok(Json(json!({ "groups": groups })).into_response())
    })
}

/// Makes a group.
pub async fn create(State(app): State<App>, headers: HeaderMap, body_text: Bytes) -> Answer {
    app.with(|sim| {
        let caller = Caller::admit(sim, &headers, "create_group", &[Permission::GroupsCreate])?;
        let name = new_name(&headers, &body_text)?;
        if sim
            .world
            .groups
            .iter()
            .any(|group| group.name == name && group.owner == caller.userid())
        {
            return Err(ApiError::invalid_request(format!(
                "There is a group named {name:?} already"
            )));
        }
        let group = sim.world.create_group(&name, caller.userid());
        Ok(Json(body(&sim.world, &group, caller.userid())).into_response())
    })
}

fn new_name(headers: &HeaderMap, body: &[u8]) -> Result<String, ApiError> {
    let name = Fields::of(headers, body)?.text("name", LONGEST_NAME)?;
    name.filter(|name| !name.trim().is_empty())
        .ok_or_else(|| ApiError::invalid_request("name is required"))
}

fn body(world: &World, group: &Group, caller: &str) -> Value {
    let name_of = |userid: &str| {
        world
            .account(userid)
            .map_or("", |account| &account.name)
            .to_owned()
    };
    let mut body = json!({ "id": group.id, "name": group.name });
    if !group.shared_with.is_empty() {
        let share = |share: &crate::model::group::Share| {
            json!({
                "userid": share.userid,
                "name": name_of(&share.userid),
                "permissions": share.permissions,
                "pending": false,
            })
        };
        body["shared_with"] = group.shared_with.iter().map(share).collect();
    }
    if group.owner != caller {
        body["owner"] = json!({ "userid": group.owner, "name": name_of(&group.owner) });
    }
    body["permissions"] = group.permission_of(caller).into();
    body
}
