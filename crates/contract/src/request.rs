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
