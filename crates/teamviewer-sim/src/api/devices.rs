//! `/devices`: the computers of the caller's contact list.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde_json::{Map, Value, json};

use super::Answer;
use super::caller::Caller;
use super::errors::ApiError;
use super::params::{Fields, Query};
use crate::clock::iso;
use crate::model::World;
use crate::model::device::{Computer, DeviceEntry, OnlineState};
use crate::model::permission::Permission;
use crate::state::App;

/// Longest alias and password. Not documented.
const LONGEST_NAME: usize = 256;
/// Longest description. Not documented.
const LONGEST_TEXT: usize = 4_000;

/// Entries in groups the caller may see. The documentation knows no pages here.
pub async fn list(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = Caller::admit(sim, &headers, "list_devices", &[Permission::ContactListRead])?;
        let query = Query::of(query.as_deref());
        let groupid = query.id("groupid", 'g')?;
        let remotecontrol_id = query.id("remotecontrol_id", 'r')?;
        let state = match query.text("online_state") {
            None => None,
            Some(word) => Some(OnlineState::parse(word).ok_or_else(|| {
                ApiError::invalid_request("online_state must be online, offline, busy or away")
            })?),
        };
        let world = &sim.world;
        let fits = |(entry, computer): &(&DeviceEntry, &Computer)| {
            groupid.as_ref().is_none_or(|id| *id == entry.groupid)
                && remotecontrol_id
                    .as_ref()
                    .is_none_or(|id| *id == remotecontrol(entry.teamviewer_id))
                && state.is_none_or(|state| state == computer.online_state)
        };
        let devices: Vec<Value> = visible(world, &caller)
            .filter(fits)
            .map(|(entry, computer)| body(entry, computer, caller.userid()))
            .collect();
        Ok(Json(json!({ "devices": devices })).into_response())
    })
}

/// One entry, as a list of one.
pub async fn get(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = Caller::admit(sim, &headers, "get_device", &[Permission::ContactListRead])?;
        let (entry, computer) = find(&sim.world, &caller, &id)?;
        let body = body(entry, computer, caller.userid());
        Ok(Json(json!({ "devices": [body] })).into_response())
    })
}

/// Puts a computer into a group.
pub async fn create(State(app): State<App>, headers: HeaderMap, text: Bytes) -> Answer {
    app.with(|sim| {
        let caller = Caller::admit(sim, &headers, "create_device", &[Permission::ContactListCreate])?;
        let fields = Fields::of(&headers, &text)?;
        let required = |name: &str| ApiError::invalid_request(format!("{name} is required"));
        let remotecontrol_id = fields
            .id("remotecontrol_id", 'r')?
            .ok_or_else(|| required("remotecontrol_id"))?;
        let teamviewer_id: u64 = remotecontrol_id[1..]
            .parse()
            .map_err(|_| ApiError::invalid_request("remotecontrol_id is too long"))?;
        let groupid = writable_group(&sim.world, &caller, &fields)?.ok_or_else(|| required("groupid"))?;
        let change = Change::read(&fields)?;
        let entries = &sim.world.devices.entries;
        if entries
            .iter()
            .any(|entry| entry.teamviewer_id == teamviewer_id && entry.groupid == groupid)
        {
            return Err(ApiError::invalid_request(format!(
                "{remotecontrol_id} is in the group {groupid} already"
            )));
        }
        let world = &mut sim.world;
        let mut entry = DeviceEntry {
            device_id: world.new_device_id(),
            teamviewer_id,
            groupid,
            alias: None,
            description: None,
            policy_id: None,
        };
        change.apply(&mut entry);
        // Any TeamViewer ID can be added; whether a computer has it shows when it comes online.
        let computer = match world.devices.computer(teamviewer_id) {
            Some(computer) => computer.clone(),
            None => {
                let computer = unheard_of(teamviewer_id);
                world.devices.computers.push(computer.clone());
                computer
            }
        };
        let answer = body(&entry, &computer, caller.userid());
        world.devices.entries.push(entry);
        Ok(Json(answer).into_response())
    })
}

/// Changes an entry.
pub async fn modify(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    text: Bytes,
) -> Answer {
    app.with(|sim| {
        let caller = Caller::admit(sim, &headers, "modify_device", &[Permission::ContactListModify])?;
        writable(&sim.world, &caller, &id)?;
        let fields = Fields::of(&headers, &text)?;
        let groupid = writable_group(&sim.world, &caller, &fields)?;
        let change = Change::read(&fields)?;
        if let Some(entry) = sim.world.devices.entry_mut(&id) {
            change.apply(entry);
            entry.groupid = groupid.unwrap_or_else(|| entry.groupid.clone());
        }
        Ok(StatusCode::NO_CONTENT.into_response())
    })
}

/// Removes an entry; the computer stays wherever else it is.
pub async fn delete(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = Caller::admit(sim, &headers, "delete_device", &[Permission::ContactListDelete])?;
        writable(&sim.world, &caller, &id)?;
        sim.world.devices.entries.retain(|entry| entry.device_id != id);
        Ok(StatusCode::NO_CONTENT.into_response())
    })
}

/// What POST and PUT may both say. A password is checked and not kept: nothing here opens a computer.
struct Change {
    alias: Option<String>,
    description: Option<String>,
    policy_id: Option<String>,
}

impl Change {
    fn read(fields: &Fields) -> Result<Self, ApiError> {
        fields.text("password", LONGEST_NAME)?;
        Ok(Self {
            alias: fields.text("alias", LONGEST_NAME)?,
            description: fields.text("description", LONGEST_TEXT)?,
            policy_id: fields.guid("policy_id")?,
        })
    }

    /// An empty text removes one.
    fn apply(self, entry: &mut DeviceEntry) {
        for (new, kept) in [
            (self.alias, &mut entry.alias),
            (self.description, &mut entry.description),
            (self.policy_id, &mut entry.policy_id),
        ] {
            if let Some(text) = new {
                *kept = Some(text).filter(|text| !text.is_empty());
            }
        }
    }
}

fn visible<'a>(
    world: &'a World,
    caller: &'a Caller,
) -> impl Iterator<Item = (&'a DeviceEntry, &'a Computer)> {
    let seen = |entry: &&DeviceEntry| {
        world
            .group(&entry.groupid)
            .is_some_and(|group| group.permission_of(caller.userid()).is_some())
    };
    let entries = world.devices.entries.iter().filter(seen);
    entries.filter_map(|entry| Some((entry, world.devices.computer(entry.teamviewer_id)?)))
}

fn find<'a>(
    world: &'a World,
    caller: &'a Caller,
    id: &str,
) -> Result<(&'a DeviceEntry, &'a Computer), ApiError> {
    visible(world, caller)
        .find(|(entry, _)| entry.device_id == id)
        .ok_or_else(|| ApiError::not_found(format!("There is no device {id:?}")))
}

/// The entry must be in a group whose contents the caller may change.
fn writable(world: &World, caller: &Caller, id: &str) -> Result<(), ApiError> {
    let (entry, _) = find(world, caller, id)?;
    may_write(world, caller, &entry.groupid)
}

fn may_write(world: &World, caller: &Caller, groupid: &str) -> Result<(), ApiError> {
    match world.group(groupid) {
        Some(group) if group.is_writable_by(caller.userid()) => Ok(()),
        Some(group) if group.permission_of(caller.userid()).is_some() => {
            let sentence = format!("The group {groupid} is shared for reading only");
            Err(ApiError::invalid_permission(sentence))
        }
        _ => Err(ApiError::invalid_request(format!("There is no group {groupid}"))),
    }
}

fn writable_group(world: &World, caller: &Caller, fields: &Fields) -> Result<Option<String>, ApiError> {
    let groupid = fields.id("groupid", 'g')?;
    if let Some(groupid) = &groupid {
        may_write(world, caller, groupid)?;
    }
    Ok(groupid)
}

fn unheard_of(teamviewer_id: u64) -> Computer {
    Computer {
        teamviewer_id,
        name: teamviewer_id.to_string(),
        online_state: OnlineState::Offline,
        last_seen: None,
        version: String::new(),
        assigned_to: None,
    }
}

fn remotecontrol(teamviewer_id: u64) -> String {
    format!("r{teamviewer_id}")
}

/// `last_seen` is told only of what is offline and assigned to the caller.
fn body(entry: &DeviceEntry, computer: &Computer, caller: &str) -> Value {
    let is_mine = computer.assigned_to.as_deref() == Some(caller);
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    put("device_id", entry.device_id.clone().into());
    put("remotecontrol_id", remotecontrol(entry.teamviewer_id).into());
    put("groupid", entry.groupid.clone().into());
    put(
        "alias",
        entry.alias.as_ref().unwrap_or(&computer.name).clone().into(),
    );
    put("online_state", computer.online_state.name().into());
    // One text, not a list.
    put("supported_features", "remote_control,chat".into());
    put("assigned_to", is_mine.into());
    if let Some(description) = &entry.description {
        put("description", description.clone().into());
    }
    if let Some(policy_id) = &entry.policy_id {
        put("policy_id", policy_id.clone().into());
    }
    let last_seen = computer.last_seen.filter(|_| is_mine);
    if let Some(at) = last_seen.filter(|_| !computer.online_state.is_reachable()) {
        put("last_seen", iso(at).into());
    }
    Value::Object(fields)
}
