//! The session history: all TeamViewer sessions of a Salesforce record, page by page, and each with its timeline.
//!
//! Calls the remote actions `load`, `details`, `join` and `signIn` (crate `contract`).

mod model;
mod remote;
mod text;
mod view;

use component::Setup;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use model::History;

/// Starts the component in its root element, with the catalogue of translations as JSON text. Called once,
/// by boot.js, which shows the error card when this throws.
#[wasm_bindgen]
pub fn start(root: HtmlElement, catalogue: &str) -> Result<(), String> {
    component::start(root, catalogue, |host| {
        Ok(Setup {
            own: History::new(host.record_id.clone()),
            remote: remote::of(host)?,
            perform: |(), _| (),
            listen: |_| (),
            words: view::WORDS,
            draw: view::draw,
        })
    })
}

fn main() {}
