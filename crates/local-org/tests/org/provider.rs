//! A tiny identity provider and API: codes and refresh tokens are good once, PKCE is checked.

use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::runtime::Runtime;
use tokio::sync::watch;

#[derive(Default)]
pub struct Facts {
    /// Challenge of the next code `the-code`.
    pub challenge: String,
    pub code_used: bool,
    pub access: String,
    pub refresh: String,
    pub number: u32,
    pub refreshes: u32,
    pub refuse_refresh: bool,
    /// Status and error with which a refresh fails for other reasons than its token.
    pub failure: Option<(u16, &'static str)>,
    /// A refresh waits until so many calls were refused.
    pub wait_for_refused: u32,
}

#[derive(Clone)]
struct Shared {
    facts: Arc<Mutex<Facts>>,
    refused: watch::Sender<u32>,
}

pub struct Provider {
    pub facts: Arc<Mutex<Facts>>,
    pub port: u16,
    _runtime: Runtime,
}

impl Provider {
    pub fn start() -> Self {
        let runtime = Runtime::new().expect("runtime");
        let listener = runtime
            .block_on(tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
            .expect("port");
        let port = listener.local_addr().expect("address").port();
        let shared = Shared {
            facts: Arc::default(),
            refused: watch::Sender::new(0),
        };
        let facts = Arc::clone(&shared.facts);
        let app = Router::new()
            .route("/token", post(token))
            .route("/data", get(data))
            .route("/never", get(std::future::pending::<()>))
            .route("/large", get(|| async { "x".repeat(6_000_001) }))
            .with_state(shared);
        runtime.spawn(async move { axum::serve(listener, app).await.expect("serves") });
        Self {
            facts,
            port,
            _runtime: runtime,
        }
    }
}

async fn token(State(shared): State<Shared>, Form(form): Form<HashMap<String, String>>) -> Response {
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default().to_owned();
    let refuse = |error: &str| {
        (
            StatusCode::BAD_REQUEST,
            Json(json!({ "error": error, "error_description": "no longer good" })),
        )
            .into_response()
    };
    if field("client_id") != "client" || field("client_secret") != "se:cret" {
        return refuse("invalid_client");
    }
    if field("grant_type") == "refresh_token" {
        let wait = shared.facts.lock().expect("facts").wait_for_refused;
        let mut refused = shared.refused.subscribe();
        refused
            .wait_for(|count| *count >= wait)
            .await
            .expect("the API lives");
    }
    let mut facts = shared.facts.lock().expect("facts");
    match field("grant_type").as_str() {
        "authorization_code" => {
            let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(field("code_verifier")));
            if field("code") != "the-code" || facts.code_used || challenge != facts.challenge {
                return refuse("invalid_grant");
            }
            facts.code_used = true;
        }
        "refresh_token" => {
            if let Some((status, error)) = facts.failure {
                let status = StatusCode::from_u16(status).expect("a status");
                return (status, Json(json!({ "error": error }))).into_response();
            }
            if facts.refuse_refresh || field("refresh_token") != facts.refresh {
                return refuse("invalid_grant");
            }
            facts.refreshes += 1;
        }
        _ => return refuse("unsupported_grant_type"),
    }
    facts.number += 1;
    facts.access = format!("access-{}", facts.number);
    facts.refresh = format!("refresh-{}", facts.number);
    Json(json!({
        "access_token": facts.access, "refresh_token": facts.refresh, "token_type": "bearer", "expires_in": 3600
    }))
    .into_response()
}

async fn data(State(shared): State<Shared>, headers: HeaderMap) -> Response {
    let sent = headers
        .get("authorization")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    if sent == format!("Bearer {}", shared.facts.lock().expect("facts").access) {
        return "the data".into_response();
    }
    shared.refused.send_modify(|count| *count += 1);
    StatusCode::UNAUTHORIZED.into_response()
}
