//! The period of the report, and whose connections are shown.

use component::{Lane, Stage, State};
use domain::period::Preset;
use leptos::prelude::*;
use ui::{Attr, Button, Control, Input, Look, el, field};

use super::ids;
use crate::model::parties::Parties;
use crate::model::{Company, Desk, Message, Wrong, choice};
use crate::text;

/// The fields of the period, and the button that asks for it.
pub fn period(stage: Stage<Company>, state: &State<Company>) -> AnyView {
    let form = &state.own.form;
    let presets = Preset::ALL.into_iter().map(Some).chain([None]);
    let presets = presets.map(|preset| (choice::word(preset).to_owned(), stage.say(text::preset(preset))));
    let wrong = |here: &[Wrong]| {
        let wrong = form.wrong.filter(|wrong| here.contains(wrong));
        wrong
            .map(|wrong| stage.say(text::wrong(wrong)))
            .unwrap_or_default()
    };
    let day = |id, note, key, value: &str, wrong| {
        field(Input {
            id,
            note,
            label: stage.say(key),
            value: value.to_owned(),
            control: Control::Line("date", "10", false),
            hint: String::new(),
            wrong,
        })
    };
    let wanted = state.own.wanted().is_some() && state.core.under_way(Lane::Reading).is_some();
    let show = ui::button(
        Button {
            id: None,
            look: Look::Brand,
            submits: true,
            label: stage.say("company.show"),
            about: None,
            busy: wanted,
            ready: !wanted,
        },
        stage.on(Message::Show),
    );
    el("FORM", "tv-filters")
        .attr(Attr::AriaLabel, stage.say("company.period"))
        .child(field(Input {
            id: ids::PERIOD,
            note: "tv-period-note",
            label: stage.say("company.period"),
            value: choice::word(form.preset).to_owned(),
            control: Control::Choice(presets.collect()),
            hint: String::new(),
            wrong: String::new(),
        }))
        .child(day(
            ids::FIRST,
            "tv-first-note",
            "company.first",
            &form.first,
            wrong(&[Wrong::First]),
        ))
        .child(day(
            ids::LAST,
            "tv-last-note",
            "company.last",
            &form.last,
            wrong(&[Wrong::Last, Wrong::Order, Wrong::TooLong]),
        ))
        .child(el("DIV", "tv-filters__end").child(show).view())
        .view()
}

/// Whose connections are shown.
pub fn people(stage: Stage<Company>, own: &Company, desk: &Desk) -> AnyView {
    let choose = |id, note, key, all, chosen: &Option<String>, parties: &Parties| {
        let named = parties
            .by_name()
            .into_iter()
            .map(|place| (parties.id(place).to_owned(), parties.name(place).to_owned()));
        let choices = [(String::new(), stage.say(all))].into_iter().chain(named);
        field(Input {
            id,
            note,
            label: stage.say(key),
            value: chosen.clone().unwrap_or_default(),
            control: Control::Choice(choices.collect()),
            hint: String::new(),
            wrong: String::new(),
        })
    };
    el("DIV", "tv-filters")
        .attr(Attr::Role, "group")
        .attr(Attr::AriaLabel, stage.say("company.people"))
        .child(choose(
            ids::USER,
            "tv-user-note",
            "connection.user",
            "company.allUsers",
            &own.choice.user,
            &desk.rows.users,
        ))
        .child(choose(
            ids::GROUP,
            "tv-group-note",
            "company.group",
            "company.allGroups",
            &own.choice.group,
            &desk.rows.groups,
        ))
        .view()
}
