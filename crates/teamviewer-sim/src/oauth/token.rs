//! The token endpoint and revocation.

use std::collections::HashMap;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::api::errors::ApiError;
use crate::model::World;
use crate::model::grants::{ACCESS_TOKEN_SECONDS, Access, OAuthClient, TokenPair};
use crate::state::App;

/// Exchanges an authorization code or a refresh token for a new pair of tokens.
pub async fn token(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Response {
    let fields = match fields(&headers, &body) {
        Ok(fields) => fields,
        Err(error) => return error.into_response(),
    };
    match app.with(|sim| exchange(&mut sim.world, &fields)) {
        Ok(pair) => success(&pair),
        Err(error) => error.into_response(),
    }
}

/// Kills the bearer token of the request and the refresh token issued with it.
pub async fn revoke(State(app): State<App>, headers: HeaderMap) -> Response {
    let token = match crate::api::bearer(&headers) {
        Ok(Some(token)) => token,
        Ok(None) => return ApiError::missing_token().into_response(),
        Err(error) => return error.into_response(),
    };
    app.with(|sim| {
        let now = sim.world.now();
        if matches!(sim.world.grants.access(token, now), Access::Unknown) {
            return ApiError::invalid_token().into_response();
        }
        sim.world.grants.revoke(token);
        StatusCode::OK.into_response()
    })
}

fn exchange(world: &mut World, fields: &HashMap<String, String>) -> Result<TokenPair, ApiError> {
    let field = |name: &str| {
        fields
            .get(name)
            .ok_or_else(|| ApiError::invalid_request(format!("The parameter {name} is missing")))
    };
    let client = client(world, field("client_id")?, field("client_secret")?)?;
    let now = world.now();
    match field("grant_type")?.as_str() {
        "authorization_code" => {
            if *field("redirect_uri")? != client.redirect_uri {
                return Err(ApiError::invalid_grant(
                    "redirect_uri is not the one the code was issued for",
                ));
            }
            let pair = world
                .grants
                .redeem_code(&mut world.ids, field("code")?, &client.id, now);
            pair.ok_or_else(|| ApiError::invalid_grant("The code is unknown, used or older than 10 minutes"))
        }
        "refresh_token" => {
            let pair = world
                .grants
                .refresh(&mut world.ids, field("refresh_token")?, &client.id, now);
            pair.ok_or_else(|| ApiError::invalid_grant("The refresh token is unknown, used or revoked"))
        }
        other => Err(ApiError::invalid_request(format!(
            "The grant_type {other:?} is not supported"
        ))),
    }
}

fn client(world: &World, id: &str, secret: &str) -> Result<OAuthClient, ApiError> {
    let client = world
        .clients
        .iter()
        .find(|client| client.id == id && client.secret == secret);
    client
        .cloned()
        .ok_or_else(|| ApiError::invalid_client("client_id or client_secret is wrong"))
}

fn success(pair: &TokenPair) -> Response {
    let no_store = [(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")];
    let body = json!({
        "access_token": pair.access,
        "token_type": "bearer",
        "expires_in": ACCESS_TOKEN_SECONDS,
        "refresh_token": pair.refresh,
    });
    (no_store, Json(body)).into_response()
}

/// The body is a form; JSON "also works".
fn fields(headers: &HeaderMap, body: &[u8]) -> Result<HashMap<String, String>, ApiError> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    match kind.split(';').next().unwrap_or_default().trim() {
        "application/x-www-form-urlencoded" => Ok(form_urlencoded::parse(body).into_owned().collect()),
        "application/json" => {
            let body: HashMap<String, Value> = serde_json::from_slice(body).map_err(|error| {
                ApiError::invalid_request(format!("The body is not a JSON object: {error}"))
            })?;
            let text = |value: Value| value.as_str().map(str::to_owned);
            Ok(body
                .into_iter()
                .filter_map(|(name, value)| Some((name, text(value)?)))
                .collect())
        }
        other => Err(ApiError::invalid_request(format!(
            "The content type is {other:?}; send application/x-www-form-urlencoded or application/json"
        ))),
    }
}
