//! The connections. Of thousands of rows only those around the visible ones are drawn.

use component::{Lane, Message as Any, Stage, State};
use leptos::prelude::*;
use ui::{Attr, Button, Column, El, LongTable, Look, Order as Sorted, el};

use super::{duration, ids, number};
use crate::model::edit::BILLINGS;
use crate::model::{Call, Company, Desk, Edit, ExportWords, LAYOUT, Message, Order, Row};
use crate::text;

/// Longer notes TeamViewer does not take.
const MOST_CHARACTERS: &str = "4000";

/// Draws the heading, the button for the file, and the table.
pub fn table(stage: Stage<Company>, state: &State<Company>, desk: &Desk) -> AnyView {
    let count = number(stage, desk.shown.len() as u64);
    let heading = el("H3", "tv-heading")
        .attr(Attr::Id, ids::ROWS)
        .text(stage.fill("company.rows", &[("count", &count)]))
        .view();
    let ready = !desk.shown.is_empty();
    let export = stage.button(
        Look::Neutral,
        stage.say("company.export"),
        false,
        ready,
        move || Any::Own(Message::Export(Box::new(export_words(stage)))),
    );
    let body = if desk.shown.is_empty() {
        let key = if desk.rows.all.is_empty() {
            "company.empty"
        } else {
            "company.noneFits"
        };
        el("P", "").text(stage.say(key)).view()
    } else {
        rows(stage, state, desk)
    };
    el("DIV", "tv-part")
        .child(el("DIV", "tv-head").child(heading).child(export).view())
        .child(body)
        .view()
}

fn rows(stage: Stage<Company>, state: &State<Company>, desk: &Desk) -> AnyView {
    let own = &state.own;
    let drawn = own.window().into_iter().filter_map(|place| {
        let row = desk.rows.get(*desk.shown.get(place)?)?;
        let edit = own.edit.as_ref().filter(|edit| edit.id == row.id.as_ref());
        Some((
            place,
            row.id.as_ref().to_owned(),
            cells(stage, state, desk, row, edit),
        ))
    });
    ui::long_table(LongTable {
        id: ids::TABLE,
        heading: ids::ROWS,
        class: "tv-connections",
        columns: columns(stage, own),
        count: desk.shown.len(),
        row_height: LAYOUT.row_height,
        rows: drawn.collect(),
    })
}

fn columns(stage: Stage<Company>, own: &Company) -> Vec<Column> {
    let plain = |key| Column {
        label: stage.say(key),
        order: Sorted::None,
        click: None,
    };
    let sorted = |key, order| Column {
        label: stage.say(key),
        order: match (own.choice.order == order, own.choice.ascending) {
            (false, _) => Sorted::None,
            (true, true) => Sorted::Ascending,
            (true, false) => Sorted::Descending,
        },
        click: Some(stage.on(Message::Sort(order))),
    };
    vec![
        sorted("connection.start", Order::Start),
        plain("connection.end"),
        sorted("connection.duration", Order::Duration),
        sorted("connection.user", Order::User),
        plain("company.group"),
        plain("connection.device"),
        plain("connection.notes"),
        plain("connection.billing"),
        plain("connection.feedback"),
        plain("company.actions"),
    ]
}

fn cells(
    stage: Stage<Company>,
    state: &State<Company>,
    desk: &Desk,
    row: &Row,
    edit: Option<&Edit>,
) -> Vec<El> {
    let cell = |text: String| el("DIV", "").text(text);
    let start = stage.date_time(Some(row.start));
    let end = match row.end {
        Some(end) => stage.date_time(Some(end)),
        None => stage.say("connection.running"),
    };
    let length = row.seconds().map(|it| duration(stage, it)).unwrap_or_default();
    let group = row.group.map_or("", |group| desk.rows.groups.name(group));
    let device = if row.device.is_empty() {
        &row.device_id
    } else {
        &row.device
    };
    let (notes, billing) = match edit {
        Some(edit) => (edit_notes(stage, edit), edit_billing(stage, edit)),
        None => (
            el("DIV", "tv-long__lines").text(row.notes.as_ref()),
            cell(
                row.billing
                    .map(|billing| stage.say(text::billing(billing)))
                    .unwrap_or_default(),
            ),
        ),
    };
    let actions = match edit {
        Some(_) => save(stage, state),
        None => change(stage, state, row, &start),
    };
    vec![
        cell(start),
        cell(end),
        cell(length),
        cell(desk.rows.users.name(row.user).to_owned()),
        cell(group.to_owned()),
        cell(device.as_ref().to_owned()),
        notes,
        billing,
        el("DIV", "tv-long__lines").text(feedback(stage, row)),
        actions,
    ]
}

fn feedback(stage: Stage<Company>, row: &Row) -> String {
    let Some(rare) = row.rare.as_deref() else {
        return String::new();
    };
    let rating = rare
        .rating
        .map(|rating| stage.fill("connection.rating", &[("rating", &rating.to_string())]));
    let comment = Some(rare.comment.as_ref().to_owned()).filter(|comment| !comment.is_empty());
    let both: Vec<String> = rating.into_iter().chain(comment).collect();
    both.join(" – ")
}

fn change(stage: Stage<Company>, state: &State<Company>, row: &Row, start: &str) -> El {
    let id = row.id.as_ref().to_owned();
    let message = Message::Edit(id.clone());
    // One row at a time.
    let ready = state.own.edit.is_none();
    let about = stage.fill("company.changeAbout", &[("time", start)]);
    let button = el("BUTTON", "slds-button tv-button")
        .attr(Attr::Id, ids::edit(&id))
        .attr(Attr::AriaDisabled, if ready { "false" } else { "true" })
        .text(stage.say("company.change"))
        .child(el("SPAN", "slds-assistive-text").text(format!(" {about}")).view())
        .button(stage.on(message));
    el("DIV", "tv-long__tall").child(button)
}

fn edit_notes(stage: Stage<Company>, edit: &Edit) -> El {
    let notes = el("TEXTAREA", "slds-textarea tv-long__field")
        .attr(Attr::Id, ids::NOTES)
        .attr(Attr::AriaLabel, stage.say("connection.notes"))
        .attr(Attr::MaxLength, MOST_CHARACTERS)
        .attr(Attr::AutoComplete, "off")
        .attr(Attr::DataValue, edit.notes.clone());
    el("DIV", "tv-long__tall").child(notes.view())
}

fn edit_billing(stage: Stage<Company>, edit: &Edit) -> El {
    let option =
        |value: &'static str, label: String| el("OPTION", "").attr(Attr::Value, value).text(label).view();
    // What TeamViewer has not said can be left so.
    let unsaid = edit
        .billing
        .is_empty()
        .then(|| option("", stage.say("connection.nothing")));
    let states = BILLINGS
        .into_iter()
        .map(|billing| option(billing.word(), stage.say(text::billing(billing))));
    let billing = el("SELECT", "slds-select tv-select tv-long__field")
        .attr(Attr::Id, ids::BILLING)
        .attr(Attr::AriaLabel, stage.say("connection.billing"))
        .attr(Attr::DataValue, edit.billing.clone())
        .maybe(unsaid)
        .children(states);
    el("DIV", "tv-long__tall").child(billing.view())
}

fn save(stage: Stage<Company>, state: &State<Company>) -> El {
    let busy = matches!(state.core.under_way(Lane::Action), Some(Call::Change { .. }));
    let button = |key, look, busy, ready, message| {
        let button = Button {
            id: None,
            look,
            submits: false,
            label: stage.say(key),
            about: None,
            busy,
            ready,
        };
        ui::button(button, stage.on(message))
    };
    let free = !state.core.is_busy();
    el("DIV", "tv-actions tv-long__tall")
        .child(button("company.save", Look::Brand, busy, free, Message::Save))
        .child(button(
            "button.cancel",
            Look::Neutral,
            false,
            !busy,
            Message::Cancel,
        ))
}

fn export_words(stage: Stage<Company>) -> ExportWords {
    let heads = [
        "connection.start",
        "connection.end",
        "connection.duration",
        "company.seconds",
        "connection.user",
        "company.group",
        "connection.device",
        "company.deviceId",
        "company.code",
        "company.kind",
        "connection.billing",
        "company.fee",
        "company.currency",
        "connection.notes",
        "company.rating",
        "company.comment",
    ];
    ExportWords {
        heads: heads.map(|key| stage.say(key)),
        billing: BILLINGS.map(|billing| stage.say(text::billing(billing))),
        kinds: [
            stage.say(text::kind(contract::SessionKind::RemoteControl)),
            stage.say(text::kind(contract::SessionKind::Pilot)),
        ],
    }
}
