//! The page of a custom tab, and the entry into an app.

use std::sync::Arc;

use apex::host::User;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use super::place::Place;
use super::tab::TabKind;
use super::{layout, navigation};
use crate::org::Org;

/// Answers `/lightning/n/<tab>`.
pub fn view(org: &Arc<Org>, user: &User, name: &str) -> Response {
    let host = match org.host(&user.id) {
        Ok(host) => host.with_full_names(),
        Err(error) => return layout::failure(&error),
    };
    let Some(tab) = org.tabs.get(name) else {
        let text = format!("This org has no tab {name}.");
        return layout::problem(org, user, StatusCode::NOT_FOUND, "Page doesn't exist", &text);
    };
    if !host.tab_access(&tab.name) {
        let text = "You don't have access to this tab. Ask your administrator.";
        return layout::problem(org, user, StatusCode::FORBIDDEN, "Insufficient Privileges", text);
    }
    match &tab.kind {
        TabKind::Object => Redirect::to(&format!("/lightning/o/{}/list", tab.name)).into_response(),
        TabKind::Unsupported => {
            let text = format!("This org does not show what the tab {name} shows.");
            layout::problem(org, user, StatusCode::NOT_FOUND, "Page doesn't exist", &text)
        }
        TabKind::Page(page) => {
            let place = Place {
                org,
                namespace: &tab.namespace,
                record: None,
                target: "lightning__Tab",
            };
            let main = html! {
                h1 class="slds-assistive-text" { (tab.label) }
                div class="org-tab-page" { (place.frame(page, &tab.label, None)) }
            };
            layout::page(
                org,
                user,
                &tab.label,
                &format!("/lightning/n/{}", tab.name),
                &main,
            )
        }
    }
}

/// Answers `/lightning/app/<app>`: the app is the user's from now on, and its first item opens.
pub fn enter(org: &Arc<Org>, user: &User, name: &str) -> Response {
    let host = match org.host(&user.id) {
        Ok(host) => host.with_full_names(),
        Err(error) => return layout::failure(&error),
    };
    let app = org.apps.get(name).filter(|app| app.lightning);
    let Some(app) = app.filter(|app| host.application_access(&app.name)) else {
        let text = format!("There is no app {name} for you. Ask your administrator.");
        return layout::problem(org, user, StatusCode::NOT_FOUND, "Page doesn't exist", &text);
    };
    org.apps.choose(&user.id, app);
    let items = navigation::of_app(org, &host, app);
    let first = items
        .first()
        .map_or("/lightning/page/home", |item| item.path.as_str());
    Redirect::to(first).into_response()
}
