//! The addresses of Classic.

use std::sync::Arc;

use apex::host::User;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;

use super::frame::{Frame, HOME};
use super::publisher::{self, NewPost};
use super::{asset, console, home, list, page, record, record_path};
use crate::login::cookie;
use crate::login::route::{frame_url, login_url};
use crate::org::Org;
use crate::shell::route::{self, Switch, path_of};
use crate::shell::tab::TabKind;

/// What a page of Classic may be asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    page: usize,
    /// `vw`: in a tab of the console, without header.
    #[serde(default)]
    isdtp: String,
    /// Console app.
    app: Option<String>,
}

/// The routes of Classic.
pub fn routes() -> Router<Arc<Org>> {
    Router::new()
        .route(HOME, get(home_page))
        .route("/console", get(console_page))
        .route("/classic/{name}", get(asset::asset))
        .route("/classic/user", post(switch_user))
        .route("/classic/tab/{name}", get(tab_page))
        .route("/classic/post/{id}", post(new_post))
        .route("/classic/delete/{id}", post(delete))
        .route("/apex/{name}", get(apex_page))
        .route("/{id}", get(record_page))
        .route("/{id}/o", get(list_page))
}

/// Answers with a page for the user of the request.
async fn answer(
    org: Arc<Org>,
    headers: HeaderMap,
    uri: OriginalUri,
    show: impl FnOnce(&Arc<Org>, &User) -> Response + Send + 'static,
) -> Response {
    let here = org.hosts.my_domain_url(&path_of(&uri));
    route::answer(org, headers, here, show).await
}

/// Answers a form that a page of Classic sent.
async fn change(
    org: Arc<Org>,
    headers: HeaderMap,
    path: String,
    write: impl FnOnce(&Arc<Org>, &User) -> Response + Send + 'static,
) -> Response {
    let (host, here) = (org.hosts.my_domain(), org.hosts.my_domain_url(&path));
    route::change(org, headers, &host, here, write).await
}

async fn home_page(State(org): State<Arc<Org>>, headers: HeaderMap, uri: OriginalUri) -> Response {
    answer(org, headers, uri, home::home).await
}

async fn console_page(
    State(org): State<Arc<Org>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Response {
    answer(org, headers, uri, move |org, user| {
        console::view(org, user, asked.app.as_deref())
    })
    .await
}

async fn record_page(
    State(org): State<Arc<Org>>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Response {
    let bare = asked.isdtp == "vw";
    answer(org, headers, uri, move |org, user| {
        if id.len() == 3 {
            list::list(org, user, &id, asked.page, bare)
        } else {
            record::view(org, user, &id, bare)
        }
    })
    .await
}

async fn list_page(
    State(org): State<Arc<Org>>,
    Path(prefix): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Response {
    let bare = asked.isdtp == "vw";
    answer(org, headers, uri, move |org, user| {
        list::list(org, user, &prefix, asked.page, bare)
    })
    .await
}

/// The tab of a Visualforce page. A page that asks for no header has the window to itself, as on Salesforce.
async fn tab_page(
    State(org): State<Arc<Org>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Response {
    answer(org, headers, uri, move |org, user| {
        let path = format!("/classic/tab/{name}");
        let frame = Frame {
            org,
            user,
            title: &name,
            path: &path,
            bare: false,
        };
        let gone = || {
            frame.problem(
                StatusCode::NOT_FOUND,
                "URL No Longer Exists",
                "This org has no such tab.",
            )
        };
        let Some(tab) = org.tabs.get(&name) else {
            return gone();
        };
        match org.host(&user.id) {
            Ok(host) if host.tab_access(&tab.name) => {}
            Ok(_) => {
                let text = "You do not have access to this tab. Ask your administrator.";
                return frame.problem(StatusCode::FORBIDDEN, "Insufficient Privileges", text);
            }
            Err(error) => return crate::shell::layout::failure(&error),
        }
        let TabKind::Page(shown) = &tab.kind else {
            return gone();
        };
        let Some(address) = page::address(org, shown, &tab.namespace, "") else {
            return gone();
        };
        if !page::has_header(org, shown, &tab.namespace) {
            return Redirect::to(&address).into_response();
        }
        let framed = Frame {
            title: &tab.label,
            ..frame
        };
        framed.page(&maud::html! {
            h1 { (tab.label) }
            iframe class="classic-frame classic-frame_tall" title=(tab.label) data-src=(address) {}
        })
    })
    .await
}

/// `/apex/<Page>` on this host: hands the login over to the page's own host, which is of another site.
async fn apex_page(
    State(org): State<Arc<Org>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Response {
    let here = path_of(&uri);
    let Some(login) = org.logins.find(&cookie(&headers)) else {
        return Redirect::to(&login_url(&org, &org.hosts.my_domain_url(&here))).into_response();
    };
    let namespace = org.library.page_namespace(&name).unwrap_or_default();
    Redirect::to(&frame_url(&org, &login, namespace, &here)).into_response()
}

async fn new_post(
    State(org): State<Arc<Org>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(form): Form<NewPost>,
) -> Response {
    let path = record_path(&id);
    change(org, headers, path, move |org, user| {
        publisher::post(org, user, &id, &form)
    })
    .await
}

async fn delete(State(org): State<Arc<Org>>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let path = record_path(&id);
    change(org, headers, path, move |org, user| {
        record::delete(org, user, &id)
    })
    .await
}

/// Ends this login and starts one of another user.
async fn switch_user(State(org): State<Arc<Org>>, headers: HeaderMap, Form(form): Form<Switch>) -> Response {
    route::switch(&org, &headers, &org.hosts.my_domain(), &form)
}
