//! Connections, as `/reports/connections` tells them.

use serde::{Deserialize, Serialize};

use super::account::UserId;
use super::code::SessionCode;
use crate::clock::Instant;

/// One connection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Connection {
    /// GUID.
    pub id: String,
    /// The supporter's account.
    pub userid: UserId,
    /// The supporter's name at the time.
    pub username: String,
    /// TeamViewer ID of the customer's computer, without prefix.
    pub deviceid: String,
    /// Its name; absent for an unnamed device.
    #[serde(default)]
    pub devicename: Option<String>,
    /// Group of the session or device.
    pub groupid: String,
    /// Its name at the time.
    pub groupname: String,
    /// The contact it was made to, `c` and digits, when it was not made to a computer.
    #[serde(default)]
    pub contact_id: Option<String>,
    /// 1 `RemoteConnection`, 2 `RemoteSupportActive`, 3 `RemoteSupportActiveSdk`.
    pub support_session_type: u8,
    /// When it began.
    pub start_date: Instant,
    /// When it ended; none while it runs.
    pub end_date: Option<Instant>,
    /// Price, with `currency`.
    #[serde(default)]
    pub fee: Option<f64>,
    /// Currency of `fee`.
    #[serde(default)]
    pub currency: Option<String>,
    /// Whether it is to be billed.
    #[serde(default)]
    pub billing_state: BillingState,
    /// The supporter's notes.
    #[serde(default)]
    pub notes: Option<String>,
    /// What was known of the session, when there was one.
    #[serde(default)]
    pub session: Option<SessionFacts>,
}

impl Connection {
    /// When it ended, or `now` while it runs.
    pub fn ended_at(&self, now: Instant) -> Instant {
        self.end_date.unwrap_or(now)
    }
}

/// What a report keeps of the session behind the connection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SessionFacts {
    /// The session's code.
    pub code: SessionCode,
    /// When the session was made.
    pub created_at: Instant,
    /// End of its validity.
    pub valid_until: Instant,
    /// Whom it was assigned to.
    #[serde(default)]
    pub assigned_userid: Option<UserId>,
    /// When it was assigned.
    #[serde(default)]
    pub assigned_at: Option<Instant>,
    /// The session's description.
    #[serde(default)]
    pub note: Option<String>,
    /// The caller's own text.
    #[serde(default)]
    pub custom_api: Option<String>,
    /// The customer's name.
    #[serde(default)]
    pub end_customer_name: Option<String>,
    /// The customer's e-mail address.
    #[serde(default)]
    pub end_customer_email: Option<String>,
    /// What the customer answered when asked how it was.
    #[serde(default)]
    pub feedback: Option<Feedback>,
}

/// The customer's opinion; read-only in the API.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feedback {
    /// Higher is better.
    pub session_rating: u8,
    /// Free text.
    #[serde(default)]
    pub user_comment: Option<String>,
}

/// `billing_state` of a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum BillingState {
    /// To be billed.
    #[default]
    Bill,
    /// Has been billed.
    Billed,
    /// Is free.
    DoNotBill,
}
