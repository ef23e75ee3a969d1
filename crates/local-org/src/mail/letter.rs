//! A mail as it leaves the org.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A mail, complete: recipients found, template filled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Letter {
    /// Number in the outbox, from 1; 0 until it is there.
    #[serde(default)]
    pub id: i64,
    /// When it was sent, by the org's clock.
    pub at: DateTime<Utc>,
    /// Name of the sender.
    pub from_name: String,
    /// Address of the sender.
    pub from_address: String,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<String>,
    /// Addresses of the recipients.
    pub to: Vec<String>,
    /// Addresses of copies.
    pub cc: Vec<String>,
    /// Addresses of blind copies.
    pub bcc: Vec<String>,
    /// Subject, one line.
    pub subject: String,
    /// HTML version.
    pub html: Option<String>,
    /// Text version.
    pub text: Option<String>,
    /// User who sent it.
    pub user_id: String,
    /// Record it is about.
    pub what_id: Option<String>,
    /// Contact, lead or user it is to.
    pub target_object_id: Option<String>,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// How many addresses it takes of the day's limit.
    pub counted: u32,
}

/// A file of a mail. Its content is not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// File name.
    pub name: String,
    /// MIME type, where Apex gave one.
    pub content_type: Option<String>,
    /// Length in bytes.
    pub size: usize,
}
