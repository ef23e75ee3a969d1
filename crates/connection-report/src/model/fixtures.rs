//! Connections and parts for the tests.

use contract::{Account, Billing, Connection, ReportBatch, SessionKind};

/// A connection of that day in May.
pub fn connection(day: u32) -> Connection {
    Connection {
        id: format!("c-{day}"),
        user_id: "u123".to_owned(),
        user_name: "Ada Agent".to_owned(),
        device_id: Some("400000001".to_owned()),
        device_name: Some("Reception".to_owned()),
        group_id: None,
        group_name: None,
        session_code: Some("s12345678".to_owned()),
        kind: Some(SessionKind::RemoteControl),
        start_at: format!("2026-05-{day:02}T09:00:00Z"),
        end_at: Some(format!("2026-05-{day:02}T09:45:12Z")),
        notes: None,
        billing: Some(Billing::Bill),
        fee: None,
        currency: None,
        rating: None,
        comment: None,
    }
}

/// A connection of which nearly nothing is known, and that still runs.
pub fn bare(day: u32) -> Connection {
    Connection {
        user_name: String::new(),
        device_id: None,
        device_name: None,
        session_code: None,
        kind: None,
        end_at: None,
        billing: None,
        ..connection(day)
    }
}

/// A connection with everything that there can be.
pub fn full(day: u32) -> Connection {
    Connection {
        kind: Some(SessionKind::Pilot),
        notes: Some("Replaced <b>the driver</b>.".to_owned()),
        billing: Some(Billing::Billed),
        fee: Some("1234.50".to_owned()),
        currency: Some("EUR".to_owned()),
        rating: Some(5),
        comment: Some("Fast & friendly.".to_owned()),
        ..connection(day)
    }
}

/// A part of a report.
pub fn part(connections: Vec<Connection>, next: Option<&str>, done: u32, total: u32) -> ReportBatch {
    ReportBatch {
        now: "2026-06-01T00:00:00Z".to_owned(),
        account: None,
        connections,
        next: next.map(str::to_owned),
        done,
        total,
        unreadable: 0,
        warning: None,
    }
}

/// The first part of a report.
pub fn first(connections: Vec<Connection>, next: Option<&str>, done: u32, total: u32) -> ReportBatch {
    ReportBatch {
        account: Some(Account {
            name: "Ada Agent".to_owned(),
            email: Some("ada@example.com".to_owned()),
        }),
        ..part(connections, next, done, total)
    }
}
