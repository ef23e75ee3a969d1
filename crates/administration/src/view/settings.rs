//! The settings of the org, in one form.

use component::{Stage, State};
use contract::Bounds;
use leptos::prelude::*;
use ui::{Attr, Control, Tone, el};

use super::{FIRST, action, field, section, submit};
use crate::model::{Administration, Call, Field, Message, Saved};

/// Draws them.
pub fn settings(
    stage: Stage<Administration>,
    state: &State<Administration>,
    page: &contract::Administration,
) -> AnyView {
    let bounds = &page.bounds;
    let ticked = |field| state.own.draft.is_ticked(field);
    let none = !ticked(Field::RemoteControl) && !ticked(Field::Pilot);
    let none = none.then(|| ui::alert(Tone::Info, stage.say("admin.noKind"), Vec::new()));
    let kinds = group(
        stage,
        "admin.kinds",
        vec![
            tick(stage, state, Field::RemoteControl, String::new()),
            tick(stage, state, Field::Pilot, String::new()),
            none.unwrap_or_else(ui::nothing),
        ],
    );
    let leaves = group(
        stage,
        "admin.leaves",
        vec![
            super::words(stage.say("admin.leaves.always")),
            tick(
                stage,
                state,
                Field::RecordName,
                stage.say("admin.sendRecordName.hint"),
            ),
            line(stage, state, Field::Group, "100", stage.say("admin.group.hint")),
        ],
    );
    let limits = group(
        stage,
        "admin.limits",
        vec![
            number(stage, state, Field::Poll, bounds.poll_seconds, "admin.poll.hint"),
            number(
                stage,
                state,
                Field::Idle,
                bounds.notification_idle_minutes,
                "admin.idle.hint",
            ),
            number(
                stage,
                state,
                Field::Timeout,
                bounds.callout_timeout_seconds,
                "admin.timeout.hint",
            ),
            number(
                stage,
                state,
                Field::Validity,
                bounds.valid_for_hours,
                "admin.validity.hint",
            ),
        ],
    );
    let busy = matches!(action(state), Some(Call::SaveSettings(_)));
    let saved = (state.own.saved == Some(Saved::Settings)).then_some("admin.saved");
    let execute = submit(stage, state, "admin.execute", Message::SaveSettings, busy, saved);
    let form = el("FORM", "tv-part")
        .attr(Attr::AriaLabelledBy, FIRST)
        .child(kinds)
        .child(leaves)
        .child(limits)
        .child(execute)
        .view();
    section(stage, FIRST, "admin.settings", vec![form])
}

/// Fields that belong together.
pub(super) fn group(stage: Stage<Administration>, legend: &str, fields: Vec<AnyView>) -> AnyView {
    el("FIELDSET", "tv-fieldset tv-part")
        .child(el("LEGEND", "tv-legend").text(stage.say(legend)).view())
        .children(fields)
        .view()
}

pub(super) fn tick(
    stage: Stage<Administration>,
    state: &State<Administration>,
    of: Field,
    hint: String,
) -> AnyView {
    field(stage, state, of, Control::Box, hint, String::new())
}

fn line(
    stage: Stage<Administration>,
    state: &State<Administration>,
    of: Field,
    most: &'static str,
    hint: String,
) -> AnyView {
    field(
        stage,
        state,
        of,
        Control::Line("text", most, false),
        hint,
        String::new(),
    )
}

/// A field for a number, with what it may be.
pub(super) fn number(
    stage: Stage<Administration>,
    state: &State<Administration>,
    of: Field,
    bounds: Bounds,
    hint: &str,
) -> AnyView {
    let text = |number: u32| stage.write(|formats| formats.number(f64::from(number)));
    let values = [
        ("least", text(bounds.least)),
        ("most", text(bounds.most)),
        ("otherwise", text(bounds.otherwise)),
    ];
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    field(
        stage,
        state,
        of,
        Control::Line("text", "6", false),
        stage.fill(hint, &values),
        stage.fill("admin.wrongNumber", &values),
    )
}
