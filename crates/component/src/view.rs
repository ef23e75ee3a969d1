//! The frame around the main part of a component, and what it shows before there is something to show.
//!
//! Nothing is decided here. The whole component is drawn from its state whenever that changes; leptos changes what
//! differs.

mod banner;
mod sign_in;
mod stage;

use leptos::prelude::*;
use ui::{Attr, el};

use crate::model::{Component, Part, State};

pub use banner::{explain, try_again};
pub use sign_in::sign_in_button;
pub use stage::Stage;

/// Id of the heading of the main part, which gets the keyboard when a part takes the place of another.
pub const HEADING: &str = "tv-heading";

/// How a component draws its main part, once something is known.
pub type Draw<C> = fn(Stage<C>, &State<C>) -> AnyView;

/// The whole component.
pub fn panel<C: Component>(stage: Stage<C>, words: Words, draw: Draw<C>) -> AnyView {
    (move || stage.with(|state| frame(stage, state, words, draw))).into_any()
}

/// The words around the main part.
#[derive(Clone, Copy)]
pub struct Words {
    /// Key of the title (`h1`).
    pub title: &'static str,
    /// Key of what is said to who is not signed in: what the sign-in is for.
    pub signed_out: &'static str,
}

fn frame<C: Component>(stage: Stage<C>, state: &State<C>, words: Words, draw: Draw<C>) -> AnyView {
    let title = el("H1", "tv-title").text(stage.say(words.title)).view();
    let told = match &state.core.told {
        Some((key, values)) => {
            let values: Vec<(&str, &str)> = values
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            stage.fill(key, &values)
        }
        None => String::new(),
    };
    el("MAIN", "tv-panel")
        .child(el("HEADER", "tv-head").child(title).view())
        .child(
            el("P", "slds-assistive-text")
                .attr(Attr::Role, "status")
                .text(told)
                .view(),
        )
        .child(banner::banners(stage, state))
        .child(body(stage, state, words, draw))
        .view()
}

/// The main part. Each has a tag of its own, so that a button never turns into that of another part while a finger
/// is on it.
fn body<C: Component>(stage: Stage<C>, state: &State<C>, words: Words, draw: Draw<C>) -> AnyView {
    let (tag, heading) = match state.part() {
        Part::Known => return draw(stage, state),
        Part::Loading => ("TV-LOADING", "heading.loading"),
        Part::SignedOut => ("TV-SIGNED-OUT", "heading.signedOut"),
        Part::SigningIn(_) => ("TV-SIGNING-IN", "heading.signedOut"),
        Part::Failed => ("TV-FAILED", "heading.failed"),
    };
    let part = el(tag, "tv-part").child(
        el("H2", "tv-heading")
            .attr(Attr::Id, HEADING)
            .attr(Attr::TabIndex, "-1")
            .text(stage.say(heading))
            .view(),
    );
    let part = match state.part() {
        Part::Loading | Part::Known => part.child(ui::spinner()),
        Part::SignedOut => sign_in::signed_out(stage, state, part, words.signed_out),
        Part::SigningIn(step) => part.child(sign_in::signing_in(stage, state, &step)),
        Part::Failed => part.maybe(banner::failed(stage, state)),
    };
    el("SECTION", "tv-body")
        .attr(Attr::AriaLabelledBy, HEADING)
        .child(part.view())
        .view()
}
