//! Readers of what MyDevices answers.

use super::{FromSource, Source, list, optional, required};
use crate::{Device, DeviceGroup, DeviceList, DeviceSource, DeviceState, MissingSource};

impl FromSource for DeviceList {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            now: required(source, "now")?,
            account: optional(source, "account")?,
            refresh_seconds: required(source, "refreshSeconds")?,
            devices: list(source, "devices")?,
            groups: list(source, "groups")?,
            missing: list(source, "missing")?,
            cut: required(source, "cut")?,
            unreadable: required(source, "unreadable")?,
            can_connect: required(source, "canConnect")?,
        })
    }
}

impl FromSource for Device {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            id: required(source, "id")?,
            name: optional(source, "name")?,
            description: optional(source, "description")?,
            state: required(source, "state")?,
            last_seen: optional(source, "lastSeen")?,
            groups: match source.member("groups") {
                None => Vec::new(),
                Some(_) => list(source, "groups")?,
            },
            link: optional(source, "link")?,
        })
    }
}

impl FromSource for DeviceState {
    fn read(source: &impl Source) -> Option<Self> {
        Some(match source.text()?.as_str() {
            "online" => Self::Online,
            "busy" => Self::Busy,
            "away" => Self::Away,
            "offline" => Self::Offline,
            _ => Self::Unknown,
        })
    }
}

impl FromSource for DeviceGroup {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            id: required(source, "id")?,
            name: required(source, "name")?,
        })
    }
}

impl FromSource for MissingSource {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            source: required(source, "source")?,
            error: required(source, "error")?,
        })
    }
}

impl FromSource for DeviceSource {
    fn read(source: &impl Source) -> Option<Self> {
        Some(match source.text()?.as_str() {
            "contactList" => Self::ContactList,
            "managed" => Self::Managed,
            "groups" => Self::Groups,
            _ => Self::Unknown,
        })
    }
}
