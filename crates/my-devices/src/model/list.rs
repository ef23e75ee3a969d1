//! The devices, ready to be looked through.

use std::cmp::Ordering;
use std::collections::HashMap;

use contract::{Account, Device, DeviceGroup, DeviceList, DeviceState, MissingSource};
use domain::device::{Findable, Search, by_name, format_id};
use domain::{Instant, sorting};

use super::choice::{Choice, Column, Group};

/// The devices as TeamViewer last told of them.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// In the order that the user wants.
    rows: Vec<Row>,
    /// Groups that have a name, by name.
    pub groups: Vec<DeviceGroup>,
    /// What could not be had.
    pub missing: Vec<MissingSource>,
    /// Whether there are more devices.
    pub cut: bool,
    /// How many devices could not be read.
    pub unreadable: u32,
    /// Whether the org allows links to devices.
    pub can_connect: bool,
    /// When it was made.
    pub made: Option<Instant>,
    /// How often to ask by itself.
    pub refresh_seconds: u32,
}

/// A device.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// As TeamViewer tells of it.
    pub device: Device,
    /// What it is called; its ID when nobody named it.
    pub name: String,
    /// Names of the groups it is in.
    pub groups: String,
    /// When it was last online.
    pub last_seen: Option<Instant>,
    sort_name: String,
    sort_groups: String,
    findable: Findable,
}

impl List {
    /// The list, and whose it is.
    pub fn new(list: DeviceList) -> (Self, Option<Account>) {
        let mut groups = list.groups;
        groups.sort_by(|a, b| by_name(&sorting::key(&a.name), &sorting::key(&b.name)));
        let names: HashMap<&str, &str> = groups
            .iter()
            .map(|group| (group.id.as_str(), group.name.as_str()))
            .collect();
        let rows = list
            .devices
            .into_iter()
            .map(|device| Row::new(device, &names))
            .collect();
        let made = Self {
            rows,
            missing: list.missing,
            cut: list.cut,
            unreadable: list.unreadable,
            can_connect: list.can_connect,
            made: Instant::parse(&list.now),
            refresh_seconds: list.refresh_seconds,
            groups,
        };
        (made, list.account)
    }

    /// How many devices there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The device with this ID.
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.device.id == id)
    }

    /// Whether there is still something to choose the group by.
    pub fn has_group(&self, group: &Group) -> bool {
        match group {
            Group::Any | Group::None => true,
            Group::One(id) => self.groups.iter().any(|group| group.id == *id),
        }
    }

    /// The devices that the user wants to see, in the user's order.
    pub fn fitting(&self, choice: &Choice) -> Vec<&Row> {
        let search = Search::new(&choice.search);
        let fits = |row: &&Row| {
            let group = match &choice.group {
                Group::Any => true,
                Group::None => row.groups.is_empty(),
                Group::One(id) => row.device.groups.contains(id),
            };
            group && choice.fits.has(row.device.state) && row.findable.matches(&search)
        };
        self.rows.iter().filter(fits).collect()
    }

    /// Puts the devices into the order that the user wants.
    pub fn arrange(&mut self, choice: &Choice) {
        self.rows.sort_by(|a, b| order(a, b, choice));
    }
}

impl Row {
    fn new(device: Device, group_names: &HashMap<&str, &str>) -> Self {
        let id = format_id(&device.id);
        let name = device.name.clone().unwrap_or(id);
        let groups: Vec<&str> = device
            .groups
            .iter()
            .filter_map(|id| group_names.get(id.as_str()).copied())
            .collect();
        let groups = groups.join(", ");
        let description = device.description.as_deref().unwrap_or_default();
        Self {
            findable: Findable::new(&device.id, &[&name, description]),
            sort_name: sorting::key(&name),
            sort_groups: sorting::key(&groups),
            last_seen: device.last_seen.as_deref().and_then(Instant::parse),
            groups,
            name,
            device,
        }
    }
}

/// What is not known comes last, whichever way; what is alike stands by its name, and every device has its own ID.
fn order(a: &Row, b: &Row, choice: &Choice) -> Ordering {
    let turned = |order: Ordering| {
        if choice.descending { order.reverse() } else { order }
    };
    let chosen = match choice.by {
        Column::Name => turned(by_name(&a.sort_name, &b.sort_name)),
        Column::Id => turned(by_name(&a.device.id, &b.device.id)),
        Column::Groups => known_first(a.groups.is_empty(), b.groups.is_empty())
            .then_with(|| turned(by_name(&a.sort_groups, &b.sort_groups))),
        Column::State => turned(rank(a.device.state).cmp(&rank(b.device.state))),
        Column::LastSeen => known_first(a.last_seen.is_none(), b.last_seen.is_none())
            .then_with(|| turned(a.last_seen.cmp(&b.last_seen))),
    };
    chosen
        .then_with(|| by_name(&a.sort_name, &b.sort_name))
        .then_with(|| a.device.id.cmp(&b.device.id))
}

fn known_first(a_unknown: bool, b_unknown: bool) -> Ordering {
    a_unknown.cmp(&b_unknown)
}

fn rank(state: DeviceState) -> u8 {
    match state {
        DeviceState::Online => 0,
        DeviceState::Away => 1,
        DeviceState::Busy => 2,
        DeviceState::Offline => 3,
        DeviceState::Unknown => 4,
    }
}
