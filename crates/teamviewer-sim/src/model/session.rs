//! A service-queue session: what the API stores, and who is in it right now.

use serde::{Deserialize, Serialize};

use super::account::UserId;
use super::code::SessionCode;
use crate::clock::Instant;

/// A session code and everything behind it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Session {
    /// Its code, which is also its id.
    pub code: SessionCode,
    /// Order of creation, for sessions made within the same second.
    pub sequence: u64,
    /// Open or closed. An expired session stays open: expiry is derived from `valid_until`.
    pub state: State,
    /// Remote control or camera sharing.
    pub kind: Kind,
    /// The group it is in.
    pub groupid: String,
    /// The account that made it.
    pub creator: UserId,
    /// The account it is assigned to; none is `u0` in the API.
    pub assigned_userid: Option<UserId>,
    /// When it was assigned.
    pub assigned_at: Option<Instant>,
    /// Facts the caller supplied.
    #[serde(default)]
    pub details: Details,
    /// When it was made.
    pub created_at: Instant,
    /// End of validity: a customer cannot connect afterwards.
    pub valid_until: Instant,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// The secret of the supporter's links, 12 characters.
    pub supporter_token: String,
    /// The customer has connected and not disconnected: `online` in the API.
    #[serde(default)]
    pub customer_online: bool,
    /// The supporter who has joined and not left.
    pub supporter: Option<Supporter>,
    /// The connection between the two while both are in.
    pub running: Option<Running>,
}

/// What a caller may say about a session; an absent field is absent from replies as well.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Details {
    /// Shown to the customer while waiting.
    pub waiting_message: Option<String>,
    /// Shown to supporters.
    pub description: Option<String>,
    /// The customer's name.
    pub end_customer_name: Option<String>,
    /// The customer's e-mail address.
    pub end_customer_email: Option<String>,
    /// Seen by API clients only.
    pub custom_api: Option<String>,
    /// `customId` of the API description.
    pub custom_id: Option<String>,
    /// Id of a branded customer module.
    pub custom_module_id: Option<String>,
    /// TeamViewer version.
    pub tv_version: Option<String>,
}

/// `state` of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// Comes back capitalised, whatever the documentation says.
    Open,
    /// Likewise.
    Closed,
}

impl State {
    /// The word in replies.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Closed => "Closed",
        }
    }
}

/// `support_session_type` of sessions. Not the enumeration of the same name in reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Remote control.
    #[default]
    Default,
    /// Camera sharing (Assist AR).
    Pilot,
}

impl Kind {
    /// The word in replies.
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "Default",
            Self::Pilot => "Pilot",
        }
    }
}

/// Who joined as supporter.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Supporter {
    /// Name shown to the customer.
    pub name: String,
    /// When.
    pub joined_at: Instant,
}

/// A connection that has not ended.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Running {
    /// The id of its report.
    pub id: String,
    /// TeamViewer ID of the customer's computer.
    pub deviceid: String,
    /// When both were in.
    pub started_at: Instant,
}

impl Session {
    /// Past its validity.
    pub fn is_expired(&self, now: Instant) -> bool {
        self.valid_until <= now
    }

    /// Made by or assigned to this account: what `Sessions.ReadOwn` and `ModifyOwn` mean here.
    pub fn belongs_to(&self, userid: &str) -> bool {
        self.creator == userid || self.assigned_userid.as_deref() == Some(userid)
    }
}
