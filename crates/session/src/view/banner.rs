//! What needs attention: failures, remarks, the network.

use leptos::prelude::*;
use ui::{Look, Tone, alert, el};

use super::{Stage, sign_in};
use crate::model::{Banner, Busy, Message, Problem, Scene, What};
use crate::text;

/// Everything above the main part.
pub fn banners(stage: Stage, scene: &Scene) -> AnyView {
    let offline = scene
        .offline
        .then(|| alert(Tone::Info, stage.say("offline"), Vec::new()));
    let remark = scene.remark.map(|remark| {
        let time = stage.date_time(remark.since);
        let words = stage.fill(text::remark(remark.notice), &[("time", &time)]);
        alert(Tone::Info, words, vec![actions(vec![dismiss(stage)])])
    });
    el("DIV", "tv-banners")
        .maybe(offline)
        .maybe(remark)
        .maybe(scene.banner.as_ref().map(|banner| show(stage, scene, banner)))
        .view()
}

/// A banner. Each sort has a tag of its own, like the main parts.
fn show(stage: Stage, scene: &Scene, banner: &Banner) -> AnyView {
    let (tag, shown) = match banner {
        Banner::SignIn(None) => {
            let button = actions(vec![sign_in::sign_in_button(stage, scene)]);
            (
                "TV-SIGNED-OUT",
                alert(Tone::Error, stage.say("failure.signedOut"), vec![button]),
            )
        }
        Banner::SignIn(Some(step)) => {
            let step = sign_in::signing_in(stage, scene, step);
            (
                "TV-SIGNING-IN",
                el("DIV", "tv-alert tv-alert_info").child(step).view(),
            )
        }
        Banner::Unsure => {
            let again = actions(vec![try_again(stage, scene)]);
            ("TV-UNSURE", alert(Tone::Info, stage.say("unsure"), vec![again]))
        }
        Banner::Problem(problem) => {
            let again = problem.can_try_again.then(|| try_again(stage, scene));
            let buttons = again.into_iter().chain([dismiss(stage)]).collect();
            ("TV-PROBLEM", explain(stage, problem, buttons))
        }
    };
    el(tag, "tv-part").child(shown).view()
}

/// Nothing is known, and this is why.
pub fn failed(stage: Stage, scene: &Scene, problem: &Problem) -> AnyView {
    let again = problem.can_try_again.then(|| try_again(stage, scene));
    explain(stage, problem, again.into_iter().collect())
}

/// A failure in words, its details, and the way out.
fn explain(stage: Stage, problem: &Problem, buttons: Vec<AnyView>) -> AnyView {
    let key = if problem.unknown_outcome {
        "failure.unknownOutcome"
    } else {
        text::failure(&problem.what)
    };
    let (detail, reference) = match &problem.what {
        What::Remote(error) => (error.detail.as_deref(), error.reference.as_deref()),
        _ => (None, None),
    };
    let line = |key, name, value: Option<&str>| {
        value.map(|value| el("P", "").text(stage.fill(key, &[(name, value)])).view())
    };
    let mut extra = Vec::new();
    extra.extend(line("failure.detail", "detail", detail));
    extra.extend(line("failure.reference", "reference", reference));
    if !buttons.is_empty() {
        extra.push(actions(buttons));
    }
    alert(Tone::Error, stage.say(key), extra)
}

fn actions(buttons: Vec<AnyView>) -> AnyView {
    el("DIV", "tv-actions").children(buttons).view()
}

fn dismiss(stage: Stage) -> AnyView {
    stage.always(Look::Plain, "button.dismiss", Message::Dismiss)
}

/// "Try again", or in how many seconds it will help.
fn try_again(stage: Stage, scene: &Scene) -> AnyView {
    let label = match scene.wait_seconds {
        Some(seconds) => stage.fill("button.tryAgainIn", &[("seconds", &seconds.to_string())]),
        None => stage.say("button.tryAgain"),
    };
    let ready = scene.wait_seconds.is_none() && (scene.free || scene.banner == Some(Banner::Unsure));
    stage.button_when(
        ready,
        Look::Neutral,
        label,
        scene.busy == Some(Busy::TryAgain),
        Message::TryAgain,
    )
}
