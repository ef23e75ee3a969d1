//! What happens to every request before and after its handler: host check, log, faults.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::clock::iso;
use crate::faults::{Delay, FaultKind, FaultOrder};
use crate::request_log::{Entry, blank_body, blank_headers};
use crate::state::App;
use crate::{distort, operations, pages};

/// Longest body accepted.
const MAX_BODY: usize = 1024 * 1024;

/// Marks an answer that must not be given: the server closes the connection instead.
#[derive(Debug, Clone, Copy)]
pub struct DropConnection;

/// The middleware. Every request is logged, the refused ones too; only control and the style sheet pass unseen.
pub async fn intercept(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let host = header_text(&parts, header::HOST);
    let path = parts.uri.path().to_owned();
    let body = to_bytes(body, MAX_BODY).await;
    let refusal = refusal(&app, &host, &path, body.is_ok());
    let body = body.unwrap_or_default();
    let passes_unseen = path.starts_with("/control") || path == "/simulator.css";
    if passes_unseen {
        return match refusal {
            Some(refusal) => refusal,
            None => next.run(Request::from_parts(parts, Body::from(body))).await,
        };
    }
    let operations = operations::of(&parts.method, &path, &body);
    let (id, fault) = app.with(|sim| {
        let fault = match &refusal {
            Some(_) => None,
            None => sim.faults.meet(parts.method.as_str(), &path, &operations),
        };
        let at = iso(sim.world.now());
        let id = sim
            .log
            .add(entry(&parts, host, &body, operations, at, fault.as_ref()));
        (id, fault)
    });
    let request = Request::from_parts(parts, Body::from(body));
    let response = match (refusal, fault) {
        (Some(refusal), _) => refusal,
        (None, None) => next.run(request).await,
        (None, Some(order)) => meet(&app, &order, request, next).await,
    };
    if response.extensions().get::<DropConnection>().is_none() {
        app.with(|sim| sim.log.answered(id, response.status().as_u16()));
    }
    response
}

/// The answer to a request that does not get as far as a handler.
fn refusal(app: &App, host: &str, path: &str, body_is_whole: bool) -> Option<Response> {
    match app.links.host(host) {
        None => {
            let sentence = format!(
                "{host:?} is not a host of this simulator. Start it with --host to change its name.\n"
            );
            Some((StatusCode::MISDIRECTED_REQUEST, sentence).into_response())
        }
        Some(name) if !name.serves(path) => Some(pages::not_found("This host has no such page.")),
        Some(_) if !body_is_whole => {
            let sentence = format!("The body is longer than {MAX_BODY} bytes, or was cut off.\n");
            Some((StatusCode::PAYLOAD_TOO_LARGE, sentence).into_response())
        }
        Some(_) => None,
    }
}

async fn meet(app: &App, order: &FaultOrder, request: Request, next: Next) -> Response {
    if let Some(response) = distort::instead(order) {
        return response;
    }
    match order.kind {
        FaultKind::Slow => slow(app, order.delay_ms.unwrap_or_default(), request, next).await,
        FaultKind::Hang => hang(app).await,
        FaultKind::Drop => dropped(),
        FaultKind::HangAfter => {
            next.run(request).await;
            hang(app).await
        }
        FaultKind::DropAfter => {
            next.run(request).await;
            dropped()
        }
        _ => distort::after(order, next.run(request).await).await,
    }
}

/// Performs the request after a delay. A client that gives up before has it never performed: the server then
/// drops this future.
async fn slow(app: &App, delay: Delay, request: Request, next: Next) -> Response {
    tokio::select! {
        () = tokio::time::sleep(delay.duration()) => next.run(request).await,
        () = app.until_stopping() => dropped(),
    }
}

/// Never answers: ends when the client gives up (the server then drops this future) or the server stops.
async fn hang(app: &App) -> Response {
    app.until_stopping().await;
    dropped()
}

fn dropped() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(DropConnection);
    response
}

fn entry(
    parts: &Parts,
    host: String,
    body: &Bytes,
    operations: Vec<&'static str>,
    at: String,
    fault: Option<&FaultOrder>,
) -> Entry {
    Entry {
        id: 0,
        at,
        method: parts.method.to_string(),
        host,
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        operations,
        headers: blank_headers(&parts.headers),
        body: blank_body(parts.uri.path(), body),
        fault: fault.map(|order| order.kind.name()),
        status: None,
    }
}

fn header_text(parts: &Parts, name: header::HeaderName) -> String {
    let text = parts.headers.get(name).and_then(|value| value.to_str().ok());
    text.unwrap_or_default().to_owned()
}
