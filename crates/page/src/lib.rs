//! The page around a component: everything a component needs from the browser, and nothing of any component.
//!
//! With `ui` this is the only room that touches the browser. What listens or waits gives back a guard and
//! ends when the guard is dropped.

mod channel;
mod clipboard;
mod clock;
mod crash;
mod download;
mod fields;
mod focus;
mod formats;
mod host;
mod intl;
pub mod json;
mod listener;
mod random;
mod remote;
mod scroll;
mod storage;
mod tab;
mod timer;
mod words;

pub use channel::{Channel, News};
pub use clipboard::copy;
pub use clock::{monotonic_millis, wall_millis};
pub use crash::report_panics;
pub use download::download;
pub use fields::{Fields, show_dialog, show_values};
pub use focus::{focus, focus_if_lost, is_focused_within};
pub use formats::{Figures, Formats};
pub use host::{Host, MissingAttribute};
pub use intl::BrowserFormats;
pub use listener::{Change, Watch, is_online, is_visible};
pub use random::request_id;
pub use remote::call;
pub use scroll::{Scrolling, View, scroll_to_top, view};
pub use storage::{keep, kept};
pub use tab::Tab;
pub use timer::Timer;
pub use words::{BadCatalogue, Words};

use wasm_bindgen::JsValue;

/// The window of the page; every other global hangs off it.
fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

/// A property of a JavaScript object; `None` when the object is none or has no such property.
fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(object, &JsValue::from_str(name))
        .ok()
        .filter(|value| !value.is_undefined() && !value.is_null())
}

/// Writes an error to the browser's console: what only an administrator can repair.
pub fn complain(message: &str) {
    web_sys::console::error_1(&JsValue::from_str(message));
}
