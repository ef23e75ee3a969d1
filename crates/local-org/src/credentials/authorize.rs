//! The OAuth authorization code flow (RFC 6749 section 4.1, with PKCE of RFC 7636 where the provider asks).

use std::sync::PoisonError;

use apex::host::HostError;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use url::Url;

use super::metadata::{ExternalCredential, IdentityProvider};
use super::store::CredentialKey;
use super::{Caller, Credentials, broken, connect, key, rewrite, token};
use crate::secret;

/// How long a started sign-in may take.
const LIFETIME: TimeDelta = TimeDelta::minutes(10);
/// How many sign-ins may be under way; the oldest gives way.
const MOST_PENDING: usize = 1_000;

/// A sign-in under way, found by its `state`.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    user: String,
    key: CredentialKey,
    provider: String,
    label: String,
    credential: String,
    verifier: Option<String>,
    return_url: Option<String>,
    expires: DateTime<Utc>,
}

/// A sign-in that succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// Where the browser goes next, if the caller named a place.
    pub return_url: Option<String>,
    /// Label of the external credential.
    pub label: String,
}

/// Why a callback did not end in a credential.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallbackError {
    /// No sign-in has this `state`: made up, used before, or forgotten.
    #[error(
        "This sign-in is not known here. It may have been finished already. Start again from the page you came from."
    )]
    UnknownState,
    /// It took too long.
    #[error(
        "This sign-in took longer than ten minutes and has expired. Start again from the page you came from."
    )]
    Expired,
    /// Another user of the org is logged in now, or nobody.
    #[error("This sign-in was started by another user of this org. Log in as that user, or start again.")]
    WrongUser,
    /// The user said no at the provider.
    #[error("Access was not granted: {0}. Nothing has been changed. You can close this page and try again.")]
    Denied(String),
    /// The provider reported another error.
    #[error("The sign-in failed: {0}. Start again from the page you came from.")]
    Provider(String),
    /// The callback has neither code nor error.
    #[error("The identity provider sent no authorization code. Start again from the page you came from.")]
    NoCode,
    /// The code was not accepted.
    #[error("Unable to fetch the OAuth token. {0} Start again from the page you came from.")]
    Token(String),
    /// The tokens could not be kept.
    #[error("The sign-in could not be stored: {0}")]
    Store(String),
}

/// What the identity provider sends back.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub struct Callback {
    /// Authorization code.
    pub code: Option<String>,
    /// The value the org made.
    pub state: Option<String>,
    /// Error code.
    pub error: Option<String>,
    /// Error in words.
    pub error_description: Option<String>,
}

impl Credentials {
    /// `ConnectApi.NamedCredentials.getOAuthCredentialAuthUrl`: starts a sign-in of the caller and answers
    /// the provider's address. `return_url` must lead back into the org.
    ///
    /// # Errors
    /// `ConnectApi.ConnectApiException` when credential, principal, provider or client are missing, the
    /// caller may not use the principal, or the return address leads elsewhere.
    pub fn begin(
        &self,
        caller: &dyn Caller,
        external: &str,
        principal: &str,
        return_url: Option<&str>,
    ) -> Result<String, HostError> {
        let (credential, principal) = self.find(external, principal)?;
        self.require(caller, credential, principal).map_err(connect)?;
        let (provider, client) = self.provider(credential).map_err(connect)?;
        let return_url = match return_url {
            None => None,
            Some(address) => Some(self.hosts.safe_return(address).ok_or_else(|| {
                connect(format!(
                    "The return URL must lead back into this org, not to {address}."
                ))
            })?),
        };
        let state = secret::token();
        let verifier = provider.pkce.then(secret::token);
        let url = self.authorize_url(provider, credential, &client.id, &state, verifier.as_deref())?;
        let pending = Pending {
            user: caller.user_id(),
            key: key(caller, credential, principal),
            provider: provider.name.clone(),
            label: credential.label.clone(),
            credential: credential.name.to_lowercase(),
            verifier,
            return_url,
            expires: self.clock.time() + LIFETIME,
        };
        let mut all = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.time();
        all.retain(|_, pending| pending.expires > now);
        if all.len() >= MOST_PENDING {
            let oldest = all
                .iter()
                .min_by_key(|(_, pending)| pending.expires)
                .map(|(state, _)| state.clone());
            oldest.and_then(|state| all.remove(&state));
        }
        all.insert(state, pending);
        Ok(url.into())
    }

    fn authorize_url(
        &self,
        provider: &IdentityProvider,
        credential: &ExternalCredential,
        client_id: &str,
        state: &str,
        verifier: Option<&str>,
    ) -> Result<Url, HostError> {
        let url = Url::parse(&provider.authorize_url).map_err(|error| connect(error.to_string()))?;
        let mut url = rewrite::apply(&self.rewrites, &url);
        let mut query = url.query_pairs_mut();
        query
            .append_pair("response_type", "code")
            .append_pair("client_id", client_id);
        query
            .append_pair("redirect_uri", &self.redirect_uri(provider))
            .append_pair("state", state);
        if let Some(scope) = &credential.scope {
            query.append_pair("scope", scope);
        }
        if let Some(verifier) = verifier {
            let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
            query
                .append_pair("code_challenge", &challenge)
                .append_pair("code_challenge_method", "S256");
        }
        query.extend_pairs(&provider.authorize_parameters);
        drop(query);
        Ok(url)
    }

    /// The callback address registered at the provider.
    pub fn redirect_uri(&self, provider: &IdentityProvider) -> String {
        self.hosts
            .my_domain_url(&format!("/services/authcallback/{}", provider.name))
    }

    /// Finishes a sign-in: checks `state`, exchanges the code and stores the tokens. `user` is the user
    /// logged in to the browser that came back. A `state` is good for one use, whatever comes of it.
    ///
    /// # Errors
    /// [`CallbackError`], with the sign-in's return address where it is known.
    pub fn finish(
        &self,
        provider_name: &str,
        callback: &Callback,
        user: Option<&str>,
    ) -> Result<Finished, (CallbackError, Option<String>)> {
        let state = callback.state.as_deref().unwrap_or_default();
        let pending = self
            .pending
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(state);
        let pending = pending.ok_or((CallbackError::UnknownState, None))?;
        let back = pending.return_url.clone();
        self.complete(provider_name, callback, user, pending)
            .map_err(|error| (error, back))
    }

    fn complete(
        &self,
        provider_name: &str,
        callback: &Callback,
        user: Option<&str>,
        pending: Pending,
    ) -> Result<Finished, CallbackError> {
        if !pending.provider.eq_ignore_ascii_case(provider_name) {
            return Err(CallbackError::UnknownState);
        }
        if pending.expires <= self.clock.time() {
            return Err(CallbackError::Expired);
        }
        if user != Some(pending.user.as_str()) {
            return Err(CallbackError::WrongUser);
        }
        if let Some(error) = &callback.error {
            let words = callback
                .error_description
                .clone()
                .unwrap_or_else(|| error.clone());
            return Err(match error.as_str() {
                "access_denied" => CallbackError::Denied(words),
                _ => CallbackError::Provider(words),
            });
        }
        let code = callback
            .code
            .as_deref()
            .filter(|code| !code.is_empty())
            .ok_or(CallbackError::NoCode)?;
        let credential = self
            .catalogue
            .external
            .get(&pending.credential)
            .ok_or(CallbackError::UnknownState)?;
        let (provider, client) = self.provider(credential).map_err(CallbackError::Token)?;
        let redirect_uri = self.redirect_uri(provider);
        let mut grant = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &redirect_uri),
        ];
        if let Some(verifier) = &pending.verifier {
            grant.push(("code_verifier", verifier));
        }
        let tokens = token::request(&self.agent, provider, &client, &self.rewrites, &grant, None)
            .map_err(|error| CallbackError::Token(error.to_string()))?;
        let gate = self.gate(&pending.key);
        let _held = gate.lock().unwrap_or_else(PoisonError::into_inner);
        self.store
            .put(&pending.key, &tokens)
            .map_err(|error| CallbackError::Store(broken(error).message))?;
        Ok(Finished {
            return_url: pending.return_url,
            label: pending.label,
        })
    }
}
