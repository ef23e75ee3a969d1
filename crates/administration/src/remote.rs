//! How a call becomes a remote action.

use component::Remote;
use contract::{
    Administration, AdministrationRequest, ErasedPerson, FoundPerson, Health, PersonRequest, RemoteError,
    SaveAppRequest, SaveReportingRequest, SaveSettingsRequest, SavedApp, SavedReporting, SavedSettings,
    SignInUrl, SwitchExpiryRequest, SwitchedExpiry,
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
    let save_reporting = host.action("save-reporting")?;
    let run_reporting = host.action("run-reporting")?;
    let sign_in_company = host.action("sign-in-company")?;
    let switch_expiry = host.action("switch-expiry")?;
    let find_person = host.action("find-person")?;
    let erase_person = host.action("erase-person")?;
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
            Call::SaveReporting(reporting) => (
                &save_reporting,
                write(&SaveReportingRequest { reporting }),
                read_reporting,
            ),
            Call::RunReporting => (&run_reporting, write(&AdministrationRequest {}), read_reporting),
            Call::SignInCompany => (&sign_in_company, write(&AdministrationRequest {}), read_address),
            Call::SwitchExpiry(on) => (
                &switch_expiry,
                write(&SwitchExpiryRequest { on: *on }),
                read_expiry,
            ),
            Call::FindPerson(person) => (&find_person, write_person(person, false), read_found),
            Call::ErasePerson(person) => (&erase_person, write_person(person, true), read_erased),
        };
        Remote {
            action: action.clone(),
            request,
            read,
        }
    }))
}

fn write_person(person: &str, confirmed: bool) -> Option<String> {
    write(&PersonRequest { person, confirmed })
}

fn read_reporting(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<SavedReporting>(text).map(|saved| Answer::Reporting(Box::new(saved)))
}

fn read_expiry(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<SwitchedExpiry>(text).map(|answer| Answer::Expiry(Box::new(answer.expiry)))
}

fn read_address(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<SignInUrl>(text).map(|answer| Answer::Address(answer.url))
}

fn read_found(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<FoundPerson>(text).map(Answer::Found)
}

fn read_erased(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<ErasedPerson>(text).map(Answer::Erased)
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
