use serde::Serialize;

use crate::SessionKind;

/// `load` and `refresh`: the panel of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordRequest<'a> {
    /// Id of the record the component stands on.
    pub record_id: &'a str,
}

/// `create`: a new session, or a replacement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateRequest<'a> {
    /// Id of the record.
    pub record_id: &'a str,
    /// What sort of session.
    pub kind: SessionKind,
    /// Random, 32 hexadecimal digits, made once per click: the same for a retry of the same click.
    pub request_id: &'a str,
    /// The outcome of an earlier call with this `request_id` is unknown: look for its session before
    /// making another.
    pub retry: bool,
    /// Id of the stored session that the new one replaces; it is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<&'a str>,
}

/// `join`: the links with which the agent joins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JoinRequest<'a> {
    /// Id of the record.
    pub record_id: &'a str,
    /// Id of the stored session.
    pub session_id: &'a str,
}

/// `close`: closes a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CloseRequest<'a> {
    /// Id of the record.
    pub record_id: &'a str,
    /// Id of the stored session.
    pub session_id: &'a str,
}

/// `signIn`: the address of TeamViewer's sign-in. Also `signOut`, which answers an empty object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SignInRequest<'a> {
    /// Id of the record.
    pub record_id: &'a str,
}

/// A member of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field<'a> {
    /// A text.
    Text(&'a str),
    /// A truth value.
    Flag(bool),
}

/// The members of a request, for the page (see [`crate::read_reply`] for why it does without serde).
pub trait Fields {
    /// Names and values, in the order in which serde writes them.
    fn fields(&self) -> Vec<(&'static str, Field<'_>)>;
}

const RECORD: &str = "recordId";
const SESSION: &str = "sessionId";

impl Fields for RecordRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        vec![(RECORD, Field::Text(self.record_id))]
    }
}

impl Fields for CreateRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        let kind = match self.kind {
            SessionKind::RemoteControl => "RemoteControl",
            SessionKind::Pilot => "Pilot",
        };
        let mut fields = vec![
            (RECORD, Field::Text(self.record_id)),
            ("kind", Field::Text(kind)),
            ("requestId", Field::Text(self.request_id)),
            ("retry", Field::Flag(self.retry)),
        ];
        fields.extend(self.replaces.map(|replaces| ("replaces", Field::Text(replaces))));
        fields
    }
}

impl Fields for JoinRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        vec![
            (RECORD, Field::Text(self.record_id)),
            (SESSION, Field::Text(self.session_id)),
        ]
    }
}

impl Fields for CloseRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        vec![
            (RECORD, Field::Text(self.record_id)),
            (SESSION, Field::Text(self.session_id)),
        ]
    }
}

impl Fields for SignInRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        vec![(RECORD, Field::Text(self.record_id))]
    }
}
