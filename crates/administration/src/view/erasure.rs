//! Erasing a person: who, what names them, and then for good.

use component::{Stage, State};
use contract::{ErasedPerson, FoundPerson};
use leptos::prelude::*;
use ui::{Attr, Button, Control, Look, el};

use super::{action, field, section, words};
use crate::model::{Administration, Call, Field, Message};

/// Id of the heading.
const ERASE: &str = "tv-erase";

/// Draws it.
pub fn erasure(stage: Stage<Administration>, state: &State<Administration>) -> AnyView {
    let part = &state.own.reporting;
    let whom = field(
        stage,
        state,
        Field::Person,
        Control::Line("text", "255", false),
        stage.say("admin.erase.person.hint"),
        stage.say("admin.erase.noPerson"),
    );
    let look = Button {
        id: None,
        look: Look::Neutral,
        submits: true,
        label: stage.say("admin.erase.find"),
        about: None,
        busy: matches!(action(state), Some(Call::FindPerson(_))),
        ready: !state.core.is_busy(),
    };
    let look = ui::button(look, stage.on(Message::FindPerson));
    let form = el("FORM", "tv-part")
        .attr(Attr::AriaLabelledBy, ERASE)
        .child(whom)
        .child(el("DIV", "tv-actions").child(look).view())
        .view();
    let found = part.found.as_ref().map(|found| summary(stage, found));
    let erased = part.erased.map(|erased| done(stage, erased));
    // The place is there before its words are: a screen reader says what comes into it.
    let said = el("DIV", "tv-part")
        .attr(Attr::Role, "status")
        .maybe(found)
        .maybe(erased)
        .view();
    let sure = part.found.as_ref().filter(|found| !found.is_nobody());
    let sure = sure.map(|_| confirm(stage, state));
    let inside = vec![
        words(stage.say("admin.erase.what")),
        form,
        said,
        sure.unwrap_or_else(ui::nothing),
    ];
    section(stage, ERASE, "admin.erase", inside)
}

/// What was found, before anything happens to it.
fn summary(stage: Stage<Administration>, found: &FoundPerson) -> AnyView {
    let sorts = [
        ("admin.erase.agentConnections", found.agent_connections),
        ("admin.erase.customerConnections", found.customer_connections),
        ("admin.erase.sessionsOfRecord", found.sessions_of_record),
        ("admin.erase.sessions", found.sessions),
        ("admin.erase.events", found.events),
        ("admin.erase.unfinished", found.unfinished),
    ];
    let count = |number: u32| stage.write(|formats| formats.number(f64::from(number)));
    let lines = sorts.into_iter().filter(|(_, number)| *number > 0);
    let lines = lines.map(|(key, number)| {
        el("LI", "")
            .text(stage.fill(key, &[("count", &count(number))]))
            .view()
    });
    let heading = if found.is_nobody() {
        "admin.erase.nobody"
    } else {
        "admin.erase.found"
    };
    el("DIV", "")
        .child(words(stage.fill(heading, &[("most", &count(found.most))])))
        .child(el("UL", "tv-list").children(lines).view())
        .view()
}

/// The last question.
fn confirm(stage: Stage<Administration>, state: &State<Administration>) -> AnyView {
    let sure = field(
        stage,
        state,
        Field::Sure,
        Control::Box,
        String::new(),
        stage.say("admin.erase.notSure"),
    );
    let busy = matches!(action(state), Some(Call::ErasePerson(_)));
    let label = stage.say("admin.erase.erase");
    let erase = stage.button(Look::Brand, label, busy, !state.core.is_busy(), || {
        component::Message::Own(Message::ErasePerson)
    });
    el("DIV", "tv-part")
        .child(sure)
        .child(el("DIV", "tv-actions").child(erase).view())
        .view()
}

fn done(stage: Stage<Administration>, erased: ErasedPerson) -> AnyView {
    let count = stage.write(|formats| formats.number(f64::from(erased.erased)));
    let key = if erased.more {
        "admin.erase.goesOn"
    } else {
        "admin.erase.done"
    };
    words(stage.fill(key, &[("count", &count)]))
}
