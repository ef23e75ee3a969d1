//! What needs attention: failures, remarks, the network.

use leptos::prelude::*;
use ui::{Look, Tone};

use super::{Stage, dismissible, sign_in};
use crate::model::{Banner, Busy, Message, Problem, Screen, What};
use crate::text;

/// Everything above the main part.
pub fn banners(stage: Stage) -> AnyView {
    let offline = Memo::new(move |_| stage.scene.with(|scene| scene.offline));
    let offline = move || offline.get().then(|| ui::alert(Tone::Info, stage.say("offline"), ().into_any()));
    // While a sign-in goes on its steps change inside the banner.
    let banner = Memo::new(move |_| {
        stage.scene.with(|scene| match &scene.banner {
            Some(Banner::SignIn(Some(_))) => Some(Shown::SigningIn),
            Some(Banner::SignIn(None)) => Some(Shown::SignedOut),
            Some(Banner::Unsure) => Some(Shown::Unsure),
            Some(Banner::Problem(problem)) => Some(Shown::Problem(problem.clone())),
            None => None,
        })
    });
    let banner = move || banner.get().map(|banner| show(stage, banner));
    let remark = Memo::new(move |_| stage.scene.with(|scene| scene.remark));
    let remark = move || {
        remark.get().map(|remark| {
            let words = stage.fill(text::remark(remark.notice), &[("time", &stage.date_time(remark.since))]);
            dismissible(stage, Tone::Info, words, ().into_any())
        })
    };
    view! { <div class="tv-banners">{offline} {banner} {remark}</div> }.into_any()
}

#[derive(Clone, PartialEq)]
enum Shown {
    SignedOut,
    SigningIn,
    Unsure,
    Problem(Problem),
}

fn show(stage: Stage, banner: Shown) -> AnyView {
    match banner {
        Shown::SignedOut => ui::alert(
            Tone::Error,
            stage.say("failure.signedOut"),
            view! { <div class="tv-actions">{sign_in::sign_in_button(stage)}</div> }.into_any(),
        ),
        Shown::SigningIn => {
            view! { <div class="tv-alert tv-alert_info"><div class="tv-alert__body">{sign_in::signing_in(stage)}</div></div> }
                .into_any()
        }
        Shown::Unsure => ui::alert(
            Tone::Info,
            stage.say("unsure"),
            view! { <div class="tv-actions">{try_again(stage)}</div> }.into_any(),
        ),
        Shown::Problem(problem) => {
            let (words, more) = explain(stage, &problem);
            dismissible(stage, Tone::Error, words, more)
        }
    }
}

/// Nothing is known, and this is why.
pub fn failed(stage: Stage) -> AnyView {
    let problem = Memo::new(move |_| {
        stage.scene.with(|scene| match &scene.screen {
            Screen::Failed(problem) => Some(problem.clone()),
            _ => None,
        })
    });
    let shown = move || {
        problem.get().map(|problem| {
            let (words, more) = explain(stage, &problem);
            ui::alert(Tone::Error, words, more)
        })
    };
    shown.into_any()
}

/// A failure in words, its details, and the way out.
fn explain(stage: Stage, problem: &Problem) -> (String, AnyView) {
    let words = stage.say(if problem.unknown_outcome { "failure.unknownOutcome" } else { text::failure(&problem.what) });
    let (detail, reference) = match &problem.what {
        What::Remote(error) => (error.detail.clone(), error.reference.clone()),
        _ => (None, None),
    };
    let detail = detail.map(|detail| view! { <p>{stage.fill("failure.detail", &[("detail", &detail)])}</p> });
    let reference = reference
        .map(|reference| view! { <p>{stage.fill("failure.reference", &[("reference", &reference)])}</p> });
    let again = problem
        .can_try_again
        .then(|| view! { <div class="tv-actions">{try_again(stage)}</div> });
    (words, view! { {detail} {reference} {again} }.into_any())
}

/// "Try again", or in how many seconds it will help.
fn try_again(stage: Stage) -> AnyView {
    let label = Signal::derive(move || match stage.scene.with(|scene| scene.wait_seconds) {
        Some(seconds) => stage.fill("button.tryAgainIn", &[("seconds", &seconds.to_string())]),
        None => stage.say("button.tryAgain"),
    });
    let ready = stage.signal(|scene| {
        scene.wait_seconds.is_none() && (scene.free || scene.banner == Some(Banner::Unsure))
    });
    stage.button_when(ready, None, Look::Neutral, label, Some(Busy::TryAgain), Message::TryAgain.into())
}
