//! Going from page to page.

use leptos::prelude::*;

use crate::{Attr, Button, Click, Look, button, el};

/// Where the user is in a list, and how to go on.
pub struct Pager {
    /// What the list is, for screen readers.
    pub label: String,
    /// Which part of it is shown.
    pub shown: String,
    /// Words of the button to the page before, and whether there is one.
    pub previous: (String, bool),
    /// Words of the button to the page after, and whether there is one.
    pub next: (String, bool),
}

/// Draws it; that a click on a button which leads nowhere does nothing is up to the clicks.
pub fn pager(pager: Pager, previous: Click, next: Click) -> AnyView {
    let step = |(label, ready), click| {
        let button_ = Button {
            id: None,
            look: Look::Neutral,
            submits: false,
            label,
            about: None,
            busy: false,
            ready,
        };
        button(button_, click)
    };
    el("NAV", "tv-actions tv-pager")
        .attr(Attr::AriaLabel, pager.label)
        .child(el("SPAN", "").text(pager.shown).view())
        .child(step(pager.previous, previous))
        .child(step(pager.next, next))
        .view()
}
