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
    let namespace = org.hosts.namespace_of(&headers);
    let name = full_name(&org, &name, &namespace);
    // A page is served by the host of its namespace alone.
    let home = org.library.page_namespace(&name).unwrap_or(&namespace);
    if home != namespace {
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        let target = org.hosts.page_url(home, &format!("/apex/{name}{query}"));
        return Redirect::temporary(&target).into_response();
    }
    let Some(login) = org.logins.find(&cookie(&headers)) else {
        return Redirect::to(&login_url(&org, &org.hosts.page_url(&namespace, &url))).into_response();
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
    let frame_ancestors = format!(
        "frame-ancestors 'self' http://{} http://{}",
        org.hosts.lightning(),
        org.hosts.my_domain()
    );
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
    let definition = org.library.page(&request.name)?;
    request.name.clone_from(&definition.name);
    let mut host = org
        .host(&login.user_id)
        .map_err(|error| PageError::Org(error.message))?
        .of_login(&login.id)
        .read_only();
    if !host.page_access(&definition.name) {
        return Err(PageError::InsufficientPrivileges);
    }
    let context = Context {
        library: &org.library,
        resources: &org.resources,
        request: &request,
        package: &org.package,
        names: &org.local_names,
    };
    let controllers = page::controllers(&definition, &org.library, &org.package)?;
    let remoting = provider::scripts(
        &org.program,
        &controllers,
        &definition.name,
        &login.id,
        &org.remoting,
    );
    page::render(
        Interpreter::new(&org.program, &mut host),
        &context,
        &definition,
        &remoting,
    )
}

/// The name in the org of the page that an address on the host of a namespace means.
fn full_name(org: &Org, name: &str, namespace: &str) -> String {
    let near = org.package.resolve(name, namespace);
    match org
        .library
        .page_name(&near)
        .or_else(|| org.library.page_name(name))
    {
        Some(found) => found.to_owned(),
        None => near,
    }
}
