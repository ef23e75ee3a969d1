//! `/apexremote` and the remoting library.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::call;
use super::wire::{Batch, MAX_REQUEST, MAX_RESPONSE, Reply};
use crate::login::cookie;
use crate::org::Org;
use crate::resources::route::cached;

/// The library that pages load.
const LIBRARY: &str = include_str!("../../assets/VFRemote.js");

/// How many calls one request may hold.
const MOST_CALLS: usize = 100;

/// `GET /jslibrary/<timestamp>/sfdc/VFRemote.js`
pub async fn library(headers: HeaderMap) -> Response {
    cached(&headers, "text/javascript", LIBRARY.as_bytes().to_vec())
}

/// `POST /apexremote`
pub async fn apexremote(State(org): State<Arc<Org>>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let is_json = parts
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    // A form of another site cannot send this type without asking first (CORS).
    if !is_json.is_some_and(|kind| kind.to_ascii_lowercase().starts_with("application/json")) {
        return (StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send application/json.").into_response();
    }
    let Ok(body) = to_bytes(body, MAX_REQUEST).await else {
        return (StatusCode::PAYLOAD_TOO_LARGE, "Input too long. [1, 4194304]").into_response();
    };
    let calls = match serde_json::from_slice(&body) {
        Ok(Batch::One(call)) => vec![*call],
        Ok(Batch::Many(calls)) if calls.len() <= MOST_CALLS => calls,
        Ok(Batch::Many(_)) => {
            return (StatusCode::BAD_REQUEST, "Too many calls in one request.").into_response();
        }
        Err(error) => {
            return (
                StatusCode::BAD_REQUEST,
                format!("Not a remoting request: {error}"),
            )
                .into_response();
        }
    };
    let login = org.logins.find(&cookie(&parts.headers));
    let work = tokio::task::spawn_blocking(move || {
        calls
            .iter()
            .map(|one| call::run(&org, login.as_ref(), one))
            .collect::<Vec<Reply>>()
    });
    let Ok(replies) = work.await else {
        return (
            StatusCode::INTERNAL_SERVER_ERROR,
            "The call ended without a result.",
        )
            .into_response();
    };
    match serde_json::to_string(&replies) {
        Ok(text) if text.len() > MAX_RESPONSE => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "Remoting response size exceeded maximum of 15 MB.",
        )
            .into_response(),
        Ok(text) => {
            let headers = [
                (header::CONTENT_TYPE, "application/json;charset=UTF-8"),
                (
                    header::CACHE_CONTROL,
                    "no-cache,must-revalidate,max-age=0,no-store,private",
                ),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ];
            (headers, text).into_response()
        }
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}
