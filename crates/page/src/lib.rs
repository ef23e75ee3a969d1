//! The page around a component: everything a component needs from the browser, and nothing of any component.
//!
//! With `ui` this is the only room that touches the browser. What listens or waits gives back a guard and
//! ends when the guard is dropped.

mod channel;
mod clipboard;
mod clock;
mod crash;
mod digits;
mod download;
mod drawn;
mod fields;
mod focus;
mod formats;
mod host;
mod intl;
pub mod json;
mod lead;
mod lease;
mod listener;
mod notification;
mod own_window;
mod random;
mod remote;
mod scroll;
mod storage;
mod tab;
mod timer;
mod wire;
mod words;
mod wrapper;

pub use channel::{Channel, News};
pub use clipboard::copy;
pub use clock::{monotonic_millis, wall_millis};
pub use crash::report_panics;
pub use digits::digits;
pub use download::download;
pub use drawn::{Clicks, Drawn};
pub use fields::{Fields, show_dialog, show_values};
pub use focus::{focus, focus_if_lost, is_focused_within};
pub use formats::{Figures, Formats};
pub use host::{Host, MissingAttribute};
pub use intl::BrowserFormats;
pub use lead::Lead;
pub use listener::{Change, Watch, is_online, is_visible};
pub use notification::{DesktopNotification, Permission, ask_permission, permission};
pub use own_window::{browser_name, close_window, own_address, own_origin, raise_window, set_title};
pub use random::request_id;
pub use remote::call;
pub use scroll::{Scrolling, View, scroll_to_top, view};
pub use storage::{keep, kept, remember, remembered};
pub use tab::Tab;
pub use timer::Timer;
pub use wire::Wire;
pub use words::{BadCatalogue, Words};
pub use wrapper::{Wrapper, is_framed};

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
