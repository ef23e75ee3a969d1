//! The HTML document around every page of the org's own.

use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::visualforce::tags::SLDS_STYLESHEET;

/// Where the shell's own style sheet is served.
pub const STYLESHEET: &str = "/shell/shell.css";
/// Where the style sheet of what Lightning alone has is served.
pub const LIGHTNING_STYLESHEET: &str = "/shell/lightning.css";
/// Where the shell's own script is served.
pub const SCRIPT: &str = "/shell/shell.js";

/// A page of the org's own in the Lightning look.
pub struct Document(Markup);

/// Puts a document together; `header` comes before `body`.
pub fn document(title: &str, header: Option<&Markup>, body: &Markup) -> Document {
    Document(html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="icon" href="/shell/icon.svg" type="image/svg+xml";
                link rel="stylesheet" href=(SLDS_STYLESHEET);
                link rel="stylesheet" href=(STYLESHEET);
                link rel="stylesheet" href=(LIGHTNING_STYLESHEET);
                script type="module" src=(SCRIPT) {}
            }
            body {
                @if let Some(header) = header { (header) }
                (body)
            }
        }
    })
}

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        Html(self.0.into_string()).into_response()
    }
}
