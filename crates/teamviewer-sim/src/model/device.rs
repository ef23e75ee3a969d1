//! Computers, and the two lists they stand in: the contact list (`/devices`) and the managed devices
//! (`/managed/devices`). Both tell the state of the same computer, and a computer may stand in both, in one of
//! them, or several times.

use serde::{Deserialize, Serialize};

use super::account::UserId;
use crate::clock::Instant;

/// Everything about computers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Devices {
    /// Computers with TeamViewer.
    pub computers: Vec<Computer>,
    /// Entries of the contact list.
    pub entries: Vec<DeviceEntry>,
    /// Managed devices.
    pub managed: Vec<ManagedDevice>,
    /// Groups of managed devices.
    pub managed_groups: Vec<ManagedGroup>,
}

/// A computer with TeamViewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Computer {
    /// The TeamViewer ID: nine or ten digits.
    pub teamviewer_id: u64,
    /// Its own name.
    pub name: String,
    /// Whether it can be reached.
    #[serde(default)]
    pub online_state: OnlineState,
    /// When it was last online; none when that is not known, or while it is online.
    #[serde(default)]
    pub last_seen: Option<Instant>,
    /// TeamViewer's version on it.
    pub version: String,
    /// The account it is assigned to.
    #[serde(default)]
    pub assigned_to: Option<UserId>,
}

/// `online_state`, of computers and of people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum OnlineState {
    /// Reachable.
    Online,
    /// Not reachable.
    #[default]
    Offline,
    /// Reachable, in a session.
    Busy,
    /// Reachable, nobody there.
    Away,
}

impl OnlineState {
    /// The word in replies.
    pub fn name(self) -> &'static str {
        match self {
            Self::Online => "Online",
            Self::Offline => "Offline",
            Self::Busy => "Busy",
            Self::Away => "Away",
        }
    }

    /// Reads the word in any case.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Online, Self::Offline, Self::Busy, Self::Away]
            .into_iter()
            .find(|state| state.name().eq_ignore_ascii_case(word))
    }

    /// Whether a connection is possible.
    pub fn is_reachable(self) -> bool {
        self != Self::Offline
    }
}

/// A computer in a group of the contact list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceEntry {
    /// `d` and digits.
    pub device_id: String,
    /// Which computer.
    pub teamviewer_id: u64,
    /// The group it is in.
    pub groupid: String,
    /// Name given to it here.
    #[serde(default)]
    pub alias: Option<String>,
    /// Free text.
    #[serde(default)]
    pub description: Option<String>,
    /// GUID of a policy.
    #[serde(default)]
    pub policy_id: Option<String>,
}

/// A computer that managers manage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManagedDevice {
    /// GUID.
    pub id: String,
    /// Which computer.
    pub teamviewer_id: u64,
    /// Name given to it here.
    pub name: String,
    /// Free text.
    #[serde(default)]
    pub description: Option<String>,
    /// GUID of a policy.
    #[serde(default)]
    pub policy_id: Option<String>,
    /// Managed groups it is in.
    #[serde(default)]
    pub groups: Vec<String>,
    /// Accounts that manage it directly.
    #[serde(default)]
    pub managers: Vec<UserId>,
}

/// A group of managed devices. Not a group of the contact list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManagedGroup {
    /// GUID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// GUID of a policy.
    #[serde(default)]
    pub policy_id: Option<String>,
    /// Accounts that manage it.
    #[serde(default)]
    pub managers: Vec<UserId>,
}

impl Devices {
    /// The computer with this TeamViewer ID.
    pub fn computer(&self, teamviewer_id: u64) -> Option<&Computer> {
        self.computers
            .iter()
            .find(|computer| computer.teamviewer_id == teamviewer_id)
    }

    /// The entry of the contact list with this id.
    pub fn entry_mut(&mut self, device_id: &str) -> Option<&mut DeviceEntry> {
        self.entries.iter_mut().find(|entry| entry.device_id == device_id)
    }

    /// The computer goes on or off line; what it was last seen at is known from then on. False when there is no
    /// such computer.
    pub fn set_online(&mut self, teamviewer_id: u64, state: OnlineState, now: Instant) -> bool {
        let computer = self
            .computers
            .iter_mut()
            .find(|computer| computer.teamviewer_id == teamviewer_id);
        let Some(computer) = computer else {
            return false;
        };
        if computer.online_state.is_reachable() || state.is_reachable() {
            computer.last_seen = (!state.is_reachable()).then_some(now);
        }
        computer.online_state = state;
        true
    }

    /// Adds what is new; what has the same id or TeamViewer ID is replaced.
    pub fn merge(&mut self, more: Self) {
        replace(&mut self.computers, more.computers, |computer| {
            computer.teamviewer_id.to_string()
        });
        replace(&mut self.entries, more.entries, |entry| entry.device_id.clone());
        replace(&mut self.managed, more.managed, |device| device.id.clone());
        replace(&mut self.managed_groups, more.managed_groups, |group| {
            group.id.clone()
        });
    }

    /// Why these cannot exist together with these groups of the contact list; none when all is well.
    pub fn problem(&self, groupid_is_known: impl Fn(&str) -> bool) -> Option<String> {
        let known = |id: u64| self.computer(id).is_some();
        for entry in &self.entries {
            if !known(entry.teamviewer_id) {
                return Some(format!("There is no computer {}.", entry.teamviewer_id));
            }
            if !groupid_is_known(&entry.groupid) {
                return Some(format!("There is no group {}.", entry.groupid));
            }
        }
        for device in &self.managed {
            if !known(device.teamviewer_id) {
                return Some(format!("There is no computer {}.", device.teamviewer_id));
            }
            let has = |id: &String| self.managed_groups.iter().any(|group| group.id == *id);
            if let Some(id) = device.groups.iter().find(|id| !has(id)) {
                return Some(format!("There is no managed group {id}."));
            }
        }
        None
    }
}

fn replace<T>(known: &mut Vec<T>, more: Vec<T>, id: impl Fn(&T) -> String) {
    let new: std::collections::HashSet<String> = more.iter().map(&id).collect();
    known.retain(|thing| !new.contains(&id(thing)));
    known.extend(more);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::parse_iso;

    #[test]
    fn what_goes_offline_was_seen_then_and_what_is_online_is_not_past() {
        let now = parse_iso("2026-03-01T12:00:00Z").unwrap();
        let mut devices = Devices {
            computers: vec![Computer {
                teamviewer_id: 123_456_789,
                name: "PC".to_owned(),
                online_state: OnlineState::Offline,
                last_seen: None,
                version: "15.60.3".to_owned(),
                assigned_to: None,
            }],
            ..Devices::default()
        };
        let seen = |devices: &Devices| devices.computer(123_456_789).unwrap().last_seen;
        assert!(devices.set_online(123_456_789, OnlineState::Offline, now));
        assert_eq!(seen(&devices), None, "it was not online");
        assert!(devices.set_online(123_456_789, OnlineState::Busy, now));
        assert_eq!(seen(&devices), None);
        assert!(devices.set_online(123_456_789, OnlineState::Offline, now));
        assert_eq!(seen(&devices), Some(now));
        assert!(!devices.set_online(1, OnlineState::Online, now));
    }
}
