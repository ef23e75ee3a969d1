//! The session component: a TeamViewer session on a Salesforce record, from sign-in to close.
//!
//! Shows the user's session on the record with its code, validity, customer link and status, and colleagues'
//! open ones. Calls the remote actions `load`, `refresh`, `create`, `join`, `close`, `signIn` and `signOut`
//! (crate `contract`). Tells other pages of this browser that something changed on the record.

mod announce;
mod model;
mod tasks;
mod text;
mod view;

use page::{BrowserFormats, Host, Words};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

/// Starts the component in its root element, with the catalogue of translations as JSON text. Called once,
/// by boot.js, which shows the error card when this throws.
#[wasm_bindgen]
pub fn start(root: HtmlElement, catalogue: &str) -> Result<(), String> {
    page::report_panics();
    let host = Host::read(&root).map_err(|error| error.to_string())?;
    let words = Words::read(catalogue).map_err(|error| error.to_string())?;
    let formats = BrowserFormats::new(host.locale.clone(), host.time_zone.clone());
    let runner = tasks::Runner::start(&host).map_err(|error| error.to_string())?;
    // The first request is on its way; only now is there time to draw.
    root.set_inner_html("");
    let mounted = leptos::mount::mount_to(root, move || view::panel(runner.stage(words, Box::new(formats))));
    // The component lives as long as its page.
    mounted.forget();
    Ok(())
}

fn main() {}
