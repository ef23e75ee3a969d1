//! The Web API, version 1.

mod account;
mod caller;
mod devices;
pub mod errors;
mod group_shares;
mod groups;
mod managed;
mod params;
mod report_filter;
mod report_json;
mod reports;
mod session_json;
mod session_list;
mod session_write;
mod sessions;
mod sms;
mod users;

use axum::Router;
use axum::http::{Method, Uri};
use axum::response::Response;
use axum::routing::{get, post};

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
        .route("/users", get(users::list))
        .route("/users/{id}", get(users::get))
        .route("/groups", get(groups::list).post(groups::create))
        .route(
            "/groups/{id}",
            get(groups::get).put(groups::modify).delete(groups::delete),
        )
        .route("/groups/{id}/share_group", post(group_shares::share))
        .route("/groups/{id}/unshare_group", post(group_shares::unshare))
        .route("/devices", get(devices::list).post(devices::create))
        .route(
            "/devices/{id}",
            get(devices::get).put(devices::modify).delete(devices::delete),
        )
        .route("/managed/devices", get(managed::devices))
        .route("/managed/devices/company", get(managed::company))
        .route("/managed/devices/{id}", get(managed::device))
        .route("/managed/groups", get(managed::groups))
        .route("/managed/groups/{id}", get(managed::group))
        .route("/managed/groups/{id}/devices", get(managed::group_devices))
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
