//! The routes of the three hosts.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{any, get, post};
use tower::ServiceExt;

use crate::hosts::HostKind;
use crate::login::route as login;
use crate::lwc::route as lwc;
use crate::org::Org;
use crate::shell::{outbox, route as shell};
use crate::visualforce::route as visualforce;
use crate::{classic, credentials, remoting, resources, setup, slds, test_control};

#[derive(Clone)]
struct Sites {
    org: Arc<Org>,
    lightning: Router,
    visualforce: Router,
    my_domain: Router,
}

/// The org as one service: the `Host` header chooses the site.
pub fn router(org: Arc<Org>) -> Router {
    let sites = Sites {
        lightning: lightning().merge(shared(&org)).with_state(Arc::clone(&org)),
        visualforce: pages().merge(shared(&org)).with_state(Arc::clone(&org)),
        my_domain: my_domain().merge(shared(&org)).with_state(Arc::clone(&org)),
        org,
    };
    Router::new().fallback(any(dispatch)).with_state(sites)
}

fn shared(org: &Org) -> Router<Arc<Org>> {
    let routes = Router::new()
        .route("/slds/{*path}", get(slds::asset))
        .route("/shell/{name}", get(shell::asset))
        // Browsers ask for it on a page that names no icon, as Visualforce pages do.
        .route(
            "/favicon.ico",
            get(async || Redirect::temporary("/shell/icon.svg")),
        )
        .route("/secur/logout.jsp", post(login::logout));
    if org.config.test_control {
        routes.nest("/_test", test_control::routes())
    } else {
        routes
    }
}

fn lightning() -> Router<Arc<Org>> {
    Router::new()
        .route("/", get(shell::home))
        .route("/lightning/page/home", get(shell::home))
        .route("/lightning/o/{object}/list", get(shell::list_page))
        .route("/lightning/r/{object}/{id}/view", get(shell::record_page))
        .route("/lightning/n/{tab}", get(shell::tab_page))
        .route("/lightning/app/{app}", get(shell::app))
        .route("/lwc/engine.js", get(lwc::engine))
        .route("/lwc/lightning/{file}", get(lwc::lightning))
        .route("/lwc/{namespace}/{*path}", get(lwc::module).post(lwc::call))
        .route("/lightning/r/{object}/{id}/delete", post(shell::delete_record))
        .route("/outbox", get(outbox::page))
        .route("/outbox/{id}/html", get(outbox::html))
        .merge(setup::route::routes())
        .route("/shell/user", post(shell::switch_user))
        .route("/secur/frontdoor.jsp", get(login::front_door))
}

fn pages() -> Router<Arc<Org>> {
    Router::new()
        .route("/apex/{name}", get(visualforce::page))
        .route("/apexremote", post(remoting::route::apexremote))
        .route(
            "/jslibrary/{timestamp}/sfdc/VFRemote.js",
            get(remoting::route::library),
        )
        .route("/resource/{*path}", get(resources::route::resource))
        .route("/visualforce/session", get(login::frame_session))
}

fn my_domain() -> Router<Arc<Org>> {
    Router::new()
        .route("/", get(login::login_page))
        .route("/secur/frontdoor.jsp", get(login::front_door))
        .route(
            "/services/authcallback/{provider}",
            get(credentials::route::callback),
        )
        .merge(classic::route::routes())
}

async fn dispatch(State(sites): State<Sites>, mut request: Request<Body>) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let control = request.uri().path().starts_with("/_test/") && is_loopback(&host);
    // Tests may reach the test control without resolving the org's names.
    let kind = if control {
        Some(HostKind::Lightning)
    } else {
        sites.org.hosts.kind(&host)
    };
    let Some(kind) = kind else {
        return unknown_host(&sites.org, &host, &request);
    };
    request.extensions_mut().insert(kind);
    let site = match kind {
        HostKind::Lightning => sites.lightning,
        HostKind::Visualforce => sites.visualforce,
        HostKind::MyDomain => sites.my_domain,
    };
    let mut response = match site.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    let headers = response.headers_mut();
    headers
        .entry(header::X_CONTENT_TYPE_OPTIONS)
        .or_insert(HeaderValue::from_static("nosniff"));
    headers
        .entry(header::REFERRER_POLICY)
        .or_insert(HeaderValue::from_static("origin-when-cross-origin"));
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if kind != HostKind::Visualforce
        && let Ok(policy) = policy(&sites.org).parse()
    {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    response
}

/// The policy of the shell. Like Lightning's it has no `wasm-unsafe-eval`: WebAssembly runs in Visualforce
/// pages or nowhere.
fn policy(org: &Org) -> String {
    let (lightning, my_domain) = (org.hosts.lightning(), org.hosts.my_domain());
    let pages: Vec<String> = org
        .hosts
        .pages()
        .iter()
        .map(|host| format!("http://{host}"))
        .collect();
    let pages = pages.join(" ");
    format!(
        "default-src 'self'; script-src 'self'; object-src 'none'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; frame-src 'self' {pages}; base-uri 'self'; \
         form-action 'self' http://{lightning} http://{my_domain}; frame-ancestors 'self'"
    )
}

fn is_loopback(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "127.0.0.1" | "localhost")
}

/// Only the org's own names are answered: a foreign name that resolves to this machine must not reach it.
fn unknown_host(org: &Org, host: &str, request: &Request<Body>) -> Response {
    if is_loopback(host) {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        return Redirect::temporary(&org.hosts.lightning_url(path)).into_response();
    }
    let text = format!(
        "This org is at {} and not at {host}.",
        org.hosts.lightning_url("/")
    );
    (
        StatusCode::MISDIRECTED_REQUEST,
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
        text,
    )
        .into_response()
}
