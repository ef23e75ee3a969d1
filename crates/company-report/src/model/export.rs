//! What is shown, as a table for spreadsheets.

use contract::{Billing, SessionKind};
use domain::csv::Csv;

use super::desk::Desk;

/// The words of such a table, in the user's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportWords {
    /// The heads of the columns.
    pub heads: [String; 16],
    /// To be billed, billed, not to be billed.
    pub billing: [String; 3],
    /// Remote control, Pilot.
    pub kinds: [String; 2],
}

/// The name of the file.
pub fn name(desk: &Desk) -> String {
    let (first, last) = (desk.period.first.text(), desk.period.last.text());
    format!("teamviewer-connections-{first}-{last}.csv")
}

/// The rows that are shown, in their order, with dates and times as the user's clocks show them.
pub fn table(desk: &Desk, words: &ExportWords) -> String {
    let mut csv = Csv::default();
    csv.row(words.heads.iter().map(String::as_str));
    for row in desk.shown.iter().filter_map(|place| desk.rows.get(*place)) {
        let start = desk.zone.text(row.start);
        let end = row.end.map(|end| desk.zone.text(end)).unwrap_or_default();
        let length = row.seconds().map(clock).unwrap_or_default();
        let seconds = row.seconds().map(|it| it.to_string()).unwrap_or_default();
        let billing = row.billing.and_then(|billing| match billing {
            Billing::Bill => words.billing.first(),
            Billing::Billed => words.billing.get(1),
            Billing::DoNotBill => words.billing.get(2),
            Billing::Unknown => None,
        });
        let kind = row.kind.and_then(|kind| match kind {
            SessionKind::RemoteControl => words.kinds.first(),
            SessionKind::Pilot => words.kinds.get(1),
        });
        let rare = row.rare.as_deref();
        let rating = rare
            .and_then(|rare| rare.rating)
            .map(|it| it.to_string())
            .unwrap_or_default();
        csv.row([
            start.as_str(),
            &end,
            &length,
            &seconds,
            desk.rows.users.name(row.user),
            row.group.map_or("", |group| desk.rows.groups.name(group)),
            &row.device,
            &row.device_id,
            &row.code,
            kind.map_or("", String::as_str),
            billing.map_or("", String::as_str),
            rare.map_or("", |rare| &rare.fee),
            rare.map_or("", |rare| &rare.currency),
            &row.notes,
            &rating,
            rare.map_or("", |rare| &rare.comment),
        ]);
    }
    csv.finish()
}

/// Hours, minutes and seconds, as spreadsheets read them.
fn clock(seconds: u64) -> String {
    let (hours, rest) = (seconds / 3_600, seconds % 3_600);
    format!("{hours}:{:02}:{:02}", rest / 60, rest % 60)
}
