//! The addresses of Lightning web components.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::call::{self, Refusal, Target};
use super::module;
use crate::login::{Login, cookie};
use crate::org::Org;
use crate::package::full;
use crate::shell::route::same_origin;

/// Where the modules of Apex methods are, below their namespace.
const APEX: &str = "@salesforce/apex/";
/// Where labels are; what follows is `c.Name`, or `ns.Name`.
const LABEL: &str = "@salesforce/label/";

/// The modules of the platform, as `lightning/<name>`.
const LIGHTNING: [(&str, &str); 2] = [
    (
        "platformShowToastEvent",
        include_str!("../../assets/lightning/platformShowToastEvent.js"),
    ),
    (
        "platformUtilityBarApi",
        include_str!("../../assets/lightning/platformUtilityBarApi.js"),
    ),
];

/// `/lwc/engine.js`
pub async fn engine(State(org): State<Arc<Org>>) -> Response {
    compiled(&org, "engine.js").await
}

/// `/lwc/lightning/<name>.js`
pub async fn lightning(Path(file): Path<String>) -> Response {
    let name = file.strip_suffix(".js").unwrap_or_default();
    match LIGHTNING.iter().find(|(own, _)| *own == name) {
        Some((_, text)) => script((*text).to_owned()),
        None => missing(&format!("lightning/{name}")),
    }
}

/// `/lwc/<namespace>/<path>.js`
pub async fn module(
    State(org): State<Arc<Org>>,
    Path((namespace, path)): Path<(String, String)>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Response {
    let Some((namespace, name)) = parts(&org, &namespace, &path) else {
        return missing(&path);
    };
    if let Some(method) = name.strip_prefix(APEX) {
        return match Target::find(&org, method, &namespace) {
            Some(target) => script(module::apex(uri.path(), target.is_cacheable())),
            None => missing(name),
        };
    }
    if let Some(label) = name.strip_prefix(LABEL) {
        let Some(login) = org.logins.find(&cookie(&headers)) else {
            return ended();
        };
        return match label_of(&org, &login, label, &namespace) {
            Ok(Some(text)) => script(module::text(&text)),
            Ok(None) => missing(name),
            Err(message) => (StatusCode::INTERNAL_SERVER_ERROR, message).into_response(),
        };
    }
    match org.bundles.get(&namespace, name) {
        Some(bundle) => compiled(&org, &format!("modules/{}.js", bundle.name)).await,
        None => missing(name),
    }
}

/// `POST` to the address of an Apex method; the body is an object of its arguments.
pub async fn call(
    State(org): State<Arc<Org>>,
    Path((namespace, path)): Path<(String, String)>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    // A form of another site cannot send this type without asking first (CORS).
    if is_json != Some("application/json") || !same_origin(&org, &headers) {
        return (StatusCode::FORBIDDEN, "This was sent by another site.").into_response();
    }
    let Some(login) = org.logins.find(&cookie(&headers)) else {
        return ended();
    };
    let arguments: Map<String, Value> = match serde_json::from_str(&body) {
        Ok(arguments) => arguments,
        Err(error) => return (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    };
    let outcome = tokio::task::spawn_blocking(move || {
        let (namespace, name) = parts(&org, &namespace, &path)?;
        let target = Target::find(&org, name.strip_prefix(APEX)?, &namespace)?;
        Some(call::run(&org, &login, &target, &arguments))
    });
    match outcome.await {
        Ok(Some(Ok(result))) => axum::Json(result).into_response(),
        Ok(Some(Err(refusal))) => refused(&refusal),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// The namespace and the module of an address.
fn parts<'p>(org: &Org, namespace: &str, path: &'p str) -> Option<(String, &'p str)> {
    let name = path.strip_suffix(".js")?;
    if namespace == "c" {
        return Some((String::new(), name));
    }
    org.package
        .is_own(namespace)
        .then(|| (org.package.namespace().to_owned(), name))
}

fn label_of(org: &Arc<Org>, login: &Login, label: &str, from: &str) -> Result<Option<String>, String> {
    let host = org.host(&login.user_id).map_err(|error| error.message)?;
    let name = match label.split_once('.') {
        Some(("c", name)) => full(from, name),
        Some((namespace, name)) if org.package.is_own(namespace) => full(org.package.namespace(), name),
        _ => return Ok(None),
    };
    Ok(apex::host::Host::label(&host, &name))
}

async fn compiled(org: &Org, path: &str) -> Response {
    let Some(folder) = &org.config.lwc else {
        return missing("compiled components: start the org with --lwc DIR");
    };
    let file = folder.join(path);
    match tokio::task::spawn_blocking(move || std::fs::read_to_string(file)).await {
        Ok(Ok(text)) => script(text),
        Ok(Err(error)) => {
            eprintln!("lightning web component {path}: {error}");
            missing(path)
        }
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

fn script(text: String) -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], text).into_response()
}

fn missing(what: &str) -> Response {
    (StatusCode::NOT_FOUND, format!("There is no {what}.")).into_response()
}

fn ended() -> Response {
    refused(&Refusal {
        status: 401,
        message: "Your session has ended. Log in again.".to_owned(),
        exception: None,
    })
}

fn refused(refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = json!({ "message": refusal.message, "exceptionType": refusal.exception });
    (status, axum::Json(body)).into_response()
}
