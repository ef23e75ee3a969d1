//! The pages behind device links, `start.teamviewer.com/device/<TeamViewer ID>/...` and the short form with the ID
//! alone (API documentation 2021, section 8).

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;

use super::{not_found, page, problem};
use crate::state::App;

/// Values of `authorization` in a link.
const AUTHORIZATIONS: [&str; 2] = ["prompt", "password"];
/// Values of `mode` in a link.
const MODES: [&str; 7] = [
    "control",
    "present",
    "videocall",
    "filetransfer",
    "sendfile",
    "vpn",
    "chat",
];

/// What a link asks for besides the computer.
#[derive(Debug, PartialEq, Eq)]
struct Wish<'a> {
    authorization: &'a str,
    mode: &'a str,
}

/// `/device/{id}` and `/{id}`: password and remote control are the defaults.
pub async fn show(State(app): State<App>, Path(id): Path<String>) -> Response {
    respond(&app, &id, "")
}

/// `/device/{id}/authorization/{...}/mode/{...}`, either part alone too.
pub async fn show_with(State(app): State<App>, Path((id, rest)): Path<(String, String)>) -> Response {
    respond(&app, &id, &rest)
}

fn respond(app: &App, id: &str, rest: &str) -> Response {
    let Some(wish) = wish(rest) else {
        return problem(
            StatusCode::BAD_REQUEST,
            "This link asks for something that TeamViewer does not have.",
        );
    };
    let computer = id
        .parse()
        .ok()
        .and_then(|id| app.with(|sim| sim.world.devices.computer(id).cloned()));
    let Some(computer) = computer else {
        return not_found("There is no computer with this TeamViewer ID.");
    };
    let content = html! {
        p { "TeamViewer ID " strong { (computer.teamviewer_id) } }
        @if computer.online_state.is_reachable() {
            p role="status" { "On a real computer this page starts TeamViewer and connects." }
            p { "Mode: " (wish.mode) ". Access: by " (wish.authorization) "." }
        } @else {
            p role="alert" { "This computer is offline." }
        }
    };
    page(&format!("Connect to {}", computer.name), content).into_response()
}

/// Reads what comes after the ID; none for what the documentation does not have.
fn wish(rest: &str) -> Option<Wish<'_>> {
    let mut wish = Wish {
        authorization: "password",
        mode: "control",
    };
    let mut parts = rest.split('/').filter(|part| !part.is_empty());
    while let Some(name) = parts.next() {
        let value = parts.next()?;
        match name {
            "authorization" if AUTHORIZATIONS.contains(&value) => wish.authorization = value,
            "mode" if MODES.contains(&value) => wish.mode = value,
            _ => return None,
        }
    }
    Some(wish)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_read_as_documented_and_nothing_else() {
        let read = |rest| wish(rest).map(|wish| (wish.authorization, wish.mode));
        assert_eq!(read(""), Some(("password", "control")));
        assert_eq!(read("mode/chat"), Some(("password", "chat")));
        assert_eq!(
            read("authorization/prompt/mode/filetransfer"),
            Some(("prompt", "filetransfer"))
        );
        for wrong in ["mode", "mode/destroy", "authorization/none", "x/y"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
