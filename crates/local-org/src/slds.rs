//! Serves the Salesforce Lightning Design System from its npm package.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use axum::extract::{Path as UrlPath, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::org::Org;
use crate::resources::route::cached;

/// Whether the design system is where it should be.
///
/// # Errors
/// How to install it.
pub fn check(assets: &Path) -> Result<(), String> {
    let stylesheet = assets.join("styles/salesforce-lightning-design-system.min.css");
    if stylesheet.is_file() {
        return Ok(());
    }
    Err(format!(
        "The Lightning Design System is not in {}: run `npm ci`, or give its assets directory with --slds DIR.",
        assets.display()
    ))
}

/// `/slds/<path>`
pub async fn asset(
    State(org): State<Arc<Org>>,
    UrlPath(path): UrlPath<String>,
    headers: HeaderMap,
) -> Response {
    let relative = PathBuf::from(&path);
    // Only plain steps: `..` would leave the directory.
    if !relative
        .components()
        .all(|step| matches!(step, Component::Normal(_)))
    {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mime = match relative.extension().and_then(|extension| extension.to_str()) {
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("woff") => "font/woff",
        Some("png") => "image/png",
        Some("gif") => "image/gif",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let file = org.config.slds.join(relative);
    match tokio::task::spawn_blocking(move || std::fs::read(file)).await {
        Ok(Ok(bytes)) => cached(&headers, mime, bytes),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
