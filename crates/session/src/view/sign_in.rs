//! Signing in to TeamViewer.

use leptos::prelude::*;
use ui::Look;

use super::Stage;
use crate::model::{Banner, Busy, Message, Screen, SignInStep};

/// Where a TeamViewer account is created: the manual's address.
const ACCOUNTS: &str = "https://login.teamviewer.com";

/// Nobody is signed in.
pub fn signed_out(stage: Stage) -> AnyView {
    let account = ui::link(
        Signal::stored(ACCOUNTS.to_owned()),
        Signal::stored(stage.say("link.createAccount")),
        stage.say("newTab"),
    );
    view! {
        <p>{stage.say("signedOut")}</p>
        <div class="tv-actions">{sign_in_button(stage)} {account}</div>
    }
    .into_any()
}

/// The button that begins to sign in.
pub fn sign_in_button(stage: Stage) -> AnyView {
    let free = stage.signal(|scene| scene.free);
    let label = Signal::stored(stage.say("button.signIn"));
    stage.button_when(free, None, Look::Brand, label, Some(Busy::SignIn), Message::SignIn.into())
}

/// The user is signing in, in the main part or beside a session.
pub fn signing_in(stage: Stage) -> AnyView {
    let step = Memo::new(move |_| {
        stage.scene.with(|scene| match (&scene.screen, &scene.banner) {
            (Screen::SigningIn(step), _) | (_, Some(Banner::SignIn(Some(step)))) => Some(step.clone()),
            _ => None,
        })
    });
    let shown = move || {
        step.get().map(|step| {
            let (words, more) = match step {
                SignInStep::Asking => ("signIn.asking", None),
                SignInStep::Waiting => ("signIn.waiting", Some(check(stage))),
                SignInStep::Blocked(address) => ("signIn.blocked", Some(open(stage, address))),
            };
            let cancel = stage.always(Look::Neutral, "button.cancel", Message::StopSigningIn);
            view! {
                <p role="status">{stage.say(words)}</p>
                <div class="tv-actions">{more} {cancel}</div>
            }
        })
    };
    shown.into_any()
}

fn check(stage: Stage) -> AnyView {
    let free = stage.signal(|scene| scene.free);
    let label = Signal::stored(stage.say("button.checkSignIn"));
    stage.button_when(free, None, Look::Neutral, label, Some(Busy::SignIn), Message::CheckSignIn.into())
}

fn open(stage: Stage, address: String) -> AnyView {
    ui::link(Signal::stored(address), Signal::stored(stage.say("link.signIn")), stage.say("newTab"))
}
