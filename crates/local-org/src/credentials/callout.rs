//! Callouts: resolves `callout:Name/path`, adds the access token, and refreshes it once when it is refused.

use std::sync::{Arc, Mutex, PoisonError};

use apex::host::{HostError, HttpAnswer, HttpCall};
use url::Url;

use super::metadata::{ExternalCredential, NamedCredential, Principal};
use super::store::{CredentialKey, Tokens};
use super::{Caller, Credentials, broken, key, no_access, rewrite, token, transport};

impl Credentials {
    /// Performs a callout of the caller.
    ///
    /// # Errors
    /// `CalloutException` in Salesforce's words; `UnexpectedException` when the token store fails.
    pub fn call(&self, caller: &dyn Caller, call: &HttpCall) -> Result<HttpAnswer, HostError> {
        match call.endpoint.get(..8) {
            Some(scheme) if scheme.eq_ignore_ascii_case("callout:") => {
                self.call_named(caller, call, &call.endpoint[8..])
            }
            _ => self.call_open(call),
        }
    }

    fn call_open(&self, call: &HttpCall) -> Result<HttpAnswer, HostError> {
        let url = Url::parse(&call.endpoint)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
            .ok_or_else(|| refused(format!("no protocol: {}", call.endpoint)))?;
        let registered = self
            .catalogue
            .remote_sites
            .iter()
            .filter_map(|site| Url::parse(site).ok());
        if !registered.into_iter().any(|site| site.origin() == url.origin()) {
            return Err(refused(format!(
                "Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = {}",
                call.endpoint
            )));
        }
        transport::send(&self.agent, call, &rewrite::apply(&self.rewrites, &url)).map_err(refused)
    }

    fn call_named(
        &self,
        caller: &dyn Caller,
        call: &HttpCall,
        target: &str,
    ) -> Result<HttpAnswer, HostError> {
        let end = target.find(['/', '?']).unwrap_or(target.len());
        let (name, path) = target.split_at(end);
        let named = self.catalogue.named.get(&self.hosts.local_name(name)).filter(|named| named.enabled).ok_or_else(|| {
            refused(format!(
                "The callout couldn't access the endpoint. You might not have the required permissions, or the named credential \"{name}\" might not exist."
            ))
        })?;
        let url =
            address(named, path).ok_or_else(|| refused(format!("Invalid endpoint: {}", call.endpoint)))?;
        let url = rewrite::apply(&self.rewrites, &url);
        let Some(external) = named
            .external_credential
            .as_deref()
            .filter(|_| named.adds_authorization)
        else {
            return transport::send(&self.agent, call, &url).map_err(refused);
        };
        let credential = self
            .catalogue
            .external
            .get(&self.hosts.local_name(external))
            .ok_or_else(|| refused(no_access(external)))?;
        let principal = self.principal(caller, credential)?;
        let key = key(caller, credential, principal);
        let tokens = self
            .store
            .get(&key)
            .map_err(broken)?
            .ok_or_else(|| refused(no_access(external)))?;
        let answer = self.send_with(call, &url, &tokens)?;
        if answer.status_code != 401 && !credential.refresh_statuses.contains(&answer.status_code) {
            return Ok(answer);
        }
        match self.refresh(credential, &key, &tokens)? {
            Some(fresh) => self.send_with(call, &url, &fresh),
            None => Ok(answer),
        }
    }

    fn principal<'a>(
        &self,
        caller: &dyn Caller,
        credential: &'a ExternalCredential,
    ) -> Result<&'a Principal, HostError> {
        let mut allowed = credential
            .principals
            .iter()
            .filter(|principal| self.require(caller, credential, principal).is_ok());
        allowed.next().ok_or_else(|| refused(no_access(&credential.name)))
    }

    fn send_with(&self, call: &HttpCall, url: &Url, tokens: &Tokens) -> Result<HttpAnswer, HostError> {
        let mut call = call.clone();
        call.headers
            .retain(|(name, _)| !name.eq_ignore_ascii_case("authorization"));
        call.headers
            .push(("Authorization".to_owned(), format!("Bearer {}", tokens.access)));
        transport::send(&self.agent, &call, url).map_err(refused)
    }

    /// New tokens in place of `stale`, by at most one refresh at a time per credential: whoever waited for
    /// another's refresh takes its outcome. `None` when there is no refresh token to use.
    fn refresh(
        &self,
        credential: &ExternalCredential,
        key: &CredentialKey,
        stale: &Tokens,
    ) -> Result<Option<Tokens>, HostError> {
        let gate = self.gate(key);
        let _held = gate.lock().unwrap_or_else(PoisonError::into_inner);
        let current = self
            .store
            .get(key)
            .map_err(broken)?
            .ok_or_else(|| refused(no_access(&credential.name)))?;
        if current != *stale {
            return Ok(Some(current));
        }
        let Some(refresh) = current.refresh.as_deref() else {
            return Ok(None);
        };
        let (provider, client) = self.provider(credential).map_err(refused)?;
        let grant = [("grant_type", "refresh_token"), ("refresh_token", refresh)];
        match token::request(
            &self.agent,
            provider,
            &client,
            &self.rewrites,
            &grant,
            Some(refresh),
        ) {
            Ok(fresh) => {
                // Stored before it is used: the old refresh token is spent already.
                self.store.put(key, &fresh).map_err(broken)?;
                Ok(Some(fresh))
            }
            Err(error) => {
                if error.is_final() {
                    self.store.delete(key).map_err(broken)?;
                }
                Err(refused(format!("Unable to fetch the OAuth token. {error}")))
            }
        }
    }

    /// The lock under which the tokens of a credential change.
    pub(super) fn gate(&self, key: &CredentialKey) -> Arc<Mutex<()>> {
        let mut gates = self.refreshing.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(gates.entry(key.clone()).or_default())
    }
}

/// The named credential's address followed by the path and query of the endpoint.
fn address(named: &NamedCredential, path: &str) -> Option<Url> {
    let base = named.url.trim_end_matches('/');
    let joined = if path.is_empty() {
        named.url.clone()
    } else {
        format!("{base}{path}")
    };
    let url = Url::parse(&joined).ok()?;
    // A path such as `/..//evil` or `@evil` must not change the host.
    let same = Url::parse(&named.url).is_ok_and(|base| base.origin() == url.origin());
    same.then_some(url)
}

fn refused(message: String) -> HostError {
    HostError::new("CalloutException", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(url: &str) -> NamedCredential {
        NamedCredential {
            name: "Cloud".into(),
            url: url.into(),
            external_credential: None,
            adds_authorization: true,
            enabled: true,
        }
    }

    #[test]
    fn the_path_follows_the_base_address() {
        let base = named("https://api.example.com/v1");
        let url = |path: &str| address(&base, path).map(String::from);
        assert_eq!(
            url("/sessions?x=1").as_deref(),
            Some("https://api.example.com/v1/sessions?x=1")
        );
        assert_eq!(url("?x=1").as_deref(), Some("https://api.example.com/v1?x=1"));
        assert_eq!(url("").as_deref(), Some("https://api.example.com/v1"));
        assert_eq!(
            address(&named("https://api.example.com"), "@evil.example/x"),
            None
        );
    }
}
