//! The Web API, version 1.

mod account;
mod caller;
pub mod errors;
mod groups;
mod params;
mod reports;
mod session_json;
mod session_list;
mod session_write;
mod sessions;
mod sms;

use axum::Router;
use axum::http::{Method, Uri};
use axum::response::Response;
use axum::routing::get;

use crate::state::App;
pub use caller::bearer;
use errors::ApiError;

/// What an endpoint answers.
type Answer = Result<Response, ApiError>;

/// Every endpoint this simulator has.
pub fn routes() -> Router<App> {
    let api = Router::new()
        .route("/ping", get(account::ping))
        .route("/account", get(account::get))
        .route("/groups", get(groups::list).post(groups::create))
        .route("/sessions", get(session_list::list).post(sessions::create))
        .route(
            "/sessions/{code}",
            get(sessions::get).put(sessions::modify).delete(sessions::delete),
        )
        .route("/reports/connections", get(reports::list))
        .route(
            "/reports/connections/{id}",
            get(reports::get).put(reports::modify).delete(reports::delete),
        )
        .fallback(unsupported)
        .method_not_allowed_fallback(unsupported);
    Router::new().nest("/api/v1", api)
}

/// Says what is missing here, so that nobody takes it for TeamViewer's refusal.
async fn unsupported(method: Method, uri: Uri) -> ApiError {
    ApiError::not_found(format!("The simulator does not have {method} {}.", uri.path()))
}
