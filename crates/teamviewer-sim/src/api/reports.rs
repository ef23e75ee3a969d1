//! `/reports/connections`.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde_json::{Map, Value, json};

use super::Answer;
use super::caller::Caller;
use super::errors::ApiError;
use super::params::{Fields, Query};
use crate::clock::{Instant, iso};
use crate::model::connection::{Connection, SessionFacts};
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
        let filter = Filter::of(&query)?;
        let mut found: Vec<&Connection> = sim
            .world
            .connections
            .iter()
            .filter(|record| visible(record, &caller) && filter.fits(record))
            .collect();
        found.sort_by(|a, b| (b.end_date, &b.id).cmp(&(a.end_date, &a.id)));
        if let Some(offset) = query.text("offset_id") {
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
        let mut body =
            json!({ "records": found.iter().map(|record| json_of(record)).collect::<Vec<Value>>() });
        if let Some(last) = found.last().filter(|_| remaining > 0) {
            body["next_offset"] = last.id.clone().into();
            body["records_remaining"] = remaining.into();
        }
        Ok(Json(body).into_response())
    })
}

/// One record.
pub async fn get(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = admit(sim, &headers, "get_connection", Permission::ConnectionsRead)?;
        Ok(Json(json_of(find(sim, &caller, &id)?)).into_response())
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
        Ok(StatusCode::NO_CONTENT.into_response())
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

/// Reads one field of a record.
type Field = fn(&Connection) -> Option<String>;

struct Filter {
    texts: Vec<(Field, String)>,
    from: Option<Instant>,
    to: Option<Instant>,
    has_code: Option<bool>,
    kind: Option<u8>,
}

impl Filter {
    fn of(query: &Query) -> Result<Self, ApiError> {
        if query.any(|name| name.starts_with("sessionReportFeatures")) {
            return Err(ApiError::invalid_request(
                "The simulator does not have the filter sessionReportFeatures",
            ));
        }
        let fields: [(&str, Field); 6] = [
            ("username", |record| Some(record.username.clone())),
            ("userid", |record| Some(record.userid.clone())),
            ("groupid", |record| Some(record.groupid.clone())),
            ("devicename", |record| {
                record
                    .devicename
                    .clone()
                    .or_else(|| Some("unnamed_device".to_owned()))
            }),
            ("deviceid", |record| Some(record.deviceid.clone())),
            ("session_code", |record| {
                record.session.as_ref().map(|session| session.code.to_string())
            }),
        ];
        let wanted = |(name, field): (&str, Field)| query.text(name).map(|value| (field, value.to_owned()));
        let texts = fields.into_iter().filter_map(wanted).collect();
        Ok(Self {
            texts,
            from: query.time("from_date")?,
            to: query.time("to_date")?,
            has_code: query.flag("has_code")?,
            kind: query.text("support_session_type").map(kind).transpose()?,
        })
    }

    /// `from_date` is inclusive and `to_date` exclusive, and a record belongs to the period it ended in: so
    /// the API description has it. (The older documentation speaks of the start.)
    fn fits(&self, record: &Connection) -> bool {
        self.texts
            .iter()
            .all(|(field, value)| field(record).as_ref() == Some(value))
            && self.from.is_none_or(|from| record.end_date >= from)
            && self.to.is_none_or(|to| record.end_date < to)
            && self.has_code.is_none_or(|has| has == record.session.is_some())
            && self.kind.is_none_or(|kind| kind == record.support_session_type)
    }
}

fn kind(word: &str) -> Result<u8, ApiError> {
    match word {
        "RemoteConnection" | "1" => Ok(1),
        "RemoteSupportActive" | "2" => Ok(2),
        "RemoteSupportActiveSdk" | "3" => Ok(3),
        _ => Err(ApiError::invalid_request(
            "support_session_type must be RemoteConnection, RemoteSupportActive or RemoteSupportActiveSdk",
        )),
    }
}

fn json_of(record: &Connection) -> Value {
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| match value {
        // Empty fields are absent.
        Value::Null => {}
        value => {
            fields.insert(name.to_owned(), value);
        }
    };
    put("id", record.id.clone().into());
    put("userid", record.userid.clone().into());
    put("username", record.username.clone().into());
    put("deviceid", record.deviceid.clone().into());
    put("devicename", record.devicename.clone().into());
    put("groupid", record.groupid.clone().into());
    put("groupname", record.groupname.clone().into());
    put("support_session_type", record.support_session_type.into());
    put("start_date", iso(record.start_date).into());
    put("end_date", iso(record.end_date).into());
    put("fee", record.fee.into());
    put("currency", record.currency.clone().into());
    put("billing_state", json!(record.billing_state));
    put("notes", record.notes.clone().into());
    if let Some(session) = &record.session {
        session_facts(session, &mut put);
    }
    Value::Object(fields)
}

fn session_facts(session: &SessionFacts, put: &mut impl FnMut(&str, Value)) {
    put("session_code", session.code.to_string().into());
    put("session_created_at", iso(session.created_at).into());
    put("valid_until", iso(session.valid_until).into());
    put(
        "assigned_userid",
        session.assigned_userid.as_deref().unwrap_or("u0").into(),
    );
    put("assigned_at", session.assigned_at.map(iso).into());
    put("session_note", session.note.clone().into());
    put("custom_api", session.custom_api.clone().into());
    let mut customer = Map::new();
    for (name, text) in [
        ("name", &session.end_customer_name),
        ("email", &session.end_customer_email),
    ] {
        if let Some(text) = text {
            customer.insert(name.to_owned(), text.clone().into());
        }
    }
    if !customer.is_empty() {
        put("end_customer", Value::Object(customer));
    }
    // Feedback is asked for after every session: empty until the customer gave some.
    let feedback = session.feedback.as_ref().map(|feedback| {
        let mut body = json!({ "session_rating": feedback.session_rating });
        if let Some(comment) = &feedback.user_comment {
            body["user_comment"] = comment.clone().into();
        }
        body
    });
    put("feedback", feedback.unwrap_or_else(|| json!({})));
}
