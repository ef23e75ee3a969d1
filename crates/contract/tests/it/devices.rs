//! The messages of MyDevices: `tests/contract/devices/`.

use contract::{DeviceList, DeviceSource, DeviceState, DevicesRequest, ErrorCode};

use crate::common::{Examples, check, same, variations};

const EXAMPLES: Examples = Examples("devices");

#[test]
fn the_request_is_written_as_the_example_shows() {
    check(&DevicesRequest {});
    assert_eq!(
        serde_json::to_value(DevicesRequest {}).expect("a request is JSON"),
        EXAMPLES.value("requests/load.json")
    );
}

#[test]
fn replies_are_read_without_loss() {
    let list = EXAMPLES.read::<DeviceList>("replies/load.json");
    let states: Vec<DeviceState> = list.devices.iter().map(|device| device.state).collect();
    assert_eq!(
        states,
        [DeviceState::Online, DeviceState::Offline, DeviceState::Unknown]
    );
    let partly = EXAMPLES.read::<DeviceList>("replies/refresh-partly.json");
    let missing: Vec<_> = partly
        .missing
        .iter()
        .map(|it| (it.source, it.error.code))
        .collect();
    assert_eq!(
        missing,
        [
            (DeviceSource::ContactList, ErrorCode::Forbidden),
            (DeviceSource::Groups, ErrorCode::RateLimit)
        ]
    );
}

#[test]
fn both_readers_agree_on_every_reply() {
    for name in ["replies/load.json", "replies/refresh-partly.json"] {
        variations(&EXAMPLES.value(name))
            .iter()
            .for_each(same::<DeviceList>);
    }
}
