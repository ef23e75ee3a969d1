//! The API's error bodies, field for field.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// An error of the Web API.
#[derive(Debug)]
pub struct ApiError {
    status: StatusCode,
    /// Empty for an answer without a body.
    error: &'static str,
    description: String,
}

impl ApiError {
    fn new(status: StatusCode, error: &'static str, description: impl Into<String>) -> Self {
        Self {
            status,
            error,
            description: description.into(),
        }
    }

    /// 400: a parameter is missing or wrong.
    pub fn invalid_request(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", description)
    }

    /// 400: the code or refresh token is no good (RFC 6749, section 5.2; TeamViewer's own word is not
    /// documented).
    pub fn invalid_grant(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_grant", description)
    }

    /// 400: client id and secret do not belong together.
    pub fn invalid_client(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_client", description)
    }

    /// 401 without a body: no token was sent.
    pub fn missing_token() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "", "")
    }

    /// 401: never issued, or revoked.
    pub fn invalid_token() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "invalid_token",
            "The access token is invalid",
        )
    }

    /// 401, as documented.
    pub fn token_expired() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "token_expired",
            "The access token expired",
        )
    }

    /// 403: the token lacks a permission, or the account a licence.
    pub fn invalid_permission(description: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "invalid_permission", description)
    }

    /// 403: the caller's address is blocked.
    pub fn blocked() -> Self {
        Self::new(StatusCode::FORBIDDEN, "blocked", "Your IP address is blocked")
    }

    /// 403: too many calls.
    pub fn rate_limit_reached() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "rate_limit_reached",
            "The rate limit for this function is reached",
        )
    }

    /// 404: nothing with this id that the caller may see.
    pub fn not_found(description: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", description)
    }

    /// 500.
    pub fn internal_error() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal_error",
            "An internal error occurred",
        )
    }

    /// The same error with another description.
    pub fn described(mut self, description: Option<String>) -> Self {
        if let Some(description) = description {
            self.description = description;
        }
        self
    }

    /// The documentation gives the number of `token_expired` only; the others are ours.
    fn code(&self) -> u8 {
        match self.error {
            "token_expired" | "invalid_token" => 1,
            "invalid_request" | "invalid_grant" | "invalid_client" => 2,
            "internal_error" => 3,
            "rate_limit_reached" => 4,
            "blocked" => 5,
            "invalid_permission" => 6,
            _ => 7,
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = json!({
            "error": self.error,
            "error_description": self.description,
            "error_code": self.code(),
        });
        let mut response = match self.error {
            "" => self.status.into_response(),
            _ => (self.status, axum::Json(body)).into_response(),
        };
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(
                header::WWW_AUTHENTICATE,
                header::HeaderValue::from_static("Bearer"),
            );
        }
        response
    }
}

/// 400 in plain text: the licence allows no further concurrent session.
pub fn licence_limit() -> Response {
    let text = "The maximum number of concurrent sessions has been reached due to your license limitations.";
    (StatusCode::BAD_REQUEST, text).into_response()
}
