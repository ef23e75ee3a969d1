//! The notification component: tells the user on the desktop when a customer connects to one of their sessions.
//!
//! Stands unseen or small on every page, so it is light: no leptos, its markup is a text. One page of all pages of a
//! browser asks Apex (`poll`) and notifies; a click on the notification joins (`join`). The same module is the page
//! that asks the user for the browser's permission (`data-mode="setup"`), which only a page that is no frame may do.
//! Calls the remote actions `poll`, `join` and `signIn` (crate `contract`).

mod model;
mod tasks;
mod text;
mod view;

use page::{Host, MissingAttribute, Words};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

/// The standard allocator would be an eighth of the module.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());

/// Starts the component in its root element, with the catalogue of translations as JSON text. Called once,
/// by boot.js, which shows the error card when this throws.
#[wasm_bindgen]
pub fn start(root: HtmlElement, catalogue: &str) -> Result<(), String> {
    let host = Host::read(&root).map_err(missing)?;
    let words = Words::read(catalogue).map_err(|_| "the translations cannot be read".to_owned())?;
    tasks::start(&root, &host, words).map_err(missing)
}

/// In words; its own way of saying so brings the standard library's formatting along.
fn missing(attribute: MissingAttribute) -> String {
    ["the page's root element has no attribute data-", attribute.0].concat()
}

fn main() {}
