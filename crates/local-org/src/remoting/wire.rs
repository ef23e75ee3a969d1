//! The messages of `/apexremote`.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Largest body of a request, in bytes.
/// Source: Visualforce Developer Guide, "JavaScript Remoting Limits and Considerations".
pub const MAX_REQUEST: usize = 4 * 1024 * 1024;
/// Largest body of a reply, in bytes. Source: as above.
pub const MAX_RESPONSE: usize = 15 * 1024 * 1024;

/// A call, or several that the page buffered.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Batch {
    /// Several.
    Many(Vec<Call>),
    /// One.
    One(Box<Call>),
}

/// A call of a remote action.
#[derive(Debug, Deserialize)]
pub struct Call {
    /// Class, with the namespace in front when there is one.
    pub action: String,
    /// Method.
    pub method: String,
    /// Arguments.
    #[serde(default)]
    pub data: Option<Vec<Value>>,
    /// Always `rpc`.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// Number of the call on its page.
    pub tid: i64,
    /// Proofs.
    #[serde(default)]
    pub ctx: Proofs,
}

/// What proves that the call comes from the page.
#[derive(Debug, Default, Deserialize)]
pub struct Proofs {
    /// CSRF token.
    #[serde(default)]
    pub csrf: String,
    /// Id of the page.
    #[serde(default)]
    pub vid: String,
    /// Namespace.
    #[serde(default)]
    pub ns: String,
    /// API version.
    #[serde(default)]
    pub ver: f64,
    /// Authorization token.
    #[serde(default)]
    pub authorization: String,
}

/// The outcome of a call.
#[derive(Debug, Serialize)]
pub struct Reply {
    /// As an HTTP status.
    #[serde(rename = "statusCode")]
    pub status_code: u16,
    /// `rpc` or `exception`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Number of the call.
    pub tid: i64,
    /// Always false: no references inside the result.
    #[serde(rename = "ref")]
    pub reference: bool,
    /// Class.
    pub action: String,
    /// Method.
    pub method: String,
    /// What the method returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<Value>,
    /// Message of an exception.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Apex stack trace of an exception.
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// A refusal before the method ran. The messages are those that public clients look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody is logged in any more.
    LoggedOut,
    /// A token is missing or belongs to another login, page or method.
    InvalidSession,
    /// The user may not open the page.
    NoAccess,
}

impl Reply {
    /// A success.
    pub fn result(call: &Call, result: Value) -> Self {
        Self {
            result: Some(result),
            ..Self::blank(call, 200, "rpc")
        }
    }

    /// An exception thrown by Apex or by the org.
    pub fn exception(call: &Call, message: impl Into<String>, place: impl Into<String>) -> Self {
        Self {
            message: Some(message.into()),
            place: Some(place.into()),
            ..Self::blank(call, 400, "exception")
        }
    }

    /// A refusal.
    pub fn refused(call: &Call, refusal: Refusal) -> Self {
        let (status, message) = match refusal {
            Refusal::LoggedOut => (402, "Logged in?"),
            Refusal::InvalidSession => (
                403,
                "Remoting request invalid for your session.  Refresh page and re-submit request",
            ),
            Refusal::NoAccess => (
                403,
                "You do not have access to the Apex class or page of this remoting request",
            ),
        };
        Self {
            message: Some(message.to_owned()),
            place: Some(String::new()),
            ..Self::blank(call, status, "exception")
        }
    }

    fn blank(call: &Call, status_code: u16, kind: &'static str) -> Self {
        Self {
            status_code,
            kind,
            tid: call.tid,
            reference: false,
            action: call.action.clone(),
            method: call.method.clone(),
            result: None,
            message: None,
            place: None,
        }
    }
}
