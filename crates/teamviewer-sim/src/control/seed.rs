//! `POST /control/api/state`: adds sessions, connections, accounts and groups from outside.

use serde::Deserialize;
use serde_json::{Value, json};

use super::command::ControlError;
use crate::clock::Instant;
use crate::model::account::{Account, UserId};
use crate::model::connection::{BillingState, Connection, SessionFacts};
use crate::model::device::Devices;
use crate::model::group::Group;
use crate::model::session::{Details, Kind};
use crate::model::{NewSession, Sms};
use crate::state::Sim;

/// What to add. An account or group replaces the one with its id.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Seed {
    accounts: Vec<Account>,
    groups: Vec<Group>,
    sessions: Vec<SessionSeed>,
    connections: Vec<ConnectionSeed>,
    sms: Vec<Sms>,
    devices: Devices,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionSeed {
    creator: UserId,
    groupid: String,
    #[serde(default)]
    kind: Kind,
    /// `u0` for nobody; absent for the creator.
    assigned_userid: Option<UserId>,
    /// Absent for now.
    created_at: Option<Instant>,
    /// Absent for 24 hours after now.
    valid_until: Option<Instant>,
    #[serde(default)]
    closed: bool,
    #[serde(default)]
    customer_online: bool,
    #[serde(default)]
    details: Details,
    /// How many of the same kind; default 1.
    #[serde(default = "one")]
    count: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConnectionSeed {
    userid: UserId,
    groupid: String,
    /// Absent for an unnamed device.
    devicename: Option<String>,
    start_date: Instant,
    end_date: Instant,
    /// Absent for any computer.
    deviceid: Option<String>,
    contact_id: Option<String>,
    fee: Option<f64>,
    currency: Option<String>,
    #[serde(default)]
    billing_state: BillingState,
    /// Absent for a connection without a session code.
    session: Option<SessionFacts>,
    #[serde(default = "remote_connection")]
    support_session_type: u8,
    notes: Option<String>,
    /// How many of the same kind; default 1.
    #[serde(default = "one")]
    count: u32,
}

fn one() -> u32 {
    1
}

fn remote_connection() -> u8 {
    1
}

/// Adds everything and returns the codes and ids that came into being.
pub fn add(sim: &mut Sim, seed: Seed) -> Result<Value, ControlError> {
    for account in seed.accounts {
        sim.world.accounts.retain(|known| known.userid != account.userid);
        sim.world.accounts.push(account);
    }
    for group in seed.groups {
        sim.world.groups.retain(|known| known.id != group.id);
        sim.world.groups.push(group);
    }
    sim.world.sms.extend(seed.sms);
    let mut devices = sim.world.devices.clone();
    devices.merge(seed.devices);
    if let Some(problem) = devices.problem(|id| sim.world.group(id).is_some()) {
        return Err(ControlError::Wrong(problem));
    }
    sim.world.devices = devices;
    let mut sessions = Vec::new();
    for session in seed.sessions {
        known(sim, &session.creator, &session.groupid)?;
        for _ in 0..session.count {
            sessions.push(add_session(sim, &session)?);
        }
    }
    let mut connections = Vec::new();
    for connection in seed.connections {
        known(sim, &connection.userid, &connection.groupid)?;
        for _ in 0..connection.count {
            connections.push(add_connection(sim, &connection));
        }
    }
    Ok(json!({ "sessions": sessions, "connections": connections }))
}

fn known(sim: &Sim, userid: &str, groupid: &str) -> Result<(), ControlError> {
    if sim.world.account(userid).is_none() {
        return Err(ControlError::Wrong(format!("There is no account {userid}.")));
    }
    if sim.world.group(groupid).is_none() {
        return Err(ControlError::Wrong(format!("There is no group {groupid}.")));
    }
    Ok(())
}

fn add_session(sim: &mut Sim, seed: &SessionSeed) -> Result<String, ControlError> {
    let assigned_userid = match seed.assigned_userid.as_deref() {
        Some("u0") => None,
        Some(userid) => Some(userid.to_owned()),
        None => Some(seed.creator.clone()),
    };
    let code = sim
        .world
        .create_session(NewSession {
            groupid: seed.groupid.clone(),
            kind: seed.kind,
            creator: seed.creator.clone(),
            assigned_userid,
            valid_until: seed.valid_until,
            details: seed.details.clone(),
        })
        .code;
    if let (Some(at), Some(session)) = (seed.created_at, sim.world.session_mut(&code)) {
        session.created_at = at;
    }
    if seed.customer_online {
        sim.world.customer_connects(&code)?;
    }
    if seed.closed {
        sim.world.close_session(&code)?;
    }
    Ok(code.to_string())
}

fn add_connection(sim: &mut Sim, seed: &ConnectionSeed) -> String {
    let world = &mut sim.world;
    let id = world.ids.guid();
    let record = Connection {
        id: id.clone(),
        userid: seed.userid.clone(),
        username: world
            .account(&seed.userid)
            .map_or_else(String::new, |account| account.name.clone()),
        deviceid: match &seed.deviceid {
            Some(id) => id.clone(),
            None => world.ids.device_id(),
        },
        devicename: seed.devicename.clone(),
        groupid: seed.groupid.clone(),
        groupname: world
            .group(&seed.groupid)
            .map_or_else(String::new, |group| group.name.clone()),
        support_session_type: seed.support_session_type,
        start_date: seed.start_date,
        end_date: Some(seed.end_date),
        contact_id: seed.contact_id.clone(),
        fee: seed.fee,
        currency: seed.currency.clone(),
        billing_state: seed.billing_state,
        notes: seed.notes.clone(),
        session: seed.session.clone(),
    };
    world.connections.push(record);
    id
}
