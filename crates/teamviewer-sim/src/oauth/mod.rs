//! OAuth 2.0, authorization code flow: sign-in, consent, token, revoke.

mod authorize;
mod request;
mod sign_in;
mod token;

use axum::Router;
use axum::routing::{get, post};

use crate::state::App;
pub use request::AuthorizationRequest;
pub use sign_in::signed_in;

/// The pages on `login.` and the endpoints on `webapi.`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/oauth2/authorize", get(authorize::show))
        // The address of the first edition of the API documentation.
        .route("/api/v1/oauth2/authorize", get(authorize::show))
        .route("/oauth2/consent", post(authorize::decide))
        .route("/oauth2/sign-in", post(sign_in::sign_in))
        .route("/oauth2/sign-out", post(sign_in::sign_out))
        .route(
            "/register",
            get(sign_in::show_registration).post(sign_in::register),
        )
        .route("/api/v1/oauth2/token", post(token::token))
        .route("/api/v1/oauth2/revoke", post(token::revoke))
}
