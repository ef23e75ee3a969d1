//! The screens. Nothing is decided here: [`Scene`] says what is to be seen, [`crate::text`] which words.

mod banner;
mod colleagues;
pub mod ids;
mod session;
mod sign_in;
mod stage;

use leptos::prelude::*;
use ui::{Look, Tone};

use crate::announce::{Told, tell};
use crate::model::{Busy, Message, Shape};
use crate::text;

pub use stage::{Intent, Stage};

/// The whole component.
pub fn panel(stage: Stage) -> AnyView {
    let told = Memo::new(move |before: Option<&Told>| {
        let before = before.cloned().unwrap_or_default();
        stage.scene.with(|scene| tell(&before, scene))
    });
    let said = Signal::derive(move || told.with(|told| told.key.map(|key| stage.say(key)).unwrap_or_default()));
    let shape = Memo::new(move |_| stage.scene.with(|scene| scene.screen.shape()));
    view! {
        <main class="tv-panel">
            <header class="tv-head">
                <h1 class="tv-title">{stage.say("title")}</h1>
                {account(stage)}
            </header>
            <p class="slds-assistive-text" role="status">{said}</p>
            {banner::banners(stage)}
            <section class="tv-body" aria-labelledby=ids::HEADING>{move || body(stage, shape.get())}</section>
            {colleagues::colleagues(stage)}
        </main>
    }
    .into_any()
}

fn account(stage: Stage) -> AnyView {
    let account = Memo::new(move |_| stage.scene.with(|scene| scene.account.clone()));
    let shown = move || {
        account.get().map(|account| {
            let name = account.email.map_or_else(|| account.name.clone(), |email| format!("{} ({email})", account.name));
            let sign_out = stage.button(None, Look::Plain, "button.signOut", Some(Busy::SignOut), Message::SignOut);
            view! {
                <p class="tv-account">
                    <span class="slds-assistive-text">{stage.say("account")} " "</span>
                    <span class="tv-account__name">{name}</span>
                    " "
                    {sign_out}
                </p>
            }
        })
    };
    shown.into_any()
}

/// The main part. Its heading takes the keyboard when the part before had it.
fn body(stage: Stage, shape: Shape) -> AnyView {
    let part = match &shape {
        Shape::Loading | Shape::Creating => ui::spinner(),
        Shape::SignedOut => sign_in::signed_out(stage),
        Shape::SigningIn => sign_in::signing_in(stage),
        Shape::NoKindAllowed => view! { <p>{stage.say("noKindAllowed")}</p> }.into_any(),
        Shape::Empty => session::empty(stage),
        Shape::Open(_) | Shape::Expired(_) | Shape::Closed(_) => session::session(stage, &shape),
        Shape::Failed => banner::failed(stage),
    };
    view! {
        <h2 id=ids::HEADING class="tv-heading" tabindex="-1">{stage.say(text::heading(&shape))}</h2>
        {part}
    }
    .into_any()
}

/// A message that the user may wave away.
fn dismissible(stage: Stage, tone: Tone, text: String, extra: AnyView) -> AnyView {
    let dismiss = stage.always(Look::Plain, "button.dismiss", Message::Dismiss);
    ui::alert(tone, text, view! { {extra} <div class="tv-actions">{dismiss}</div> }.into_any())
}

#[cfg(test)]
mod tests;
