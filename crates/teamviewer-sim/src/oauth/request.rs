//! An authorization request: its parameters, checked, and the way back to who asked.

use url::{Url, form_urlencoded};

use crate::model::World;
use crate::model::grants::OAuthClient;

/// The parameters of `/oauth2/authorize`.
#[derive(Debug, Clone)]
pub struct AuthorizationRequest {
    /// The app that asks.
    pub client: OAuthClient,
    response_type: String,
    state: Option<String>,
    /// The parameters as they came, for the forms on the way.
    pub query: String,
}

impl AuthorizationRequest {
    /// Reads the query. An error is a sentence for the person in front of the page: without a known app and
    /// its own address there is nowhere to send an error to.
    pub fn read(world: &World, query: &str) -> Result<Self, String> {
        let value = |name: &str| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.into_owned())
        };
        let id = value("client_id").ok_or("The parameter client_id is missing.")?;
        let client = world.clients.iter().find(|client| client.id == id);
        let client = client.ok_or_else(|| {
            format!(
                "No app with the client_id {id:?} is registered. Start the simulator with --oauth-client."
            )
        })?;
        let redirect_uri = value("redirect_uri").ok_or("The parameter redirect_uri is missing.")?;
        if redirect_uri != client.redirect_uri {
            return Err(format!(
                "The redirect_uri {redirect_uri:?} is not the one this app is registered with, {:?}.",
                client.redirect_uri
            ));
        }
        if let Some(display) = value("display").filter(|display| display != "popup") {
            return Err(format!("The parameter display is {display:?}; it must be popup."));
        }
        Ok(Self {
            client: client.clone(),
            response_type: value("response_type").unwrap_or_default(),
            state: value("state"),
            query: query.to_owned(),
        })
    }

    /// Whether the flow is the one TeamViewer has.
    pub fn asks_for_code(&self) -> bool {
        self.response_type == "code"
    }

    /// The app's address with `name=value` and the state it sent.
    pub fn back(&self, name: &str, value: &str) -> String {
        // Checked when the app was registered; a text that is no address could not have been given.
        let Ok(mut address) = Url::parse(&self.client.redirect_uri) else {
            return self.client.redirect_uri.clone();
        };
        address.query_pairs_mut().append_pair(name, value);
        if let Some(state) = &self.state {
            address.query_pairs_mut().append_pair("state", state);
        }
        address.into()
    }
}
