//! Storing connections for reports: the switch, how long things are kept, and how the last run went.

use component::{Stage, State};
use contract::{RemoteError, Reporting};
use domain::Instant;
use leptos::prelude::*;
use ui::{Attr, Look, Tone, el};

use super::settings::{group, number, tick};
use super::{action, good, section, submit, words};
use crate::model::{Administration, Call, Field, Message, Saved};
use crate::text;

/// Id of the heading.
const REPORTING: &str = "tv-reporting";

/// Draws it.
pub fn reporting(
    stage: Stage<Administration>,
    state: &State<Administration>,
    page: &contract::Administration,
) -> AnyView {
    let how = &page.reporting;
    let inside = vec![
        words(stage.say("admin.reporting.what")),
        account(stage, state, how),
        form(stage, state, page),
        last(stage, how),
        actions(stage, state, how),
    ];
    section(stage, REPORTING, "admin.reporting", inside)
}

/// Whether the company's account is signed in.
fn account(stage: Stage<Administration>, state: &State<Administration>, how: &Reporting) -> AnyView {
    if let Some(problem) = &how.account_problem {
        let detail = detail(stage, problem);
        return ui::alert(Tone::Error, stage.say("admin.reporting.noAccount"), detail);
    }
    let busy = matches!(action(state), Some(Call::SignInCompany));
    let label = stage.say("admin.reporting.signIn");
    let sign_in = stage.button(Look::Neutral, label, busy, !state.core.is_busy(), || {
        component::Message::Own(Message::SignInCompany)
    });
    let sign_in = vec![el("DIV", "tv-actions").child(sign_in).view()];
    if how.signed_in == Some(true) {
        let words = el("P", "").attr(Attr::Role, "status");
        return good(words.text(stage.say("admin.reporting.accountIn")), sign_in);
    }
    ui::alert(Tone::Info, stage.say("admin.reporting.accountOut"), sign_in)
}

fn form(
    stage: Stage<Administration>,
    state: &State<Administration>,
    page: &contract::Administration,
) -> AnyView {
    let bounds = &page.reporting_bounds;
    let all = stage.say("admin.reporting.all.hint");
    let store = group(
        stage,
        "admin.reporting.store",
        vec![
            tick(stage, state, Field::Reporting, String::new()),
            tick(stage, state, Field::AllConnections, all),
            number(
                stage,
                state,
                Field::Hour,
                bounds.hour,
                "admin.reporting.hour.hint",
            ),
        ],
    );
    let days = |field| number(stage, state, field, bounds.days, "admin.reporting.days.hint");
    let keep = group(
        stage,
        "admin.reporting.keep",
        vec![days(Field::ConnectionDays), days(Field::SessionDays)],
    );
    let busy = matches!(action(state), Some(Call::SaveReporting(_)));
    let saved = (state.own.saved == Some(Saved::Reporting)).then_some("admin.reporting.saved");
    el("FORM", "tv-part")
        .attr(Attr::AriaLabelledBy, REPORTING)
        .child(store)
        .child(keep)
        .child(submit(
            stage,
            state,
            "admin.reporting.save",
            Message::SaveReporting,
            busy,
            saved,
        ))
        .view()
}

/// How the last run went.
fn last(stage: Stage<Administration>, how: &Reporting) -> AnyView {
    let time = |at: &Option<String>| stage.date_time(at.as_deref().and_then(Instant::parse));
    let count = |number: u32| stage.write(|formats| formats.number(f64::from(number)));
    let mut lines = Vec::new();
    let mut say = |key: &str, values: &[(&str, &str)]| lines.push(words(stage.fill(key, values)));
    let begun = time(&how.started_at);
    let rows = count(how.rows);
    if how.running {
        say("admin.reporting.running", &[("time", &begun), ("count", &rows)]);
    } else if how.ended_at.is_some() {
        let ended = time(&how.ended_at);
        say(
            "admin.reporting.ended",
            &[("begun", &begun), ("ended", &ended), ("count", &rows)],
        );
    } else {
        say("admin.reporting.never", &[]);
    }
    if how.refused > 0 {
        say("admin.reporting.refused", &[("count", &count(how.refused))]);
    }
    if how.watermark.is_some() {
        say("admin.reporting.watermark", &[("time", &time(&how.watermark))]);
    }
    if how.next_run.is_some() {
        say("admin.reporting.next", &[("time", &time(&how.next_run))]);
    }
    if how.deleted_at.is_some() {
        let deleted = count(how.deleted_rows);
        say(
            "admin.reporting.deleted",
            &[("time", &time(&how.deleted_at)), ("count", &deleted)],
        );
    }
    let trouble = |key: &str, more| ui::alert(Tone::Error, stage.say(key), more);
    let failed = how
        .failure
        .as_ref()
        .map(|failure| trouble(text::reporting(failure.code), detail(stage, failure)));
    let repeated = how
        .repeated_cursor
        .then(|| trouble("admin.reporting.repeated", Vec::new()));
    let kept = how
        .not_deleted
        .then(|| trouble("admin.reporting.notDeleted", Vec::new()));
    el("DIV", "tv-part")
        .children(lines)
        .maybe(failed)
        .maybe(repeated)
        .maybe(kept)
        .view()
}

fn actions(stage: Stage<Administration>, state: &State<Administration>, how: &Reporting) -> AnyView {
    let needed = how.enabled || how.connection_days.is_some() || how.session_days.is_some();
    let busy = matches!(action(state), Some(Call::RunReporting));
    let free = !state.core.is_busy() && needed && !how.running;
    let run = stage.button(
        Look::Neutral,
        stage.say("admin.reporting.run"),
        busy,
        free,
        || component::Message::Own(Message::RunReporting),
    );
    let reading = state.core.is_reading();
    let label = stage.say("admin.reporting.refresh");
    let refresh = stage.button(Look::Neutral, label, reading, !reading, || {
        component::Message::Refresh
    });
    let under_way = state
        .own
        .reporting
        .was_running
        .then(|| words(stage.say("admin.reporting.underWay")));
    let said = el("DIV", "").attr(Attr::Role, "status").maybe(under_way).view();
    el("DIV", "tv-part")
        .child(el("DIV", "tv-actions").child(run).child(refresh).view())
        .child(said)
        .view()
}

/// The words of whoever refused.
pub fn detail(stage: Stage<Administration>, problem: &RemoteError) -> Vec<AnyView> {
    let detail = problem.detail.as_ref();
    let key = component::text::detail(problem.code);
    let said = detail.map(|detail| words(stage.fill(key, &[("detail", detail)])));
    said.into_iter().collect()
}
