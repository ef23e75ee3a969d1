//! The supported objects: where they are entered, and what is wrong with the entries.

use component::{Stage, State};
use contract::{ObjectProblem, SupportedObject};
use domain::link::is_safe;
use leptos::prelude::*;
use ui::{Attr, Column, El, Icon, Look, Order, Table, el};

use super::{section, words};
use crate::model::Administration;
use crate::text;

/// Id of the heading.
const OBJECTS: &str = "tv-objects";

/// Draws them.
pub fn objects(
    stage: Stage<Administration>,
    state: &State<Administration>,
    page: &contract::Administration,
) -> AnyView {
    let setup = is_safe(&page.objects_url).then(|| setup(stage, &page.objects_url));
    let reading = state.core.is_reading();
    let refresh = stage.button(
        Look::Neutral,
        stage.say("admin.objects.refresh"),
        reading,
        !reading,
        || component::Message::Refresh,
    );
    let actions = el("DIV", "tv-actions").maybe(setup).child(refresh).view();
    let list = if page.objects.is_empty() {
        words(stage.say("admin.objects.none"))
    } else {
        table(stage, &page.objects)
    };
    let inside = vec![words(stage.say("admin.objects.what")), actions, list];
    section(stage, OBJECTS, "admin.objects", inside)
}

/// The way to Salesforce's own page. It looks like the button that it is in the manual.
fn setup(stage: Stage<Administration>, address: &str) -> AnyView {
    let hint = el("SPAN", "slds-assistive-text").text(format!(" {}", stage.say("newTab")));
    el("A", "slds-button slds-button_neutral tv-button")
        .attr(Attr::Href, address.to_owned())
        .attr(Attr::Target, "_blank")
        .attr(Attr::Rel, "noopener noreferrer")
        .text(stage.say("admin.objects.open"))
        .child(hint.view())
        .view()
}

fn table(stage: Stage<Administration>, objects: &[SupportedObject]) -> AnyView {
    let column = |key| Column {
        label: stage.say(key),
        order: Order::None,
        click: None,
    };
    let rows = objects.iter().enumerate().map(|(place, object)| {
        // Two entries may name the same object, which is one of the things to be seen here.
        (format!("{place} {}", object.object), cells(stage, object))
    });
    ui::table(Table {
        heading: OBJECTS,
        columns: vec![
            column("admin.objects.label"),
            column("admin.objects.object"),
            column("admin.objects.nameField"),
            column("admin.objects.template"),
            column("admin.objects.customRecipient"),
            column("admin.objects.state"),
        ],
        rows: rows.collect(),
    })
}

fn cells(stage: Stage<Administration>, object: &SupportedObject) -> Vec<El> {
    let cell = |text: &str| el("TD", "").text(text.to_owned());
    let custom = if object.custom_recipient {
        "admin.yes"
    } else {
        "admin.no"
    };
    let state = if object.problems.is_empty() {
        ui::badge(
            "slds-badge tv-badge tv-badge_online",
            Icon::Check,
            stage.say("admin.state.ok"),
        )
    } else {
        let problems = object.problems.iter().map(|it| problem(stage, it));
        el("UL", "tv-list").children(problems).view()
    };
    vec![
        el("TH", "").attr(Attr::Scope, "row").text(object.label.clone()),
        cell(&object.object),
        cell(&object.name_field),
        cell(&object.template),
        cell(&stage.say(custom)),
        el("TD", "tv-wide").child(state),
    ]
}

fn problem(stage: Stage<Administration>, problem: &ObjectProblem) -> AnyView {
    let name = problem.name.as_deref().unwrap_or_default();
    let words = stage.fill(text::problem(problem.code), &[("name", name)]);
    el("LI", "").child(ui::icon(Icon::Attention)).text(words).view()
}
