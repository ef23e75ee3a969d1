//! Serves `/resource/<timestamp>/<Name>/<path>`.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::org::Org;

/// Answers a static resource. The timestamp only makes the address new when the content is: any is accepted,
/// as on Salesforce.
pub async fn resource(State(org): State<Arc<Org>>, Path(rest): Path<String>, headers: HeaderMap) -> Response {
    let rest = match rest.split_once('/') {
        Some((timestamp, rest)) if timestamp.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => rest.as_str(),
    };
    let (name, path) = rest.split_once('/').unwrap_or((rest, ""));
    let namespace = org.hosts.namespace_of(&headers);
    let (name, path) = (org.package.resolve(name, &namespace), path.to_owned());
    let wanted = format!("{name}/{path}");
    let found = tokio::task::spawn_blocking(move || org.resources.content(&name, &path)).await;
    let content = match found {
        Ok(Ok(Some(content))) => content,
        Ok(Ok(None)) => {
            let message = format!("The static resource {wanted} does not exist.");
            return (
                StatusCode::NOT_FOUND,
                [(header::CONTENT_TYPE, "text/plain")],
                message,
            )
                .into_response();
        }
        Ok(Err(message)) => {
            eprintln!("static resource {wanted}: {message}");
            return (StatusCode::INTERNAL_SERVER_ERROR, message).into_response();
        }
        Err(error) => return (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    };
    cached(&headers, &content.mime, content.bytes)
}

/// An answer that may be kept for ever under its address, or 304 when the browser has it.
pub fn cached(headers: &HeaderMap, mime: &str, bytes: Vec<u8>) -> Response {
    let hash: String = Sha256::digest(&bytes)
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let etag = format!("\"{hash}\"");
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        == Some(etag.as_str());
    // Source: Salesforce answers static resources with public caching for 45 days.
    let common = [
        (
            header::CACHE_CONTROL,
            "public, max-age=3888000, immutable".to_owned(),
        ),
        (header::ETAG, etag),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    if known {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let mime = if mime.starts_with("text/") {
        format!("{mime}; charset=utf-8")
    } else {
        mime.to_owned()
    };
    (common, [(header::CONTENT_TYPE, mime)], bytes).into_response()
}
