//! The form for a phone: cards below one another.

use component::{Message, Stage};
use leptos::prelude::*;
use ui::{Look, el, fact, keyed};

use super::cells::Fact;
use crate::model::{Report, Row, Wish};

/// Draws the connections of the page as cards.
pub fn cards(stage: Stage<Report>, own: &Report) -> AnyView {
    let other = if own.newest_first {
        "report.oldestFirst"
    } else {
        "report.newestFirst"
    };
    let turn = stage.button(Look::Neutral, stage.say(other), false, true, || {
        Message::Own(Wish::Turn)
    });
    let cards = own
        .shown()
        .into_iter()
        .map(|row| (row.id.clone(), card(stage, row)));
    el("DIV", "tv-part")
        .child(el("DIV", "tv-actions").child(turn).view())
        .child(el("UL", "tv-cards").child(keyed(cards.collect())).view())
        .view()
}

fn card(stage: Stage<Report>, row: &Row) -> AnyView {
    let title = Fact::Start.fill(stage, row, el("H3", "tv-heading")).view();
    let facts = Fact::ALL
        .into_iter()
        .filter(|it| *it != Fact::Start)
        .map(|it| fact(stage.say(it.name()), it.fill(stage, row, el("DD", ""))));
    el("LI", "tv-card")
        .child(title)
        .child(el("DL", "tv-facts").children(facts).view())
        .view()
}
