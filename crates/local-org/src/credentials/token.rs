//! Talks to an identity provider's token address: exchanges codes and refresh tokens.

use apex::host::HttpCall;
use base64::Engine;
use serde::Deserialize;
use ureq::Agent;
use url::{Url, form_urlencoded};

use super::metadata::{ClientAuthentication, IdentityProvider};
use super::rewrite::{self, Rewrite};
use super::store::Tokens;
use super::transport;

/// An OAuth client: what the org registered at the identity provider.
#[derive(Clone, PartialEq, Eq)]
pub struct Client {
    /// Client id.
    pub id: String,
    /// Client secret.
    pub secret: String,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Client({}, hidden)", self.id)
    }
}

/// Why tokens were not given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// The provider refused, in the words of RFC 6749 section 5.2.
    #[error("Error: {error}. Error description: {description}.")]
    Refused {
        /// HTTP status.
        status: u16,
        /// `error`
        error: String,
        /// `error_description`
        description: String,
    },
    /// The provider could not be reached.
    #[error("Error: {0}.")]
    Unreachable(String),
    /// The answer is not a token response.
    #[error("Error: the token endpoint answered HTTP {0} without an access token.")]
    Malformed(u16),
}

impl TokenError {
    /// Whether the grant itself was refused, so that trying again is useless. Only `invalid_grant` says so
    /// (RFC 6749 section 5.2): a rate limit, an outage or a mistyped client leaves the refresh token good.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Refused { status, error, .. }
            if error == "invalid_grant" && *status != 429 && *status < 500)
    }
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: Option<String>,
    refresh_token: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

/// Milliseconds the org waits for a token response.
const TIMEOUT_MS: u32 = 30_000;

/// Posts a grant to the provider's token address. A response without a refresh token keeps `previous`.
///
/// # Errors
/// [`TokenError`].
pub fn request(
    agent: &Agent,
    provider: &IdentityProvider,
    client: &Client,
    rewrites: &[Rewrite],
    grant: &[(&str, &str)],
    previous: Option<&str>,
) -> Result<Tokens, TokenError> {
    let url = Url::parse(&provider.token_url).map_err(|error| TokenError::Unreachable(error.to_string()))?;
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(grant);
    let mut headers = vec![
        (
            "Content-Type".to_owned(),
            "application/x-www-form-urlencoded".to_owned(),
        ),
        ("Accept".to_owned(), "application/json".to_owned()),
    ];
    match provider.client_authentication {
        ClientAuthentication::Post => {
            form.append_pair("client_id", &client.id)
                .append_pair("client_secret", &client.secret);
        }
        ClientAuthentication::Basic => {
            // RFC 6749 section 2.3.1: both are form-encoded before they are joined.
            let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
            let pair = format!("{}:{}", encode(&client.id), encode(&client.secret));
            let pair = base64::engine::general_purpose::STANDARD.encode(pair);
            headers.push(("Authorization".to_owned(), format!("Basic {pair}")));
        }
    }
    let call = HttpCall {
        method: "POST".to_owned(),
        endpoint: url.to_string(),
        headers,
        body: form.finish().into_bytes(),
        timeout_ms: TIMEOUT_MS,
    };
    let answer =
        transport::send(agent, &call, &rewrite::apply(rewrites, &url)).map_err(TokenError::Unreachable)?;
    let status = answer.status_code;
    let parsed: TokenAnswer =
        serde_json::from_slice(&answer.body).map_err(|_| TokenError::Malformed(status))?;
    match (status, parsed.access_token, parsed.error) {
        (200..=299, Some(access), _) if !access.is_empty() => {
            let refresh = parsed.refresh_token.or_else(|| previous.map(str::to_owned));
            Ok(Tokens { access, refresh })
        }
        (_, _, Some(error)) => {
            let description = parsed.error_description.unwrap_or_default();
            Err(TokenError::Refused {
                status,
                error,
                description,
            })
        }
        _ => Err(TokenError::Malformed(status)),
    }
}
