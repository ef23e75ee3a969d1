//! Where a scrolled element stands.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event};

use crate::listener::Listener;
use crate::window;

/// What can be seen of an element that is scrolled, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// What is scrolled away above it.
    pub top: u32,
    /// How high it is.
    pub height: u32,
}

/// Watches an element being scrolled, and the window being resized; ends when dropped.
pub struct Scrolling(#[expect(dead_code, reason = "the listeners live as long as the watch")] Vec<Listener>);

impl Scrolling {
    /// Calls `seen` once in every frame in which the element with this id was scrolled or the window was resized. The
    /// element may come and go.
    pub fn watch(id: &'static str, seen: impl Fn(View) + 'static) -> Self {
        let Some(window) = window() else {
            return Self(Vec::new());
        };
        let waiting = Rc::new(Cell::new(false));
        let told = Rc::clone(&waiting);
        let frame: Rc<Closure<dyn FnMut()>> = Rc::new(Closure::new(move || {
            told.set(false);
            if let Some(view) = view(id) {
                seen(view);
            }
        }));
        let looking = window.clone();
        let look = move || {
            if !waiting.replace(true) {
                let asked = looking.request_animation_frame((*frame).as_ref().unchecked_ref());
                waiting.set(asked.is_ok());
            }
        };
        let resized = look.clone();
        let mut listeners = vec![Listener::on(window.clone().into(), "resize", move |_| resized())];
        if let Some(document) = window.document() {
            listeners.push(Listener::on(document.into(), "scroll", move |event: Event| {
                let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
                if target.is_some_and(|element| element.id() == id) {
                    look();
                }
            }));
        }
        Self(listeners)
    }
}

/// What can be seen of the element with this id at the moment.
pub fn view(id: &str) -> Option<View> {
    let element = window()?.document()?.get_element_by_id(id)?;
    let pixels = |number: i32| u32::try_from(number).unwrap_or(0);
    Some(View {
        top: pixels(element.scroll_top()),
        height: pixels(element.client_height()),
    })
}

/// Scrolls the element with this id to its beginning.
pub fn scroll_to_top(id: &str) {
    let element = window().and_then(|window| window.document()?.get_element_by_id(id));
    if let Some(element) = element {
        element.set_scroll_top(0);
    }
}
