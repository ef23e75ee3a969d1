//! The end of the module: a panic.

use std::panic;

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

use crate::{complain, window};

/// From now on a panic is written to the console and told to the page as the event `teamviewer:crash` (its
/// `detail` is the message), upon which boot.js shows its error card. The module is dead then.
pub fn report_panics() {
    panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        complain(&message);
        let details = CustomEventInit::new();
        details.set_detail(&JsValue::from_str(&message));
        let event = CustomEvent::new_with_event_init_dict("teamviewer:crash", &details);
        if let (Some(window), Ok(event)) = (window(), event) {
            // Without listener there is nobody to tell; the console has it.
            let _ = window.dispatch_event(&event);
        }
    }));
}
