//! What needs attention above the main part: failures, the sign-in, the network.

use contract::{ErrorCode, RemoteError};
use leptos::prelude::*;
use ui::{Look, Tone, alert, el};

use super::{Stage, sign_in};
use crate::model::{Access, Component, Message, Part, State, Trouble, What};
use crate::text;

/// Everything above the main part.
pub fn banners<C: Component>(stage: Stage<C>, state: &State<C>) -> AnyView {
    let offline = (!state.core.network).then(|| alert(Tone::Info, stage.say("offline"), Vec::new()));
    el("DIV", "tv-banners")
        .maybe(offline)
        .maybe(banner(stage, state))
        .view()
}

/// A banner. Each sort has a tag of its own, like the main parts.
fn banner<C: Component>(stage: Stage<C>, state: &State<C>) -> Option<AnyView> {
    let part = state.part();
    // The main part may say it already.
    let known = part == Part::Known;
    let (tag, shown) = match (&state.core.access, &state.core.trouble) {
        (Access::SigningIn(step), _) if known => {
            let step = sign_in::signing_in(stage, state, step);
            (
                "TV-SIGNING-IN",
                el("DIV", "tv-alert tv-alert_info").child(step).view(),
            )
        }
        (_, Some(trouble)) if part != Part::Failed => {
            let again = trouble.again.is_some().then(|| try_again(stage, state));
            let dismiss = known.then(|| dismiss(stage));
            let buttons = again.into_iter().chain(dismiss).collect();
            ("TV-PROBLEM", explain(stage, trouble, buttons))
        }
        (Access::Out, None) if known => {
            let button = actions(vec![sign_in::sign_in_button(stage, state)]);
            (
                "TV-SIGNED-OUT",
                alert(Tone::Error, stage.say("failure.signedOut"), vec![button]),
            )
        }
        _ => return None,
    };
    Some(el(tag, "tv-part").child(shown).view())
}

/// Nothing is known, and this is why.
pub fn failed<C: Component>(stage: Stage<C>, state: &State<C>) -> Option<AnyView> {
    let trouble = state.core.trouble.as_ref()?;
    let again = trouble.again.is_some().then(|| try_again(stage, state));
    let other = another_account(stage, state, trouble);
    Some(explain(stage, trouble, again.into_iter().chain(other).collect()))
}

/// The way to another account, when TeamViewer lets this one do nothing.
fn another_account<C: Component>(
    stage: Stage<C>,
    state: &State<C>,
    trouble: &Trouble<C::Call>,
) -> Option<AnyView> {
    let What::Remote(RemoteError {
        code: ErrorCode::Forbidden,
        ..
    }) = &trouble.what
    else {
        return None;
    };
    let message = state.own.sign_out()?;
    let busy = state.core.is_busy();
    let ready = !busy && !state.core.is_reading();
    Some(stage.button(
        Look::Neutral,
        stage.say("button.signOut"),
        busy,
        ready,
        move || Message::Own(message.clone()),
    ))
}

/// A failure in words, its details, and the way out.
pub fn explain<C: Component>(stage: Stage<C>, trouble: &Trouble<C::Call>, buttons: Vec<AnyView>) -> AnyView {
    let line = |key, name, value: &Option<String>| {
        value
            .as_ref()
            .map(|value| el("P", "").text(stage.fill(key, &[(name, value)])).view())
    };
    let mut extra = Vec::new();
    if let What::Remote(error) = &trouble.what {
        extra.extend(line(text::detail(error.code), "detail", &error.detail));
        extra.extend(line("failure.reference", "reference", &error.reference));
    }
    if !buttons.is_empty() {
        extra.push(actions(buttons));
    }
    alert(Tone::Error, stage.say(text::failure(&trouble.what)), extra)
}

fn actions(buttons: Vec<AnyView>) -> AnyView {
    el("DIV", "tv-actions").children(buttons).view()
}

fn dismiss<C: Component>(stage: Stage<C>) -> AnyView {
    stage.button(Look::Plain, stage.say("button.dismiss"), false, true, || {
        Message::Dismiss
    })
}

/// "Try again", or in how many seconds it will help.
pub fn try_again<C: Component>(stage: Stage<C>, state: &State<C>) -> AnyView {
    let label = match state.core.wait_seconds() {
        Some(seconds) => stage.fill("button.tryAgainIn", &[("seconds", &seconds.to_string())]),
        None => stage.say("button.tryAgain"),
    };
    let busy = state.core.is_busy() || state.core.is_reading();
    let ready = state.core.wait_seconds().is_none() && !busy;
    stage.button(Look::Neutral, label, busy, ready, || Message::TryAgain)
}
