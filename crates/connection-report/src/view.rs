//! The screen. Nothing is decided here: the model says what is known, [`crate::text`] which words.

mod cards;
mod cells;
mod status;
mod table;

use component::view::{HEADING, Words};
use component::{Stage, State};
use leptos::prelude::*;
use ui::{Attr, Pager, el};

use crate::model::{Form, Report, Wish};

/// The words around the main part.
pub const WORDS: Words = Words {
    title: "report.title",
    signed_out: "report.signedOut",
};

/// Draws the main part.
pub fn draw(stage: Stage<Report>, state: &State<Report>) -> AnyView {
    let own = &state.own;
    let heading = el("H2", "tv-heading")
        .attr(Attr::Id, HEADING)
        .attr(Attr::TabIndex, "-1")
        .text(stage.fill("report.heading", &[("count", &number(stage, own.count()))]))
        .view();
    let part = el("TV-REPORT", "tv-part")
        .child(heading)
        .child(status::account(stage, state))
        .child(status::reading(stage, state))
        .child(status::remarks(stage, own));
    let part = match (own.count(), own.form) {
        (0, _) => part.maybe(status::empty(stage, state)),
        (_, Form::Desktop) => part.child(pager(stage, own)).child(table::table(stage, own)),
        (_, Form::Mobile) => part.child(pager(stage, own)).child(cards::cards(stage, own)),
    };
    el("SECTION", "tv-body")
        .attr(Attr::AriaLabelledBy, HEADING)
        .child(part.view())
        .view()
}

/// The way to the other pages, where there are some.
fn pager(stage: Stage<Report>, own: &Report) -> AnyView {
    let pages = own.pages();
    let Some((first, last)) = pages.items(own.page).filter(|_| pages.count() > 1) else {
        return ui::nothing();
    };
    let shown = stage.fill(
        "report.shown",
        &[
            ("first", &number(stage, first)),
            ("last", &number(stage, last)),
            ("total", &number(stage, pages.total)),
        ],
    );
    let pager = Pager {
        label: stage.say("report.pages"),
        shown,
        previous: (stage.say("report.previous"), own.page > 1),
        next: (stage.say("report.next"), own.page < pages.count()),
    };
    ui::pager(
        pager,
        stage.on(Wish::Page(own.page.saturating_sub(1))),
        stage.on(Wish::Page(own.page + 1)),
    )
}

fn number(stage: Stage<Report>, number: u32) -> String {
    stage.write(|formats| formats.number(f64::from(number)))
}

#[cfg(test)]
mod tests;
