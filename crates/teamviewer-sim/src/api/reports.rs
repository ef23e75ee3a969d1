//! `/reports/connections`.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde_json::{Value, json};

use super::Answer;
use super::caller::Caller;
use super::errors::ApiError;
use super::params::{Fields, Query};
use super::report_filter::Filter;
use super::report_json::json_of;
use crate::model::connection::Connection;
use crate::model::permission::Permission;
use crate::state::{App, Sim};

/// Most records in one answer.
const PAGE: usize = 1_000;
/// Longest `notes`. Not documented.
const LONGEST_NOTES: usize = 4_000;

/// The connections the caller may see, last ended first.
pub async fn list(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = admit(sim, &headers, "list_connections", Permission::ConnectionsRead)?;
        let query = Query::of(query.as_deref());
        let quirks = sim.settings.report_quirks;
        let filter = Filter::of(&query, sim.world.now(), quirks)?;
        let running = if quirks.running_listed {
            sim.world.running_connections()
        } else {
            Vec::new()
        };
        let mut found: Vec<&Connection> = sim
            .world
            .connections
            .iter()
            .chain(&running)
            .filter(|record| visible(record, &caller) && filter.fits(record))
            .collect();
        found.sort_by(|a, b| (filter.date(b), &b.id).cmp(&(filter.date(a), &a.id)));
        let offset = query.text("offset_id");
        if let Some(offset) = offset {
            let place = found
                .iter()
                .position(|record| record.id == offset)
                .ok_or_else(|| {
                    ApiError::invalid_request(format!("offset_id {offset:?} is not a record of this report"))
                })?;
            found.drain(..=place);
        }
        let remaining = found.len().saturating_sub(PAGE);
        found.truncate(PAGE);
        let records: Vec<Value> = found.iter().map(|record| json_of(record, quirks)).collect();
        let mut body = json!({ "records": records });
        if let Some(last) = found.last().filter(|_| remaining > 0) {
            let next = match offset {
                Some(offset) if quirks.stuck_offset => offset,
                _ => &last.id,
            };
            body["next_offset"] = next.into();
            body["records_remaining"] = remaining.into();
        }
        Ok(Json(body).into_response())
    })
}

/// One record.
pub async fn get(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = admit(sim, &headers, "get_connection", Permission::ConnectionsRead)?;
        let quirks = sim.settings.report_quirks;
        Ok(Json(json_of(find(sim, &caller, &id)?, quirks)).into_response())
    })
}

/// Changes notes and billing state; nothing else of a record can be written.
pub async fn modify(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    app.with(|sim| {
        let caller = admit(sim, &headers, "modify_connection", Permission::ConnectionsModify)?;
        let change = Fields::of(&headers, &body).and_then(|fields| {
            let billing = fields.text("billing_state", 16)?.map(|word| {
                let wrong = |_| ApiError::invalid_request("billing_state must be Bill, Billed or DoNotBill");
                serde_json::from_value(word.into()).map_err(wrong)
            });
            Ok((fields.text("notes", LONGEST_NOTES)?, billing.transpose()?))
        });
        let (notes, billing_state) = change?;
        let record = find(sim, &caller, &id)?;
        if let Some(notes) = notes {
            record.notes = Some(notes).filter(|notes| !notes.is_empty());
        }
        if let Some(billing_state) = billing_state {
            record.billing_state = billing_state;
        }
        Ok(StatusCode::NO_CONTENT.into_response())
    })
}

/// Deletes a record.
pub async fn delete(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = admit(sim, &headers, "delete_connection", Permission::ConnectionsDelete)?;
        find(sim, &caller, &id)?;
        sim.world.connections.retain(|record| record.id != id);
        // Both statuses are documented, by different editions.
        let status = match sim.settings.report_quirks.delete_answers_200 {
            true => StatusCode::OK,
            false => StatusCode::NO_CONTENT,
        };
        Ok(status.into_response())
    })
}

/// Reports need a licence besides the permission. How TeamViewer words the refusal is not documented.
fn admit(
    sim: &mut Sim,
    headers: &HeaderMap,
    function: &'static str,
    needed: Permission,
) -> Result<Caller, ApiError> {
    let caller = Caller::admit(sim, headers, function, &[needed])?;
    if caller.account.licence.has_connection_reports() {
        return Ok(caller);
    }
    let sentence = "Connection reports need a Premium, Corporate or Tensor license";
    Err(ApiError::invalid_permission(sentence))
}

/// Own connections; an administrator sees the company's.
fn visible(record: &Connection, caller: &Caller) -> bool {
    caller.account.company_admin || record.userid == caller.userid()
}

fn find<'a>(sim: &'a mut Sim, caller: &Caller, id: &str) -> Result<&'a mut Connection, ApiError> {
    let found = sim
        .world
        .connections
        .iter_mut()
        .find(|record| record.id == id && visible(record, caller));
    found.ok_or_else(|| ApiError::not_found(format!("There is no connection {id:?}")))
}
