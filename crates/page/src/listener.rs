//! What happens to the page: seen, hidden, focused, online, offline.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget, VisibilityState};

use crate::window;

/// A listener on one event; ends when dropped.
pub(crate) struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Calls `heard` at every such event of the target, or of what is in it: on the way down, which also events
    /// take that do not rise.
    pub(crate) fn on(target: EventTarget, event: &'static str, heard: impl Fn(Event) + 'static) -> Self {
        // What follows from an event may cause the next one of the same kind, such as giving the keyboard to an element.
        let closure = Closure::<dyn Fn(Event)>::new(heard);
        // Fails only for a listener that is no function.
        let _ =
            target.add_event_listener_with_callback_and_bool(event, closure.as_ref().unchecked_ref(), true);
        Self {
            target,
            event,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.event,
            self.closure.as_ref().unchecked_ref(),
            true,
        );
    }
}

/// What can happen to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The page can be seen again.
    Shown,
    /// The page cannot be seen any more.
    Hidden,
    /// The page got the keyboard.
    Focused,
    /// The browser has a network again.
    Online,
    /// The browser has no network.
    Offline,
}

/// Watches the page; ends when dropped.
pub struct Watch(#[expect(dead_code, reason = "the listeners live as long as the watch")] Vec<Listener>);

impl Watch {
    /// Calls `changed` for every [`Change`] from now on.
    pub fn start(changed: impl Fn(Change) + Clone + 'static) -> Self {
        let Some(window) = window() else {
            return Self(Vec::new());
        };
        let mut listeners = Vec::new();
        for (event, change) in [
            ("focus", Change::Focused),
            ("online", Change::Online),
            ("offline", Change::Offline),
        ] {
            let changed = changed.clone();
            listeners.push(Listener::on(window.clone().into(), event, move |_| {
                changed(change)
            }));
        }
        if let Some(document) = window.document() {
            listeners.push(Listener::on(document.into(), "visibilitychange", move |_| {
                changed(if is_visible() {
                    Change::Shown
                } else {
                    Change::Hidden
                });
            }));
        }
        Self(listeners)
    }
}

/// Whether the page can be seen.
pub fn is_visible() -> bool {
    window()
        .and_then(|window| window.document())
        .is_none_or(|document| document.visibility_state() == VisibilityState::Visible)
}

/// Whether the browser believes to have a network.
pub fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}
