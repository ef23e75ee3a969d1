//! What stands above the connections: whose they are, how far the reading is, what is missing.

use component::{Access, Lane, Message, Stage, State};
use leptos::prelude::*;
use ui::{Attr, Look, Tone, el};

use super::number;
use crate::model::{Call, Phase, Report, Wish};
use crate::text;

/// Whose eyes the report is seen with, and the way out.
pub fn account(stage: Stage<Report>, state: &State<Report>) -> AnyView {
    let Some(account) = &state.own.account else {
        return ui::nothing();
    };
    let name = match &account.email {
        Some(email) => format!("{} ({email})", account.name),
        None => account.name.clone(),
    };
    let busy = state.core.under_way(Lane::Action) == Some(&Call::SignOut);
    let sign_out = (state.core.access != Access::Out).then(|| {
        let ready = !state.core.is_busy();
        stage.button(Look::Plain, stage.say("button.signOut"), busy, ready, || {
            Message::Own(Wish::SignOut)
        })
    });
    el("P", "tv-account")
        .text(stage.fill("report.scope", &[("name", &name)]))
        .text(" ")
        .maybe(sign_out)
        .view()
}

/// How far the reading is, and what can be done about it.
pub fn reading(stage: Stage<Report>, state: &State<Report>) -> AnyView {
    let own = &state.own;
    let progress = own.progress();
    let words = |key| {
        let (done, total) = progress.unwrap_or_default();
        stage.fill(
            key,
            &[("done", &number(stage, done)), ("total", &number(stage, total))],
        )
    };
    let free = state.core.wait_seconds().is_none() && !state.core.is_busy();
    let button = |key, ready, wish: Wish| {
        stage.button(Look::Neutral, stage.say(key), false, ready, move || {
            Message::Own(wish)
        })
    };
    // Each phase has a tag of its own, so that a button never turns into another under a finger.
    match own.phase(&state.core) {
        Phase::Reading => {
            let words = match progress {
                Some(_) => words("report.progress"),
                None => stage.say("report.reading"),
            };
            el("TV-READING", "tv-actions")
                .child(ui::spinner())
                .child(el("SPAN", "").text(words).view())
                .maybe(progress.map(|(done, total)| bar(stage, done, total)))
                .child(button("report.stop", true, Wish::Stop))
                .view()
        }
        Phase::Waiting => {
            // Says when a screen reader comes to it; the failure above is announced.
            let seconds = state.core.wait_seconds().unwrap_or_default().to_string();
            let wait = stage.fill("report.goesOnIn", &[("seconds", &seconds)]);
            el("TV-WAITING", "tv-actions")
                .child(el("SPAN", "").text(words("report.stopped")).view())
                .child(el("SPAN", "").text(wait).view())
                .child(button("report.stop", true, Wish::Stop))
                .view()
        }
        Phase::Stopped => el("TV-STOPPED", "tv-actions")
            .child(el("SPAN", "").text(words("report.stopped")).view())
            .child(button("report.goOn", free, Wish::GoOn))
            .view(),
        Phase::Whole => el("TV-WHOLE", "tv-actions")
            .child(button("report.again", free, Wish::Again))
            .view(),
    }
}

fn bar(stage: Stage<Report>, done: u32, total: u32) -> AnyView {
    el("PROGRESS", "tv-progress")
        .attr(Attr::AriaLabel, stage.say("report.bar"))
        .attr(Attr::Value, done.to_string())
        .attr(Attr::Max, total.to_string())
        .view()
}

/// Why the report may not be whole.
pub fn remarks(stage: Stage<Report>, own: &Report) -> AnyView {
    let warning = own.warning.map(|warning| stage.say(text::warning(warning)));
    let unreadable = (own.unreadable > 0).then(|| {
        let count = number(stage, own.unreadable);
        stage.fill("report.unreadable", &[("count", &count)])
    });
    let remarks = warning.into_iter().chain(unreadable);
    el("DIV", "tv-banners")
        .children(remarks.map(|words| ui::alert(Tone::Info, words, Vec::new())))
        .view()
}

/// There are no connections, and this is why; nothing while they may still come.
pub fn empty(stage: Stage<Report>, state: &State<Report>) -> Option<AnyView> {
    let key = match (state.own.phase(&state.core), state.own.total) {
        (Phase::Whole, 0) => "report.noSessions",
        (Phase::Whole, _) => "report.empty",
        _ => return None,
    };
    Some(el("P", "").text(stage.say(key)).view())
}
