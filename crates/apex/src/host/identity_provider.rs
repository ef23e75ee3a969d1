//! External auth identity providers as they cross the border between Apex and the org.

/// What `ConnectApi.NamedCredentials.getExternalAuthIdentityProvider` tells of a provider.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdentityProviderState {
    /// API name, with the namespace of its package.
    pub full_name: String,
    /// Where the browser signs in.
    pub authorize_url: String,
    /// Where codes are exchanged for tokens.
    pub token_url: String,
    /// The address that the provider sends the browser back to.
    pub callback_url: String,
    /// Its credentials, by name: the client id with its value, the secret without.
    pub credentials: Vec<(String, Option<String>)>,
}
