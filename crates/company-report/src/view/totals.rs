//! Sums over the connections that are shown.

use component::Stage;
use leptos::prelude::*;
use ui::{el, fact};

use super::{duration, number};
use crate::model::{Company, Desk};

/// Draws them.
pub fn totals(stage: Stage<Company>, desk: &Desk) -> AnyView {
    let totals = desk.totals;
    let value = |text: String| el("DD", "tv-figure").text(text);
    let length = |seconds: Option<u64>| match seconds {
        Some(seconds) => duration(stage, seconds),
        None => stage.say("connection.nothing"),
    };
    let ended = (totals.count > totals.running).then_some(totals.longest);
    let running = (totals.running > 0).then(|| {
        fact(
            stage.say("connection.running"),
            value(number(stage, u64::from(totals.running))),
        )
    });
    el("DL", "tv-facts")
        .child(fact(
            stage.say("company.count"),
            value(number(stage, u64::from(totals.count))),
        ))
        .child(fact(
            stage.say("company.total"),
            value(length(ended.map(|_| totals.seconds))),
        ))
        .child(fact(
            stage.say("company.average"),
            value(length(totals.average())),
        ))
        .child(fact(stage.say("company.longest"), value(length(ended))))
        .maybe(running)
        .view()
}
