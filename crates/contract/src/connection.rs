use serde::{Deserialize, Serialize};

use crate::SessionKind;

/// A connection as TeamViewer's reports tell it. There is no duration: it is what lies between the two times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// TeamViewer's name of it.
    pub id: String,
    /// The supporter's TeamViewer account, for example `u123`.
    pub user_id: String,
    /// The supporter's name at the time.
    pub user_name: String,
    /// TeamViewer ID of the customer's computer, without prefix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_id: Option<String>,
    /// Name of the customer's computer; absent when it has none, or the token may not know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
    /// Group of the session or device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    /// Its name at the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    /// Code of the session, when there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_code: Option<String>,
    /// Sort of session, when it is known: TeamViewer's reports use other words for it than its sessions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<SessionKind>,
    /// When it began, ISO 8601 UTC.
    pub start_at: String,
    /// When it ended, ISO 8601 UTC; absent while it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_at: Option<String>,
    /// The supporter's notes, at most 4000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// Whether it is to be billed; absent when TeamViewer does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing: Option<Billing>,
    /// What it costs: digits, with a point before the decimals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<String>,
    /// Currency of `fee`, for example `EUR`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// How the customer found it; more is better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<u32>,
    /// What the customer wrote about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// Whether a connection is to be billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Billing {
    /// It is to be billed.
    Bill,
    /// It has been billed.
    Billed,
    /// It is free.
    DoNotBill,
    /// Also what an unknown word means: nothing is said about it.
    #[serde(other)]
    Unknown,
}
