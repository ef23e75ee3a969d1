//! The screen. Nothing is decided here: the model says what is known, [`crate::text`] which words.

mod app;
mod erasure;
mod expiry;
mod health;
mod objects;
mod reporting;
mod settings;

use component::view::{HEADING, Words};
use component::{Lane, Stage, State};
use leptos::prelude::*;
use ui::{Attr, Button, Control, El, Icon, Input, Look, el};

use crate::model::{Administration, Field, Message};
use crate::text;

/// The words around the main part.
pub const WORDS: Words = Words {
    title: "admin.title",
    signed_out: "admin.signedOut",
};

/// Draws the main part.
pub fn draw(stage: Stage<Administration>, state: &State<Administration>) -> AnyView {
    let Some(page) = &state.own.page else {
        return ui::nothing();
    };
    let part = el("TV-ADMINISTRATION", "tv-part")
        .child(settings::settings(stage, state, page))
        .child(objects::objects(stage, state, page))
        .child(app::app(stage, state, page))
        .child(reporting::reporting(stage, state, page))
        .child(expiry::expiry(stage, state, page))
        .child(erasure::erasure(stage, state))
        .child(health::health(stage, state));
    el("DIV", "tv-body").child(part.view()).view()
}

/// A part of the page under its heading.
fn section(stage: Stage<Administration>, id: &'static str, title: &str, inside: Vec<AnyView>) -> AnyView {
    let heading = el("H2", "tv-heading")
        .attr(Attr::Id, id)
        .attr(Attr::TabIndex, "-1")
        .text(stage.say(title))
        .view();
    el("SECTION", "tv-section tv-part")
        .attr(Attr::AriaLabelledBy, id)
        .child(heading)
        .children(inside)
        .view()
}

/// A paragraph.
fn words(text: String) -> AnyView {
    el("P", "").text(text).view()
}

/// A field of a form.
fn field(
    stage: Stage<Administration>,
    state: &State<Administration>,
    field: Field,
    control: Control,
    hint: String,
    wrong: String,
) -> AnyView {
    let is_wrong = state.own.wrong.contains(&field);
    ui::field(Input {
        id: field.id(),
        note: field.note(),
        label: stage.say(text::label(field)),
        value: match field {
            Field::ClientId => state.own.app.client_id.clone(),
            Field::Person => state.own.reporting.person.clone(),
            Field::Sure => state.own.reporting.sure.to_string(),
            Field::Reporting
            | Field::AllConnections
            | Field::Hour
            | Field::ConnectionDays
            | Field::SessionDays => state.own.reporting.value(field).to_owned(),
            _ => state.own.draft.value(field).to_owned(),
        },
        control,
        hint,
        wrong: if is_wrong { wrong } else { String::new() },
    })
}

/// The button that a form's Enter key means, and what came of the last click on it.
fn submit(
    stage: Stage<Administration>,
    state: &State<Administration>,
    label: &str,
    message: Message,
    busy: bool,
    saved: Option<&str>,
) -> AnyView {
    let button = Button {
        id: None,
        look: Look::Brand,
        submits: true,
        label: stage.say(label),
        about: None,
        busy,
        ready: !state.core.is_busy(),
    };
    let button = ui::button(button, stage.on(message));
    let saved = saved.map(|key| good(el("P", "").text(stage.say(key)), Vec::new()));
    // The place is there before its words are: a screen reader says what comes into it.
    let said = el("DIV", "").attr(Attr::Role, "status").maybe(saved);
    el("DIV", "tv-part")
        .child(el("DIV", "tv-actions").child(button).view())
        .child(said.view())
        .view()
}

/// Draws good news; `extra` is what can be done all the same.
fn good(words: El, extra: Vec<AnyView>) -> AnyView {
    let body = el("DIV", "tv-alert__body").child(words.view()).children(extra);
    el("DIV", "tv-alert tv-alert_info")
        .child(ui::icon(Icon::Check))
        .child(body.view())
        .view()
}

/// The call of the user that is under way, if any.
fn action(state: &State<Administration>) -> Option<&crate::model::Call> {
    state.core.under_way(Lane::Action)
}

/// Id of the heading of the first part, which gets the keyboard when the page has come.
const FIRST: &str = HEADING;

#[cfg(test)]
mod tests;
