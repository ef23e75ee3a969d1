//! The page's own window.

use crate::window;

/// Brings the page's window to the user, as far as the browser lets it.
pub fn raise_window() {
    if let Some(window) = window() {
        // A browser that does not let it leaves the windows as they are.
        let _ = window.focus();
    }
}

/// Closes the page's window, when a page has opened it.
pub fn close_window() {
    if let Some(window) = window() {
        // One that may not be closed stays.
        let _ = window.close();
    }
}

/// Writes the title of the page.
pub fn set_title(title: &str) {
    if let Some(document) = window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Where the page was loaded from: `https://host`.
pub fn own_origin() -> String {
    window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// The whole address of the page.
pub fn own_address() -> String {
    window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default()
}

/// What the browser calls itself.
pub fn browser_name() -> String {
    window()
        .and_then(|window| window.navigator().user_agent().ok())
        .unwrap_or_default()
}
