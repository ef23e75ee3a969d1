//! `/services/authcallback/<provider>`: the browser comes back from the identity provider.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use super::authorize::Callback;
use crate::html::document;
use crate::login::cookie;
use crate::org::Org;

/// Finishes a sign-in and goes on to its return address; a failure is told in words.
pub async fn callback(
    State(org): State<Arc<Org>>,
    Path(provider): Path<String>,
    Query(callback): Query<Callback>,
    headers: HeaderMap,
) -> Response {
    let user = org.logins.find(&cookie(&headers)).map(|login| login.user_id);
    let work =
        tokio::task::spawn_blocking(move || org.credentials.finish(&provider, &callback, user.as_deref()));
    match work.await {
        Ok(Ok(finished)) => match finished.return_url {
            Some(target) => Redirect::to(&target).into_response(),
            None => message(
                StatusCode::OK,
                "Signed in",
                &format!(
                    "You are signed in to {}. You can close this page.",
                    finished.label
                ),
                None,
            ),
        },
        Ok(Err((error, back))) => message(
            StatusCode::BAD_REQUEST,
            "We can't sign you in",
            &error.to_string(),
            back.as_deref(),
        ),
        Err(error) => message(
            StatusCode::INTERNAL_SERVER_ERROR,
            "We can't sign you in",
            &error.to_string(),
            None,
        ),
    }
}

fn message(status: StatusCode, heading: &str, text: &str, back: Option<&str>) -> Response {
    let body = html! {
        main class="slds-p-around_large" {
            h1 class="slds-text-heading_medium slds-m-bottom_small" { (heading) }
            p { (text) }
            @if let Some(back) = back { p class="slds-m-top_small" { a href=(back) { "Go back" } } }
        }
    };
    (status, document(heading, None, &body)).into_response()
}
