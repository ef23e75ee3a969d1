use serde::{Deserialize, Serialize};

use crate::{Panel, RemoteError};

/// Answer of `shareOptions`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareOptions {
    /// Who can get it, the likeliest first.
    pub recipients: Vec<Recipient>,
    /// Whether any address may be entered.
    pub custom_recipient: bool,
    /// E-mail templates of the record's object.
    pub templates: Vec<Template>,
    /// Whether a message can be posted to the record's feed.
    pub chatter: bool,
    /// What was used last on this record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<LastShare>,
}

/// Somebody who can get a session's link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Id of the contact, or of the record itself.
    pub id: String,
    /// Name.
    pub name: String,
    /// Address, when there is one that the user may read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Mobile number, else phone number, when there is one that the user may read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// An e-mail template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What was used when a session was shared last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LastShare {
    /// Address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Id of the e-mail template.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
    /// Phone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// Answer of `share`: what became of each channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// The panel afterwards.
    pub panel: Panel,
    /// One for each channel that was asked for, in the order SMS, e-mail, Chatter.
    pub outcomes: Vec<Outcome>,
}

/// What became of one channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Which channel.
    pub channel: Channel,
    /// Whether it was done, now or under the same request id before.
    pub ok: bool,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<RemoteError>,
}

/// A way to the customer, or to colleagues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Channel {
    /// SMS by TeamViewer.
    Sms,
    /// E-mail by Salesforce.
    Email,
    /// A post in the record's feed.
    Chatter,
}
