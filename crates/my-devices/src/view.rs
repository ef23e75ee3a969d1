//! The screen. Nothing is decided here: [`Scene`] says what is to be seen, [`crate::text`] which words.

mod filters;
mod rows;

use component::view::{HEADING, Words};
use component::{Access, Stage, State};
use leptos::prelude::*;
use ui::{Attr, Look, Tone, el};

use crate::model::{Call, Devices, Main, Message, Remark, Scene};
use crate::text;

/// The words around the main part.
pub const WORDS: Words = Words {
    title: "devices.title",
    signed_out: "devices.signedOut",
};

/// Draws the main part.
pub fn draw(stage: Stage<Devices>, state: &State<Devices>) -> AnyView {
    let scene = Scene::of(&state.own);
    let heading = el("H2", "tv-heading")
        .attr(Attr::Id, HEADING)
        .attr(Attr::TabIndex, "-1")
        .text(stage.say("devices.heading"))
        .view();
    let part = el("TV-DEVICES", "tv-part")
        .child(heading)
        .maybe((state.core.access == Access::In).then(|| account(stage, state)));
    let remarks = (!scene.remarks.is_empty()).then(|| {
        el("DIV", "tv-part")
            .children(scene.remarks.iter().map(|it| remark(stage, it)))
            .view()
    });
    let part = part.maybe(remarks);
    let part = match &scene.main {
        Main::Empty => part
            .child(el("P", "").text(stage.say("devices.empty")).view())
            .child(status(stage, state, &scene)),
        Main::NoneFits => part
            .child(filters::filters(stage, state))
            .child(status(stage, state, &scene))
            .child(el("P", "").text(stage.say("devices.noneFits")).view())
            .child(
                el("DIV", "tv-actions")
                    .child(
                        stage.button(Look::Neutral, stage.say("devices.showAll"), false, true, || {
                            component::Message::Own(Message::ShowAll)
                        }),
                    )
                    .view(),
            ),
        Main::Rows(rows) => part
            .child(filters::filters(stage, state))
            .child(status(stage, state, &scene))
            .child(rows::pager(stage, scene.page))
            .child(rows::table(stage, &state.own.choice, rows)),
    };
    el("SECTION", "tv-body")
        .attr(Attr::AriaLabelledBy, HEADING)
        .child(part.view())
        .view()
}

/// Whose devices they are, as far as that is known, and the way out.
fn account(stage: Stage<Devices>, state: &State<Devices>) -> AnyView {
    let name = state.own.account.as_ref().map(|account| match &account.email {
        Some(email) => format!("{} ({email}) ", account.name),
        None => format!("{} ", account.name),
    });
    let hint = name.is_some().then(|| {
        el("SPAN", "slds-assistive-text")
            .text(format!("{} ", stage.say("account")))
            .view()
    });
    let busy = state.core.under_way(component::Lane::Action) == Some(&Call::SignOut);
    let ready = !state.core.is_busy();
    let sign_out = stage.button(Look::Plain, stage.say("button.signOut"), busy, ready, || {
        component::Message::Own(Message::SignOut)
    });
    el("P", "tv-account")
        .maybe(hint)
        .text(name.unwrap_or_default())
        .child(sign_out)
        .view()
}

/// How many devices there are and as of when, and the button that asks again.
fn status(stage: Stage<Devices>, state: &State<Devices>, scene: &Scene<'_>) -> AnyView {
    let (fitting, total) = (scene.page.fitting, scene.page.total);
    let count = stage.fill(
        "devices.count",
        &[
            ("fitting", &number(stage, fitting)),
            ("total", &number(stage, total)),
        ],
    );
    let as_of = stage.fill("devices.asOf", &[("time", &stage.date_time(scene.made))]);
    let reading = state.core.is_reading();
    let ready = !reading && !state.core.is_busy();
    let refresh = stage.button(
        Look::Neutral,
        stage.say("devices.refresh"),
        reading,
        ready,
        || component::Message::Own(Message::Refresh),
    );
    el("DIV", "tv-actions")
        .child(el("SPAN", "").attr(Attr::Role, "status").text(count).view())
        .child(el("SPAN", "").text(as_of).view())
        .child(refresh)
        .view()
}

fn number(stage: Stage<Devices>, number: usize) -> String {
    stage.write(|formats| formats.number(number as f64))
}

fn remark(stage: Stage<Devices>, remark: &Remark<'_>) -> AnyView {
    let line = |words: String| el("P", "").text(words).view();
    let (words, more) = match remark {
        Remark::Missing(missing, until) => {
            let code = missing.error.code;
            let mut more = vec![line(stage.say(component::text::remote(code)))];
            if let Some(detail) = &missing.error.detail {
                more.push(line(
                    stage.fill(component::text::detail(code), &[("detail", detail)]),
                ));
            }
            if until.is_some() {
                more.push(line(
                    stage.fill("devices.waitUntil", &[("time", &stage.date_time(*until))]),
                ));
            }
            (stage.say(text::missing(missing.source)), more)
        }
        Remark::Cut(count) => (
            stage.fill("devices.cut", &[("count", &number(stage, *count))]),
            Vec::new(),
        ),
        Remark::Unreadable(count) => (
            stage.fill(
                "devices.unreadable",
                &[("count", &number(stage, *count as usize))],
            ),
            Vec::new(),
        ),
        Remark::NoLinks => (stage.say("devices.noLinks"), Vec::new()),
    };
    ui::alert(Tone::Info, words, more)
}

#[cfg(test)]
mod tests;
