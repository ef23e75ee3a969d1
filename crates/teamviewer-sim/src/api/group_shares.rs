//! `/groups/{id}/share_group` and `unshare_group`.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde_json::Value;

use super::Answer;
use super::caller::Caller;
use super::errors::ApiError;
use super::groups::own;
use super::params::Fields;
use crate::model::World;
use crate::model::group::{Share, SharePermission};
use crate::model::permission::Permission;
use crate::state::App;

/// Shares a group of the caller's: `{"users": [{"userid", "permissions"}]}`. Who has it already gets the new
/// permission.
pub async fn share(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    app.with(|sim| {
        let caller = Caller::admit(sim, &headers, "share_group", &[Permission::GroupsShare])?;
        own(&sim.world, &caller, &id)?;
        let fields = Fields::of(&headers, &body)?;
        let share = |entry: &Value| {
            let entry = Fields::of_value(entry)?;
            let userid = colleague(&sim.world, &caller, entry.text("userid", 64)?)?;
            let permissions = match entry.text("permissions", 16)?.as_deref() {
                None | Some("read") => SharePermission::Read,
                Some("readwrite") => SharePermission::ReadWrite,
                Some(_) => {
                    return Err(ApiError::invalid_request("permissions must be read or readwrite"));
                }
            };
            Ok(Share { userid, permissions })
        };
        let shares = fields.list("users")?.iter().map(share);
        let shares: Vec<Share> = shares.collect::<Result<_, _>>()?;
        if let Some(group) = sim.world.group_mut(&id) {
            for share in shares {
                group.shared_with.retain(|known| known.userid != share.userid);
                group.shared_with.push(share);
            }
        }
        Ok(StatusCode::NO_CONTENT.into_response())
    })
}

/// Takes a group of the caller's back: `{"users": ["u1"]}`.
pub async fn unshare(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    app.with(|sim| {
        let caller = Caller::admit(sim, &headers, "unshare_group", &[Permission::GroupsShare])?;
        own(&sim.world, &caller, &id)?;
        let fields = Fields::of(&headers, &body)?;
        let userid = |entry: &Value| {
            let userid = entry.as_str().map(str::to_owned);
            colleague(&sim.world, &caller, userid)
        };
        let users = fields.list("users")?.iter().map(userid);
        let users: Vec<String> = users.collect::<Result<_, _>>()?;
        if let Some(group) = sim.world.group_mut(&id) {
            group.shared_with.retain(|share| !users.contains(&share.userid));
        }
        Ok(StatusCode::NO_CONTENT.into_response())
    })
}

/// An account other than the caller's.
fn colleague(world: &World, caller: &Caller, userid: Option<String>) -> Result<String, ApiError> {
    let userid = userid.ok_or_else(|| ApiError::invalid_request("users must name users by their userid"))?;
    if world.account(&userid).is_none() {
        return Err(ApiError::invalid_request(format!("There is no user {userid:?}")));
    }
    if userid == caller.userid() {
        return Err(ApiError::invalid_request(
            "A group cannot be shared with its owner",
        ));
    }
    Ok(userid)
}
