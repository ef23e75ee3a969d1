//! Logging in, out, and in as somebody else. There are no passwords: the org holds demo users only.

use std::sync::Arc;
use std::time::Instant;

use apex::host::User;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde::Deserialize;
use url::form_urlencoded;

use super::{cookie, set_cookie, set_frame_cookie};
use crate::hosts::HostKind;
use crate::html::document;
use crate::org::Org;

/// Query of the login page and of the front door.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Entry {
    /// User name to log in as.
    #[serde(default)]
    un: String,
    /// One-time token of the bridge between the sites.
    #[serde(default)]
    otp: String,
    /// Where to go afterwards (front door).
    #[serde(default, rename = "retURL")]
    return_url: String,
    /// Where to go afterwards (login page).
    #[serde(default, rename = "startURL")]
    start_url: String,
}

/// The address of the login page that comes back to `start`.
pub fn login_url(org: &Org, start: &str) -> String {
    let query: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("ec", "302")
        .append_pair("startURL", start)
        .finish();
    org.hosts.my_domain_url(&format!("/?{query}"))
}

/// The address that logs in as a user and goes on to `return_url`.
pub fn front_door_url(org: &Org, username: &str, return_url: &str) -> String {
    let query: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("un", username)
        .append_pair("retURL", return_url)
        .finish();
    org.hosts.my_domain_url(&format!("/secur/frontdoor.jsp?{query}"))
}

/// `GET /` on the login host: a list of users to log in as.
pub async fn login_page(State(org): State<Arc<Org>>, Query(entry): Query<Entry>) -> Response {
    let users = match users(&org).await {
        Ok(users) => users,
        Err(message) => return (StatusCode::INTERNAL_SERVER_ERROR, message).into_response(),
    };
    let body = html! {
        main class="slds-p-around_large slds-container_small slds-container_center" {
            h1 class="slds-text-heading_large slds-m-bottom_medium" { "Log In" }
            p class="slds-m-bottom_medium" { "This org runs on your computer. Choose the user to work as; there is no password." }
            @if users.is_empty() { p { "The org has no users. Start it with --data-seed." } }
            ul class="slds-has-dividers_around-space" {
                @for user in &users {
                    li class="slds-item" {
                        a href=(front_door_url(&org, &user.username, &entry.start_url)) { (user.name()) }
                        span class="slds-m-left_small slds-text-color_weak" { (user.username) " · " (user.profile_name) }
                    }
                }
            }
        }
    };
    document("Login | Salesforce", None, &body).into_response()
}

/// `GET /secur/frontdoor.jsp`: on the login host, logs in; on the shell's host, takes the login over.
pub async fn front_door(
    State(org): State<Arc<Org>>,
    Query(entry): Query<Entry>,
    host: axum::Extension<HostKind>,
) -> Response {
    let target = if entry.return_url.is_empty() {
        "/lightning/page/home"
    } else {
        &entry.return_url
    };
    let Some(target) = org.hosts.safe_return(target) else {
        return (StatusCode::BAD_REQUEST, "retURL must stay inside the org.").into_response();
    };
    if host.0 != HostKind::MyDomain {
        return match org.logins.cross(&entry.otp, Instant::now()) {
            Some(login) => with_cookie(&set_cookie(host.0, &login.id), &target),
            None if entry.otp.is_empty() => {
                Redirect::to(&front_door_url(&org, &entry.un, &target)).into_response()
            }
            None => Redirect::to(&login_url(&org, &target)).into_response(),
        };
    }
    let users = match users(&org).await {
        Ok(users) => users,
        Err(message) => return (StatusCode::INTERNAL_SERVER_ERROR, message).into_response(),
    };
    let Some(user) = users
        .iter()
        .find(|user| user.username.eq_ignore_ascii_case(&entry.un))
    else {
        let names: Vec<_> = users.iter().map(|user| user.username.as_str()).collect();
        let message = format!(
            "There is no user {}. Users of this org: {}.",
            entry.un,
            names.join(", ")
        );
        return (
            StatusCode::NOT_FOUND,
            [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
            message,
        )
            .into_response();
    };
    let login = org.logins.start(&user.id);
    let query: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("otp", &org.logins.bridge(&login, Instant::now()))
        .append_pair("retURL", &target)
        .finish();
    with_cookie(
        &set_cookie(host.0, &login.id),
        &org.hosts.lightning_url(&format!("/secur/frontdoor.jsp?{query}")),
    )
}

/// The address at which the host of a page takes a login over and goes on to the page.
pub fn frame_url(org: &Org, login: &super::Login, namespace: &str, page: &str) -> String {
    let query: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("otp", &org.logins.bridge(login, Instant::now()))
        .append_pair("retURL", page)
        .finish();
    org.hosts
        .page_url(namespace, &format!("/visualforce/session?{query}"))
}

/// `GET /visualforce/session`: a page of another site, which frames the page, hands over its login.
pub async fn frame_session(State(org): State<Arc<Org>>, Query(entry): Query<Entry>) -> Response {
    if !entry.return_url.starts_with("/apex/") {
        return (StatusCode::BAD_REQUEST, "retURL must be a page.").into_response();
    }
    match org.logins.cross(&entry.otp, Instant::now()) {
        Some(login) => with_cookie(&set_frame_cookie(&login.id), &entry.return_url),
        None => Redirect::to(&login_url(&org, &entry.return_url)).into_response(),
    }
}

/// `POST /secur/logout.jsp`
pub async fn logout(State(org): State<Arc<Org>>, headers: HeaderMap) -> Response {
    org.end_login(&cookie(&headers));
    let target = login_url(&org, "/lightning/page/home");
    (StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response()
}

/// Every active user. Reading the database may wait for a writer, so it leaves the server's own threads alone.
async fn users(org: &Arc<Org>) -> Result<Vec<User>, String> {
    let org = Arc::clone(org);
    match tokio::task::spawn_blocking(move || org.database.users()).await {
        Ok(users) => users.map_err(|error| error.message),
        Err(error) => Err(error.to_string()),
    }
}

fn with_cookie(cookie: &str, target: &str) -> Response {
    let headers = [
        (header::SET_COOKIE, cookie),
        (header::LOCATION, target),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (StatusCode::FOUND, headers).into_response()
}
