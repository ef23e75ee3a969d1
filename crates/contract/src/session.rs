use serde::{Deserialize, Serialize};

/// What the session component shows for one record. Answer of `load`, `refresh`, `create` and `close`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Panel {
    /// Salesforce's clock at the time of the answer, ISO 8601 UTC: expiry is judged against it, not
    /// against the browser's clock.
    pub now: String,
    /// The TeamViewer account signed in; only `load` and `create` ask TeamViewer for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Account>,
    /// Whether remote control sessions may be created.
    pub allow_remote_control: bool,
    /// Whether Pilot sessions may be created.
    pub allow_pilot: bool,
    /// Seconds between two refreshes while a session is unfinished, at least 5.
    pub poll_seconds: u32,
    /// For how many hours a session is valid when nothing is chosen; an Apex that does not say so means a day.
    #[serde(default = "a_day")]
    pub valid_for_hours: u32,
    /// The user's own sessions on the record first, then colleagues' unfinished ones; newest first. Of
    /// finished own sessions only the newest is sent.
    pub sessions: Vec<Session>,
    /// Something the user should know about an action that succeeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
}

pub(crate) fn a_day() -> u32 {
    24
}

/// A TeamViewer account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// Display name.
    pub name: String,
    /// Address; absent when the token may not read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// A session as it is kept on the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Id of the stored session in Salesforce.
    pub id: String,
    /// Session code as TeamViewer writes it, for example `s12-345-678`.
    pub code: String,
    /// Sort of session.
    pub kind: SessionKind,
    /// What TeamViewer last said. A session past `valid_until` stays `Open` there: expiry is derived.
    pub state: SessionState,
    /// Whether the customer was connected when last asked.
    pub online: bool,
    /// End of validity, ISO 8601 UTC.
    pub valid_until: String,
    /// When it was created, ISO 8601 UTC.
    pub created_at: String,
    /// When TeamViewer was last asked about it, ISO 8601 UTC.
    pub checked_at: String,
    /// The customer's link, checked against the allowed hosts.
    pub customer_link: String,
    /// Whether the running user created it.
    pub mine: bool,
    /// Name of the user who created it.
    pub owner_name: String,
    /// Its name, when it was given one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the customer reads while waiting, when something was set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_message: Option<String>,
    /// What happened to it, newest first, at most 20; none for colleagues' sessions.
    #[serde(default)]
    pub events: Vec<SessionEvent>,
}

/// Something that happened to a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionEvent {
    /// What.
    pub kind: EventKind,
    /// When, ISO 8601 UTC.
    pub at: String,
    /// Name of the user who did or saw it.
    pub by: String,
    /// To whom: address or phone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// What can happen to a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EventKind {
    /// It was created.
    Created,
    /// Its link was sent by e-mail.
    Email,
    /// Its link was sent by SMS.
    Sms,
    /// A message about it was posted to the record's feed.
    Chatter,
    /// The customer connected.
    Online,
    /// The agent joined.
    Joined,
    /// It was closed.
    Closed,
    /// Also what an unknown word means: not shown.
    #[serde(other)]
    Unknown,
}

/// Sort of session. On the wire to TeamViewer: `Default` and `Pilot`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SessionKind {
    /// Remote control of a computer.
    RemoteControl,
    /// Camera session with a mobile device (Assist AR).
    Pilot,
}

impl SessionKind {
    /// As it travels.
    pub fn word(self) -> &'static str {
        match self {
            Self::RemoteControl => "RemoteControl",
            Self::Pilot => "Pilot",
        }
    }
}

/// What TeamViewer says of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SessionState {
    /// Not closed; may be past its validity.
    Open,
    /// Closed.
    Closed,
}

/// Remarks on an action that succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Notice {
    /// The record already had an open session of this user; it is shown instead of a second one.
    AlreadyOpen,
    /// The new session exists, but TeamViewer did not close the one it replaces.
    OldNotClosed,
    /// TeamViewer could not be asked; what is shown is the last known state (`checked_at`).
    Stale,
    /// Also what an unknown word means: nothing to say.
    #[serde(other)]
    Unknown,
}

/// Answer of `join`. The links give control of a customer's computer: never stored, never logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct JoinLinks {
    /// Opens the installed TeamViewer client.
    pub supporter_link: String,
    /// Joins in the browser; absent when TeamViewer offers none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub web_client_link: Option<String>,
}

/// Answer of `signOut`: an empty object. Fields that a later release adds are ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {}

/// Answer of `signIn`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInUrl {
    /// Address of the sign-in, opened top-level.
    pub url: String,
}
