//! The home page.

use std::sync::Arc;

use apex::host::User;
use axum::response::Response;
use maud::html;

use super::frame::{Frame, HOME};
use super::sidebar;
use crate::org::Org;
use crate::shell::layout::failure;

/// Answers `/home/home.jsp`.
pub fn home(org: &Arc<Org>, user: &User) -> Response {
    let wide = match sidebar::show(org, false) {
        Ok(wide) => wide,
        Err(error) => return failure(&error),
    };
    let main = html! {
        h1 { (user.name()) }
        p { "Choose a tab to see its records." }
        @if let Some(wide) = wide { (wide) }
    };
    let frame = Frame {
        org,
        user,
        title: "Home",
        path: HOME,
        bare: false,
    };
    frame.page(&main)
}
