//! The HTTP form of control: JSON in, JSON out.

use std::collections::HashMap;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::command::{self, ControlError};
use super::seed::{self, Seed};
use crate::clock::{iso, parse_iso};
use crate::faults::FaultOrder;
use crate::model::Sms;
use crate::model::account::Licence;
use crate::model::limits::Limit;
use crate::model::permission::Permission;
use crate::state::{App, ReportQuirks, Settings, Sim};

type Answer = Result<Json<Value>, ControlError>;

/// Faults that wait.
pub async fn faults(State(app): State<App>) -> Json<Value> {
    app.with(|sim| Json(json!({ "faults": sim.faults.waiting() })))
}

/// Adds a fault.
pub async fn inject(State(app): State<App>, body: Bytes) -> Result<(StatusCode, Json<Value>), ControlError> {
    let order: FaultOrder = read(&body)?;
    app.with(|sim| Ok((StatusCode::CREATED, Json(json!(sim.faults.inject(order))))))
}

/// Removes all faults.
pub async fn clear_faults(State(app): State<App>) -> StatusCode {
    app.with(|sim| sim.faults.clear());
    StatusCode::NO_CONTENT
}

/// Removes one fault.
pub async fn remove_fault(State(app): State<App>, Path(id): Path<u64>) -> Result<StatusCode, ControlError> {
    app.with(|sim| command::remove_fault(sim, id))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Requests received since the last clearing.
pub async fn requests(State(app): State<App>) -> Json<Value> {
    app.with(|sim| Json(json!(sim.log.report())))
}

/// Forgets the requests.
pub async fn clear_requests(State(app): State<App>) -> StatusCode {
    app.with(|sim| sim.log.clear());
    StatusCode::NO_CONTENT
}

/// The SMS outbox, oldest first.
pub async fn sms(State(app): State<App>) -> Json<Value> {
    let shown = |sms: &Sms| {
        let mut body = json!(sms);
        body["at"] = iso(sms.at).into();
        body
    };
    app.with(|sim| Json(sim.world.sms.iter().map(shown).collect()))
}

/// Everything the world holds, but no token.
pub async fn state(State(app): State<App>) -> Json<Value> {
    app.with(|sim| {
        let world = &sim.world;
        let sessions = world.sessions.iter().map(|session| {
            let mut body = json!(session);
            body["customer_link"] = app.links.customer(session).into();
            body["supporter_link"] = app.links.supporter(session).into();
            body
        });
        Json(json!({
            "now": iso(world.now()),
            "clients": world.clients.iter().map(|client| &client.id).collect::<Vec<_>>(),
            "accounts": world.accounts,
            "groups": world.groups,
            "sessions": sessions.collect::<Vec<Value>>(),
            "devices": world.devices,
            "connections": world.connections,
            "sms": world.sms,
            "tokens": world.grants.counts(world.now()),
        }))
    })
}

/// Adds to the world.
pub async fn add_state(State(app): State<App>, body: Bytes) -> Answer {
    let seed: Seed = read(&body)?;
    app.with(|sim| seed::add(sim, seed)).map(Json)
}

/// Adds the company of ordinary size, as it is now.
pub async fn add_company(State(app): State<App>) -> Result<StatusCode, ControlError> {
    app.with(command::add_company)?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a reset keeps.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reset {
    keep_sign_ins: bool,
}

/// Back to the start.
pub async fn reset(State(app): State<App>, body: Bytes) -> Result<StatusCode, ControlError> {
    let reset: Reset = if body.is_empty() {
        Reset::default()
    } else {
        read(&body)?
    };
    app.with(|sim| sim.reset(reset.keep_sign_ins));
    Ok(StatusCode::NO_CONTENT)
}

/// The present.
pub async fn clock(State(app): State<App>) -> Json<Value> {
    app.with(|sim| Json(show_clock(sim)))
}

/// Changes of the clock, in this order: set, advance, stop.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockChange {
    set: Option<String>,
    advance_seconds: Option<i64>,
    stopped: Option<bool>,
}

/// Moves the clock.
pub async fn set_clock(State(app): State<App>, body: Bytes) -> Answer {
    let change: ClockChange = read(&body)?;
    let set = change.set.map(|text| {
        parse_iso(&text).ok_or_else(|| {
            ControlError::Wrong(format!("set {text:?} has not the form YYYY-MM-DDTHH:MM:SSZ."))
        })
    });
    let set = set.transpose()?;
    app.with(|sim| {
        if let Some(at) = set {
            sim.world.clock.set(at);
        }
        if let Some(seconds) = change.advance_seconds {
            command::advance(sim, seconds)?;
        }
        if let Some(stopped) = change.stopped {
            sim.world.clock.stop(stopped);
        }
        Ok(Json(show_clock(sim)))
    })
}

fn show_clock(sim: &Sim) -> Value {
    json!({ "now": iso(sim.world.now()), "stopped": sim.world.clock.is_stopped() })
}

/// Changes of switches; what is absent stays.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SettingsChange {
    opener_lost: Option<bool>,
    create_status: Option<u16>,
    report_quirks: Option<ReportQuirks>,
    rate_limits_enforced: Option<bool>,
    rate_limits: HashMap<Licence, Limit>,
    app_permissions: Option<Vec<Permission>>,
}

/// The switches.
pub async fn settings(State(app): State<App>) -> Json<Value> {
    app.with(|sim| Json(show_settings(sim)))
}

/// Changes switches. Permissions count for tokens granted afterwards.
pub async fn change_settings(State(app): State<App>, body: Bytes) -> Answer {
    let change: SettingsChange = read(&body)?;
    if change
        .create_status
        .is_some_and(|status| ![200, 201].contains(&status))
    {
        return Err(ControlError::Wrong(
            "create_status must be 200 or 201.".to_owned(),
        ));
    }
    app.with(|sim| {
        let Settings {
            opener_lost,
            create_status,
            report_quirks,
        } = &mut sim.settings;
        *opener_lost = change.opener_lost.unwrap_or(*opener_lost);
        *create_status = change.create_status.unwrap_or(*create_status);
        *report_quirks = change.report_quirks.unwrap_or(*report_quirks);
        sim.limits.enforced = change.rate_limits_enforced.unwrap_or(sim.limits.enforced);
        for (licence, limit) in change.rate_limits {
            sim.limits.set(licence, limit);
        }
        if let Some(permissions) = change.app_permissions {
            sim.world.app_permissions = permissions;
        }
        Ok(Json(show_settings(sim)))
    })
}

fn show_settings(sim: &Sim) -> Value {
    let mut body = json!(sim.settings);
    body["rate_limits_enforced"] = sim.limits.enforced.into();
    body["rate_limits"] = json!(sim.limits.limits());
    body["app_permissions"] = json!(sim.world.app_permissions);
    body
}

/// The customer comes or goes.
pub async fn customer(state: State<App>, path: Path<(String, String)>) -> Result<StatusCode, ControlError> {
    step(state, "customer", path)
}

/// The supporter comes or goes.
pub async fn supporter(state: State<App>, path: Path<(String, String)>) -> Result<StatusCode, ControlError> {
    step(state, "supporter", path)
}

/// A computer goes on or off line.
pub async fn device(state: State<App>, path: Path<(String, String)>) -> Result<StatusCode, ControlError> {
    step(state, "device", path)
}

/// A session expires, is closed or deleted behind the caller's back.
pub async fn session(state: State<App>, path: Path<(String, String)>) -> Result<StatusCode, ControlError> {
    step(state, "session", path)
}

fn step(
    State(app): State<App>,
    who: &str,
    Path((code, step)): Path<(String, String)>,
) -> Result<StatusCode, ControlError> {
    app.with(|sim| command::step(sim, who, &code, &step))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Every token expires or is revoked.
pub async fn tokens(State(app): State<App>, Path(step): Path<String>) -> Result<StatusCode, ControlError> {
    app.with(|sim| command::tokens(sim, &step))?;
    Ok(StatusCode::NO_CONTENT)
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, ControlError> {
    serde_json::from_slice(body)
        .map_err(|error| ControlError::Wrong(format!("The body is not understood: {error}")))
}
