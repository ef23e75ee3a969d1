//! Where the keyboard is.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};

use crate::window;

/// Gives the keyboard to the element with this id.
pub fn focus(id: &str) {
    if let Some(document) = own_document() {
        give(&document, id);
    }
}

/// Gives the keyboard to the element with this id if the element that had it is gone.
pub fn focus_if_lost(id: &str) {
    if let Some(document) = own_document()
        && document
            .active_element()
            .is_none_or(|element| element.tag_name() == "BODY")
    {
        give(&document, id);
    }
}

/// Whether the keyboard is in the element with this id, or in something within it.
pub fn is_focused_within(id: &str) -> bool {
    own_document().is_some_and(|document| {
        let element = document.get_element_by_id(id);
        element.is_some_and(|element| element.contains(document.active_element().as_deref()))
    })
}

/// The document, if the user is in it: a component must never take the keyboard away from the page around
/// its frame.
fn own_document() -> Option<Document> {
    window()?
        .document()
        .filter(|document| document.has_focus().unwrap_or(false))
}

fn give(document: &Document, id: &str) {
    let element = document
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        // An element that cannot take it leaves it where it is.
        let _ = element.focus();
    }
}
