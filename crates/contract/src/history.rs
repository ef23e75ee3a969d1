use serde::{Deserialize, Serialize};

use crate::{Field, Fields, RemoteError, Session, SessionKind};

/// `load` of the history: one page of a record's sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryRequest<'a> {
    /// Id of the record.
    pub record_id: &'a str,
    /// Which page, from 1.
    pub page: u32,
    /// By what the sessions are ordered.
    pub sort: HistorySort,
    /// Whether the smallest comes first.
    pub ascending: bool,
    /// Only sessions with this status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<HistoryStatus>,
    /// Only sessions of this sort.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<SessionKind>,
    /// Whether TeamViewer is to be asked about unfinished sessions; else what is stored is enough.
    pub ask: bool,
}

/// `details` of the history: one session with everything that happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DetailsRequest<'a> {
    /// Id of the record.
    pub record_id: &'a str,
    /// Id of the stored session.
    pub session_id: &'a str,
    /// Whether TeamViewer is to be asked about it, if it is unfinished.
    pub ask: bool,
}

/// By what a history is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum HistorySort {
    /// The session code.
    Code,
    /// When it was created.
    Created,
    /// End of validity.
    ValidUntil,
    /// Sort of session.
    Kind,
    /// Status: customer online, waiting, expired, closed.
    Status,
    /// Whether the customer is connected.
    Online,
}

impl HistorySort {
    /// As it travels.
    pub fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Created => "created",
            Self::ValidUntil => "validUntil",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Online => "online",
        }
    }
}

/// The status of a session as it is filtered by; Apex derives it as the page does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum HistoryStatus {
    /// Valid, and the customer is connected.
    Online,
    /// Valid, and the customer has not come yet.
    Waiting,
    /// Its validity has ended.
    Expired,
    /// Closed.
    Closed,
}

impl HistoryStatus {
    /// As it travels.
    pub fn word(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Waiting => "waiting",
            Self::Expired => "expired",
            Self::Closed => "closed",
        }
    }
}

/// Answer of `load` of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct History {
    /// Salesforce's clock at the time of the answer, ISO 8601 UTC.
    pub now: String,
    /// Seconds between two refreshes while a session of the record is unfinished, at least 5.
    pub poll_seconds: u32,
    /// How many sessions of the record are unfinished, on whatever page.
    pub unfinished: u32,
    /// How many sessions the filters leave.
    pub total: u32,
    /// How many of them a page has.
    pub page_size: u32,
    /// Which page this is, from 1: the last one when there are fewer than asked for.
    pub page: u32,
    /// Whether the record has older sessions than those that are listed at all.
    #[serde(default)]
    pub more: bool,
    /// The sessions of this page, without their events.
    pub sessions: Vec<HistorySession>,
    /// Why TeamViewer could not be asked; the sessions are then as they were stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<RemoteError>,
}

/// A session of a history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HistorySession {
    /// What every component knows of it.
    #[serde(flatten)]
    pub session: Session,
    /// Whether the user may try to join: it is the user's own, or TeamViewer showed it to the user.
    pub joinable: bool,
}

/// Answer of `details` of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryDetails {
    /// Salesforce's clock at the time of the answer, ISO 8601 UTC.
    pub now: String,
    /// Seconds between two refreshes while the session is unfinished, at least 5.
    pub poll_seconds: u32,
    /// The session, with its events, newest first.
    pub session: HistorySession,
    /// How many events there are, in case there are more than were sent.
    pub events_total: u32,
    /// Why TeamViewer could not be asked; the session is then as it was stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<RemoteError>,
}

impl Fields for HistoryRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        let mut fields = vec![
            ("recordId", Field::Text(self.record_id)),
            ("page", Field::Number(self.page)),
            ("sort", Field::Text(self.sort.word())),
            ("ascending", Field::Flag(self.ascending)),
        ];
        fields.extend(self.status.map(|status| ("status", Field::Text(status.word()))));
        fields.extend(self.kind.map(|kind| ("kind", Field::Text(kind.word()))));
        fields.push(("ask", Field::Flag(self.ask)));
        fields
    }
}

impl Fields for DetailsRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        vec![
            ("recordId", Field::Text(self.record_id)),
            ("sessionId", Field::Text(self.session_id)),
            ("ask", Field::Flag(self.ask)),
        ]
    }
}
