//! The page behind the web client link: the supporter joins without an installed client.

use axum::extract::{Form, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use url::form_urlencoded;

use super::join::{Step, supporter_panel};
use super::{not_found, page, problem};
use crate::model::World;
use crate::model::code::SessionCode;
use crate::model::joining::JoinError;
use crate::model::session::Session;
use crate::state::App;

/// A form of this page.
#[derive(Debug, Deserialize)]
pub struct StepForm {
    step: Step,
}

/// Shows the session.
pub async fn show(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    app.with(
        |sim| match open(&sim.world, query.as_deref().unwrap_or_default()) {
            Some((session, _)) => {
                page("TeamViewer web client", supporter_panel(&sim.world, session)).into_response()
            }
            None => not_found(&JoinError::NoSession.to_string()),
        },
    )
}

/// Joins under the name of the link, or leaves.
pub async fn act(State(app): State<App>, RawQuery(query): RawQuery, Form(form): Form<StepForm>) -> Response {
    let query = query.unwrap_or_default();
    app.with(|sim| {
        let Some((session, name)) = open(&sim.world, &query) else {
            return not_found(&JoinError::NoSession.to_string());
        };
        let code = session.code.clone();
        let done = match form.step {
            Step::Join => sim.world.supporter_joins(&code, name),
            Step::Leave => sim.world.supporter_leaves(&code),
            _ => return problem(StatusCode::BAD_REQUEST, "This link cannot do that."),
        };
        match done {
            Ok(()) => Redirect::to(&format!("/Connect/IndexByol?{query}")).into_response(),
            Err(error) => problem(StatusCode::CONFLICT, &error.to_string()),
        }
    })
}

/// The session and the supporter's display name; none unless code and secret belong together.
fn open<'a>(world: &'a World, query: &str) -> Option<(&'a Session, Option<String>)> {
    let value = |name: &str| {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        pairs
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    };
    let session = world.session(&SessionCode::parse_compact(&value("sessioncode")?).ok()?)?;
    let fits = value("servicequeuetoken")? == session.supporter_token;
    fits.then(|| (session, value("displayName").filter(|name| !name.is_empty())))
}
