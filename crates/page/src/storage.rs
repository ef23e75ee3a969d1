//! What must outlive a reload of the page in this tab.

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
