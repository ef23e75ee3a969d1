//! Callouts and the credentials they need, as they cross the border.

/// An HTTP request made by Apex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpCall {
    /// `GET`, `POST`, ...
    pub method: String,
    /// The endpoint as Apex set it: an absolute URL or `callout:Name/path`.
    pub endpoint: String,
    /// Headers in the order they were set.
    pub headers: Vec<(String, String)>,
    /// Body; empty when none was set.
    pub body: Vec<u8>,
    /// Time-out in milliseconds; Salesforce's default is 10,000, its maximum 120,000.
    pub timeout_ms: u32,
}

/// The answer to an [`HttpCall`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct HttpAnswer {
    /// Status code.
    pub status_code: u16,
    /// Reason phrase.
    pub status: String,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
}

/// A stored credential of the running user, as `ConnectApi.NamedCredentials.getCredential` tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialState {
    /// Whether the principal has tokens (`ConnectApi.CredentialAuthenticationStatus.Configured`).
    pub configured: bool,
}
