//! The pages people see: plain forms that work without scripts, and say that nothing here is real.

mod device;
pub mod join;
pub mod login;
pub mod web_client;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{DOCTYPE, Markup, html};

use crate::state::App;

/// The pages behind links, the start page and the style sheet.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(login::home))
        .route("/simulator.css", get(style))
        .route("/v15/{link}", get(join::show).post(join::act))
        .route("/{link}", get(short_link).post(join::act))
        .route("/device/{id}", get(device::show))
        .route("/device/{id}/{*rest}", get(device::show_with))
        .route("/Connect/IndexByol", get(web_client::show).post(web_client::act))
}

/// `/s119457589` leads to a session, `/123456789` to a computer.
async fn short_link(state: State<App>, link: Path<String>) -> Response {
    match link.bytes().all(|byte| byte.is_ascii_digit()) {
        true => device::show(state, link).await,
        false => join::show(state, link).await,
    }
}

/// A whole page.
pub fn page(title: &str, content: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " - TeamViewer simulator" }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/simulator.css";
            }
            body {
                header { p { strong { "TeamViewer simulator" } " for development: nothing here is real, no computer is controlled." } }
                main {
                    h1 { (title) }
                    (content)
                }
            }
        }
    }
}

/// A page that says what is wrong.
pub fn problem(status: StatusCode, sentence: &str) -> Response {
    (
        status,
        page("This does not work", html! { p role="alert" { (sentence) } }),
    )
        .into_response()
}

/// 404.
pub fn not_found(sentence: &str) -> Response {
    problem(StatusCode::NOT_FOUND, sentence)
}

async fn style() -> Response {
    (
        [(header::CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("simulator.css"),
    )
        .into_response()
}
