//! E-mail as it crosses the border between Apex and the org.

/// One message of `Messaging.sendEmail`.
///
/// Addresses are as Apex set them: an address, or (in `to`, `cc`, `bcc`) the Id of a user, contact or lead.
/// Source: Apex Reference, `Messaging.SingleEmailMessage`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmailMessage {
    /// Recipients.
    pub to: Vec<String>,
    /// Copies.
    pub cc: Vec<String>,
    /// Blind copies.
    pub bcc: Vec<String>,
    /// Subject; none where the template gives it.
    pub subject: Option<String>,
    /// HTML version.
    pub html_body: Option<String>,
    /// Text version.
    pub plain_body: Option<String>,
    /// Address answers go to.
    pub reply_to: Option<String>,
    /// Name shown as the sender's.
    pub sender_display_name: Option<String>,
    /// Id of the `OrgWideEmailAddress` to send from.
    pub org_wide_email_address_id: Option<String>,
    /// Contact, lead or user the message is to and whose fields the template may show.
    pub target_object_id: Option<String>,
    /// Record whose fields the template may show.
    pub what_id: Option<String>,
    /// Template the subject and the bodies come from.
    pub template_id: Option<String>,
    /// Whether an activity is logged with the target object.
    pub save_as_activity: bool,
    /// Whether the sender's signature is added.
    pub use_signature: bool,
    /// Whether the target object's own address receives the message. `false`: the target only fills the
    /// template.
    pub treat_target_object_as_recipient: bool,
    /// Files.
    pub attachments: Vec<EmailAttachment>,
}

/// A file of an [`EmailMessage`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAttachment {
    /// File name.
    pub name: String,
    /// MIME type, where Apex gave one.
    pub content_type: Option<String>,
    /// Content.
    pub body: Vec<u8>,
}

/// What happened to one message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmailResult {
    /// Empty on success.
    pub errors: Vec<EmailError>,
}

/// Why a message was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailError {
    /// A `System.StatusCode` name, for example `INVALID_EMAIL_ADDRESS`.
    pub status: String,
    /// Salesforce's message.
    pub message: String,
    /// Id of the target object concerned.
    pub target_object_id: Option<String>,
}

/// A template with its merge fields filled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RenderedTemplate {
    /// Subject.
    pub subject: String,
    /// HTML version; none where the template has none.
    pub html_body: Option<String>,
    /// Text version; none where the template has none.
    pub plain_body: Option<String>,
}
