//! What is told of a connection, the same in both forms.

use component::Stage;
use leptos::prelude::*;
use ui::{El, el};

use crate::model::{Report, Row};
use crate::text;

/// Longer notes are unfolded when the user wants them.
const LONG: usize = 120;
/// So much of them is seen before.
const BEGINNING: usize = 60;

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    Start,
    End,
    Duration,
    User,
    Device,
    Session,
    Notes,
    Billing,
    Feedback,
}

impl Fact {
    /// In the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::Start,
        Self::End,
        Self::Duration,
        Self::User,
        Self::Device,
        Self::Session,
        Self::Notes,
        Self::Billing,
        Self::Feedback,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "connection.start",
            Self::End => "connection.end",
            Self::Duration => "connection.duration",
            Self::User => "connection.user",
            Self::Device => "connection.device",
            Self::Session => "connection.session",
            Self::Notes => "connection.notes",
            Self::Billing => "connection.billing",
            Self::Feedback => "connection.feedback",
        }
    }

    /// Draws it into a cell.
    pub fn fill(self, stage: Stage<Report>, row: &Row, cell: El) -> El {
        match self {
            Self::Start => cell.text(stage.date_time(Some(row.start))),
            Self::End => match row.end {
                Some(end) => cell.text(stage.date_time(Some(end))),
                None => cell.text(stage.say("connection.running")),
            },
            Self::Duration => match domain::connection::seconds(row.start, row.end) {
                Some(seconds) => cell.text(stage.write(|formats| formats.duration(seconds))),
                None => none(stage, cell),
            },
            Self::User => cell.text(row.user.clone()),
            Self::Device => some(stage, cell, row.device.clone()),
            Self::Session => session(stage, cell, row),
            Self::Notes => match &row.notes {
                Some(notes) => long(cell, notes),
                None => none(stage, cell),
            },
            Self::Billing => billing(stage, cell, row),
            Self::Feedback => feedback(stage, cell, row),
        }
    }
}

/// Nothing is known: a dash for the eye, words for screen readers.
fn none(stage: Stage<Report>, cell: El) -> El {
    let dash = el("SPAN", "").attr(ui::Attr::AriaHidden, "true").text("–").view();
    let words = el("SPAN", "slds-assistive-text")
        .text(stage.say("connection.nothing"))
        .view();
    cell.child(dash).child(words)
}

fn some(stage: Stage<Report>, cell: El, text: Option<String>) -> El {
    match text {
        Some(text) => cell.text(text),
        None => none(stage, cell),
    }
}

fn lines(stage: Stage<Report>, cell: El, lines: [Option<AnyView>; 2]) -> El {
    if lines.iter().all(Option::is_none) {
        return none(stage, cell);
    }
    cell.children(lines.into_iter().flatten())
}

fn line(words: String) -> AnyView {
    el("DIV", "").text(words).view()
}

fn session(stage: Stage<Report>, cell: El, row: &Row) -> El {
    let code = row
        .code
        .clone()
        .map(|code| el("DIV", "tv-nowrap").text(code).view());
    let kind = row.kind.map(|kind| line(stage.say(text::kind(kind))));
    lines(stage, cell, [code, kind])
}

/// Long notes show their beginning.
fn long(cell: El, notes: &str) -> El {
    if notes.chars().count() <= LONG {
        return cell.text(notes.to_owned());
    }
    let beginning: String = notes.chars().take(BEGINNING).collect();
    let whole = el("P", "tv-notes").text(notes.to_owned()).view();
    cell.child(ui::details(format!("{beginning}…"), vec![whole]))
}

fn billing(stage: Stage<Report>, cell: El, row: &Row) -> El {
    let state = row
        .billing
        .and_then(text::billing)
        .map(|key| line(stage.say(key)));
    let fee = row.fee.as_ref().map(|(fee, currency)| {
        let amount = domain::connection::amount(fee);
        let amount = amount.map(|amount| stage.write(|formats| formats.number(amount)));
        line(format!("{} {currency}", amount.as_deref().unwrap_or(fee)))
    });
    lines(stage, cell, [state, fee])
}

fn feedback(stage: Stage<Report>, cell: El, row: &Row) -> El {
    let rating = row
        .rating
        .map(|rating| line(stage.fill("connection.rating", &[("rating", &rating.to_string())])));
    let comment = row
        .comment
        .as_ref()
        .map(|comment| long(el("DIV", ""), comment).view());
    lines(stage, cell, [rating, comment])
}
