//! `/_test/outbox`, `/_test/mail`, `/_test/chatter`: what leaves the org, and what keeps it from leaving.

use std::sync::Arc;

use axum::extract::State;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

use super::{Answer, bad, blocking};
use crate::mail::Deliverability;
use crate::org::Org;

/// Mails that one answer holds.
const MOST: u32 = 1_000;

pub(super) fn routes() -> Router<Arc<Org>> {
    Router::new()
        .route("/outbox", get(outbox).delete(clear))
        .route("/mail", post(mail))
        .route("/chatter", post(chatter))
}

/// The mails that left, oldest first.
async fn outbox(State(org): State<Arc<Org>>) -> Answer {
    blocking(move || {
        let mut letters = org
            .postmaster
            .outbox()
            .latest(MOST)
            .map_err(|error| bad(error.to_string()))?;
        letters.reverse();
        Ok(Json(json!(letters)))
    })
    .await
}

async fn clear(State(org): State<Arc<Org>>) -> Answer {
    blocking(move || {
        org.postmaster
            .outbox()
            .clear()
            .map_err(|error| bad(error.to_string()))?;
        Ok(Json(json!({})))
    })
    .await
}

/// What to change; what is not named stays.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct MailChange {
    deliverability: Option<Deliverability>,
    /// Absent: stays. `null`: the real limit. A number: so many addresses are left.
    #[serde(default, deserialize_with = "given")]
    remaining: Option<Option<u32>>,
}

/// Tells `null` from an absent member.
#[expect(clippy::option_option, reason = "absent, null and a number are three answers")]
fn given<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<u32>>, D::Error> {
    Option::<u32>::deserialize(deserializer).map(Some)
}

async fn mail(State(org): State<Arc<Org>>, Json(change): Json<MailChange>) -> Answer {
    if let Some(deliverability) = change.deliverability {
        org.postmaster.set_deliverability(deliverability);
    }
    if let Some(remaining) = change.remaining {
        org.postmaster.set_remaining(remaining);
    }
    blocking(move || {
        let now = org.clock.time();
        let remaining = org
            .postmaster
            .remaining(now)
            .map_err(|error| bad(error.message))?;
        Ok(Json(json!({ "remaining": remaining })))
    })
    .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChatterChange {
    on: bool,
}

async fn chatter(State(org): State<Arc<Org>>, Json(change): Json<ChatterChange>) -> Answer {
    blocking(move || {
        org.database
            .set_chatter(change.on)
            .map_err(|error| bad(error.message))?;
        Ok(Json(json!({ "on": org.database.chatter() })))
    })
    .await
}
