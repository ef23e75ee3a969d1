//! The devices component: the devices of the user's TeamViewer account, with a button that connects to those online.
//!
//! Calls the remote actions `load`, `refresh`, `signIn` and `signOut` (crate `contract`).

mod model;
mod remote;
mod text;
mod view;

use component::Setup;
use page::Tab;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use model::{Devices, Effect, Message};

/// Starts the component in its root element, with the catalogue of translations as JSON text. Called once,
/// by boot.js, which shows the error card when this throws.
#[wasm_bindgen]
pub fn start(root: HtmlElement, catalogue: &str) -> Result<(), String> {
    component::start(root, catalogue, |host| {
        Ok(Setup {
            own: Devices::default(),
            remote: remote::calls(host)?,
            perform,
            listen: |_| {},
            words: view::WORDS,
            draw: view::draw,
        })
    })
}

/// Opens a connection in a tab of its own. The click that wanted it is still under way.
fn perform(effect: Effect, sender: &component::Sender<Devices>) {
    let Effect::Connect(address) = effect;
    if !Tab::open().is_some_and(|tab| tab.go(&address)) {
        sender(component::Message::Own(Message::TabBlocked));
    }
}

fn main() {}
