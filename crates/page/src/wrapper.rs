//! What is around the page's frame in Lightning: it does what only the top page can do.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Window;

use crate::{Host, window};

/// The wrapper around the frame.
pub struct Wrapper {
    parent: Window,
    origin: String,
}

impl Wrapper {
    /// The wrapper, where the page stands in a frame and names its surroundings (`data-parent-origin`).
    pub fn around(host: &Host) -> Option<Self> {
        let parent = window()?.parent().ok()??;
        let origin = host.setting("parent-origin");
        (is_framed() && !origin.is_empty()).then_some(Self { parent, origin })
    }

    /// Has a short message shown over the whole page.
    pub fn toast(&self, title: &str, message: &str) {
        self.tell(
            "toast",
            &[
                ("title", JsValue::from_str(title)),
                ("message", JsValue::from_str(message)),
            ],
        );
    }

    /// Has the place where this frame opens marked, or not any more.
    pub fn highlight(&self, on: bool) {
        self.tell("highlight", &[("on", JsValue::from_bool(on))]);
    }

    fn tell(&self, kind: &str, more: &[(&str, JsValue)]) {
        let message = Object::new();
        let set = |name: &str, value: &JsValue| {
            // A new object takes every property.
            let _ = Reflect::set(&message, &JsValue::from_str(name), value);
        };
        set("source", &JsValue::from_str("teamviewer"));
        set("type", &JsValue::from_str(kind));
        for (name, value) in more {
            set(name, value);
        }
        // The browser keeps it from anybody but that origin.
        let _ = self.parent.post_message(&message, &self.origin);
    }
}

/// Whether the page stands in another page's frame.
pub fn is_framed() -> bool {
    window().is_some_and(|own| own.parent().ok().flatten().is_some_and(|parent| parent != own))
}
