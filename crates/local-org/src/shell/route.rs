//! The addresses of the shell.

use std::sync::Arc;

use apex::host::User;
use axum::Form;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{custom_tab, layout, list, record};
use crate::login::cookie;
use crate::login::route::{front_door_url, login_url};
use crate::org::Org;
use crate::resources::route::cached;

/// `?page=N`
#[derive(Debug, Default, Deserialize)]
pub struct Paging {
    #[serde(default)]
    page: usize,
}

/// The form of the user switcher.
#[derive(Debug, Deserialize)]
pub struct Switch {
    un: String,
    #[serde(default, rename = "retURL")]
    return_url: String,
}

/// The user of a request, or the answer that leads to a login. A browser that was never here is logged in as
/// the first user who is no administrator; one whose login has ended is asked.
pub(crate) fn user(org: &Arc<Org>, headers: &HeaderMap, path: &str) -> Result<User, Box<Response>> {
    visitor(org, headers, &org.hosts.lightning_url(path))
}

/// The user of a request for an absolute address of the org, as [`user`] finds them.
pub(crate) fn visitor(org: &Arc<Org>, headers: &HeaderMap, here: &str) -> Result<User, Box<Response>> {
    let id = cookie(headers);
    if let Some(login) = org.logins.find(&id) {
        return org
            .database
            .user(&login.user_id)
            .map_err(|error| Box::new(layout::failure(&error)));
    }
    let users = org
        .database
        .users()
        .map_err(|error| Box::new(layout::failure(&error)))?;
    let everyday = users
        .iter()
        .find(|user| user.profile_name != "System Administrator")
        .or(users.first());
    Err(Box::new(match everyday {
        Some(first) if id.is_empty() => {
            Redirect::to(&front_door_url(org, &first.username, here)).into_response()
        }
        _ => Redirect::to(&login_url(org, here)).into_response(),
    }))
}

pub(crate) async fn blocking(work: impl FnOnce() -> Response + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(work).await {
        Ok(response) => response,
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// Answers with what the user of a request is shown, for an absolute address of the org.
pub(crate) async fn answer(
    org: Arc<Org>,
    headers: HeaderMap,
    here: String,
    show: impl FnOnce(&Arc<Org>, &User) -> Response + Send + 'static,
) -> Response {
    blocking(move || match visitor(&org, &headers, &here) {
        Err(response) => *response,
        Ok(user) => show(&org, &user),
    })
    .await
}

/// Answers a form that a page of a host sent; without a login the way leads to `here`.
pub(crate) async fn change(
    org: Arc<Org>,
    headers: HeaderMap,
    host: &str,
    here: String,
    write: impl FnOnce(&Arc<Org>, &User) -> Response + Send + 'static,
) -> Response {
    if !sent_from(&headers, host) {
        return elsewhere();
    }
    answer(org, headers, here, write).await
}

/// Ends the login of a request and starts one of another user, for a form that a page of a host sent.
pub(crate) fn switch(org: &Org, headers: &HeaderMap, host: &str, form: &Switch) -> Response {
    if !sent_from(headers, host) {
        return elsewhere();
    }
    org.end_login(&cookie(headers));
    let target = front_door_url(org, &form.un, &form.return_url);
    (StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response()
}

fn elsewhere() -> Response {
    (StatusCode::FORBIDDEN, "This form was sent by another site.").into_response()
}

pub(crate) fn path_of(uri: &OriginalUri) -> String {
    uri.path_and_query().map(ToString::to_string).unwrap_or_default()
}

/// `/` and `/lightning/page/home`: the list of the first object with a record page.
pub async fn home(State(org): State<Arc<Org>>, headers: HeaderMap, uri: OriginalUri) -> Response {
    let here = org.hosts.lightning_url(&path_of(&uri));
    answer(org, headers, here, |org, user| {
        match org.flexipages.objects().first() {
            Some(object) => Redirect::to(&format!("/lightning/o/{object}/list")).into_response(),
            None => layout::page(
                org,
                user,
                "Home",
                "/lightning/page/home",
                &maud::html! {
                    h1 { "Home" }
                    p { "No object has a record page: add a flexipage of type RecordPage to a source." }
                },
            ),
        }
    })
    .await
}

/// `/lightning/o/<object>/list`
pub async fn list_page(
    State(org): State<Arc<Org>>,
    Path(object): Path<String>,
    Query(paging): Query<Paging>,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Response {
    let here = org.hosts.lightning_url(&path_of(&uri));
    answer(org, headers, here, move |org, user| {
        list::list(org, user, &object, paging.page)
    })
    .await
}

/// `/lightning/r/<object>/<id>/view`
pub async fn record_page(
    State(org): State<Arc<Org>>,
    Path((object, id)): Path<(String, String)>,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Response {
    let here = org.hosts.lightning_url(&path_of(&uri));
    answer(org, headers, here, move |org, user| {
        record::view(org, user, &object, &id)
    })
    .await
}

/// `/lightning/n/<tab>`
pub async fn tab_page(
    State(org): State<Arc<Org>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Response {
    let here = org.hosts.lightning_url(&path_of(&uri));
    answer(org, headers, here, move |org, user| {
        custom_tab::view(org, user, &name)
    })
    .await
}

/// `/lightning/app/<app>`
pub async fn app(
    State(org): State<Arc<Org>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Response {
    let here = org.hosts.lightning_url(&path_of(&uri));
    answer(org, headers, here, move |org, user| {
        custom_tab::enter(org, user, &name)
    })
    .await
}

/// `POST /lightning/r/<object>/<id>/delete`
pub async fn delete_record(
    State(org): State<Arc<Org>>,
    Path((object, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let host = org.hosts.lightning();
    let here = org.hosts.lightning_url(&format!("/lightning/o/{object}/list"));
    change(org, headers, &host, here, move |org, user| {
        record::delete(org, user, &object, &id)
    })
    .await
}

/// `POST /shell/user`
pub async fn switch_user(
    State(org): State<Arc<Org>>,
    headers: HeaderMap,
    Form(form): Form<Switch>,
) -> Response {
    switch(&org, &headers, &org.hosts.lightning(), &form)
}

/// Whether a form was sent from the shell itself. Visualforce pages are of the same site, so the cookie alone
/// does not tell.
pub(crate) fn same_origin(org: &Org, headers: &HeaderMap) -> bool {
    sent_from(headers, &org.hosts.lightning())
}

/// Whether a form was sent from a page of a host.
pub(crate) fn sent_from(headers: &HeaderMap, host: &str) -> bool {
    let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok());
    origin.is_none_or(|origin| origin == format!("http://{host}"))
}

/// `/shell/...`: the shell's own files.
pub async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let (mime, content) = match name.as_str() {
        "shell.css" => ("text/css", include_str!("../../assets/shell.css")),
        "shell.js" => ("text/javascript", include_str!("../../assets/shell.js")),
        "apex.js" => ("text/javascript", include_str!("../../assets/apex.js")),
        "components.js" => ("text/javascript", include_str!("../../assets/components.js")),
        "launcher.js" => ("text/javascript", include_str!("../../assets/launcher.js")),
        "lightning.css" => ("text/css", include_str!("../../assets/lightning.css")),
        "toasts.js" => ("text/javascript", include_str!("../../assets/toasts.js")),
        "utility-bar.js" => ("text/javascript", include_str!("../../assets/utility-bar.js")),
        "icon.svg" => ("image/svg+xml", include_str!("../../assets/icon.svg")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let mut response = cached(&headers, mime, content.as_bytes().to_vec());
    // The address does not change with the content.
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("no-cache"),
    );
    response
}
