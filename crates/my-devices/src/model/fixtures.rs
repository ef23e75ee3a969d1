//! Lists of devices for tests.

use component::testing::Play;
use contract::{Account, Device, DeviceGroup, DeviceList, DeviceState};

use super::{Answer, Devices};

/// Where a link leads.
pub const LINK: &str = "https://start.teamviewer.com/device/400000001/authorization/prompt/mode/control";

/// A device without anything special.
pub fn device(id: &str, name: &str, state: DeviceState) -> Device {
    Device {
        id: id.to_owned(),
        name: Some(name.to_owned()).filter(|name| !name.is_empty()),
        description: None,
        state,
        last_seen: None,
        groups: Vec::new(),
        link: super::choice::is_reachable(state).then(|| LINK.replace("400000001", id)),
    }
}

/// One device of every sort.
pub fn devices() -> Vec<Device> {
    vec![
        Device {
            description: Some("Room 3".to_owned()),
            groups: vec!["g1".to_owned(), "g2".to_owned(), "g3".to_owned()],
            ..device("400000001", "Front desk", DeviceState::Online)
        },
        Device {
            last_seen: Some("2026-11-20T08:30:00Z".to_owned()),
            groups: vec!["g2".to_owned()],
            ..device("400000002", "", DeviceState::Offline)
        },
        device("1100000003", "Till 10", DeviceState::Unknown),
        device("1100000004", "Till 9", DeviceState::Busy),
        device("1100000005", "<b>Étage 2</b>", DeviceState::Away),
        Device {
            last_seen: Some("2026-11-21T08:30:00Z".to_owned()),
            ..device("1100000006", "Éclair", DeviceState::Offline)
        },
    ]
}

/// An answer of `load`.
pub fn list(devices: Vec<Device>) -> DeviceList {
    let group = |id: &str, name: &str| DeviceGroup {
        id: id.to_owned(),
        name: name.to_owned(),
    };
    DeviceList {
        now: "2026-11-22T10:00:00Z".to_owned(),
        account: Some(Account {
            name: "Jane Miller".to_owned(),
            email: Some("jane@example.com".to_owned()),
        }),
        refresh_seconds: 60,
        devices,
        groups: vec![group("g1", "Shops"), group("g2", "Équipe")],
        missing: Vec::new(),
        cut: false,
        unreadable: 0,
        can_connect: true,
    }
}

/// A component that shows an answer.
pub fn showing(list: DeviceList) -> Play<Devices> {
    let mut play = Play::start(Devices::default());
    play.answer(Ok(Answer::List(Box::new(list))));
    play
}

/// So many devices, all online.
pub fn many(count: usize) -> Vec<Device> {
    (0..count)
        .map(|number| {
            device(
                &(400_000_000 + number).to_string(),
                &format!("PC {number}"),
                DeviceState::Online,
            )
        })
        .collect()
}
