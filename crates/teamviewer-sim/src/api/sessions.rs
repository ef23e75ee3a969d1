//! `/sessions` one by one: create, get, modify and close, delete.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;

use super::Answer;
use super::caller::Caller;
use super::errors::ApiError;
use super::params::Fields;
use super::session_json::{created, full};
use super::session_write::{Change, read_new};
use crate::model::World;
use crate::model::code::SessionCode;
use crate::model::permission::Permission;
use crate::model::session::{Session, State as SessionState};
use crate::state::{App, Sim};

/// Makes a session.
pub async fn create(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Answer {
    app.with(|sim| {
        let caller = Caller::admit(sim, &headers, "create_session", &[Permission::SessionsCreate])?;
        let fields = Fields::of(&headers, &body)?;
        let (new, invitation) = read_new(&mut sim.world, &caller, &fields)?;
        let session = sim.world.create_session(new);
        if let Some(invitation) = invitation {
            invitation.send(&mut sim.world, &app.links, &session);
        }
        // Both statuses are documented, by different editions.
        let status = StatusCode::from_u16(sim.settings.create_status).unwrap_or(StatusCode::OK);
        let location = [(header::LOCATION, app.links.session(&session))];
        Ok((status, location, Json(created(&sim.world, &app.links, &session))).into_response())
    })
}

/// Shows a session in full.
pub async fn get(State(app): State<App>, Path(code): Path<String>, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let needed = [Permission::SessionsReadAll, Permission::SessionsReadOwn];
        let caller = Caller::admit(sim, &headers, "get_session", &needed)?;
        let session = find(&sim.world, &caller, &code)?;
        Ok(Json(full(&sim.world, &app.links, session)).into_response())
    })
}

/// Changes a session, or closes it.
pub async fn modify(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    app.with(|sim| {
        let (caller, code) = modifier(sim, &headers, "modify_session", &code)?;
        let fields = Fields::of(&headers, &body)?;
        let (change, invitation) = Change::read(&mut sim.world, &caller, &code, &fields)?;
        let session = change.apply(&mut sim.world, &code);
        if let (Some(session), Some(invitation)) = (session, invitation) {
            invitation.send(&mut sim.world, &app.links, &session);
        }
        Ok(StatusCode::NO_CONTENT.into_response())
    })
}

/// Deletes a session. Only the API description of recent versions has it.
pub async fn delete(State(app): State<App>, Path(code): Path<String>, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let (_, code) = modifier(sim, &headers, "delete_session", &code)?;
        sim.world.delete_session(&code);
        Ok(StatusCode::NO_CONTENT.into_response())
    })
}

/// Whether the caller may see this session.
pub fn visible(session: &Session, caller: &Caller) -> bool {
    caller.may(Permission::SessionsReadAll) || session.belongs_to(caller.userid())
}

/// The session the caller asks for, if it exists and is visible.
fn find<'a>(world: &'a World, caller: &Caller, code: &str) -> Result<&'a Session, ApiError> {
    let code =
        SessionCode::parse_dashed(code).map_err(|error| ApiError::invalid_request(error.to_string()))?;
    let session = world.session(&code).filter(|session| visible(session, caller));
    session.ok_or_else(|| ApiError::not_found(format!("There is no session {code}")))
}

fn modifier(
    sim: &mut Sim,
    headers: &HeaderMap,
    function: &'static str,
    code: &str,
) -> Result<(Caller, SessionCode), ApiError> {
    let needed = [Permission::SessionsModifyAll, Permission::SessionsModifyOwn];
    let caller = Caller::admit(sim, headers, function, &needed)?;
    let session = find(&sim.world, &caller, code)?;
    if !session.belongs_to(caller.userid()) && !caller.may(Permission::SessionsModifyAll) {
        let sentence = "The token does not have the permission Sessions.ModifyAll";
        return Err(ApiError::invalid_permission(sentence));
    }
    let code = session.code.clone();
    Ok((caller, code))
}

impl Change {
    /// Changes the session and returns how it is afterwards; none when it is gone.
    fn apply(self, world: &mut World, code: &SessionCode) -> Option<Session> {
        let now = world.now();
        let session = world.session_mut(code)?;
        if let Some(groupid) = self.groupid {
            session.groupid = groupid;
        }
        if let Some(assignee) = self.assigned_userid {
            session.assigned_at = assignee.is_some().then_some(now);
            session.assigned_userid = assignee;
        }
        session.details = self.details;
        match self.state {
            Some(SessionState::Open) => {
                session.state = SessionState::Open;
                session.closed_at = None;
            }
            // It was there a line ago.
            Some(SessionState::Closed) => world.close_session(code).ok()?,
            None => {}
        }
        world.session(code).cloned()
    }
}
