//! Signing in to TeamViewer.

use leptos::prelude::*;
use ui::{Attr, El, Look, el};

use super::Stage;
use crate::model::{Component, Message, SignInStep, State};

/// Where a TeamViewer account is created: the manual's address.
const ACCOUNTS: &str = "https://login.teamviewer.com";

/// Nobody is signed in, and nothing is known.
pub fn signed_out<C: Component>(stage: Stage<C>, state: &State<C>, part: El, words: &'static str) -> El {
    let account = ui::link(
        ACCOUNTS.to_owned(),
        stage.say("link.createAccount"),
        stage.say("newTab"),
    );
    part.child(el("P", "").text(stage.say(words)).view()).child(
        el("DIV", "tv-actions")
            .child(sign_in_button(stage, state))
            .child(account)
            .view(),
    )
}

/// The button that begins to sign in.
pub fn sign_in_button<C: Component>(stage: Stage<C>, state: &State<C>) -> AnyView {
    let busy = state.core.is_busy();
    let label = stage.say("button.signIn");
    stage.button(Look::Brand, label, false, !busy, || Message::SignIn)
}

/// The user is signing in, in the main part or above it.
pub fn signing_in<C: Component>(stage: Stage<C>, state: &State<C>, step: &SignInStep) -> AnyView {
    let free = !state.core.is_busy();
    let (words, more) = match step {
        SignInStep::Asking => ("signIn.asking", None),
        SignInStep::Waiting => {
            let label = stage.say("button.checkSignIn");
            let busy = state.core.is_reading();
            let check = stage.button(Look::Neutral, label, busy, free, || Message::CheckSignIn);
            ("signIn.waiting", Some(check))
        }
        SignInStep::Blocked(address) => {
            let link = ui::link(address.clone(), stage.say("link.signIn"), stage.say("newTab"));
            ("signIn.blocked", Some(link))
        }
    };
    let cancel = stage.button(Look::Neutral, stage.say("button.cancel"), false, true, || {
        Message::StopSigningIn
    });
    let words = el("P", "")
        .attr(Attr::Role, "status")
        .text(stage.say(words))
        .view();
    el("DIV", "tv-part")
        .child(words)
        .child(el("DIV", "tv-actions").child(cancel).maybe(more).view())
        .view()
}
