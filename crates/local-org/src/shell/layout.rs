//! What every page of the shell has: skip link, header, navigation, user switcher, App Launcher, utility bar.

use std::sync::Arc;

use apex::host::{HostError, User};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::app::App;
use super::navigation::Item;
use super::{launcher, navigation, utility_bar};
use crate::classic::{self, frame::HOME};
use crate::host::OrgHost;
use crate::html::document;
use crate::org::Org;
use crate::setup::{self, app_builder, utilities};

/// Puts a page of the shell together.
pub fn page(org: &Arc<Org>, user: &User, title: &str, path: &str, main: &Markup) -> Response {
    let app = org.apps.chosen(&user.id);
    let parts = header(org, user, app, path).and_then(|header| Ok((header, utilities::applied(org, app)?)));
    match parts {
        Ok((header, utilities)) => {
            let body = html! {
                main id="main" class="org-main" tabindex="-1" { (main) }
                div class="org-toasts" role="region" aria-label="Notifications" aria-live="polite" data-toasts {}
                @if let Some(bar) = &utilities { (utility_bar::show(org, bar)) }
            };
            document(&format!("{title} | Salesforce"), Some(&header), &body).into_response()
        }
        Err(error) => failure(&error),
    }
}

/// A page of the shell that says what went wrong.
pub fn problem(org: &Arc<Org>, user: &User, status: StatusCode, heading: &str, text: &str) -> Response {
    let main = html! {
        div class="slds-card slds-p-around_large" {
            h1 class="slds-text-heading_medium slds-m-bottom_small" { (heading) }
            p { (text) }
            p class="slds-m-top_small" { a href="/lightning/page/home" { "Go to the home page" } }
        }
    };
    let mut response = page(org, user, heading, "/lightning/page/home", &main);
    if response.status().is_success() {
        *response.status_mut() = status;
    }
    response
}

/// The answer when the database itself fails.
pub fn failure(error: &HostError) -> Response {
    eprintln!("shell: {}: {}", error.exception, error.message);
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        format!("{}: {}", error.exception, error.message),
    )
        .into_response()
}

fn header(org: &Arc<Org>, user: &User, app: Option<&App>, path: &str) -> Result<Markup, HostError> {
    let users = org.database.users()?;
    let host = org.host(&user.id)?.with_full_names();
    let organization = org.database.organization();
    let name = app.map_or(organization.name.as_str(), |app| app.label.as_str());
    Ok(html! {
        a class="org-skip" href="#main" { "Skip to main content" }
        header class="org-header" {
            div class="org-header__app" {
                (launcher::button())
                div class="org-header__name" { (name) }
            }
            (elsewhere(org, &host, path))
            form class="org-header__user" method="post" action="/shell/user" {
                input type="hidden" name="retURL" value=(path);
                label for="user" { "User" }
                select id="user" name="un" class="slds-select" {
                    @for other in &users {
                        option value=(other.username) selected[other.id == user.id] {
                            (other.name()) " (" (other.profile_name) ")"
                        }
                    }
                }
                button type="submit" class="slds-button slds-button_neutral" { "Switch user" }
                button type="submit" class="slds-button slds-button_neutral" formaction="/secur/logout.jsp" { "Log Out" }
            }
        }
        nav class="org-nav" aria-label="Main" {
            ul {
                @for Item { label, path: target } in items(org, &host, app) {
                    li { a href=(target) aria-current=[path.starts_with(&target).then_some("page")] { (label) } }
                }
                li { a href="/outbox" aria-current=[path.starts_with("/outbox").then_some("page")] { "Outbox" } }
            }
        }
        (launcher::dialog(org, &host))
    })
}

/// The ways out of the shell: Setup, the builder of the page that is shown, and the same page in Classic.
fn elsewhere(org: &Org, host: &OrgHost, path: &str) -> Markup {
    let mut parts = path.split('/').skip(2);
    let (kind, object, id) = (parts.next(), parts.next().unwrap_or_default(), parts.next());
    let record = kind == Some("r");
    let classic = match (kind, id) {
        (Some("r"), Some(id)) => classic::record_path(id),
        (Some("o"), _) => apex::host::Host::describe(host, object).map_or_else(
            || HOME.to_owned(),
            |describe| format!("/{}/o", describe.key_prefix),
        ),
        _ => HOME.to_owned(),
    };
    html! {
        nav aria-label="Setup and Classic" {
            @if host.may_customize() {
                @if record && org.flexipages.of(object).is_some() {
                    a class="slds-button slds-button_neutral" href=(app_builder::path(object)) { "Edit Page" }
                }
                a class="slds-button slds-button_neutral" href=(setup::home::HOME) { "Setup" }
            }
            a class="slds-button slds-button_neutral" href=(org.hosts.my_domain_url(&classic)) { "Switch to Salesforce Classic" }
        }
    }
}

/// The items of the chosen app; until one is chosen, of everything that has a record page.
fn items(org: &Org, host: &OrgHost, app: Option<&App>) -> Vec<Item> {
    app.map_or_else(
        || navigation::objects(org, host),
        |app| navigation::of_app(org, host, app),
    )
}
