//! What every page of the shell has: skip link, header, navigation, user switcher.

use std::sync::Arc;

use apex::host::{HostError, User};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use crate::html::document;
use crate::org::Org;

/// Puts a page of the shell together.
pub fn page(org: &Arc<Org>, user: &User, title: &str, path: &str, main: &Markup) -> Response {
    match header(org, user, path) {
        Ok(header) => {
            let body = html! { main id="main" class="org-main" tabindex="-1" { (main) } };
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

fn header(org: &Arc<Org>, user: &User, path: &str) -> Result<Markup, HostError> {
    let users = org.database.users()?;
    let host = org.host(&user.id)?.with_full_names();
    let mut objects = Vec::new();
    for name in org.flexipages.objects() {
        if let Some(describe) = apex::host::Host::describe(&host, name)
            && apex::host::Host::object_access(&host, name).read
        {
            objects.push((describe.name.clone(), describe.label_plural.clone()));
        }
    }
    let organization = org.database.organization();
    Ok(html! {
        a class="org-skip" href="#main" { "Skip to main content" }
        header class="org-header" {
            div class="org-header__name" { (organization.name) }
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
                @for (name, label) in &objects {
                    @let target = format!("/lightning/o/{name}/list");
                    li { a href=(target) aria-current=[path.starts_with(&target).then_some("page")] { (label) } }
                }
                li { a href="/outbox" aria-current=[path.starts_with("/outbox").then_some("page")] { "Outbox" } }
            }
        }
    })
}
