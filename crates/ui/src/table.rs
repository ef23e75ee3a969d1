//! Tables that can be sorted.

use leptos::prelude::*;

use crate::{Attr, Click, El, el, keyed};

/// A table.
pub struct Table {
    /// Id of the heading that says what is in it.
    pub heading: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a name that no other has, and its cells (`TH` or `TD`).
    pub rows: Vec<(String, Vec<El>)>,
}

/// A column of a table.
pub struct Column {
    /// Its label.
    pub label: String,
    /// How the rows are ordered by it.
    pub order: Order,
    /// What a click on its label does; nothing when it cannot be sorted by.
    pub click: Option<Click>,
}

/// How rows are ordered by a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Not by this one.
    None,
    /// The smallest first.
    Ascending,
    /// The largest first.
    Descending,
}

/// Draws a table. On a narrow page it is scrolled sideways, also by keyboard, and the page is not.
pub fn table(table: Table) -> AnyView {
    let columns = table.columns.into_iter().map(column);
    let rows = table.rows.into_iter().map(|(name, cells)| {
        let row = el("TR", "").children(cells.into_iter().map(El::view));
        (name, row.view())
    });
    let head = el("TR", "").children(columns).view();
    let body = el("TBODY", "").child(keyed(rows.collect())).view();
    let drawn = el("TABLE", "tv-table")
        .attr(Attr::AriaLabelledBy, table.heading)
        .child(el("THEAD", "").child(head).view())
        .child(body)
        .view();
    el("DIV", "tv-scroll")
        .attr(Attr::Role, "group")
        .attr(Attr::AriaLabelledBy, table.heading)
        .attr(Attr::TabIndex, "0")
        .child(drawn)
        .view()
}

fn column(column: Column) -> AnyView {
    column.cell(el("TH", "").attr(Attr::Scope, "col"))
}

impl Column {
    /// The head of the column in a table that is made of other elements.
    pub(crate) fn grid_cell(self) -> AnyView {
        self.cell(el("DIV", "").attr(Attr::Role, "columnheader"))
    }

    fn cell(self, mut head: El) -> AnyView {
        let (order, sign) = match self.order {
            Order::None => (None, "↕"),
            Order::Ascending => (Some("ascending"), "↑"),
            Order::Descending => (Some("descending"), "↓"),
        };
        if let Some(order) = order {
            head = head.attr(Attr::AriaSort, order);
        }
        let Some(click) = self.click else {
            return head.text(self.label).view();
        };
        let sign = el("SPAN", "tv-sort")
            .attr(Attr::AriaHidden, "true")
            .text(sign)
            .view();
        head.child(
            el("BUTTON", "slds-button tv-button")
                .text(self.label)
                .child(sign)
                .button(click),
        )
        .view()
    }
}
