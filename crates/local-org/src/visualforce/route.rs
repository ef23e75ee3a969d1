//! `/apex/<Page>`

use std::sync::Arc;

use apex::Interpreter;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use url::form_urlencoded;

use super::error::PageError;
use super::error_page;
use super::page;
use super::render::{Context, PageRequest};
use crate::login::{Login, cookie, route::login_url};
use crate::org::Org;
use crate::remoting::provider;

/// Answers a page, or the login when nobody is logged in.
pub async fn page(
    State(org): State<Arc<Org>>,
    Path(name): Path<String>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let url = uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let Some(login) = org.logins.find(&cookie(&headers)) else {
        return Redirect::to(&login_url(&org, &org.hosts.page_url(&url))).into_response();
    };
    let parameters: Vec<(String, String)> =
        form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes())
            .into_owned()
            .collect();
    let request = PageRequest {
        name,
        url,
        parameters,
    };
    let frame_ancestors = format!("frame-ancestors 'self' http://{}", org.hosts.lightning());
    let rendered = tokio::task::spawn_blocking(move || render(&org, &login, request)).await;
    let rendered = rendered.unwrap_or_else(|error| Err(PageError::Org(error.to_string())));
    let mut response = match rendered {
        Ok(html) => ([(header::CONTENT_TYPE, "text/html;charset=UTF-8")], html).into_response(),
        Err(error) => {
            eprintln!("page: {error}");
            error_page::response(&error)
        }
    };
    let fixed = [
        (
            header::CACHE_CONTROL,
            "no-cache,must-revalidate,max-age=0,no-store,private",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "origin-when-cross-origin"),
    ];
    for (name, value) in fixed {
        response
            .headers_mut()
            .insert(name, header::HeaderValue::from_static(value));
    }
    // A Visualforce page has no other content security policy: it may run WebAssembly.
    if let Ok(value) = frame_ancestors.parse() {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, value);
    }
    response
}

/// Renders a page for a login.
///
/// # Errors
/// [`PageError`].
pub fn render(org: &Arc<Org>, login: &Login, mut request: PageRequest) -> Result<String, PageError> {
    let own = page_name(&request.name, org.namespace());
    let definition = org.library.page(own)?;
    request.name.clone_from(&definition.name);
    let mut host = org
        .host(&login.user_id)
        .map_err(|error| PageError::Org(error.message))?
        .read_only();
    if !host.page_access(&definition.name) {
        return Err(PageError::InsufficientPrivileges);
    }
    let context = Context {
        library: &org.library,
        resources: &org.resources,
        request: &request,
        namespace: org.namespace(),
    };
    let controllers = page::controllers(&definition, &org.library, org.namespace())?;
    let remoting = provider::scripts(
        &org.program,
        &controllers,
        &definition.name,
        &login.id,
        org.namespace(),
        &org.remoting,
    );
    page::render(
        Interpreter::new(&org.program, &mut host),
        &context,
        &definition,
        &remoting,
    )
}

/// A page's name without the namespace (`ns__Page`).
fn page_name<'n>(name: &'n str, namespace: &str) -> &'n str {
    match name.split_once("__") {
        Some((prefix, rest)) if !namespace.is_empty() && prefix.eq_ignore_ascii_case(namespace) => rest,
        _ => name,
    }
}
