//! Salesforce's error pages, with the status that fits.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;

use super::error::PageError;
use crate::html::document;

impl PageError {
    /// Heading and HTTP status.
    pub fn kind(&self) -> (&'static str, StatusCode) {
        match self {
            Self::NotFound(_) => ("URL No Longer Exists", StatusCode::NOT_FOUND),
            Self::InsufficientPrivileges => ("Insufficient Privileges", StatusCode::FORBIDDEN),
            Self::DataNotAvailable => ("Data Not Available", StatusCode::NOT_FOUND),
            Self::InvalidId(..) => ("Visualforce Error", StatusCode::BAD_REQUEST),
            Self::Markup(_) | Self::Apex { .. } | Self::Org(_) => {
                ("Visualforce Error", StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }
}

/// The error page.
pub fn response(error: &PageError) -> Response {
    let (heading, status) = error.kind();
    let stack = match error {
        PageError::Apex { stack_trace, .. } => stack_trace.as_str(),
        _ => "",
    };
    let body = html! {
        main class="slds-p-around_large" {
            h1 class="slds-text-heading_medium slds-m-bottom_small" { (heading) }
            p { (error) }
            @if !stack.is_empty() { pre { (stack) } }
        }
    };
    (status, document(heading, None, &body)).into_response()
}
