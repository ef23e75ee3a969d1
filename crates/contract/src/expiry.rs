use serde::{Deserialize, Serialize};

use crate::{Field, Fields, RemoteError};

/// The closing of sessions past their validity, as the administration page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Expiry {
    /// Whether such sessions are closed every hour.
    pub on: bool,
    /// Whether a run is under way.
    pub running: bool,
    /// How many sessions the last run closed.
    pub closed: u32,
    /// How many it could not close.
    pub failed: u32,
    /// When it runs next, ISO 8601 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_run: Option<String>,
    /// When the last run began, ISO 8601 UTC; absent before the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<String>,
    /// When it ended, ISO 8601 UTC; absent while it is under way, and when it died.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<String>,
    /// Why the first of them could not be closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<RemoteError>,
}

/// Answer of `switchExpiry`: how it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SwitchedExpiry {
    /// How it is.
    pub expiry: Expiry,
}

/// `switchExpiry`: on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SwitchExpiryRequest {
    /// Whether it is to be on.
    pub on: bool,
}

impl Fields for SwitchExpiryRequest {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        vec![("on", Field::Flag(self.on))]
    }
}
