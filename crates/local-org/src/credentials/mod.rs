//! Named credentials: where callouts go, who signed in, and the tokens that prove it.
//!
//! Messages of refusals are Salesforce's own where a public record of them exists:
//! * "We couldn't access the credential(s). ..." — docs.enosix.io/sync/troubleshooting/non-legacy-named-credentials;
//! * "Unable to fetch the OAuth token. Error: ... Error description: ..." — logs in public repositories; the
//!   exception type was seen both as `CalloutException` and as `UnexpectedException`, this org throws the
//!   former;
//! * "The callout couldn't access the endpoint. ..." — likewise.

pub(crate) mod authorize;
mod callout;
mod clients;
mod metadata;
mod rewrite;
pub mod route;
mod store;
mod token;
mod transport;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use apex::host::{CredentialState, HostError};
use ureq::Agent;

pub use authorize::{CallbackError, Finished};
pub use metadata::{
    Catalogue, ExternalCredential, IdentityProvider, NamedCredential, Principal, PrincipalKind,
};
pub use rewrite::Rewrite;
pub use store::{CredentialKey, TokenStore, Tokens};
pub use token::{Client, TokenError};

use crate::clock::OrgClock;
use crate::hosts::Hosts;

/// What a transaction tells of its user: who it is and which principals its permission sets open.
pub trait Caller {
    /// User Id.
    fn user_id(&self) -> String;
    /// Whether a permission set of the user enables `Credential-Principal`.
    fn may_use(&self, principal: &str) -> bool;
}

/// The org's credentials, shared by every transaction.
#[derive(Debug)]
pub struct Credentials {
    catalogue: Catalogue,
    store: TokenStore,
    /// The OAuth clients that the org was started with; what an administrator stored comes before them.
    clients: Mutex<HashMap<String, Client>>,
    rewrites: Vec<Rewrite>,
    hosts: Hosts,
    clock: Arc<OrgClock>,
    agent: Agent,
    pending: Mutex<HashMap<String, authorize::Pending>>,
    /// One lock per credential: a refresh token is good for one refresh only.
    refreshing: Mutex<HashMap<CredentialKey, Arc<Mutex<()>>>>,
}

impl Credentials {
    /// Opens the token store in `data_dir` (`None`: in memory) for the credentials of a catalogue. `clients` are
    /// the OAuth clients by identity provider.
    ///
    /// # Errors
    /// A sentence naming the provider at fault.
    pub fn open(
        catalogue: Catalogue,
        data_dir: Option<&Path>,
        clients: Vec<(String, Client)>,
        rewrites: Vec<Rewrite>,
        hosts: Hosts,
        clock: Arc<OrgClock>,
    ) -> Result<Self, String> {
        for (provider, _) in &clients {
            if !catalogue.providers.contains_key(&provider.to_lowercase()) {
                let known: Vec<_> = catalogue
                    .providers
                    .values()
                    .map(|provider| provider.name.as_str())
                    .collect();
                return Err(format!(
                    "--client {provider}: the sources have no external auth identity provider of that name (known: {})",
                    if known.is_empty() {
                        "none".to_owned()
                    } else {
                        known.join(", ")
                    }
                ));
            }
        }
        let store =
            TokenStore::open(data_dir).map_err(|error| format!("cannot open the token store: {error}"))?;
        Ok(Self {
            catalogue,
            store,
            clients: Mutex::new(
                clients
                    .into_iter()
                    .map(|(name, client)| (name.to_lowercase(), client))
                    .collect(),
            ),
            rewrites,
            hosts,
            clock,
            agent: Agent::new_with_defaults(),
            pending: Mutex::default(),
            refreshing: Mutex::default(),
        })
    }

    /// `ConnectApi.NamedCredentials.getCredential`: whether the caller's principal has tokens.
    ///
    /// # Errors
    /// `ConnectApi.ConnectApiException` when there is no such credential or principal, or the caller may not
    /// use it.
    pub fn state(
        &self,
        caller: &dyn Caller,
        external: &str,
        principal: &str,
    ) -> Result<CredentialState, HostError> {
        let (credential, principal) = self.find(external, principal)?;
        self.require(caller, credential, principal).map_err(connect)?;
        let tokens = self
            .store
            .get(&key(caller, credential, principal))
            .map_err(broken)?;
        Ok(CredentialState {
            configured: tokens.is_some(),
        })
    }

    /// `ConnectApi.NamedCredentials.deleteCredential`: forgets the caller's tokens.
    ///
    /// # Errors
    /// As [`Credentials::state`].
    pub fn delete(&self, caller: &dyn Caller, external: &str, principal: &str) -> Result<(), HostError> {
        let (credential, principal) = self.find(external, principal)?;
        self.require(caller, credential, principal).map_err(connect)?;
        let key = key(caller, credential, principal);
        let gate = self.gate(&key);
        let _held = gate.lock().unwrap_or_else(PoisonError::into_inner);
        self.store.delete(&key).map_err(broken)
    }

    fn find(&self, external: &str, principal: &str) -> Result<(&ExternalCredential, &Principal), HostError> {
        let credential = self
            .catalogue
            .external
            .get(&self.hosts.local_name(external))
            .ok_or_else(|| connect(no_access(external)))?;
        let found = credential
            .principals
            .iter()
            .find(|candidate| candidate.name.eq_ignore_ascii_case(principal));
        found.map(|principal| (credential, principal)).ok_or_else(|| {
            connect(format!(
                "The external credential \"{external}\" has no principal \"{principal}\"."
            ))
        })
    }

    fn require(
        &self,
        caller: &dyn Caller,
        credential: &ExternalCredential,
        principal: &Principal,
    ) -> Result<(), String> {
        let named = format!("{}-{}", credential.name, principal.name);
        if caller.may_use(&named) {
            Ok(())
        } else {
            Err(no_access(&credential.name))
        }
    }

    fn provider(&self, credential: &ExternalCredential) -> Result<(&IdentityProvider, Client), String> {
        let wanted = self.hosts.local_name(&credential.provider);
        let provider = self.catalogue.providers.get(&wanted).ok_or_else(|| {
            format!(
                "The external credential \"{}\" names an unknown identity provider \"{}\".",
                credential.name, credential.provider
            )
        })?;
        let client = self
            .client(&wanted)
            .map_err(|error| error.to_string())?
            .ok_or_else(|| {
                format!(
                    "The external auth identity provider \"{}\" has no client ID and client secret.",
                    provider.name
                )
            })?;
        Ok((provider, client))
    }
}

fn key(caller: &dyn Caller, credential: &ExternalCredential, principal: &Principal) -> CredentialKey {
    let user = match principal.kind {
        PrincipalKind::PerUser => caller.user_id(),
        PrincipalKind::Named => String::new(),
    };
    CredentialKey {
        user,
        credential: credential.name.to_lowercase(),
        principal: principal.name.to_lowercase(),
    }
}

fn no_access(external: &str) -> String {
    format!(
        "We couldn't access the credential(s). You might not have the required permissions, or the external credential \"{external}\" might not exist."
    )
}

fn connect(message: String) -> HostError {
    HostError::new("ConnectApi.ConnectApiException", message)
}

fn broken(error: rusqlite::Error) -> HostError {
    HostError::new("UnexpectedException", format!("the token store failed: {error}"))
}
