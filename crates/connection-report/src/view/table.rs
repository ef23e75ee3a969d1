//! The form for a desktop: a table.

use component::Stage;
use component::view::HEADING;
use leptos::prelude::*;
use ui::{Attr, Column, Order, Table, el};

use super::cells::Fact;
use crate::model::{Report, Row, Wish};

/// Draws the connections of the page as a table that can be sorted by date.
pub fn table(stage: Stage<Report>, own: &Report) -> AnyView {
    let order = if own.newest_first {
        Order::Descending
    } else {
        Order::Ascending
    };
    let column = |fact: Fact| Column {
        label: stage.say(fact.name()),
        order: if fact == Fact::Start { order } else { Order::None },
        click: (fact == Fact::Start).then(|| stage.on(Wish::Turn)),
    };
    let row = |row: &Row| {
        let cells = Fact::ALL.into_iter().map(|fact| {
            let cell = match fact {
                Fact::Start => el("TH", "").attr(Attr::Scope, "row"),
                _ => el("TD", ""),
            };
            fact.fill(stage, row, cell)
        });
        (row.id.clone(), cells.collect())
    };
    ui::table(Table {
        heading: HEADING,
        columns: Fact::ALL.into_iter().map(column).collect(),
        rows: own.shown().into_iter().map(row).collect(),
    })
}
