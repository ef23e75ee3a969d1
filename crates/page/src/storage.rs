//! What must outlive a reload of the page, in this tab or in all of them.

use web_sys::Storage;

use crate::{complain, window};

/// Keeps a text under a name until the tab is closed; `None` forgets it.
pub fn keep(name: &str, text: Option<&str>) {
    let kept = storage().map(|storage| match text {
        Some(text) => storage.set_item(name, text),
        None => storage.remove_item(name),
    });
    // A browser may deny storage to a frame: then a reload in the middle of an action shows what Apex knows.
    if !matches!(kept, Some(Ok(()))) {
        complain("sessionStorage cannot be used: a reload forgets what is under way");
    }
}

/// What is kept under a name.
pub fn kept(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

fn storage() -> Option<Storage> {
    window()?.session_storage().ok()?
}

/// Keeps a text under a name for all pages of this browser, until it is forgotten (`None`).
pub fn remember(name: &str, text: Option<&str>) {
    let Some(storage) = shared() else { return };
    // A browser that denies it to a frame, or whose storage is full: then each page knows only what it was told.
    let _ = match text {
        Some(text) => storage.set_item(name, text),
        None => storage.remove_item(name),
    };
}

/// What is kept under a name for all pages.
pub fn remembered(name: &str) -> Option<String> {
    shared()?.get_item(name).ok()?
}

fn shared() -> Option<Storage> {
    window()?.local_storage().ok()?
}
