//! Turns a good answer into a bad one.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Map, Value, json};

use crate::api::errors::{ApiError, licence_limit};
use crate::faults::{FaultKind, FaultOrder};

/// Filler of a huge answer. Well above what Salesforce accepts from a callout (12 MB).
const HUGE: usize = 16 * 1024 * 1024;

/// Where foreign links lead.
const FOREIGN: &str = "https://evil.example";

/// The answer of a fault that performs nothing; none when the fault lets the operation run.
pub fn instead(order: &FaultOrder) -> Option<Response> {
    let described = |error: ApiError| error.described(order.description.clone()).into_response();
    Some(match order.kind {
        FaultKind::BadRequest => described(ApiError::invalid_request("The request is invalid")),
        FaultKind::LicenceLimit => licence_limit(),
        FaultKind::TokenExpired => described(ApiError::token_expired()),
        FaultKind::Unauthorized => ApiError::missing_token().into_response(),
        FaultKind::Blocked => described(ApiError::blocked()),
        FaultKind::InvalidPermission => described(ApiError::invalid_permission(
            "The token does not have the necessary permission",
        )),
        FaultKind::RateLimit => retry_after(described(ApiError::rate_limit_reached()), order),
        FaultKind::TooManyRequests => retry_after(
            (StatusCode::TOO_MANY_REQUESTS, "Too many requests").into_response(),
            order,
        ),
        FaultKind::ServerError => described(ApiError::internal_error()),
        FaultKind::Unavailable => {
            let page = Html("<html><body><h1>503 Service Unavailable</h1></body></html>");
            (StatusCode::SERVICE_UNAVAILABLE, page).into_response()
        }
        FaultKind::NotJson => {
            Html("<html><body><h1>Welcome to the hotel's network</h1></body></html>").into_response()
        }
        FaultKind::RefreshFails => described(ApiError::invalid_grant("The refresh token is invalid")),
        FaultKind::Slow
        | FaultKind::Hang
        | FaultKind::HangAfter
        | FaultKind::Drop
        | FaultKind::DropAfter
        | FaultKind::BrokenJson
        | FaultKind::ForeignLink
        | FaultKind::JavascriptLink
        | FaultKind::MissingFields
        | FaultKind::WrongTypes
        | FaultKind::LowerCaseState
        | FaultKind::IntEnums
        | FaultKind::HugeBody
        | FaultKind::OpenerLost => return None,
    })
}

fn retry_after(mut response: Response, order: &FaultOrder) -> Response {
    if let Some(seconds) = order.retry_after {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Sends the page's opener away.
pub fn isolate(headers: &mut HeaderMap) {
    headers.insert(
        "cross-origin-opener-policy",
        HeaderValue::from_static("same-origin"),
    );
}

/// Changes the body of a successful answer as the fault says; half a body and a huge one are given where there
/// was none, too. Other answers pass unchanged: there is nothing in them that the fault speaks of.
pub async fn after(order: &FaultOrder, mut response: Response) -> Response {
    if order.kind == FaultKind::OpenerLost {
        isolate(response.headers_mut());
        return response;
    }
    if !response.status().is_success() {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(mut bytes) = to_bytes(body, usize::MAX).await else {
        return ApiError::internal_error().into_response();
    };
    if bytes.is_empty() && matches!(order.kind, FaultKind::BrokenJson | FaultKind::HugeBody) {
        // A body where none belongs: 204 has none, so the status says that there is one.
        parts.status = StatusCode::OK;
        let kind = HeaderValue::from_static("application/json");
        parts.headers.insert(header::CONTENT_TYPE, kind);
        bytes = Bytes::from_static(b"{}");
    }
    let Ok(mut value) = serde_json::from_slice::<Value>(&bytes) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    let touched = |name: &str| {
        order
            .fields
            .as_ref()
            .is_none_or(|fields| fields.iter().any(|field| field == name))
    };
    match order.kind {
        FaultKind::ForeignLink => each_field(&mut value, &mut |name, value| {
            if let Some(path) = link_path(name, value) {
                *value = format!("{FOREIGN}{path}").into();
            }
        }),
        FaultKind::JavascriptLink => each_field(&mut value, &mut |name, value| {
            if link_path(name, value).is_some() {
                *value = "javascript:alert(document.domain)".into();
            }
        }),
        FaultKind::MissingFields => remove_fields(&mut value, &touched),
        FaultKind::WrongTypes => each_field(&mut value, &mut |name, value| {
            if touched(name) {
                *value = other_type(value);
            }
        }),
        FaultKind::LowerCaseState => each_field(&mut value, &mut |name, value| {
            if let ("state", Some(state)) = (name, value.as_str()) {
                *value = state.to_lowercase().into();
            }
        }),
        FaultKind::IntEnums => each_field(&mut value, &mut number_enum),
        FaultKind::HugeBody => {
            if let Value::Object(fields) = &mut value {
                fields.insert("padding".to_owned(), "x".repeat(HUGE).into());
            }
        }
        _ => {}
    }
    let mut body = value.to_string();
    if order.kind == FaultKind::BrokenJson {
        // A character boundary: the text stays valid UTF-8 and breaks as JSON only.
        let half = (0..=body.len() / 2).rev().find(|at| body.is_char_boundary(*at));
        body.truncate(half.unwrap_or_default());
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(body))
}

/// Path and query of a link, when the field is one.
fn link_path(name: &str, value: &Value) -> Option<String> {
    let address = url::Url::parse(value.as_str().filter(|_| name.ends_with("_link"))?).ok()?;
    let query = address
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    Some(format!("{}{query}", address.path()))
}

/// Visits every field that is not an object or list itself, however deep.
fn each_field(value: &mut Value, visit: &mut impl FnMut(&str, &mut Value)) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::Object(_) | Value::Array(_) => each_field(value, visit),
                    _ => visit(name, value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_field(item, visit)),
        _ => {}
    }
}

/// Removes fields; lists stay, so that their records are what lacks something.
fn remove_fields(value: &mut Value, touched: &impl Fn(&str) -> bool) {
    match value {
        Value::Object(fields) => {
            let kept = std::mem::take(fields)
                .into_iter()
                .filter(|(name, value)| value.is_array() || !touched(name));
            *fields = kept.collect::<Map<_, _>>();
            fields
                .values_mut()
                .for_each(|value| remove_fields(value, touched));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| remove_fields(item, touched)),
        _ => {}
    }
}

fn other_type(value: &Value) -> Value {
    match value {
        Value::String(_) => json!({ "value": [42] }),
        Value::Number(_) => json!("many"),
        Value::Bool(_) => json!("yes"),
        other => other.clone(),
    }
}

/// The API description types both as integers and gives no meanings; these follow the order of the words.
fn number_enum(name: &str, value: &mut Value) {
    let number = match (name, value.as_str()) {
        ("state", Some("Open")) | ("support_session_type", Some("Default")) => 0,
        ("state", Some("Closed")) | ("support_session_type", Some("Pilot")) => 1,
        _ => return,
    };
    *value = number.into();
}
