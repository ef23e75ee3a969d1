use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

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

/// Reads a reply. A reply that is not the contract's JSON, or that contradicts itself, is a
/// [`RemoteError`] with [`ErrorCode::Internal`].
pub fn parse_reply<T: DeserializeOwned>(text: &str) -> Result<T, RemoteError> {
    match serde_json::from_str::<Envelope<T>>(text) {
        Ok(Envelope {
            ok: true,
            data: Some(data),
            ..
        }) => Ok(data),
        Ok(Envelope {
            ok: false,
            error: Some(error),
            ..
        }) => Err(error),
        Ok(_) | Err(_) => Err(RemoteError::of(ErrorCode::Internal)),
    }
}

/// Writes a request as the one JSON string that a remote action takes. The requests of this crate can always
/// be written; the error exists because the JSON library cannot know that.
pub fn write_request<T: Serialize>(request: &T) -> Result<String, RemoteError> {
    serde_json::to_string(request).map_err(|_| RemoteError::of(ErrorCode::BadRequest))
}
