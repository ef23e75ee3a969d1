//! The health check.

use component::{Lane, Stage, State};
use contract::{ErrorCode, Health, HealthCheck, HealthItem, HealthLine, HealthState};
use domain::Instant;
use leptos::prelude::*;
use ui::{Icon, Look, el};

use super::{section, words};
use crate::model::{Administration, Message};
use crate::text;

/// Id of the heading.
const HEALTH: &str = "tv-health";

/// Draws it.
pub fn health(stage: Stage<Administration>, state: &State<Administration>) -> AnyView {
    let busy = state.core.under_way(Lane::Aside).is_some();
    let label = if state.own.health.is_some() {
        "admin.health.again"
    } else {
        "admin.health.start"
    };
    let start = stage.button(Look::Neutral, stage.say(label), busy, !busy, || {
        component::Message::Own(Message::CheckHealth)
    });
    let as_of = state
        .own
        .health
        .as_ref()
        .and_then(|health| Instant::parse(&health.now))
        .map(|now| {
            let time = stage.date_time(Some(now));
            el("SPAN", "")
                .text(stage.fill("admin.health.asOf", &[("time", &time)]))
                .view()
        });
    let actions = el("DIV", "tv-actions").child(start).maybe(as_of).view();
    let found = state.own.health.as_ref().map(|health| list(stage, health));
    let inside = vec![
        words(stage.say("admin.health.what")),
        actions,
        found.unwrap_or_else(ui::nothing),
    ];
    section(stage, HEALTH, "admin.health", inside)
}

fn list(stage: Stage<Administration>, health: &Health) -> AnyView {
    let lines = health.lines.iter().filter_map(|it| line(stage, it));
    el("UL", "tv-health").children(lines).view()
}

fn line(stage: Stage<Administration>, line: &HealthLine) -> Option<AnyView> {
    let title = text::check(line.check)?;
    let (class, picture) = match line.state {
        HealthState::Ok => ("slds-badge tv-badge tv-badge_online", Icon::Check),
        HealthState::Attention => ("slds-badge tv-badge tv-badge_expired", Icon::Attention),
        HealthState::Unknown => ("slds-badge tv-badge", Icon::Waiting),
    };
    let head = el("DIV", "tv-actions")
        .child(ui::badge(class, picture, stage.say(text::state(line.state))))
        .child(el("H3", "tv-label").text(stage.say(title)).view())
        .view();
    let count = stage.write(|formats| formats.number(f64::from(line.count.unwrap_or_default())));
    let finding = stage.fill(text::finding(line.check, line.state), &[("count", &count)]);
    let items = (!line.items.is_empty()).then(|| items(stage, line));
    let drawn = el("LI", "tv-part")
        .child(head)
        .children(problem(stage, line))
        .child(words(finding))
        .maybe(items);
    Some(drawn.view())
}

/// What failed when it was looked at, unless the finding says it already.
fn problem(stage: Stage<Administration>, line: &HealthLine) -> Vec<AnyView> {
    let Some(problem) = &line.problem else {
        return Vec::new();
    };
    let said = problem.code == ErrorCode::SignedOut
        || (problem.code == ErrorCode::NoAccess
            && matches!(line.check, HealthCheck::Users | HealthCheck::UserAccess));
    if said {
        return Vec::new();
    }
    let detail = |key, name, value: &Option<String>| {
        value
            .as_ref()
            .map(|value| words(stage.fill(key, &[(name, value)])))
    };
    [
        Some(words(stage.say(component::text::remote(problem.code)))),
        detail(component::text::detail(problem.code), "detail", &problem.detail),
        detail("failure.reference", "reference", &problem.reference),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn items(stage: Stage<Administration>, line: &HealthLine) -> AnyView {
    let more = (line.more > 0).then(|| {
        let count = stage.write(|formats| formats.number(f64::from(line.more)));
        el("LI", "")
            .text(stage.fill("admin.health.more", &[("count", &count)]))
            .view()
    });
    let named = line.items.iter().map(|it| item(stage, it));
    el("UL", "tv-list").children(named.chain(more)).view()
}

fn item(stage: Stage<Administration>, item: &HealthItem) -> AnyView {
    let lacks: Vec<String> = item
        .lacks
        .iter()
        .map(|what| match what.as_str() {
            "userExternalCredentials" => stage.say("admin.lacks.credentials"),
            "sendEmail" => stage.say("admin.lacks.sendEmail"),
            object => stage.fill("admin.lacks.read", &[("object", object)]),
        })
        .collect();
    let name = el("STRONG", "").text(item.name.clone()).view();
    let lacks = (!lacks.is_empty()).then(|| ui::text(format!(": {}", lacks.join(", "))));
    el("LI", "").child(name).maybe(lacks).view()
}
