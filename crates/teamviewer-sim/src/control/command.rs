//! What control can do to the simulator. The page and the HTTP form both end up here.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use serde_json::json;

use crate::model::code::{NotACode, SessionCode};
use crate::model::device::OnlineState;
use crate::model::joining::JoinError;
use crate::state::Sim;

/// A refusal with its reason.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    /// The request says something impossible.
    #[error("{0}")]
    Wrong(String),
    /// There is no such thing.
    #[error("{0}")]
    Missing(String),
    /// Not possible now.
    #[error(transparent)]
    Refused(#[from] JoinError),
}

impl From<NotACode> for ControlError {
    fn from(error: NotACode) -> Self {
        Self::Wrong(error.to_string())
    }
}

impl IntoResponse for ControlError {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::Wrong(_) => StatusCode::BAD_REQUEST,
            Self::Missing(_) | Self::Refused(JoinError::NoSession) => StatusCode::NOT_FOUND,
            Self::Refused(_) => StatusCode::CONFLICT,
        };
        (status, Json(json!({ "error": self.to_string() }))).into_response()
    }
}

/// `customer/<code>/connect|disconnect`, `supporter/<code>/join|leave`, `session/<code>/expire|close|delete`.
pub fn step(sim: &mut Sim, who: &str, code: &str, step: &str) -> Result<(), ControlError> {
    if who == "device" {
        return device(sim, code, step);
    }
    let code = SessionCode::try_from(code.to_owned())?;
    let world = &mut sim.world;
    match (who, step) {
        ("customer", "connect") => world.customer_connects(&code)?,
        ("customer", "disconnect") => world.customer_disconnects(&code)?,
        ("supporter", "join") => world.supporter_joins(&code, None)?,
        ("supporter", "leave") => world.supporter_leaves(&code)?,
        ("session", "close") => world.close_session(&code)?,
        ("session", "expire") => {
            let now = world.now();
            world.session_mut(&code).ok_or(JoinError::NoSession)?.valid_until = now;
        }
        ("session", "delete") => {
            if !world.delete_session(&code) {
                return Err(JoinError::NoSession.into());
            }
        }
        _ => {
            let known = "customer connect, disconnect; supporter join, leave; session expire, close, delete";
            return Err(ControlError::Wrong(format!(
                "There is no step {who} {step}; there are {known}."
            )));
        }
    }
    Ok(())
}

/// `device/<TeamViewer ID>/online|offline|busy|away`.
fn device(sim: &mut Sim, id: &str, step: &str) -> Result<(), ControlError> {
    let state = OnlineState::parse(step).ok_or_else(|| {
        ControlError::Wrong(format!(
            "There is no step device {step}; there are online, offline, busy, away."
        ))
    })?;
    let now = sim.world.now();
    let known = id
        .parse()
        .is_ok_and(|id| sim.world.devices.set_online(id, state, now));
    known
        .then_some(())
        .ok_or_else(|| ControlError::Missing(format!("There is no computer {id}.")))
}

/// Adds the seeded company.
pub fn add_company(sim: &mut Sim) -> Result<(), ControlError> {
    let added = sim.world.add_company();
    added
        .then_some(())
        .ok_or_else(|| ControlError::Wrong("The company is there already.".to_owned()))
}

/// `tokens/expire|revoke`: every token at once.
pub fn tokens(sim: &mut Sim, step: &str) -> Result<(), ControlError> {
    let now = sim.world.now();
    match step {
        "expire" => sim.world.grants.expire_all(now),
        "revoke" => sim.world.grants.revoke_all(),
        _ => {
            return Err(ControlError::Wrong(format!(
                "There is no step tokens {step}; there are expire and revoke."
            )));
        }
    }
    Ok(())
}

/// Moves the clock by seconds.
pub fn advance(sim: &mut Sim, seconds: i64) -> Result<(), ControlError> {
    let moved = TimeDelta::try_seconds(seconds).is_some_and(|by| sim.world.clock.advance(by));
    moved
        .then_some(())
        .ok_or_else(|| ControlError::Wrong(format!("The clock cannot move by {seconds} seconds.")))
}

/// Removes one fault.
pub fn remove_fault(sim: &mut Sim, id: u64) -> Result<(), ControlError> {
    let removed = sim.faults.remove(id);
    removed
        .then_some(())
        .ok_or_else(|| ControlError::Missing(format!("No fault {id} waits.")))
}
