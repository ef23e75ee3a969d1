//! Which words belong to what.

use contract::{Billing, SessionKind};
use domain::buckets::Step;
use domain::period::Preset;

use crate::model::{Own, Stream, Wrong};

/// A period with a name; `None` for the days that are entered.
pub fn preset(preset: Option<Preset>) -> &'static str {
    match preset {
        None => "company.custom",
        Some(Preset::Today) => "company.today",
        Some(Preset::Yesterday) => "company.yesterday",
        Some(Preset::SevenDays) => "company.sevenDays",
        Some(Preset::ThirtyDays) => "company.thirtyDays",
        Some(Preset::ThisMonth) => "company.thisMonth",
        Some(Preset::LastMonth) => "company.lastMonth",
        Some(Preset::NinetyDays) => "company.ninetyDays",
        Some(Preset::Year) => "company.year",
    }
}

/// What is wrong with the entered days.
pub fn wrong(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::First | Wrong::Last => "company.noDay",
        Wrong::Order => "company.wrongOrder",
        Wrong::TooLong => "company.tooLong",
    }
}

/// What can be said of a report that is not being read.
pub fn stream(stream: Stream) -> Option<&'static str> {
    match stream {
        Stream::Reading | Stream::Whole => None,
        Stream::Waiting => Some("company.waiting"),
        Stream::Stopped => Some("company.stopped"),
        Stream::Failed => Some("company.broken"),
        Stream::Repeated => Some("company.repeated"),
        Stream::Full => Some("company.full"),
    }
}

/// Whether the account sees only its own connections.
pub fn own(own: Own) -> Option<&'static str> {
    match own {
        Own::No => None,
        Own::Maybe => Some("company.maybeOwn"),
        Own::Yes => Some("company.ownOnly"),
    }
}

/// A billing state; [`Billing::Unknown`] is never kept.
pub fn billing(billing: Billing) -> &'static str {
    match billing {
        Billing::Bill => "connection.bill",
        Billing::Billed => "connection.billed",
        Billing::DoNotBill | Billing::Unknown => "connection.doNotBill",
    }
}

/// A sort of session.
pub fn kind(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::RemoteControl => "kind.remoteControl",
        SessionKind::Pilot => "kind.pilot",
    }
}

/// What the bars of the chart count, and what one of them is called.
pub fn step(step: Step) -> (&'static str, &'static str) {
    match step {
        Step::Day => ("company.perDay", "company.day"),
        Step::Week => ("company.perWeek", "company.week"),
    }
}
