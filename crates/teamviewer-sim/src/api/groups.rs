//! `/groups`: groups of the contact list.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde_json::{Value, json};

use super::Answer;
use super::caller::Caller;
use super::errors::ApiError;
use super::params::{Fields, Query};
use crate::model::World;
use crate::model::group::{Group, Share};
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

/// One group.
pub async fn get(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = Caller::admit(sim, &headers, "get_group", &[Permission::GroupsRead])?;
        let group = visible(&sim.world, &caller, &id)?;
        Ok(Json(body(&sim.world, group, caller.userid())).into_response())
    })
}

/// Makes a group.
pub async fn create(State(app): State<App>, headers: HeaderMap, body_text: Bytes) -> Answer {
    app.with(|sim| {
        let caller = Caller::admit(sim, &headers, "create_group", &[Permission::GroupsCreate])?;
        let fields = Fields::of(&headers, &body_text)?;
        let name = new_name(&sim.world, &caller, &fields)?
            .ok_or_else(|| ApiError::invalid_request("name is required"))?;
        let policy_id = fields.guid("policy_id")?;
        let group = sim.world.create_group(&name, caller.userid());
        if let Some(group) = sim.world.group_mut(&group.id) {
            group.policy_id = policy_id;
        }
        let group = visible(&sim.world, &caller, &group.id)?;
        Ok(Json(body(&sim.world, group, caller.userid())).into_response())
    })
}

/// Changes name and policy of a group of the caller's.
pub async fn modify(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    app.with(|sim| {
        let caller = Caller::admit(sim, &headers, "modify_group", &[Permission::GroupsModify])?;
        own(&sim.world, &caller, &id)?;
        let fields = Fields::of(&headers, &body)?;
        let name = new_name(&sim.world, &caller, &fields)?;
        let policy_id = fields.guid("policy_id")?;
        if let Some(group) = sim.world.group_mut(&id) {
            group.name = name.unwrap_or_else(|| group.name.clone());
            group.policy_id = policy_id.or_else(|| group.policy_id.clone());
        }
        Ok(StatusCode::NO_CONTENT.into_response())
    })
}

/// Deletes a group of the caller's and the entries of computers in it. A group with sessions stays.
pub async fn delete(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = Caller::admit(sim, &headers, "delete_group", &[Permission::GroupsDelete])?;
        own(&sim.world, &caller, &id)?;
        let world = &mut sim.world;
        if world.sessions.iter().any(|session| session.groupid == id) {
            return Err(ApiError::invalid_request(format!(
                "There are sessions in the group {id}"
            )));
        }
        world.groups.retain(|group| group.id != id);
        world.devices.entries.retain(|entry| entry.groupid != id);
        Ok(StatusCode::NO_CONTENT.into_response())
    })
}

/// The group, when the caller may see it.
fn visible<'a>(world: &'a World, caller: &Caller, id: &str) -> Result<&'a Group, ApiError> {
    let group = world.group(id);
    let group = group.filter(|group| group.permission_of(caller.userid()).is_some());
    group.ok_or_else(|| ApiError::not_found(format!("There is no group {id:?}")))
}

/// The group, when it is the caller's own.
pub fn own<'a>(world: &'a World, caller: &Caller, id: &str) -> Result<&'a Group, ApiError> {
    let group = visible(world, caller, id)?;
    if group.owner == caller.userid() {
        return Ok(group);
    }
    let sentence = format!("The group {id} belongs to somebody else");
    Err(ApiError::invalid_permission(sentence))
}

/// A name that none of the caller's groups has; none when it is not mentioned.
fn new_name(world: &World, caller: &Caller, fields: &Fields) -> Result<Option<String>, ApiError> {
    let Some(name) = fields.text("name", LONGEST_NAME)? else {
        return Ok(None);
    };
    if name.trim().is_empty() {
        return Err(ApiError::invalid_request("name must not be empty"));
    }
    let is_taken = |group: &Group| group.name == name && group.owner == caller.userid();
    if world.groups.iter().any(is_taken) {
        return Err(ApiError::invalid_request(format!(
            "There is a group named {name:?} already"
        )));
    }
    Ok(Some(name))
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
        let share = |share: &Share| {
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
    if let Some(policy_id) = &group.policy_id {
        body["policy_id"] = policy_id.clone().into();
    }
    body
}
