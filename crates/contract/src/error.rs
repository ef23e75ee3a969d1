use serde::{Deserialize, Serialize};

/// Why an action failed. Each has its own words on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ErrorCode {
    /// This Salesforce user has no (valid) TeamViewer sign-in.
    SignedOut,
    /// The Salesforce user lacks the custom permission of the TeamViewer permission sets.
    NoPermission,
    /// The Salesforce user may not see or change the stored session (object or field permission).
    NoAccess,
    /// The record is deleted or not visible to this user.
    RecordNotFound,
    /// The record's object is not among the Supported Objects.
    ObjectNotSupported,
    /// The administrator does not allow this kind of session.
    KindNotAllowed,
    /// The session does not belong to this record, or was deleted in Salesforce.
    SessionNotFound,
    /// TeamViewer no longer knows the session, or it is closed.
    SessionClosed,
    /// TeamViewer's licence allows no further session at the same time (400, plain text).
    SessionLimit,
    /// TeamViewer refused the request (other 400); `detail` has its words.
    Refused,
    /// TeamViewer refused the token's rights (403 other than a rate limit); `detail` has its words.
    Forbidden,
    /// TeamViewer's rate limit (403 `rate_limit_reached`, 429); see `retryAfterSeconds`.
    RateLimit,
    /// TeamViewer answered 5xx.
    TeamViewerDown,
    /// TeamViewer did not answer in time, or the connection broke: the outcome is unknown.
    TimedOut,
    /// TeamViewer answered something that is not what its Web API promises.
    BadReply,
    /// TeamViewer answered a link to a host that is not allowed.
    UnsafeLink,
    /// A channel of `share`: not the address of one recipient.
    InvalidAddress,
    /// A channel of `share`: the administrator allows only addresses of the record.
    RecipientNotAllowed,
    /// A channel of `share`: the e-mail template is gone or not one of this object.
    TemplateMissing,
    /// A channel of `share`: the org's mails of the day are used up.
    MailLimit,
    /// A channel of `share`: the org sends no mail (deliverability).
    DeliverabilityOff,
    /// A channel of `share`: Salesforce did not take the mail; `detail` has its words.
    MailRefused,
    /// A channel of `share`: Chatter is off.
    ChatterOff,
    /// A channel of `share`: Chatter did not take the post; `detail` has its words.
    ChatterRefused,
    /// A channel of `share`: not a phone number.
    InvalidNumber,
    /// A channel of `share`: a phone number without its country in front.
    NumberNeedsPrefix,
    /// Salesforce does not let the user read or set the OAuth app; `detail` has its words.
    CredentialsRefused,
    /// The request of the page was malformed.
    BadRequest,
    /// Known only to the page: the browser is offline or Salesforce did not answer.
    Offline,
    /// Known only to the page: the Salesforce login has ended.
    SalesforceSignedOut,
    /// Everything else; `reference` helps to find it in the debug log. Also what an unknown word means.
    #[serde(other)]
    Internal,
}

/// A failure as it travels to the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RemoteError {
    /// Which failure.
    pub code: ErrorCode,
    /// TeamViewer's own words where they help (`Refused`, `Forbidden`), at most 300 characters, plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Seconds until a retry makes sense (`RateLimit`, sometimes `TeamViewerDown`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u32>,
    /// What to quote to an administrator (`Internal`): an Apex exception type and where it arose, no data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

impl RemoteError {
    /// A failure that needs no further word.
    pub fn of(code: ErrorCode) -> Self {
        Self {
            code,
            detail: None,
            retry_after_seconds: None,
            reference: None,
        }
    }
}
