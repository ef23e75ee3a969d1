//! `GET /sessions`: filters and pages of a thousand.

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use serde_json::{Value, json};

use super::Answer;
use super::caller::Caller;
use super::errors::ApiError;
use super::params::Query;
use super::session_json::{full, minimal};
use super::sessions::visible;
use crate::model::code::SessionCode;
use crate::model::permission::Permission;
use crate::model::session::{Session, State as SessionState};
use crate::state::App;

/// Most sessions in one answer.
const PAGE: usize = 1_000;

struct Filter {
    groupid: Option<String>,
    assigned_userid: Option<String>,
    states: Vec<SessionState>,
    full: bool,
    offset: Option<SessionCode>,
}

/// The sessions the caller may see, newest first.
pub async fn list(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let needed = [Permission::SessionsReadAll, Permission::SessionsReadOwn];
        let caller = Caller::admit(sim, &headers, "list_sessions", &needed)?;
        let filter = Filter::of(&Query::of(query.as_deref()))?;
        let world = &sim.world;
        let mut found: Vec<&Session> = world
            .sessions
            .iter()
            .filter(|session| visible(session, &caller) && filter.fits(session))
            .collect();
        found.sort_by_key(|session| std::cmp::Reverse((session.created_at, session.sequence)));
        if let Some(offset) = &filter.offset {
            // The offset may name a session that the filter no longer fits: what counts is its place.
            let place = world.session(offset).filter(|session| visible(session, &caller));
            let place = place.ok_or_else(|| {
                ApiError::invalid_request(format!("offset {offset} is not a known session code"))
            })?;
            found.retain(|session| {
                (session.created_at, session.sequence) < (place.created_at, place.sequence)
            });
        }
        let remaining = found.len().saturating_sub(PAGE);
        found.truncate(PAGE);
        let entry = |session: &&Session| match filter.full {
            true => full(world, &app.links, session),
            false => minimal(session),
        };
        let mut body = json!({ "sessions": found.iter().map(entry).collect::<Vec<Value>>() });
        if let Some(last) = found.last().filter(|_| remaining > 0) {
            body["next_offset"] = last.code.to_string().into();
            body["sessions_remaining"] = remaining.into();
        }
        Ok(Json(body).into_response())
    })
}

impl Filter {
    fn of(query: &Query) -> Result<Self, ApiError> {
        let offset = query.text("offset").map(SessionCode::parse_dashed).transpose();
        Ok(Self {
            groupid: query.id("groupid", 'g')?,
            assigned_userid: query.id("assigned_userid", 'u')?,
            states: match query.text("state") {
                None => vec![SessionState::Open],
                Some(words) => words.split(',').map(state).collect::<Result<_, _>>()?,
            },
            full: query.flag("full_list")?.unwrap_or(false),
            offset: offset.map_err(|error| ApiError::invalid_request(format!("offset: {error}")))?,
        })
    }

    fn fits(&self, session: &Session) -> bool {
        let assigned = session.assigned_userid.as_deref().unwrap_or("u0");
        self.states.contains(&session.state)
            && self
                .groupid
                .as_ref()
                .is_none_or(|groupid| *groupid == session.groupid)
            && self
                .assigned_userid
                .as_ref()
                .is_none_or(|userid| userid == assigned)
    }
}

fn state(word: &str) -> Result<SessionState, ApiError> {
    match word.trim().to_ascii_lowercase().as_str() {
        "open" => Ok(SessionState::Open),
        "closed" => Ok(SessionState::Closed),
        _ => Err(ApiError::invalid_request(
            "state must be open, closed, or both separated by a comma",
        )),
    }
}
