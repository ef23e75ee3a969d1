//! One session, with everything that happened to it.

use component::State;
use contract::EventKind;
use domain::remaining::Remaining;
use leptos::prelude::*;
use ui::{Button, El, Look, el, fact};

use super::{Stage, heading, parts};
use crate::model::{CODE, History, LINK, Opened, Wish};
use crate::text;

/// The session.
pub fn details(stage: Stage, state: &State<History>, opened: &Opened) -> El {
    let row = &opened.row;
    let status = row.status(opened.clock.at(state.core.now));
    let old_since = row.old_since(opened.clock, state.own.stale);
    let sort = el("SPAN", "").text(stage.say(text::kind(row.kind))).view();
    let join = parts::join(stage, state, row, Look::Brand);
    el("TV-DETAILS", "tv-part")
        .child(
            el("DIV", "tv-actions")
                .child(plain(stage, "history.back", None, Wish::Back))
                .view(),
        )
        .child(heading(stage.fill("history.session", &[("code", &row.code)])).view())
        .child(
            el("DIV", "tv-status")
                .child(sort)
                .children(parts::status(stage, status, old_since))
                .view(),
        )
        .child(facts(stage, state, opened))
        .maybe(join.map(|join| el("DIV", "tv-actions").child(join).view()))
        .child(el("H3", "tv-heading").text(stage.say("heading.timeline")).view())
        .child(timeline(stage, opened))
}

fn facts(stage: Stage, state: &State<History>, opened: &Opened) -> AnyView {
    let row = &opened.row;
    let status = row.status(opened.clock.at(state.core.now));
    let copied = |what| state.core.copied == Some(what);
    let copy = |what, about: &'static str| {
        let key = if copied(what) {
            "button.copied"
        } else {
            "button.copy"
        };
        status
            .is_live()
            .then(|| plain(stage, key, Some(about), Wish::Copy(what)))
    };
    let code = el("STRONG", "tv-code").text(row.code.clone()).view();
    let created = stage.date_time(row.created_at);
    let created = stage.fill("created", &[("time", &created), ("name", &row.owner)]);
    let left = match opened.remaining(state.core.now) {
        None | Some(Remaining::Over) => String::new(),
        Some(Remaining::Moments) => stage.say("ends.soon"),
        Some(remaining) => {
            let span = stage.write(|formats| formats.remaining(remaining).unwrap_or_default());
            stage.fill("ends.in", &[("span", &span)])
        }
    };
    let until = stage.date_time(row.valid_until);
    let text = |key, value: &Option<String>| {
        let value = value.clone()?;
        Some(fact(stage.say(key), el("DD", "").text(value)))
    };
    let value = |key, words: String| fact(stage.say(key), el("DD", "").text(words));
    el("DL", "tv-facts")
        .child(fact(
            stage.say("fact.code"),
            el("DD", "").child(code).text(" ").maybe(copy(CODE, "fact.code")),
        ))
        .child(value("fact.validUntil", format!("{until} {left}")))
        .child(value("history.online", stage.say(text::online(status))))
        .child(fact(
            stage.say("fact.customerLink"),
            el("DD", "")
                .child(parts::link(stage, row, status))
                .text(" ")
                .maybe(row.link.as_ref().and_then(|_| copy(LINK, "fact.customerLink"))),
        ))
        .child(value("fact.created", created))
        .maybe(text("fact.name", &row.name))
        .maybe(text("fact.waitingMessage", &row.waiting_message))
        .view()
}

/// What happened, newest first.
fn timeline(stage: Stage, opened: &Opened) -> AnyView {
    let Some(events) = &opened.events else {
        return el("P", "")
            .child(ui::spinner())
            .text(stage.say("heading.loading"))
            .view();
    };
    if events.is_empty() {
        return el("P", "").text(stage.say("history.noEvents")).view();
    }
    let rows = events.iter().map(|event| {
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
    let shown = events.len().to_string();
    let more = usize::try_from(opened.events_total).is_ok_and(|total| total > events.len());
    let more = more.then(|| {
        let total = opened.events_total.to_string();
        let words = stage.fill("history.newestEvents", &[("count", &shown), ("total", &total)]);
        el("P", "tv-note").text(words).view()
    });
    el("DIV", "tv-part")
        .maybe(more)
        .child(el("UL", "tv-list").children(rows).view())
        .view()
}

fn plain(stage: Stage, key: &str, about: Option<&str>, wish: Wish) -> AnyView {
    let button = Button {
        id: None,
        look: Look::Plain,
        submits: false,
        label: stage.say(key),
        about: about.map(|key| stage.say(key)),
        busy: false,
        ready: true,
    };
    ui::button(button, stage.on(wish))
}
