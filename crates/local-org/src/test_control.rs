//! `/_test`: what tests need and Salesforce does not have. Only routed when the org is started with
//! `--test-control`; the org listens on the loopback address only.

mod messaging;

use std::sync::Arc;
use std::time::Duration;

use apex::host::{
    AccessMode, Data, DmlOperation, DmlOptions, Field, FieldType, Host, ObjectDescribe, Query as Soql,
    QueryResult, Record, Sharing,
};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use chrono::{DateTime, TimeDelta, Utc};
use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::clock::OutOfRange;
use crate::flow::{self, Interview};
use crate::org::Org;

/// The routes below `/_test`.
pub fn routes() -> Router<Arc<Org>> {
    Router::new()
        .route("/clock", get(clock).post(set_clock))
        .route("/soql", get(soql))
        .route("/dml", post(dml))
        .route("/idle", get(idle))
        .route("/flow", post(run_flow))
        .route("/revoke-login", post(revoke_login))
        .route("/client", delete(forget_client))
        .merge(messaging::routes())
}

/// How long `/_test/idle` waits for the queue.
const IDLE_LIMIT: Duration = Duration::from_secs(120);

/// A request that cannot be carried out: answered with status 400 and the reason.
struct Refused(String);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (StatusCode::BAD_REQUEST, Json(json!({ "error": self.0 }))).into_response()
    }
}

type Answer = Result<Json<Value>, Refused>;

fn bad(message: impl Into<String>) -> Refused {
    Refused(message.into())
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refused> + Send + 'static,
) -> Result<T, Refused> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| bad(error.to_string()))?
}

async fn clock(State(org): State<Arc<Org>>) -> Json<Value> {
    Json(json!({ "now": org.clock.time().to_rfc3339() }))
}

/// One of: a time to run on from, a time to stop at, seconds to move by, or back to real time.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
enum ClockChange {
    Set(DateTime<Utc>),
    Freeze(DateTime<Utc>),
    AdvanceSeconds(i64),
    Reset {},
}

async fn set_clock(State(org): State<Arc<Org>>, Json(change): Json<ClockChange>) -> Answer {
    let changed = match change {
        ClockChange::Set(instant) => org.clock.set(instant),
        ClockChange::Freeze(instant) => org.clock.freeze(instant),
        ClockChange::AdvanceSeconds(seconds) => TimeDelta::try_seconds(seconds)
            .ok_or(OutOfRange)
            .and_then(|by| org.clock.advance(by)),
        ClockChange::Reset {} => {
            org.clock.reset();
            Ok(())
        }
    };
    changed.map_err(|error| bad(error.to_string()))?;
    org.jobs.look_again();
    Ok(clock(State(org)).await)
}

#[derive(Deserialize)]
struct SoqlQuery {
    q: String,
}

async fn soql(State(org): State<Arc<Org>>, Query(query): Query<SoqlQuery>) -> Answer {
    blocking(move || {
        let mut host = system(&org)?;
        let binds = IndexMap::new();
        let soql = Soql { soql: &query.q, binds: &binds, access: AccessMode::System, sharing: Sharing::Ignored };
        let result = host.query(&soql).map_err(|error| bad(format!("{}: {}", error.exception, error.message)))?;
        Ok(Json(match result {
            QueryResult::Count(count) => json!({ "totalSize": count, "records": [] }),
            QueryResult::Rows { rows, .. } => {
                json!({ "totalSize": rows.len(), "records": rows.iter().map(record_json).collect::<Vec<_>>() })
            }
        }))
    })
    .await
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Dml {
    operation: Operation,
    object: String,
    records: Vec<Map<String, Value>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Operation {
    Insert,
    Update,
    Delete,
    Undelete,
}

async fn dml(State(org): State<Arc<Org>>, Json(request): Json<Dml>) -> Answer {
    blocking(move || {
        let mut host = system(&org)?;
        let describe = host
            .describe(&request.object)
            .ok_or_else(|| bad(format!("no object {}", request.object)))?;
        let mut rows: Vec<Record> = request
            .records
            .iter()
            .map(|record| to_record(&describe, record))
            .collect::<Result<_, _>>()
            .map_err(bad)?;
        let operation = match request.operation {
            Operation::Insert => DmlOperation::Insert,
            Operation::Update => DmlOperation::Update,
            Operation::Delete => DmlOperation::Delete,
            Operation::Undelete => DmlOperation::Undelete,
        };
        let options = DmlOptions {
            access: AccessMode::System,
            sharing: Sharing::Ignored,
            all_or_none: true,
        };
        let explain = |error: apex::host::HostError| bad(format!("{}: {}", error.exception, error.message));
        let results = host.dml(&operation, &mut rows, options).map_err(explain)?;
        host.commit(&org).map_err(explain)?;
        Ok(Json(
            json!({ "ids": results.into_iter().map(|result| result.id).collect::<Vec<_>>() }),
        ))
    })
    .await
}

async fn idle(State(org): State<Arc<Org>>) -> Answer {
    blocking(move || {
        if org.jobs.wait_until_idle(IDLE_LIMIT) {
            Ok(Json(json!({ "idle": true })))
        } else {
            Err(bad("jobs still run"))
        }
    })
    .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Revoke {
    username: String,
}

async fn revoke_login(State(org): State<Arc<Org>>, Json(request): Json<Revoke>) -> Answer {
    blocking(move || {
        let users = org.database.users().map_err(|error| bad(error.message))?;
        let user = users.iter().find(|user| user.username == request.username);
        let user = user.ok_or_else(|| bad(format!("no user {}", request.username)))?;
        Ok(Json(json!({ "ended": org.logins.end_all(&user.id) })))
    })
    .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfProvider {
    provider: String,
}

/// Forgets the OAuth client of an identity provider, as in an org where nobody has set one up.
/// Runs a flow with answers given beforehand; Salesforce has no way to do so.
async fn run_flow(State(org): State<Arc<Org>>, Json(interview): Json<Interview>) -> Answer {
    blocking(move || Ok(Json(json!(flow::run(&org, &interview).map_err(bad)?)))).await
}

async fn forget_client(State(org): State<Arc<Org>>, Query(of): Query<OfProvider>) -> Answer {
    blocking(move || {
        org.credentials
            .forget_client(&of.provider)
            .map_err(|error| bad(error.to_string()))?;
        Ok(Json(json!({ "forgotten": of.provider })))
    })
    .await
}

/// A transaction of the first administrator, for system-mode work.
fn system(org: &Arc<Org>) -> Result<crate::host::OrgHost, Refused> {
    let users = org.database.users().map_err(|error| bad(error.message))?;
    let administrator = users
        .iter()
        .find(|user| user.profile_name == "System Administrator")
        .or(users.first());
    let user = administrator.ok_or_else(|| bad("the org has no users"))?;
    let host = org.host(&user.id).map_err(|error| bad(error.message))?;
    Ok(host.with_full_names())
}

fn record_json(record: &Record) -> Value {
    let mut object = Map::new();
    object.insert("attributes".to_owned(), json!({ "type": record.object }));
    for (name, field) in &record.fields {
        let value = match field {
            Field::Data(data) => data_json(data),
            Field::Parent(parent) => parent.as_deref().map_or(Value::Null, record_json),
            Field::Children(rows) => Value::Array(rows.iter().map(record_json).collect()),
        };
        object.insert(name.clone(), value);
    }
    Value::Object(object)
}

fn data_json(data: &Data) -> Value {
    match data {
        Data::Null | Data::Blob(_) => Value::Null,
        Data::Boolean(value) => json!(value),
        Data::Integer(number) => json!(number),
        Data::Long(number) => json!(number),
        Data::Double(number) => json!(number),
        Data::Decimal(number) => {
            serde_json::from_str(&apex::value::decimal_string(number)).unwrap_or(Value::Null)
        }
        Data::String(text) | Data::Id(text) => json!(text),
        Data::Date(date) => json!(date.to_string()),
        Data::Datetime(at) => json!(at.to_rfc3339()),
        Data::Time(time) => json!(time.to_string()),
    }
}

fn to_record(describe: &ObjectDescribe, json: &Map<String, Value>) -> Result<Record, String> {
    let mut record = Record {
        object: describe.name.clone(),
        ..Record::default()
    };
    for (name, value) in json {
        let field = describe
            .fields
            .get(&name.to_lowercase())
            .ok_or_else(|| format!("{} has no field {name}", describe.name))?;
        let data = to_data(&field.kind, value).ok_or_else(|| format!("{value} does not fit {name}"))?;
        record.fields.insert(field.name.clone(), Field::Data(data));
    }
    Ok(record)
}

fn to_data(kind: &FieldType, value: &Value) -> Option<Data> {
    Some(match (kind, value) {
        (_, Value::Null) => Data::Null,
        (FieldType::Id | FieldType::Reference { .. }, Value::String(text)) => {
            Data::Id(apex::interp::coerce::normal_id(text)?)
        }
        (FieldType::Boolean, Value::Bool(value)) => Data::Boolean(*value),
        (FieldType::Integer, Value::Number(number)) => Data::Integer(i32::try_from(number.as_i64()?).ok()?),
        (FieldType::Double | FieldType::Currency | FieldType::Percent, Value::Number(number)) => {
            Data::Decimal(number.to_string().parse().ok()?)
        }
        (FieldType::Date, Value::String(text)) => Data::Date(text.parse().ok()?),
        (FieldType::Datetime, Value::String(text)) => Data::Datetime(text.parse().ok()?),
        (FieldType::Time, Value::String(text)) => Data::Time(text.parse().ok()?),
        (
            FieldType::String
            | FieldType::Email
            | FieldType::Phone
            | FieldType::Url
            | FieldType::TextArea
            | FieldType::Picklist { .. }
            | FieldType::MultiPicklist { .. },
            Value::String(text),
        ) => Data::String(text.clone()),
        _ => return None,
    })
}
