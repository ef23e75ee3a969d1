//! Markup in the page, for components that draw without leptos.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::focus::focus_if_lost;
use crate::listener::Listener;
use crate::window;

/// A part of the page whose markup is replaced as a whole.
pub struct Drawn(Element);

impl Drawn {
    /// The element with this id below `root`.
    pub fn at(root: &HtmlElement, id: &str) -> Option<Self> {
        root.query_selector(&["#", id].concat()).ok()?.map(Self)
    }

    /// Shows other markup. The keyboard stays on the element that has the same id; when there is none any more, it
    /// goes to the one with the id `otherwise`.
    pub fn show(&self, markup: &str, otherwise: &str) {
        let focused = window()
            .and_then(|window| window.document()?.active_element())
            .filter(|element| self.0.contains(Some(element)))
            .map(|element| element.id());
        self.0.set_inner_html(markup);
        if let Some(id) = focused {
            focus_if_lost(&id);
            focus_if_lost(otherwise);
        }
    }

    /// Shows a text.
    pub fn say(&self, text: &str) {
        self.0.set_text_content(Some(text));
    }
}

/// Listens to clicks; ends when dropped.
pub struct Clicks(#[expect(dead_code, reason = "the listener lives as long as the clicks")] Listener);

impl Clicks {
    /// Tells the id of every button or link below `root` that is clicked, by mouse or keyboard.
    pub fn listen(root: &HtmlElement, clicked: impl Fn(&str) + 'static) -> Self {
        Self(Listener::on(root.clone().into(), "click", move |event| {
            let clickable = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .and_then(|element| element.closest("button,a").ok()?);
            if let Some(element) = clickable.filter(|element| !element.has_attribute("aria-disabled")) {
                clicked(&element.id());
            }
        }))
    }
}
