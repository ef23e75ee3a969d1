//! What the tests of this component begin with.

use component::testing::Play;
use contract::{
    Account, Billing, CompanyPage, CompanyReport, Connection, Named, People, Scope, SessionKind, ZoneChange,
};
use domain::Instant;

use super::{Answer, Company};

/// A connection of one of three users, with a number for its id.
pub fn connection(number: u32, start: &str, seconds: i64) -> Connection {
    let end = Instant::parse(start).map(|start| start.plus_millis(seconds * 1_000));
    let end = end.map(|end| domain::zone::Zone::default().text(end));
    let user = number % 3;
    Connection {
        id: format!("0c4a5b0e-6b1a-4a31-9a1d-{number:012}"),
        user_id: format!("u{user}"),
        user_name: ["Zoé Martin", "Émile Roy", "eva <b>"][user as usize].to_owned(),
        device_id: Some(format!("{}", 100_000_000 + number)),
        device_name: (!number.is_multiple_of(4)).then(|| format!("PC-{number}")),
        group_id: (!number.is_multiple_of(5)).then(|| format!("g{}", number % 2)),
        group_name: (!number.is_multiple_of(5)).then(|| format!("Group {}", number % 2)),
        session_code: None,
        kind: Some(SessionKind::RemoteControl),
        start_at: start.to_owned(),
        end_at: end,
        notes: None,
        billing: Some(Billing::Bill),
        fee: None,
        currency: None,
        rating: None,
        comment: None,
    }
}

/// Connections of one day, a minute after one another.
pub fn day(day: u32, numbers: std::ops::Range<u32>) -> Vec<Connection> {
    numbers
        .map(|number| {
            let start = format!(
                "2026-11-{day:02}T{:02}:{:02}:00Z",
                6 + number / 60 % 12,
                number % 60
            );
            connection(number, &start, i64::from(number))
        })
        .collect()
}

/// A page; without `next` it is the last.
pub fn page(connections: Vec<Connection>, next: Option<&str>) -> CompanyPage {
    CompanyPage {
        connections,
        unreadable: 0,
        remaining: if next.is_some() { 1_000 } else { 0 },
        next: next.map(str::to_owned),
    }
}

/// November so far, in Paris, of an account that sees everything.
pub fn report(page: CompanyPage) -> CompanyReport {
    CompanyReport {
        today: "2026-11-26".to_owned(),
        first: "2026-11-01".to_owned(),
        last: "2026-11-26".to_owned(),
        zone: vec![ZoneChange {
            since: "2026-10-31T23:00:00Z".to_owned(),
            local: "2026-11-01T00:00:00".to_owned(),
        }],
        account: Account {
            name: "Zoé Martin".to_owned(),
            email: None,
        },
        account_id: "u0".to_owned(),
        people: Some(People {
            scope: Some(Scope::All),
            users: Some(vec![Named {
                id: "u7".to_owned(),
                name: "Nobody yet".to_owned(),
            }]),
            groups: None,
        }),
        page,
    }
}

/// Only what an account sees that TeamViewer says nothing about.
pub fn unknown(page: CompanyPage) -> CompanyReport {
    CompanyReport {
        people: Some(People::default()),
        ..report(page)
    }
}

/// A component that shows a report.
pub fn showing(report: CompanyReport) -> Play<Company> {
    let mut play = Play::start(Company::default());
    play.answer(Ok(Answer::Report(Box::new(report))));
    play
}

/// A component that shows a whole report of a few connections.
pub fn whole(count: u32) -> Play<Company> {
    showing(report(page(day(10, 0..count), None)))
}

/// The report of a component.
pub fn desk(play: &Play<Company>) -> &super::Desk {
    play.state.own.desk.as_ref().unwrap()
}
