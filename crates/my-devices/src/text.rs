//! Which words belong to what.

use contract::{DeviceSource, DeviceState};

use crate::model::Column;

/// A state in a word.
pub fn state(state: DeviceState) -> &'static str {
    match state {
        DeviceState::Online => "devices.online",
        DeviceState::Busy => "devices.busy",
        DeviceState::Away => "devices.away",
        DeviceState::Offline => "devices.offline",
        DeviceState::Unknown => "devices.unknown",
    }
}

/// The label of a column.
pub fn column(column: Column) -> &'static str {
    match column {
        Column::Name => "devices.name",
        Column::Id => "devices.id",
        Column::Groups => "devices.group",
        Column::State => "devices.state",
        Column::LastSeen => "devices.lastSeen",
    }
}

/// What could not be had; [`DeviceSource::Unknown`] is something that this page knows nothing of.
pub fn missing(source: DeviceSource) -> &'static str {
    match source {
        DeviceSource::ContactList => "devices.noContactList",
        DeviceSource::Managed => "devices.noManaged",
        DeviceSource::Groups => "devices.noGroups",
        DeviceSource::Unknown => "devices.noOther",
    }
}
