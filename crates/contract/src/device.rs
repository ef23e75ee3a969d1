use serde::{Deserialize, Serialize};

use crate::{Account, Field, Fields, RemoteError};

/// `load`, `refresh` and `signOut` of MyDevices: whose devices they are is known from the login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DevicesRequest {}

impl Fields for DevicesRequest {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        Vec::new()
    }
}

/// Answer of `load` and `refresh` of MyDevices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeviceList {
    /// Salesforce's clock at the time of the answer, ISO 8601 UTC.
    pub now: String,
    /// The TeamViewer account signed in; only of `load`, and only when TeamViewer tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Account>,
    /// The page asks no sooner than this by itself.
    pub refresh_seconds: u32,
    /// Each device once.
    pub devices: Vec<Device>,
    /// The groups that devices are in, as far as they have a name.
    pub groups: Vec<DeviceGroup>,
    /// What of TeamViewer's could not be had.
    pub missing: Vec<MissingSource>,
    /// Whether there are more devices than are listed.
    pub cut: bool,
    /// How many devices could not be read.
    pub unreadable: u32,
    /// Whether the org allows links to devices at all.
    pub can_connect: bool,
}

/// A device of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// TeamViewer ID: 8 to 12 digits.
    pub id: String,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether it can be reached.
    pub state: DeviceState,
    /// When it was last online, where it is not and TeamViewer knows; ISO 8601 UTC.
    #[serde(default, rename = "lastSeen", skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<String>,
    /// Ids of the groups it is in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// What starts a connection to it; only where one can be made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// Whether a device can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DeviceState {
    /// It can.
    Online,
    /// It can, and somebody is connected to it.
    Busy,
    /// It can, and nobody is there.
    Away,
    /// It cannot.
    Offline,
    /// TeamViewer does not say. Also what an unknown word means.
    #[serde(other)]
    Unknown,
}

/// A group of devices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceGroup {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Something that could not be had, while the rest could.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingSource {
    /// What.
    pub source: DeviceSource,
    /// Why.
    pub error: RemoteError,
}

/// What of TeamViewer's a list of devices is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DeviceSource {
    /// The devices of the contact list.
    ContactList,
    /// The managed devices.
    Managed,
    /// The names of groups.
    Groups,
    /// What an unknown word means.
    #[serde(other)]
    Unknown,
}
