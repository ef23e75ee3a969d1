//! The connection report: the TeamViewer connections of a Salesforce record, as a table or as cards.
//!
//! Calls the remote actions `load`, `more`, `signIn` and `signOut` (crate `contract`). A report comes in parts: each
//! answer says where to go on, and the component does until there is no more or the user stops it.

mod model;
mod remote;
mod text;
mod view;

use component::Setup;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use model::{Form, Report};

/// Starts the component in its root element, with the catalogue of translations as JSON text. Called once,
/// by boot.js, which shows the error card when this throws.
#[wasm_bindgen]
pub fn start(root: HtmlElement, catalogue: &str) -> Result<(), String> {
    component::start(root, catalogue, |host| {
        Ok(Setup {
            own: Report::new(Form::of(&host.setting("form"))),
            remote: remote::of(host)?,
            perform: |(), _| (),
            listen: |_| (),
            words: view::WORDS,
            draw: view::draw,
        })
    })
}

fn main() {}
