//! The messages of MyDevices: `tests/contract/devices/`.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "the helpers of a test fail it; the lint's exception for tests covers only test functions"
)]

use std::fs;
use std::path::PathBuf;

use contract::{DeviceList, DeviceSource, DeviceState, DevicesRequest, ErrorCode, parse_reply};
use serde_json::Value;

use crate::common::{check, same, variations};

fn example(name: &str) -> Value {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/contract/devices");
    let text = fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::from_str(&text).expect("an example is JSON")
}

#[test]
fn the_request_is_written_as_the_example_shows() {
    check(&DevicesRequest {});
    assert_eq!(
        serde_json::to_value(DevicesRequest {}).expect("a request is JSON"),
        example("requests/load.json")
    );
}

fn read(name: &str) -> DeviceList {
    let reply = example(name);
    let data: DeviceList = parse_reply(&reply.to_string()).expect("an example of success");
    assert_eq!(
        serde_json::to_value(&data).expect("data is JSON"),
        reply["data"],
        "{name}"
    );
    data
}

#[test]
fn replies_are_read_without_loss() {
    let list = read("replies/load.json");
    let states: Vec<DeviceState> = list.devices.iter().map(|device| device.state).collect();
    assert_eq!(
        states,
        [DeviceState::Online, DeviceState::Offline, DeviceState::Unknown]
    );
    let partly = read("replies/refresh-partly.json");
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
        variations(&example(name)).iter().for_each(same::<DeviceList>);
    }
}
