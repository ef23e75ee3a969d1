//! What happened to a session.

use leptos::prelude::*;
use ui::el;

use super::Stage;
use crate::model::Card;
use crate::text;

/// The timeline, folded, when there is something in it.
pub fn timeline(stage: Stage, card: &Card) -> Option<AnyView> {
    if card.events.is_empty() {
        return None;
    }
    let rows = card.events.iter().map(|event| {
        let what = stage.fill(text::event(event.kind), &[("to", &event.to)]);
        let when = stage.date_time(event.at);
        let values = [("time", when.as_str()), ("what", &what), ("name", &event.by)];
        el("LI", "").text(stage.fill("event.row", &values)).view()
    });
    let list = el("UL", "tv-list").children(rows).view();
    Some(ui::details(stage.say("heading.timeline"), vec![list]))
}
