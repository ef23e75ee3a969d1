//! The company's connection report: everybody's connections in a period, with totals, a chart, a file for spreadsheets,
//! and notes and billing states that can be changed. For administrators.
//!
//! Calls the remote actions `load`, `more`, `change`, `signIn` and `signOut` (crate `contract`).

mod model;
mod remote;
mod text;
mod view;

use std::cell::Cell;

use component::{Sender, Setup};
use page::Scrolling;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use model::{Company, Effect, LAYOUT, Message};
use view::ids;

/// Starts the component in its root element, with the catalogue of translations as JSON text. Called once,
/// by boot.js, which shows the error card when this throws.
#[wasm_bindgen]
pub fn start(root: HtmlElement, catalogue: &str) -> Result<(), String> {
    component::start(root, catalogue, |host| {
        Ok(Setup {
            own: Company::default(),
            remote: remote::calls(host)?,
            perform,
            listen,
            words: view::WORDS,
            draw: view::draw,
        })
    })
}

/// Does what only this component can do.
fn perform(effect: Effect, sender: &Sender<Company>) {
    match effect {
        // The click that wanted it is still under way.
        Effect::Download { name, text } => {
            if page::download(&name, "text/csv;charset=utf-8", &text).is_none() {
                sender(component::Message::Own(Message::NotDownloaded));
            }
        }
        // After the view has followed the state.
        Effect::FocusRow(id) => later(move || {
            page::focus(&ids::edit(&id));
            // Unless it has been scrolled away meanwhile.
            page::focus_if_lost(ids::TABLE);
        }),
        Effect::ScrollToTop => page::scroll_to_top(ids::TABLE),
    }
}

fn later(what: impl FnOnce() + 'static) {
    // It fires once, and nothing else waits for it.
    std::mem::forget(page::Timer::after(0, what));
}

/// Follows the table as it is scrolled. The rows are drawn in steps: in between there is nothing to tell.
fn listen(sender: &Sender<Company>) {
    let sender = Sender::clone(sender);
    let told = Cell::new(None);
    let scrolling = Scrolling::watch(ids::TABLE, move |view| {
        let now = (LAYOUT.step_at(view.top), view.height);
        if told.replace(Some(now)) != Some(now) {
            let inside = page::is_focused_within(ids::TABLE);
            sender(component::Message::Own(Message::Scrolled(view)));
            if inside {
                // The row that had the keyboard may be gone.
                later(|| page::focus_if_lost(ids::TABLE));
            }
        }
    });
    // The component lives as long as its page.
    std::mem::forget(scrolling);
}

fn main() {}
