//! The table of devices.

use component::Stage;
use component::view::HEADING;
use contract::DeviceState;
use domain::device::format_id;
use domain::link::is_safe;
use leptos::prelude::*;
use ui::{Attr, Button, El, Icon, Look, Order, Pager, Table, el};

use crate::model::scene::Page;
use crate::model::{Choice, Column, Devices, Message, Row};
use crate::text;

/// Draws where in the list the rows are; nothing when all of them are on the screen.
pub fn pager(stage: Stage<Devices>, page: Page) -> AnyView {
    if page.count < 2 {
        return ui::nothing();
    }
    let number = |number: usize| super::number(stage, number);
    let shown = stage.fill(
        "devices.rows",
        &[("first", &number(page.first())), ("last", &number(page.last()))],
    );
    let pager = Pager {
        label: stage.say("devices.pages"),
        shown,
        previous: (stage.say("devices.previous"), page.number > 0),
        next: (stage.say("devices.next"), page.number + 1 < page.count),
    };
    ui::pager(pager, stage.on(Message::Previous), stage.on(Message::Next))
}

/// Draws the rows.
pub fn table(stage: Stage<Devices>, choice: &Choice, rows: &[&Row]) -> AnyView {
    let sorted = |column: Column| ui::Column {
        label: stage.say(text::column(column)),
        order: match (choice.by == column, choice.descending) {
            (false, _) => Order::None,
            (true, false) => Order::Ascending,
            (true, true) => Order::Descending,
        },
        click: Some(stage.on(Message::Sort(column))),
    };
    let plain = |key| ui::Column {
        label: stage.say(key),
        order: Order::None,
        click: None,
    };
    ui::table(Table {
        heading: HEADING,
        columns: vec![
            sorted(Column::Name),
            sorted(Column::State),
            plain("devices.connection"),
            sorted(Column::Id),
            plain("devices.description"),
            sorted(Column::Groups),
            sorted(Column::LastSeen),
        ],
        rows: rows
            .iter()
            .map(|row| (row.device.id.clone(), cells(stage, row)))
            .collect(),
    })
}

fn cells(stage: Stage<Devices>, row: &Row) -> Vec<El> {
    let device = &row.device;
    let text = |text: &str| el("TD", "").text(text.to_owned());
    let last_seen = match (device.state, row.last_seen) {
        (_, Some(_)) => stage.date_time(row.last_seen),
        (DeviceState::Offline | DeviceState::Unknown, None) => stage.say("devices.unknown"),
        _ => String::new(),
    };
    vec![
        el("TH", "").attr(Attr::Scope, "row").text(row.name.clone()),
        el("TD", "").child(badge(stage, device.state)),
        el("TD", "").maybe(connect(stage, row)),
        el("TD", "tv-number").text(format_id(&device.id)),
        text(device.description.as_deref().unwrap_or_default()),
        text(&row.groups),
        text(&last_seen),
    ]
}

fn badge(stage: Stage<Devices>, state: DeviceState) -> AnyView {
    let (class, picture) = match state {
        DeviceState::Online => ("slds-badge tv-badge tv-badge_online", Icon::Check),
        DeviceState::Busy => ("slds-badge tv-badge tv-badge_expired", Icon::Attention),
        DeviceState::Away => ("slds-badge tv-badge tv-badge_waiting", Icon::Waiting),
        DeviceState::Offline => ("slds-badge tv-badge", Icon::Cross),
        DeviceState::Unknown => ("slds-badge tv-badge", Icon::Waiting),
    };
    ui::badge(class, picture, stage.say(text::state(state)))
}

/// The button of a device that a connection can be made to.
fn connect(stage: Stage<Devices>, row: &Row) -> Option<AnyView> {
    row.device.link.as_deref().filter(|link| is_safe(link))?;
    let button = Button {
        id: None,
        look: Look::Neutral,
        submits: false,
        label: stage.say("devices.connect"),
        about: Some(stage.fill("devices.connectTo", &[("name", &row.name)])),
        busy: false,
        ready: true,
    };
    Some(ui::button(
        button,
        stage.on(Message::Connect(row.device.id.clone())),
    ))
}
