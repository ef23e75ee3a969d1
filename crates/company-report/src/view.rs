//! The screen. Nothing is decided here: [`Company`] says what is to be seen, [`crate::text`] which words.

mod chart;
mod filters;
pub mod ids;
mod progress;
mod table;
mod totals;

use component::view::{HEADING, Words};
use component::{Lane, Stage, State};
use leptos::prelude::*;
use ui::{Attr, Look, Tone, el};

use crate::model::{Call, Company, Desk, Message};
use crate::text;

/// The words around the main part.
pub const WORDS: Words = Words {
    title: "company.title",
    signed_out: "company.signedOut",
};

/// Draws the main part.
pub fn draw(stage: Stage<Company>, state: &State<Company>) -> AnyView {
    let Some(desk) = &state.own.desk else {
        return ui::nothing();
    };
    let part = el("TV-COMPANY", "tv-part")
        .child(heading(stage, desk))
        .child(account(stage, state, desk))
        .child(
            el("DIV", "tv-part")
                .children(own_only(stage, desk).into_iter().chain(unreadable(stage, desk)))
                .view(),
        )
        .child(filters::period(stage, state))
        .child(progress::progress(stage, state, desk))
        .child(totals::totals(stage, desk))
        .child(chart::chart(stage, &state.own, desk))
        .child(filters::people(stage, &state.own, desk))
        .child(table::table(stage, state, desk));
    el("SECTION", "tv-body tv-company")
        .attr(Attr::AriaLabelledBy, HEADING)
        .child(part.view())
        .view()
}

/// The days that the report is about.
fn heading(stage: Stage<Company>, desk: &Desk) -> AnyView {
    let day = |day| stage.write(|formats| formats.date(desk.zone.noon(day)));
    let (first, last) = (day(desk.period.first), day(desk.period.last));
    let words = if desk.period.days() == 1 {
        stage.fill("company.headingDay", &[("day", &first)])
    } else {
        stage.fill("company.heading", &[("first", &first), ("last", &last)])
    };
    el("H2", "tv-heading")
        .attr(Attr::Id, HEADING)
        .attr(Attr::TabIndex, "-1")
        .text(words)
        .view()
}

/// Whose eyes the report is seen with, and the way out.
fn account(stage: Stage<Company>, state: &State<Company>, desk: &Desk) -> AnyView {
    let name = match &desk.account.email {
        Some(email) => format!("{} ({email}) ", desk.account.name),
        None => format!("{} ", desk.account.name),
    };
    let hint = el("SPAN", "slds-assistive-text")
        .text(format!("{} ", stage.say("account")))
        .view();
    let busy = state.core.under_way(Lane::Action) == Some(&Call::SignOut);
    let ready = !state.core.is_busy();
    let sign_out = stage.button(Look::Plain, stage.say("button.signOut"), busy, ready, || {
        component::Message::Own(Message::SignOut)
    });
    el("P", "tv-account")
        .child(hint)
        .text(name)
        .child(sign_out)
        .view()
}

fn own_only(stage: Stage<Company>, desk: &Desk) -> Option<AnyView> {
    let words = stage.fill(text::own(desk.is_own())?, &[("name", &desk.account.name)]);
    Some(ui::alert(Tone::Info, words, Vec::new()))
}

fn unreadable(stage: Stage<Company>, desk: &Desk) -> Option<AnyView> {
    let words = || {
        stage.fill(
            "company.unreadable",
            &[("count", &number(stage, u64::from(desk.unreadable)))],
        )
    };
    (desk.unreadable > 0).then(|| ui::alert(Tone::Info, words(), Vec::new()))
}

/// A number as the user writes it.
fn number(stage: Stage<Company>, number: u64) -> String {
    stage.write(|formats| formats.number(number as f64))
}

/// A length of time in the user's words.
fn duration(stage: Stage<Company>, seconds: u64) -> String {
    stage.write(|formats| formats.duration(seconds))
}

#[cfg(test)]
mod tests;
