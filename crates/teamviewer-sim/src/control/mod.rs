//! Control of the simulator, for people (`/control`) and tests (`/control/api/...`).

mod api;
mod command;
mod page;
mod seed;

use axum::Router;
use axum::routing::{delete, get, post};

use crate::state::App;

/// Page and HTTP form.
pub fn routes() -> Router<App> {
    let api = Router::new()
        .route(
            "/faults",
            get(api::faults).post(api::inject).delete(api::clear_faults),
        )
        .route("/faults/{id}", delete(api::remove_fault))
        .route("/requests", get(api::requests).delete(api::clear_requests))
        .route("/requests/clear", post(api::clear_requests))
        .route("/sms", get(api::sms))
        .route("/state", get(api::state).post(api::add_state))
        .route("/company", post(api::add_company))
        .route("/reset", post(api::reset))
        .route("/clock", get(api::clock).post(api::set_clock))
        .route("/settings", get(api::settings).post(api::change_settings))
        .route("/customer/{code}/{step}", post(api::customer))
        .route("/supporter/{code}/{step}", post(api::supporter))
        .route("/session/{code}/{step}", post(api::session))
        .route("/device/{id}/{step}", post(api::device))
        .route("/tokens/{step}", post(api::tokens));
    Router::new()
        .route("/control", get(page::show))
        .route("/control/do", post(page::act))
        .nest("/control/api", api)
}
