//! All sessions, page by page.

use component::view::HEADING;
use component::{Lane, Message, State};
use contract::HistorySort;
use domain::pages::Pages;
use leptos::prelude::*;
use ui::{Attr, Button, Column, Control, El, Input, Look, Order, Pager, Table, el};

use super::{Stage, heading, ids, parts};
use crate::model::query::{KINDS, STATUSES};
use crate::model::{Call, History, List, Query, Row, Wish};
use crate::text;

/// The columns, in their order; the links have one each beside them.
const COLUMNS: [HistorySort; 6] = [
    HistorySort::Code,
    HistorySort::Created,
    HistorySort::ValidUntil,
    HistorySort::Kind,
    HistorySort::Status,
    HistorySort::Online,
];

/// The list with its filters.
pub fn list(stage: Stage, state: &State<History>, list: &List) -> El {
    let more = list.more.then(|| {
        let words = stage.say("history.more");
        el("P", "tv-note").text(words).view()
    });
    let part = el("TV-HISTORY", "tv-part").child(heading(stage.say("history.heading")).view());
    if list.total == 0 && !state.own.query.is_filtered() {
        return part.child(el("P", "").text(stage.say("empty")).view());
    }
    let part = part.child(filters(stage, state.own.query));
    if list.total == 0 {
        let label = stage.say("history.showAll");
        let all = stage.button(Look::Neutral, label, false, true, || Message::Own(Wish::ShowAll));
        return part
            .child(el("P", "").text(stage.say("history.none")).view())
            .child(el("DIV", "tv-actions").child(all).view());
    }
    part.child(pager(stage, state, list))
        .child(table(stage, state, list))
        .maybe(more)
}

fn filters(stage: Stage, query: Query) -> AnyView {
    let all = (String::new(), stage.say("history.all"));
    let statuses = STATUSES.map(|status| (status.word().to_owned(), stage.say(text::choice(status))));
    let kinds = KINDS.map(|kind| (kind.word().to_owned(), stage.say(text::kind(kind))));
    let choice = |id, note, label, value: &str, choices: Vec<(String, String)>| {
        ui::field(Input {
            id,
            note,
            label: stage.say(label),
            value: value.to_owned(),
            control: Control::Choice([all.clone()].into_iter().chain(choices).collect()),
            hint: String::new(),
            wrong: String::new(),
        })
    };
    el("DIV", "tv-filters")
        .child(choice(
            ids::STATUS,
            ids::STATUS_NOTE,
            "history.status",
            query.status.map_or("", |status| status.word()),
            statuses.into(),
        ))
        .child(choice(
            ids::KIND,
            ids::KIND_NOTE,
            "history.kind",
            query.kind.map_or("", |kind| kind.word()),
            kinds.into(),
        ))
        .view()
}

fn table(stage: Stage, state: &State<History>, list: &List) -> AnyView {
    let sorted = COLUMNS.map(|sort| Column {
        label: stage.say(text::column(sort)),
        order: match list.query {
            Query { sort: by, .. } if by != sort => Order::None,
            Query { ascending: true, .. } => Order::Ascending,
            Query { .. } => Order::Descending,
        },
        click: Some(stage.on(Wish::Sort(sort))),
    });
    let links = ["fact.customerLink", "history.join"].map(|key| Column {
        label: stage.say(key),
        order: Order::None,
        click: None,
    });
    let rows = list.rows.iter();
    ui::table(Table {
        heading: HEADING,
        columns: sorted.into_iter().chain(links).collect(),
        rows: rows
            .map(|row| (row.id.clone(), cells(stage, state, list, row)))
            .collect(),
    })
}

fn cells(stage: Stage, state: &State<History>, list: &List, row: &Row) -> Vec<El> {
    let status = row.status(list.clock.at(state.core.now));
    let old_since = row.old_since(list.clock, state.own.stale);
    let created = stage.date_time(row.created_at);
    let open = Button {
        id: (state.own.last.as_ref() == Some(&row.id)).then_some(ids::LAST),
        look: Look::Plain,
        submits: false,
        label: row.code.clone(),
        about: Some(stage.say("history.open")),
        busy: false,
        ready: true,
    };
    let cell = || el("TD", "");
    vec![
        el("TH", "tv-nowrap")
            .attr(Attr::Scope, "row")
            .child(ui::button(open, stage.on(Wish::Open(row.id.clone())))),
        cell().text(stage.fill("created", &[("time", &created), ("name", &row.owner)])),
        cell().text(stage.date_time(row.valid_until)),
        cell().text(stage.say(text::kind(row.kind))),
        cell().children(parts::status(stage, status, old_since)),
        cell().text(stage.say(text::online(status))),
        cell().child(parts::link(stage, row, status)),
        cell().maybe(parts::join(stage, state, row, Look::Neutral)),
    ]
}

fn pager(stage: Stage, state: &State<History>, list: &List) -> AnyView {
    let range = list.range();
    let values: Vec<(&str, &str)> = range
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let shown = stage.fill("history.shown", &values);
    let waits = matches!(
        state.core.under_way(Lane::Reading),
        Some(Call::List { by_user: true, .. })
    );
    let pages: Pages = list.pages();
    let shown = if pages.count() > 1 {
        let step = |key, ready| (stage.say(key), ready);
        let pager = Pager {
            label: stage.say("history.pages"),
            shown,
            previous: step("history.previous", list.page > 1),
            next: step("history.next", list.page < pages.count()),
        };
        ui::pager(
            pager,
            stage.on(Wish::Page(list.page.saturating_sub(1))),
            stage.on(Wish::Page(list.page.saturating_add(1))),
        )
    } else {
        el("P", "").text(shown).view()
    };
    el("DIV", "tv-actions")
        .child(shown)
        .maybe(waits.then(ui::spinner))
        .view()
}
