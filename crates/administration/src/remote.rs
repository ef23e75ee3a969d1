//! How a call becomes a remote action.

use component::Remote;
use contract::{
    Administration, AdministrationRequest, Health, RemoteError, SaveAppRequest, SaveSettingsRequest,
    SavedApp, SavedSettings,
};
use page::json::{parse_reply, write};
use page::{Host, MissingAttribute};

use crate::model::{Answer, Call};

/// How a call becomes a remote call.
type Calls = Box<dyn Fn(&Call) -> Remote<Answer>>;

/// The remote call of each call.
pub fn calls(host: &Host) -> Result<Calls, MissingAttribute> {
    let load = host.action("load")?;
    let save_settings = host.action("save-settings")?;
    let save_app = host.action("save-app")?;
    let health = host.action("health")?;
    Ok(Box::new(move |call| {
        let (action, request, read): (_, _, fn(&str) -> _) = match call {
            Call::Load => (&load, write(&AdministrationRequest {}), read_page),
            Call::SaveSettings(settings) => (
                &save_settings,
                write(&SaveSettingsRequest { settings }),
                read_settings,
            ),
            Call::SaveApp(client_id, secret) => {
                let request = SaveAppRequest {
                    client_id,
                    client_secret: &secret.0,
                };
                (&save_app, write(&request), read_app)
            }
            Call::Health => (&health, write(&AdministrationRequest {}), read_health),
        };
        Remote {
            action: action.clone(),
            request,
            read,
        }
    }))
}

fn read_page(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<Administration>(text).map(|page| Answer::Page(Box::new(page)))
}

fn read_settings(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<SavedSettings>(text).map(|saved| Answer::Settings(saved.settings))
}

fn read_app(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<SavedApp>(text).map(|saved| Answer::App(saved.app))
}

fn read_health(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<Health>(text).map(Answer::Health)
}
