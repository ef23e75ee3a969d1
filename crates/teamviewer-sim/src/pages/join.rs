//! The pages behind customer and supporter links.

use axum::extract::{Form, Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::{not_found, page, problem};
use crate::model::World;
use crate::model::code::SessionCode;
use crate::model::connection::Feedback;
use crate::model::joining::JoinError;
use crate::model::session::{Session, State as SessionState};
use crate::state::App;

/// What a button of these pages does.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// The customer connects.
    Connect,
    /// The customer disconnects.
    Disconnect,
    /// The customer rates the ended connection.
    Rate,
    /// The supporter joins.
    Join,
    /// The supporter leaves.
    Leave,
}

/// A form of these pages.
#[derive(Debug, Deserialize)]
pub struct StepForm {
    step: Step,
    rating: Option<u8>,
    #[serde(default)]
    comment: String,
}

/// The customer's page, or the supporter's when the link carries the secret.
pub async fn show(State(app): State<App>, Path(link): Path<String>) -> Response {
    app.with(|sim| match open(&sim.world, &link) {
        Some((session, Role::Customer)) => customer(&sim.world, session).into_response(),
        Some((session, Role::Supporter)) => supporter(&sim.world, session).into_response(),
        None => not_found(&JoinError::NoSession.to_string()),
    })
}

/// Does what a button says and shows the page again.
pub async fn act(
    State(app): State<App>,
    Path(link): Path<String>,
    uri: Uri,
    Form(form): Form<StepForm>,
) -> Response {
    app.with(|sim| {
        let Some((session, role)) = open(&sim.world, &link) else {
            return not_found(&JoinError::NoSession.to_string());
        };
        let code = session.code.clone();
        let world = &mut sim.world;
        let done = match (role, form.step) {
            (Role::Customer, Step::Connect) => world.customer_connects(&code),
            (Role::Customer, Step::Disconnect) => world.customer_disconnects(&code),
            (Role::Customer, Step::Rate) => world.customer_rates(&code, feedback(&form)),
            (Role::Supporter, Step::Join) => world.supporter_joins(&code, None),
            (Role::Supporter, Step::Leave) => world.supporter_leaves(&code),
            _ => return problem(StatusCode::BAD_REQUEST, "This link cannot do that."),
        };
        match done {
            Ok(()) => Redirect::to(uri.path()).into_response(),
            Err(error) => problem(StatusCode::CONFLICT, &error.to_string()),
        }
    })
}

fn feedback(form: &StepForm) -> Feedback {
    let comment = form.comment.trim();
    Feedback {
        session_rating: form.rating.unwrap_or(3).clamp(1, 5),
        user_comment: (!comment.is_empty()).then(|| comment.to_owned()),
    }
}

#[derive(Debug, Clone, Copy)]
enum Role {
    Customer,
    Supporter,
}

/// The session of `s119457589` or `s119457589-AEG8iPEEzz96`; none when there is no such session or the secret
/// is wrong.
fn open<'a>(world: &'a World, link: &str) -> Option<(&'a Session, Role)> {
    let (code, secret) = match link.split_once('-') {
        Some((code, secret)) => (code, Some(secret)),
        None => (link, None),
    };
    let session = world.session(&SessionCode::parse_compact(code).ok()?)?;
    match secret {
        None => Some((session, Role::Customer)),
        Some(secret) if secret == session.supporter_token => Some((session, Role::Supporter)),
        Some(_) => None,
    }
}

/// Why the session cannot be entered any more.
fn ended(world: &World, session: &Session) -> Option<JoinError> {
    match session.state {
        SessionState::Closed => Some(JoinError::Closed),
        SessionState::Open if session.is_expired(world.now()) => Some(JoinError::Expired),
        SessionState::Open => None,
    }
}

fn customer(world: &World, session: &Session) -> Markup {
    let supporter = session
        .supporter
        .as_ref()
        .map(|supporter| supporter.name.as_str());
    let rateable = world
        .connections
        .iter()
        .rev()
        .find_map(|record| record.session.as_ref().filter(|facts| facts.code == session.code));
    let content = html! {
        p { "Session code " strong { (session.code) } }
        @if session.customer_online {
            @match supporter.filter(|_| session.running.is_some()) {
                Some(name) => { p role="status" { (name) " is connected to this computer." } }
                None => {
                    p role="status" { "You are connected and waiting for your supporter." }
                    (waiting_message(session))
                }
            }
            (button(Step::Disconnect, "Disconnect"))
        } @else if let Some(reason) = ended(world, session) {
            p role="alert" { (reason) }
        } @else {
            p { "On a real computer this page starts QuickSupport. Here the button does it." }
            (waiting_message(session))
            (button(Step::Connect, "Connect"))
        }
        @if let Some(facts) = rateable.filter(|_| session.running.is_none()) {
            h2 { "How was the support?" }
            @if facts.feedback.is_some() {
                p role="status" { "Thank you for your feedback." }
            } @else {
                (rating_form())
            }
        }
        (again())
    };
    page("Join the remote session", content)
}

fn waiting_message(session: &Session) -> Markup {
    html! {
        @if let Some(message) = &session.details.waiting_message { p { (message) } }
    }
}

fn rating_form() -> Markup {
    html! {
        form method="post" {
            label for="rating" { "Rating, 5 is best" }
            select id="rating" name="rating" {
                @for rating in 1..=5 { option value=(rating) { (rating) } }
            }
            label for="comment" { "Comment" }
            input id="comment" name="comment" maxlength="1000";
            div { button type="submit" name="step" value="rate" { "Send feedback" } }
        }
    }
}

fn supporter(world: &World, session: &Session) -> Markup {
    let content = html! {
        (supporter_panel(world, session))
    };
    page("Support a remote session", content)
}

/// What a supporter sees of a session, and the buttons.
pub fn supporter_panel(world: &World, session: &Session) -> Markup {
    html! {
        p { "Session code " strong { (session.code) } }
        @if let Some(name) = &session.details.end_customer_name { p { "Customer: " (name) } }
        @if let Some(description) = &session.details.description { p { (description) } }
        p { @if session.customer_online { "The customer is online." } @else { "The customer is not online." } }
        @if let Some(supporter) = &session.supporter {
            p role="status" {
                @if session.running.is_some() { "The connection is running, as " (supporter.name) "." }
                @else { "You joined as " (supporter.name) " and are waiting for the customer." }
            }
            (button(Step::Leave, "End session"))
        } @else if let Some(reason) = ended(world, session) {
            p role="alert" { (reason) }
        } @else {
            p { "On a real computer this page starts TeamViewer. Here the button does it." }
            (button(Step::Join, "Join session"))
        }
        (again())
    }
}

fn button(step: Step, label: &str) -> Markup {
    let value = match step {
        Step::Connect => "connect",
        Step::Disconnect => "disconnect",
        Step::Rate => "rate",
        Step::Join => "join",
        Step::Leave => "leave",
    };
    html! {
        form method="post" { button type="submit" name="step" value=(value) { (label) } }
    }
}

fn again() -> Markup {
    html! { p { a href="" { "Refresh" } } }
}
