//! What a session looks like in the list and by itself.

use component::{Access, Lane, Message, State};
use domain::{Instant, Status};
use leptos::prelude::*;
use ui::{Button, Icon, Look, el};

use super::Stage;
use crate::model::{Call, History, Row, Wish};
use crate::text;

/// A status, and since when nobody could say whether it still is.
pub fn status(stage: Stage, status: Status, old_since: Option<Instant>) -> Vec<AnyView> {
    let (class, picture) = match status {
        Status::Waiting => ("slds-badge tv-badge tv-badge_waiting", Icon::Waiting),
        Status::CustomerOnline => ("slds-badge tv-badge tv-badge_online", Icon::Check),
        Status::Expired => ("slds-badge tv-badge tv-badge_expired", Icon::Attention),
        Status::Closed => ("slds-badge tv-badge", Icon::Cross),
    };
    let badge = ui::badge(class, picture, stage.say(text::status(status)));
    let old = old_since.map(|since| {
        let words = stage.fill("history.checked", &[("time", &stage.date_time(Some(since)))]);
        el("DIV", "tv-note").text(words).view()
    });
    [badge].into_iter().chain(old).collect()
}

/// The customer's link: to be opened while the session is live, else to be read.
pub fn link(stage: Stage, row: &Row, status: Status) -> AnyView {
    match &row.link {
        Some(address) if status.is_live() => ui::link(address.clone(), address.clone(), stage.say("newTab")),
        Some(address) => ui::text(address.clone()),
        None if status.is_live() => ui::text(stage.say("failure.unsafeLink")),
        None => ui::nothing(),
    }
}

/// The button with which the agent joins, when they can.
pub fn join(stage: Stage, state: &State<History>, row: &Row, look: Look) -> Option<AnyView> {
    let joining = state.core.under_way(Lane::Action) == Some(&Call::Join(row.id.clone()));
    let id = row.id.clone();
    state.own.can_join(&state.core, row).then(|| {
        let button = Button {
            id: None,
            look,
            submits: false,
            label: stage.say("button.join"),
            about: Some(row.code.clone()),
            busy: joining,
            ready: !state.core.is_busy() && state.core.access != Access::Out,
        };
        ui::button(button, stage.click(move || Message::Own(Wish::Join(id.clone()))))
    })
}
