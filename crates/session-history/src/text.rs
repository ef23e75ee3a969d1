//! Which words belong to what.

use contract::{EventKind, HistorySort, HistoryStatus, SessionKind};
use domain::Status;

/// The label of a column.
pub fn column(sort: HistorySort) -> &'static str {
    match sort {
        HistorySort::Code => "history.code",
        HistorySort::Created => "fact.created",
        HistorySort::ValidUntil => "fact.validUntil",
        HistorySort::Kind => "history.kind",
        HistorySort::Status => "history.status",
        HistorySort::Online => "history.online",
    }
}

/// A status that can be chosen.
pub fn choice(status: HistoryStatus) -> &'static str {
    match status {
        HistoryStatus::Online => "status.online",
        HistoryStatus::Waiting => "status.waiting",
        HistoryStatus::Expired => "status.expired",
        HistoryStatus::Closed => "status.closed",
    }
}

/// A status in a word or two.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Waiting => "status.waiting",
        Status::CustomerOnline => "status.online",
        Status::Expired => "status.expired",
        Status::Closed => "status.closed",
    }
}

/// What sort of session it is.
pub fn kind(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::RemoteControl => "kind.remoteControl",
        SessionKind::Pilot => "kind.pilot",
    }
}

/// Whether the customer is connected.
pub fn online(status: Status) -> &'static str {
    match status {
        Status::CustomerOnline => "history.yes",
        Status::Waiting | Status::Expired | Status::Closed => "history.no",
    }
}

/// What happened; [`EventKind::Unknown`] never comes this far.
pub fn event(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Created | EventKind::Unknown => "event.created",
        EventKind::Email => "event.email",
        EventKind::Sms => "event.sms",
        EventKind::Chatter => "event.chatter",
        EventKind::Online => "event.online",
        EventKind::Joined => "event.joined",
        EventKind::Closed => "event.closed",
    }
}
