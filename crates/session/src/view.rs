//! The screens. Nothing is decided here: [`Scene`] says what is to be seen, [`crate::text`] which words.
//!
//! The whole component is drawn from the scene whenever the state changes; leptos changes what differs.

mod banner;
mod colleagues;
mod form;
pub mod ids;
mod new_session;
mod session;
mod share;
mod sign_in;
mod stage;
mod timeline;

use leptos::prelude::*;
use ui::{Attr, Look, el};

use crate::announce::{Told, tell};
use crate::model::{Busy, Message, Scene, Screen, Shape};
use crate::text;

pub use stage::{Intent, Stage};

/// The whole component.
pub fn panel(stage: Stage) -> AnyView {
    let mut told = Told::default();
    (move || {
        let scene = stage.scene();
        told = tell(&told, &scene);
        draw(stage, &scene, told.key)
    })
    .into_any()
}

fn draw(stage: Stage, scene: &Scene, told: Option<&'static str>) -> AnyView {
    let title = el("H1", "tv-title").text(stage.say("title")).view();
    let told = told.map(|key| stage.say(key)).unwrap_or_default();
    let main = el("SECTION", "tv-body")
        .attr(Attr::AriaLabelledBy, ids::HEADING)
        .child(body(stage, scene))
        .view();
    el("MAIN", "tv-panel")
        .child(
            el("HEADER", "tv-head")
                .child(title)
                .maybe(account(stage, scene))
                .view(),
        )
        .child(
            el("P", "slds-assistive-text")
                .attr(Attr::Role, "status")
                .text(told)
                .view(),
        )
        .child(banner::banners(stage, scene))
        .child(main)
        .maybe(colleagues::colleagues(stage, scene))
        .maybe(share::dialog(stage, scene))
        .view()
}

fn account(stage: Stage, scene: &Scene) -> Option<AnyView> {
    let account = scene.account.clone()?;
    let name = match account.email {
        Some(email) => format!("{} ({email}) ", account.name),
        None => format!("{} ", account.name),
    };
    let sign_out = stage.button(
        scene,
        None,
        Look::Plain,
        "button.signOut",
        Some(Busy::SignOut),
        Message::SignOut,
    );
    let hint = el("SPAN", "slds-assistive-text")
        .text(format!("{} ", stage.say("account")))
        .view();
    Some(
        el("P", "tv-account")
            .child(hint)
            .text(name)
            .child(sign_out)
            .view(),
    )
}

/// The main part. Each has a tag of its own, so that a button never turns into that of another part while a
/// finger is on it. Its heading takes the keyboard when the part before had it.
fn body(stage: Stage, scene: &Scene) -> AnyView {
    let shape = scene.screen.shape();
    let heading = el("H2", "tv-heading")
        .attr(Attr::Id, ids::HEADING)
        .attr(Attr::TabIndex, "-1")
        .text(stage.say(text::heading(&shape)))
        .view();
    let tag = match shape {
        Shape::Loading => "TV-LOADING",
        Shape::SignedOut => "TV-SIGNED-OUT",
        Shape::SigningIn => "TV-SIGNING-IN",
        Shape::NoKindAllowed => "TV-NO-KIND",
        Shape::Empty => "TV-EMPTY",
        Shape::Creating => "TV-CREATING",
        Shape::Open(_) => "TV-OPEN",
        Shape::Expired(_) => "TV-EXPIRED",
        Shape::Closed(_) => "TV-CLOSED",
        Shape::Failed => "TV-FAILED",
    };
    let part = el(tag, "tv-part").child(heading);
    match &scene.screen {
        Screen::Loading | Screen::Creating => part.child(ui::spinner()),
        Screen::SignedOut => sign_in::signed_out(stage, scene, part),
        Screen::SigningIn(step) => part.child(sign_in::signing_in(stage, scene, step)),
        Screen::NoKindAllowed => part.child(el("P", "").text(stage.say("noKindAllowed")).view()),
        Screen::Empty => session::empty(stage, scene, part),
        Screen::Open(card) | Screen::Expired(card) | Screen::Closed(card) => {
            session::session(stage, scene, card, part)
        }
        Screen::Failed(problem) => part.child(banner::failed(stage, scene, problem)),
    }
    .view()
}

#[cfg(test)]
mod tests;
