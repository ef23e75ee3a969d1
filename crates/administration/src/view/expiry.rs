//! The closing of sessions past their validity: the switch, and how the last run went.

use component::{Stage, State};
use contract::{ErrorCode, Expiry};
use domain::Instant;
use leptos::prelude::*;
use ui::{Look, Tone, el};

use super::reporting::detail;
use super::{action, section, words};
use crate::model::{Administration, Call, Message};
use crate::text;

/// Draws it.
pub fn expiry(
    stage: Stage<Administration>,
    state: &State<Administration>,
    page: &contract::Administration,
) -> AnyView {
    let how = &page.expiry;
    let mut inside = vec![words(stage.say("admin.expiry.what"))];
    // Whether it is signed in stands under reporting, where it is done.
    if page.reporting.signed_in != Some(true) {
        let key = if page.reporting.account_problem.is_some() {
            "admin.reporting.noAccount"
        } else {
            "admin.expiry.accountOut"
        };
        inside.push(ui::alert(Tone::Info, stage.say(key), Vec::new()));
    }
    inside.push(last(stage, how));
    inside.push(switch(stage, state, how));
    section(stage, "tv-expiry", "admin.expiry", inside)
}

/// Whether it is on, and how the last run went.
fn last(stage: Stage<Administration>, how: &Expiry) -> AnyView {
    let time = |at: &Option<String>| stage.date_time(at.as_deref().and_then(Instant::parse));
    let count = |number: u32| stage.write(|formats| formats.number(f64::from(number)));
    let is = if how.on {
        "admin.expiry.isOn"
    } else {
        "admin.expiry.isOff"
    };
    let mut lines = vec![words(stage.say(is))];
    let mut say = |key: &str, values: &[(&str, &str)]| lines.push(words(stage.fill(key, values)));
    if how.next_run.is_some() {
        say("admin.reporting.next", &[("time", &time(&how.next_run))]);
    }
    let begun = time(&how.started_at);
    let closed = count(how.closed);
    let mut died = None;
    if how.running {
        say("admin.expiry.running", &[("time", &begun), ("count", &closed)]);
    } else if how.ended_at.is_some() {
        let ended = time(&how.ended_at);
        say(
            "admin.expiry.ended",
            &[("begun", &begun), ("ended", &ended), ("count", &closed)],
        );
    } else if how.started_at.is_some() {
        let told = stage.fill("admin.expiry.died", &[("time", &begun)]);
        died = Some(ui::alert(Tone::Error, told, Vec::new()));
    } else {
        say("admin.reporting.never", &[]);
    }
    let failed = how.failure.as_ref().map(|failure| {
        let mut more = vec![words(stage.say(text::expiry(failure.code)))];
        if failure.code == ErrorCode::NoAccess {
            let said = failure.detail.as_ref();
            let said = said.map(|it| words(stage.fill("failure.salesforceDetail", &[("detail", it)])));
            more.extend(said);
        } else {
            more.extend(detail(stage, failure));
        }
        let told = stage.fill("admin.expiry.failed", &[("count", &count(how.failed))]);
        ui::alert(Tone::Error, told, more)
    });
    el("DIV", "tv-part")
        .children(lines)
        .maybe(died)
        .maybe(failed)
        .view()
}

fn switch(stage: Stage<Administration>, state: &State<Administration>, how: &Expiry) -> AnyView {
    let busy = matches!(action(state), Some(Call::SwitchExpiry(_)));
    let label = if how.on {
        "admin.expiry.switchOff"
    } else {
        "admin.expiry.switchOn"
    };
    let switch = stage.button(
        Look::Neutral,
        stage.say(label),
        busy,
        !state.core.is_busy(),
        || component::Message::Own(Message::SwitchExpiry),
    );
    let reading = state.core.is_reading();
    let label = stage.say("admin.expiry.refresh");
    let refresh = stage.button(Look::Neutral, label, reading, !reading, || {
        component::Message::Refresh
    });
    el("DIV", "tv-actions").child(switch).child(refresh).view()
}
