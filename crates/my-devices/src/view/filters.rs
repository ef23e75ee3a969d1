//! Search and filters.

use component::{Stage, State};
use leptos::prelude::*;
use ui::{Attr, Control, Input, el, field};

use crate::model::{Devices, Fits, GROUP, Group, SEARCH, STATE};

/// More than anybody types.
const MOST_CHARACTERS: &str = "100";

/// Draws search and filters.
pub fn filters(stage: Stage<Devices>, state: &State<Devices>) -> AnyView {
    let choice = &state.own.choice;
    let search = field(Input {
        id: SEARCH,
        note: "tv-search-note",
        label: stage.say("devices.search"),
        value: choice.search.clone(),
        control: Control::Line("search", MOST_CHARACTERS, false),
        hint: stage.say("devices.searchHint"),
        wrong: String::new(),
    });
    let state_filter = field(Input {
        id: STATE,
        note: "tv-state-note",
        label: stage.say("devices.state"),
        value: choice.fits.value().to_owned(),
        control: Control::Choice(
            Fits::ALL
                .into_iter()
                .map(|fits| (fits.value().to_owned(), stage.say(words(fits))))
                .collect(),
        ),
        hint: String::new(),
        wrong: String::new(),
    });
    el("DIV", "tv-filters")
        .attr(Attr::Role, "search")
        .attr(Attr::AriaLabel, stage.say("devices.filters"))
        .child(search)
        .child(state_filter)
        .maybe(group_filter(stage, state))
        .view()
}

/// No filter where there is nothing to choose from.
fn group_filter(stage: Stage<Devices>, state: &State<Devices>) -> Option<AnyView> {
    let groups = &state.own.list.as_ref()?.groups;
    if groups.is_empty() {
        return None;
    }
    let mut choices = vec![
        (String::new(), stage.say("devices.anyGroup")),
        (Group::NONE.to_owned(), stage.say("devices.noGroup")),
    ];
    choices.extend(groups.iter().map(|group| (group.id.clone(), group.name.clone())));
    Some(field(Input {
        id: GROUP,
        note: "tv-group-note",
        label: stage.say("devices.group"),
        value: state.own.choice.group.value().to_owned(),
        control: Control::Choice(choices),
        hint: String::new(),
        wrong: String::new(),
    }))
}

fn words(fits: Fits) -> &'static str {
    match fits {
        Fits::Any => "devices.anyState",
        Fits::Online => "devices.online",
        Fits::Offline => "devices.offline",
        Fits::Unknown => "devices.unknown",
    }
}
