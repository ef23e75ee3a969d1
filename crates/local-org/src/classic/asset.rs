//! Classic's own files.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::resources::route::cached;

/// `/classic/...`
pub async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let (mime, content) = match name.as_str() {
        "classic.css" => ("text/css", include_str!("../../assets/classic.css")),
        "classic.js" => ("text/javascript", include_str!("../../assets/classic.js")),
        "console.css" => ("text/css", include_str!("../../assets/console.css")),
        "console.js" => ("text/javascript", include_str!("../../assets/console.js")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let mut response = cached(&headers, mime, content.as_bytes().to_vec());
    // The address does not change with the content.
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
