//! The authorization endpoint: sign-in page, consent page, and the redirect back.

use axum::extract::{Form, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::request::AuthorizationRequest;
use super::sign_in::signed_in;
use crate::model::permission;
use crate::pages::{self, login};
use crate::state::{App, Sim};

/// The consent form's answer. `query` is the request it answers.
#[derive(Debug, Deserialize)]
pub struct Consent {
    query: String,
    decision: String,
}

/// Shows the sign-in page, or the consent page to who is signed in.
pub async fn show(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    app.with(|sim| {
        let request = match AuthorizationRequest::read(&sim.world, query.as_deref().unwrap_or_default()) {
            Ok(request) => request,
            Err(sentence) => return pages::problem(StatusCode::BAD_REQUEST, &sentence),
        };
        if !request.asks_for_code() {
            return Redirect::to(&request.back("error", "unsupported_response_type")).into_response();
        }
        let page = match signed_in(sim, &headers) {
            None => login::sign_in(&sim.world.accounts, &request.query, None),
            Some(account) => {
                let permissions = permission::granted(&sim.world.app_permissions, account);
                login::consent(account, &request, &permissions)
            }
        };
        guarded(sim, page.into_response())
    })
}

/// Sends the person back to the app, with a code or with `access_denied`.
pub async fn decide(State(app): State<App>, headers: HeaderMap, Form(consent): Form<Consent>) -> Response {
    app.with(|sim| {
        let request = match AuthorizationRequest::read(&sim.world, &consent.query) {
            Ok(request) => request,
            Err(sentence) => return pages::problem(StatusCode::BAD_REQUEST, &sentence),
        };
        let Some(account) = signed_in(sim, &headers).cloned() else {
            let page = login::sign_in(
                &sim.world.accounts,
                &request.query,
                Some("You were signed out. Sign in again."),
            );
            return guarded(sim, page.into_response());
        };
        if consent.decision != "allow" {
            return Redirect::to(&request.back("error", "access_denied")).into_response();
        }
        let permissions = permission::granted(&sim.world.app_permissions, &account);
        let (now, world) = (sim.world.now(), &mut sim.world);
        let code = world.grants.issue_code(
            &mut world.ids,
            &request.client.id,
            &account.userid,
            permissions,
            now,
        );
        Redirect::to(&request.back("code", &code)).into_response()
    })
}

/// Sign-in pages are not framed, and isolate themselves from their opener when the simulator is told to.
pub fn guarded(sim: &Sim, mut response: Response) -> Response {
    let deny = header::HeaderValue::from_static("DENY");
    response.headers_mut().insert(header::X_FRAME_OPTIONS, deny);
    if sim.settings.opener_lost {
        crate::distort::isolate(response.headers_mut());
    }
    response
}
