//! How far the report has come, and what can be done about it.

use component::{Lane, Message as Any, Stage, State};
use leptos::prelude::*;
use ui::{Attr, Look, Tone, el};

use super::{ids, number};
use crate::model::{Company, Desk, Message, Stream};
use crate::text;

/// Draws it. Each state has a tag of its own, so that a button never turns into another under a finger.
pub fn progress(stage: Stage<Company>, state: &State<Company>, desk: &Desk) -> AnyView {
    let loaded = desk.rows.all.len() as u64;
    let count = [("count", number(stage, loaded))];
    let fill = |key| stage.fill(key, &[("count", &count[0].1)]);
    let reading = state.core.under_way(Lane::Reading).is_some();
    let (tag, inside) = if reading && state.own.wanted().is_some() {
        let words = el("SPAN", "").text(stage.say("company.readingPeriod")).view();
        ("TV-WANTED", vec![ui::spinner(), words, stop(stage)])
    } else if reading {
        ("TV-READING", under_way(stage, desk, loaded))
    } else {
        match text::stream(desk.stream) {
            None => (
                "TV-WHOLE",
                vec![el("SPAN", "").text(fill("company.whole")).view()],
            ),
            Some(key) => {
                let tag = match desk.stream {
                    Stream::Waiting => "TV-WAITING",
                    _ => "TV-PARTLY",
                };
                (tag, partly(stage, state, desk, fill(key)))
            }
        }
    };
    let heading = el("H3", "slds-assistive-text")
        .attr(Attr::Id, ids::PROGRESS)
        .attr(Attr::TabIndex, "-1")
        .text(stage.say("company.progress"))
        .view();
    el("DIV", "tv-part")
        .child(heading)
        .child(el(tag, "tv-actions").children(inside).view())
        .view()
}

fn under_way(stage: Stage<Company>, desk: &Desk, loaded: u64) -> Vec<AnyView> {
    let total = loaded + u64::from(desk.remaining);
    let values = [number(stage, loaded), number(stage, total)];
    let words = stage.fill("company.reading", &[("count", &values[0]), ("total", &values[1])]);
    let bar = el("PROGRESS", "tv-progress")
        .attr(Attr::AriaLabel, stage.say("company.progress"))
        .attr(Attr::Value, loaded.to_string())
        .attr(Attr::Max, total.max(1).to_string())
        .view();
    vec![ui::spinner(), el("SPAN", "").text(words).view(), bar, stop(stage)]
}

fn partly(stage: Stage<Company>, state: &State<Company>, desk: &Desk, words: String) -> Vec<AnyView> {
    let mut inside = vec![ui::alert(Tone::Info, words, Vec::new())];
    if desk.stream == Stream::Waiting {
        // Says when a screen reader comes to it; the words above are announced.
        let seconds = state.core.wait_seconds().unwrap_or_default().to_string();
        let wait = stage.fill("report.goesOnIn", &[("seconds", &seconds)]);
        inside.push(el("SPAN", "").text(wait).view());
        inside.push(stop(stage));
    } else if desk.next().is_some() {
        let ready = state.core.wait_seconds().is_none();
        let label = stage.say("company.goOn");
        inside.push(stage.button(Look::Neutral, label, false, ready, || Any::Own(Message::GoOn)));
    }
    inside
}

fn stop(stage: Stage<Company>) -> AnyView {
    let label = stage.say("company.stop");
    stage.button(Look::Neutral, label, false, true, || Any::Own(Message::Stop))
}
