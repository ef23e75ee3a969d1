//! `/managed/devices` and `/managed/groups`: computers under management, read only, in pages.

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use serde_json::{Map, Value, json};

use super::Answer;
use super::caller::Caller;
use super::errors::ApiError;
use super::params::Query;
use crate::clock::iso;
use crate::model::device::{Devices, ManagedDevice, ManagedGroup};
use crate::model::permission::Permission;
use crate::state::{App, Sim};

/// Most resources in one answer. How many TeamViewer gives is not documented.
const PAGE: usize = 100;

/// Devices that the caller manages directly.
pub async fn devices(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = admit(sim, &headers, "list_managed_devices")?;
        let mine = |device: &&ManagedDevice| manages(&device.managers, &caller);
        let devices = &sim.world.devices;
        page(&query, devices.managed.iter().filter(mine), |device| {
            device_json(devices, device)
        })
    })
}

/// All devices of the company, for its administrators.
pub async fn company(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = admit(sim, &headers, "list_company_devices")?;
        if !caller.account.company_admin {
            let sentence = "Only a company administrator sees all managed devices";
            return Err(ApiError::invalid_permission(sentence));
        }
        let devices = &sim.world.devices;
        page(&query, devices.managed.iter(), |device| {
            device_json(devices, device)
        })
    })
}

/// One device.
pub async fn device(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = admit(sim, &headers, "get_managed_device")?;
        let devices = &sim.world.devices;
        let in_my_group = |device: &ManagedDevice| {
            let mut groups = devices.managed_groups.iter();
            groups.any(|group| device.groups.contains(&group.id) && manages(&group.managers, &caller))
        };
        let found = devices
            .managed
            .iter()
            .find(|device| device.id == id && (manages(&device.managers, &caller) || in_my_group(device)));
        let found = found.ok_or_else(|| ApiError::not_found(format!("There is no managed device {id:?}")))?;
        Ok(Json(device_json(devices, found)).into_response())
    })
}

/// Groups that the caller manages.
pub async fn groups(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = admit(sim, &headers, "list_managed_groups")?;
        let mine = |group: &&ManagedGroup| manages(&group.managers, &caller);
        let groups = sim.world.devices.managed_groups.iter().filter(mine);
        page(&query, groups, group_json)
    })
}

/// One group.
pub async fn group(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = admit(sim, &headers, "get_managed_group")?;
        Ok(Json(group_json(find_group(&sim.world.devices, &caller, &id)?)).into_response())
    })
}

/// Devices in a group that the caller manages.
pub async fn group_devices(
    State(app): State<App>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    app.with(|sim| {
        let caller = admit(sim, &headers, "list_managed_group_devices")?;
        let devices = &sim.world.devices;
        find_group(devices, &caller, &id)?;
        let inside = |device: &&ManagedDevice| device.groups.contains(&id);
        page(&query, devices.managed.iter().filter(inside), |device| {
            device_json(devices, device)
        })
    })
}

fn admit(sim: &mut Sim, headers: &HeaderMap, function: &'static str) -> Result<Caller, ApiError> {
    Caller::admit(sim, headers, function, &[Permission::ManagedDevicesRead])
}

fn manages(managers: &[String], caller: &Caller) -> bool {
    managers.iter().any(|userid| userid == caller.userid())
}

fn find_group<'a>(devices: &'a Devices, caller: &Caller, id: &str) -> Result<&'a ManagedGroup, ApiError> {
    let mut groups = devices.managed_groups.iter();
    groups
        .find(|group| group.id == id && manages(&group.managers, caller))
        .ok_or_else(|| ApiError::not_found(format!("There is no managed group {id:?}")))
}

/// A page of resources. The token of the next page says how many came before it; none on the last page.
fn page<'a, T: 'a>(
    query: &Option<String>,
    resources: impl Iterator<Item = &'a T>,
    json_of: impl Fn(&T) -> Value,
) -> Answer {
    let query = Query::of(query.as_deref());
    let token = query.text("paginationToken");
    let before = match token {
        None => 0,
        Some(token) => token
            .strip_prefix("after-")
            .and_then(|number| number.parse::<usize>().ok())
            .ok_or_else(|| ApiError::invalid_request("paginationToken is not one that this list gave"))?,
    };
    let resources: Vec<&T> = resources.collect();
    let shown: Vec<Value> = resources
        .iter()
        .skip(before)
        .take(PAGE)
        .map(|resource| json_of(resource))
        .collect();
    let mut body = json!({ "resources": shown });
    if let Some(token) = token {
        body["currentPaginationToken"] = token.into();
    }
    if before + PAGE < resources.len() {
        body["nextPaginationToken"] = format!("after-{}", before + PAGE).into();
    }
    Ok(Json(body).into_response())
}

fn device_json(devices: &Devices, device: &ManagedDevice) -> Value {
    let computer = devices.computer(device.teamviewer_id);
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    put("id", device.id.clone().into());
    put("teamviewerId", device.teamviewer_id.into());
    put("name", device.name.clone().into());
    put(
        "isOnline",
        computer
            .is_some_and(|computer| computer.online_state.is_reachable())
            .into(),
    );
    if let Some(at) = computer.and_then(|computer| computer.last_seen) {
        put("last_seen", iso(at).into());
    }
    if let Some(policy_id) = &device.policy_id {
        put("teamviewerPolicyId", policy_id.clone().into());
    }
    if let Some(version) = computer.map(|computer| &computer.version) {
        put("teamViewerVersion", version.clone().into());
    }
    if let Some(description) = &device.description {
        put("deviceDescription", description.clone().into());
    }
    Value::Object(fields)
}

fn group_json(group: &ManagedGroup) -> Value {
    let mut body = json!({ "id": group.id, "name": group.name });
    if let Some(policy_id) = &group.policy_id {
        body["policy_id"] = policy_id.clone().into();
    }
    body
}
