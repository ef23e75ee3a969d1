//! Reads replies from any parsed JSON, for the page.
//!
//! serde's derived readers of the same types make the session component 12 kB (Brotli) bigger, a sixth of what
//! it may weigh, so the page reads the browser's own parsed JSON with these. Tests hold both readers against
//! each other.

use crate::session::a_day;
use crate::{
    Account, Done, Envelope, ErrorCode, EventKind, JoinLinks, Notice, Panel, RemoteError, Session,
    SessionEvent, SessionKind, SessionState, SignInUrl,
};

mod administration;
mod company;
mod connection;
mod device;
mod expiry;
mod history;
mod reporting;
mod share;
mod watch;

/// A parsed JSON value.
pub trait Source: Sized {
    /// A member of an object; `None` when it is absent or null.
    fn member(&self, name: &str) -> Option<Self>;
    /// The value as a text.
    fn text(&self) -> Option<String>;
    /// The value as a truth value.
    fn flag(&self) -> Option<bool>;
    /// The value as a whole number.
    fn number(&self) -> Option<u32>;
    /// Whether the value is an object or a list.
    fn is_object(&self) -> bool;
    /// The value as a list.
    fn items(&self) -> Option<Vec<Self>>;
}

/// What can be read from JSON; `None` when the JSON is not that of the contract.
pub trait FromSource: Sized {
    /// Reads a value.
    fn read(source: &impl Source) -> Option<Self>;
}

/// Reads a reply like [`crate::parse_reply`], from parsed JSON.
pub fn read_reply<T: FromSource>(source: &impl Source) -> Result<T, RemoteError> {
    let broken = || RemoteError::of(ErrorCode::Internal);
    let (ok, error) = outcome(source).ok_or_else(broken)?;
    let data = optional(source, "data").ok_or_else(broken)?;
    Envelope { ok, data, error }.into_result()
}

/// The part of the envelope that does not depend on the data.
fn outcome(source: &impl Source) -> Option<(bool, Option<RemoteError>)> {
    Some((required(source, "ok")?, optional(source, "error")?))
}

/// A member that must be there.
fn required<T: FromSource>(source: &impl Source, name: &str) -> Option<T> {
    T::read(&source.member(name)?)
}

/// A member that may be absent, but not be something else.
fn optional<T: FromSource>(source: &impl Source, name: &str) -> Option<Option<T>> {
    match source.member(name) {
        None => Some(None),
        Some(member) => T::read(&member).map(Some),
    }
}

/// A list that must be there.
fn list<T: FromSource>(source: &impl Source, name: &str) -> Option<Vec<T>> {
    source.member(name)?.items()?.iter().map(T::read).collect()
}

impl FromSource for String {
    fn read(source: &impl Source) -> Option<Self> {
        source.text()
    }
}

impl FromSource for bool {
    fn read(source: &impl Source) -> Option<Self> {
        source.flag()
    }
}

impl FromSource for u32 {
    fn read(source: &impl Source) -> Option<Self> {
        source.number()
    }
}

impl FromSource for Panel {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            now: required(source, "now")?,
            account: optional(source, "account")?,
            allow_remote_control: required(source, "allowRemoteControl")?,
            allow_pilot: required(source, "allowPilot")?,
            poll_seconds: required(source, "pollSeconds")?,
            valid_for_hours: optional(source, "validForHours")?.unwrap_or_else(a_day),
            sessions: list(source, "sessions")?,
            notice: optional(source, "notice")?,
        })
    }
}

impl FromSource for Account {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            name: required(source, "name")?,
            email: optional(source, "email")?,
        })
    }
}

impl FromSource for Session {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            id: required(source, "id")?,
            code: required(source, "code")?,
            kind: required(source, "kind")?,
            state: required(source, "state")?,
            online: required(source, "online")?,
            valid_until: required(source, "validUntil")?,
            created_at: required(source, "createdAt")?,
            checked_at: required(source, "checkedAt")?,
            customer_link: required(source, "customerLink")?,
            mine: required(source, "mine")?,
            owner_name: required(source, "ownerName")?,
            name: optional(source, "name")?,
            waiting_message: optional(source, "waitingMessage")?,
            events: match source.member("events") {
                None => Vec::new(),
                Some(_) => list(source, "events")?,
            },
        })
    }
}

impl FromSource for SessionEvent {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            kind: required(source, "kind")?,
            at: required(source, "at")?,
            by: required(source, "by")?,
            to: optional(source, "to")?,
        })
    }
}

impl FromSource for EventKind {
    fn read(source: &impl Source) -> Option<Self> {
        Some(match source.text()?.as_str() {
            "created" => Self::Created,
            "email" => Self::Email,
            "sms" => Self::Sms,
            "chatter" => Self::Chatter,
            "online" => Self::Online,
            "joined" => Self::Joined,
            "closed" => Self::Closed,
            _ => Self::Unknown,
        })
    }
}

impl FromSource for SessionKind {
    fn read(source: &impl Source) -> Option<Self> {
        match source.text()?.as_str() {
            "RemoteControl" => Some(Self::RemoteControl),
            "Pilot" => Some(Self::Pilot),
            _ => None,
        }
    }
}

impl FromSource for SessionState {
    fn read(source: &impl Source) -> Option<Self> {
        match source.text()?.as_str() {
            "Open" => Some(Self::Open),
            "Closed" => Some(Self::Closed),
            _ => None,
        }
    }
}

impl FromSource for Notice {
    fn read(source: &impl Source) -> Option<Self> {
        Some(match source.text()?.as_str() {
            "alreadyOpen" => Self::AlreadyOpen,
            "oldNotClosed" => Self::OldNotClosed,
            "stale" => Self::Stale,
            _ => Self::Unknown,
        })
    }
}

impl FromSource for JoinLinks {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            supporter_link: required(source, "supporterLink")?,
            web_client_link: optional(source, "webClientLink")?,
        })
    }
}

impl FromSource for SignInUrl {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            url: required(source, "url")?,
        })
    }
}

impl FromSource for Done {
    fn read(_: &impl Source) -> Option<Self> {
        Some(Self {})
    }
}

impl FromSource for RemoteError {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            code: required(source, "code")?,
            detail: optional(source, "detail")?,
            retry_after_seconds: optional(source, "retryAfterSeconds")?,
            reference: optional(source, "reference")?,
        })
    }
}

/// What the failures are called; a table, since the comparisons one by one would be a third of a kilobyte.
const CODES: [(&str, ErrorCode); 30] = [
    ("signedOut", ErrorCode::SignedOut),
    ("noPermission", ErrorCode::NoPermission),
    ("noAccess", ErrorCode::NoAccess),
    ("recordNotFound", ErrorCode::RecordNotFound),
    ("objectNotSupported", ErrorCode::ObjectNotSupported),
    ("kindNotAllowed", ErrorCode::KindNotAllowed),
    ("sessionNotFound", ErrorCode::SessionNotFound),
    ("sessionClosed", ErrorCode::SessionClosed),
    ("sessionLimit", ErrorCode::SessionLimit),
    ("refused", ErrorCode::Refused),
    ("forbidden", ErrorCode::Forbidden),
    ("rateLimit", ErrorCode::RateLimit),
    ("teamViewerDown", ErrorCode::TeamViewerDown),
    ("timedOut", ErrorCode::TimedOut),
    ("badReply", ErrorCode::BadReply),
    ("unsafeLink", ErrorCode::UnsafeLink),
    ("invalidAddress", ErrorCode::InvalidAddress),
    ("recipientNotAllowed", ErrorCode::RecipientNotAllowed),
    ("templateMissing", ErrorCode::TemplateMissing),
    ("mailLimit", ErrorCode::MailLimit),
    ("deliverabilityOff", ErrorCode::DeliverabilityOff),
    ("mailRefused", ErrorCode::MailRefused),
    ("chatterOff", ErrorCode::ChatterOff),
    ("chatterRefused", ErrorCode::ChatterRefused),
    ("invalidNumber", ErrorCode::InvalidNumber),
    ("numberNeedsPrefix", ErrorCode::NumberNeedsPrefix),
    ("credentialsRefused", ErrorCode::CredentialsRefused),
    ("badRequest", ErrorCode::BadRequest),
    ("offline", ErrorCode::Offline),
    ("salesforceSignedOut", ErrorCode::SalesforceSignedOut),
];

impl ErrorCode {
    /// What the failure is called.
    pub fn name(self) -> &'static str {
        let known = CODES.iter().find(|(_, code)| *code == self);
        known.map_or("internal", |(name, _)| *name)
    }
}

impl FromSource for ErrorCode {
    fn read(source: &impl Source) -> Option<Self> {
        let word = source.text()?;
        let known = CODES.iter().find(|(name, _)| *name == word);
        Some(known.map_or(Self::Internal, |(_, code)| *code))
    }
}
