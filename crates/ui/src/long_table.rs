//! Tables so long that only the rows around those that can be seen are drawn.

use leptos::prelude::*;

use crate::table::Column;
use crate::{Attr, El, el, keyed};

/// A long table. All rows are equally high, so that each has its place whether or not its neighbours are drawn.
pub struct LongTable {
    /// Id of what is scrolled.
    pub id: &'static str,
    /// Id of the heading that says what is in it.
    pub heading: &'static str,
    /// Class that says how wide the columns are.
    pub class: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// How many rows it has.
    pub count: usize,
    /// Height of a row in pixels.
    pub row_height: u32,
    /// The rows that are drawn, in their order: which it is, a name that no other has, and its cells.
    pub rows: Vec<(usize, String, Vec<El>)>,
}

/// Draws a long table. Screen readers learn how many rows there are and which of them each is.
pub fn long_table(table: LongTable) -> AnyView {
    let columns = table.columns.into_iter().map(Column::grid_cell);
    let head = el("DIV", "tv-long__row")
        .attr(Attr::Role, "row")
        .attr(Attr::AriaRowIndex, "1")
        .children(columns);
    let row_height = table.row_height;
    let rows = table.rows.into_iter().map(|(place, name, cells)| {
        let top = place as u64 * u64::from(row_height);
        let row = el("DIV", "tv-long__row")
            .attr(Attr::Role, "row")
            // The head is the first.
            .attr(Attr::AriaRowIndex, (place + 2).to_string())
            .attr(Attr::StyleTop, pixels(top))
            .children(cells.into_iter().map(|cell| cell.attr(Attr::Role, "cell").view()));
        (name, row.view())
    });
    let height = table.count as u64 * u64::from(row_height);
    let body = el("DIV", "tv-long__body")
        .attr(Attr::Role, "rowgroup")
        .attr(Attr::StyleHeight, pixels(height))
        .child(keyed(rows.collect()));
    let head = el("DIV", "tv-long__head")
        .attr(Attr::Role, "rowgroup")
        .child(head.view());
    let drawn = el("DIV", table.class)
        .attr(Attr::Role, "table")
        .attr(Attr::AriaLabelledBy, table.heading)
        .attr(Attr::AriaRowCount, (table.count + 1).to_string())
        .child(head.view())
        .child(body.view());
    el("DIV", "tv-long")
        .attr(Attr::Id, table.id)
        .attr(Attr::Role, "region")
        .attr(Attr::AriaLabelledBy, table.heading)
        .attr(Attr::TabIndex, "0")
        .child(drawn.view())
        .view()
}

fn pixels(count: u64) -> String {
    format!("{count}px")
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::{LongTable, long_table};
    use crate::{Column, Order, el};

    #[test]
    fn every_row_says_which_it_is_and_has_its_place() {
        let table = |_| {
            long_table(LongTable {
                id: "rows",
                heading: "heading",
                class: "wide",
                columns: vec![Column {
                    label: "Start".to_owned(),
                    order: Order::Descending,
                    click: Some(Box::new(|| ())),
                }],
                count: 20_000,
                row_height: 40,
                rows: vec![
                    (1_000, "a".to_owned(), vec![el("DIV", "").text("<b>")]),
                    (1_001, "b".to_owned(), vec![el("DIV", "").text("two")]),
                ],
            })
        };
        let drawn = Owner::new().with(|| table(()).to_html()).replace("<!>", "");
        for part in [
            r#"<DIV id="rows" class="tv-long" role="region" tabindex="0" aria-labelledby="heading">"#,
            r#"<DIV class="wide" role="table" aria-labelledby="heading" aria-rowcount="20001">"#,
            r#"<DIV role="columnheader" aria-sort="descending"><button"#,
            r#"<DIV class="tv-long__body" role="rowgroup" style:height="800000px">"#,
            r#"<DIV class="tv-long__row" role="row" aria-rowindex="1002" style:top="40000px"><DIV role="cell">&lt;b&gt;</DIV>"#,
            r#"aria-rowindex="1003" style:top="40040px""#,
        ] {
            assert!(drawn.contains(part), "{part} in {drawn}");
        }
    }
}
