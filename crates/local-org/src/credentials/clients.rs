//! The OAuth clients of identity providers: what the org registered there, kept apart from the org's data.

use std::sync::PoisonError;

use apex::host::{HostError, IdentityProviderState};

use super::{Client, Credentials, broken, connect};

/// Names that Salesforce gives the two credentials of an OAuth provider.
const CLIENT_ID: &str = "clientId";
const CLIENT_SECRET: &str = "clientSecret";

impl Credentials {
    /// `ConnectApi.NamedCredentials.getExternalAuthIdentityProvider`; `allowed` says whether the caller may see
    /// Setup. The secret is never told.
    ///
    /// # Errors
    /// `ConnectApi.ConnectApiException` when there is no such provider or the caller may not see it.
    pub fn identity_provider(&self, allowed: bool, name: &str) -> Result<IdentityProviderState, HostError> {
        if !allowed {
            return Err(connect(
                "You don't have access to this resource. You need the permission View Setup and Configuration."
                    .to_owned(),
            ));
        }
        let key = self.hosts.local_name(name);
        let provider = self.catalogue.providers.get(&key).ok_or_else(|| {
            connect(format!(
                "The external auth identity provider \"{name}\" doesn't exist."
            ))
        })?;
        let client = self.client(&key).map_err(broken)?;
        let credentials = client.map_or_else(Vec::new, |client| {
            vec![
                (CLIENT_ID.to_owned(), Some(client.id)),
                (CLIENT_SECRET.to_owned(), None),
            ]
        });
        Ok(IdentityProviderState {
            full_name: name.to_owned(),
            authorize_url: provider.authorize_url.clone(),
            token_url: provider.token_url.clone(),
            callback_url: self.redirect_uri(provider),
            credentials,
        })
    }

    /// Stores client id and secret of a provider; `replace` when it must have some already. Tokens stay: whether they
    /// are good for the new client is for the provider to say.
    ///
    /// # Errors
    /// As [`Credentials::identity_provider`], and when one of the two is missing, empty or there too early.
    pub fn set_client(
        &self,
        allowed: bool,
        name: &str,
        credentials: &[(String, String)],
        replace: bool,
    ) -> Result<(), HostError> {
        if !allowed {
            return Err(connect(
                "You don't have access to this resource. You need the permission Manage Named Credentials or \
                 Customize Application."
                    .to_owned(),
            ));
        }
        let known = self.identity_provider(allowed, name)?;
        if known.credentials.is_empty() == replace {
            let problem = if replace { "has no" } else { "already has" };
            return Err(connect(format!(
                "The external auth identity provider \"{name}\" {problem} credentials."
            )));
        }
        let value = |wanted: &str| {
            let found = credentials
                .iter()
                .find(|(name, value)| name == wanted && !value.is_empty());
            found
                .map(|(_, value)| value.clone())
                .ok_or_else(|| connect(format!("The credential {wanted} is required.")))
        };
        let client = Client {
            id: value(CLIENT_ID)?,
            secret: value(CLIENT_SECRET)?,
        };
        self.store
            .put_client(&self.hosts.local_name(name), &client)
            .map_err(broken)
    }

    /// Forgets the client of a provider, also the one that the org was started with.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn forget_client(&self, name: &str) -> Result<(), rusqlite::Error> {
        let key = self.hosts.local_name(name);
        self.clients
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&key);
        self.store.delete_client(&key)
    }

    /// The client of a provider, by its key in the catalogue.
    pub(super) fn client(&self, key: &str) -> Result<Option<Client>, rusqlite::Error> {
        if let Some(stored) = self.store.client(key)? {
            return Ok(Some(stored));
        }
        let given = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(given.get(key).cloned())
    }
}
