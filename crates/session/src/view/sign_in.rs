//! Signing in to TeamViewer.

use leptos::prelude::*;
use ui::{Attr, El, Look, el};

use super::Stage;
use crate::model::{Busy, Message, Scene, SignInStep};

/// Where a TeamViewer account is created: the manual's address.
const ACCOUNTS: &str = "https://login.teamviewer.com";

/// Nobody is signed in.
pub fn signed_out(stage: Stage, scene: &Scene, part: El) -> El {
    let account = ui::link(
        ACCOUNTS.to_owned(),
        stage.say("link.createAccount"),
        stage.say("newTab"),
    );
    part.child(el("P", "").text(stage.say("signedOut")).view()).child(
        el("DIV", "tv-actions")
            .child(sign_in_button(stage, scene))
            .child(account)
            .view(),
    )
}

/// The button that begins to sign in.
pub fn sign_in_button(stage: Stage, scene: &Scene) -> AnyView {
    let busy = scene.busy == Some(Busy::SignIn);
    stage.button_when(
        scene.free,
        Look::Brand,
        stage.say("button.signIn"),
        busy,
        Message::SignIn,
    )
}

/// The user is signing in, in the main part or beside a session.
pub fn signing_in(stage: Stage, scene: &Scene, step: &SignInStep) -> AnyView {
    let busy = scene.busy == Some(Busy::SignIn);
    let (words, more) = match step {
        SignInStep::Asking => ("signIn.asking", None),
        SignInStep::Waiting => {
            let label = stage.say("button.checkSignIn");
            (
                "signIn.waiting",
                Some(stage.button_when(scene.free, Look::Neutral, label, busy, Message::CheckSignIn)),
            )
        }
        SignInStep::Blocked(address) => {
            let link = ui::link(address.clone(), stage.say("link.signIn"), stage.say("newTab"));
            ("signIn.blocked", Some(link))
        }
    };
    let cancel = stage.always(Look::Neutral, "button.cancel", Message::StopSigningIn);
    el("DIV", "tv-part")
        .child(
            el("P", "")
                .attr(Attr::Role, "status")
                .text(stage.say(words))
                .view(),
        )
        .child(el("DIV", "tv-actions").child(cancel).maybe(more).view())
        .view()
}
