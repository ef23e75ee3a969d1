//! The screens. Nothing is decided here: the model says what is to be seen, [`crate::text`] which words.

mod details;
pub mod ids;
mod list;
mod parts;

use component::State;
use component::view::{HEADING, Words};
use leptos::prelude::*;
use ui::{Attr, El, el};

use crate::model::History;

/// What every part of the view has at hand.
type Stage = component::Stage<History>;

/// The words around the main part.
pub const WORDS: Words = Words {
    title: "history.title",
    signed_out: "signedOut",
};

/// The main part: all sessions, or one.
pub fn draw(stage: Stage, state: &State<History>) -> AnyView {
    let part = match (&state.own.opened, &state.own.list) {
        (Some(opened), _) => details::details(stage, state, opened),
        (None, Some(list)) => list::list(stage, state, list),
        (None, None) => el("TV-LOADING", "tv-part"),
    };
    el("SECTION", "tv-body")
        .attr(Attr::AriaLabelledBy, HEADING)
        .child(part.view())
        .view()
}

/// The heading of a main part, which gets the keyboard when the part before had it.
fn heading(words: String) -> El {
    el("H2", "tv-heading")
        .attr(Attr::Id, HEADING)
        .attr(Attr::TabIndex, "-1")
        .text(words)
}

#[cfg(test)]
mod tests;
