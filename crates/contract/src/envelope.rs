use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::{ErrorCode, RemoteError};

/// The one answer of every remote action: `{"ok":true,"data":...}` or `{"ok":false,"error":{...}}`.
#[derive(Debug, Deserialize)]
pub struct Envelope<T> {
    /// Whether the action succeeded.
    pub ok: bool,
    /// Present when `ok`.
    #[serde(default = "none")]
    pub data: Option<T>,
    /// Present when not `ok`.
    #[serde(default)]
    pub error: Option<RemoteError>,
}

fn none<T>() -> Option<T> {
    None
}

impl<T> Envelope<T> {
    /// The data or the error. An envelope that contradicts itself is a [`RemoteError`] with
    /// [`ErrorCode::Internal`].
    pub fn into_result(self) -> Result<T, RemoteError> {
        match self {
            Envelope {
                ok: true,
                data: Some(data),
                ..
            } => Ok(data),
            Envelope {
                ok: false,
                error: Some(error),
                ..
            } => Err(error),
            _ => Err(RemoteError::of(ErrorCode::Internal)),
        }
    }
}

/// Reads a reply. A reply that is not the contract's JSON, or that contradicts itself, is a
/// [`RemoteError`] with [`ErrorCode::Internal`].
pub fn parse_reply<T: DeserializeOwned>(text: &str) -> Result<T, RemoteError> {
    match serde_json::from_str::<Envelope<T>>(text) {
        Ok(envelope) => envelope.into_result(),
        Err(_) => Err(RemoteError::of(ErrorCode::Internal)),
    }
}
