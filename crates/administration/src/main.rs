//! The administration component: the settings of the org, its TeamViewer OAuth app, the supported objects with what is
//! wrong with them, reporting with retention and erasure, the closing of expired sessions, and a health check.
//!
//! Calls the remote actions `load`, `saveSettings`, `saveApp`, `health`, `signIn`, `saveReporting`, `runReporting`,
//! `signInCompany`, `switchExpiry`, `findPerson` and `erasePerson` (crate `contract`).

mod model;
mod remote;
mod text;
mod view;

use component::Setup;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use model::Administration;

/// Starts the component in its root element, with the catalogue of translations as JSON text. Called once,
/// by boot.js, which shows the error card when this throws.
#[wasm_bindgen]
pub fn start(root: HtmlElement, catalogue: &str) -> Result<(), String> {
    component::start(root, catalogue, |host| {
        Ok(Setup {
            own: Administration::default(),
            remote: remote::calls(host)?,
            perform: |(), _| {},
            listen: |_| {},
            words: view::WORDS,
            draw: view::draw,
        })
    })
}

fn main() {}
