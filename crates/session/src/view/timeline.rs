//! What happened to a session.

use contract::EventKind;
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
        // Who noted these is whose page noticed them first: the customer came, and anybody may have closed it.
        let row = match event.kind {
            EventKind::Online | EventKind::Closed => "event.noticed",
            _ => "event.row",
        };
        el("LI", "").text(stage.fill(row, &values)).view()
    });
    let list = el("UL", "tv-list").children(rows).view();
    Some(ui::details(stage.say("heading.timeline"), vec![list]))
}
