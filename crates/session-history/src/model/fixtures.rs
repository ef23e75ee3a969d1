//! Sessions and answers for tests.

use component::testing::Play;
use contract::{
    ErrorCode, EventKind, HistoryDetails, HistorySession, RemoteError, Session, SessionEvent, SessionKind,
    SessionState,
};

use super::{Answer, History};

/// The record of all tests.
pub const RECORD: &str = "500000000000001AAA";

/// An open session of the user that TeamViewer has just told of.
pub fn open(id: &str) -> HistorySession {
    HistorySession {
        session: Session {
            id: id.to_owned(),
            code: "s12-345-678".to_owned(),
            kind: SessionKind::RemoteControl,
            state: SessionState::Open,
            online: false,
            valid_until: "2026-11-23T09:30:00Z".to_owned(),
            created_at: "2026-11-22T09:30:00Z".to_owned(),
            checked_at: "2026-11-22T09:31:00Z".to_owned(),
            customer_link: "https://get.teamviewer.com/v15/s12345678".to_owned(),
            mine: true,
            owner_name: "Ada Agent".to_owned(),
            name: None,
            waiting_message: None,
            events: Vec::new(),
        },
        joinable: true,
    }
}

/// One in which the customer is.
pub fn online(id: &str) -> HistorySession {
    let mut session = open(id);
    session.session.online = true;
    session
}

/// A colleague's that TeamViewer does not show to the user.
pub fn hidden(id: &str) -> HistorySession {
    let mut session = open(id);
    session.session.mine = false;
    session.session.owner_name = "Ben Colleague".to_owned();
    session.session.checked_at = "2026-11-22T08:00:00Z".to_owned();
    session.joinable = false;
    session
}

/// A colleague's that TeamViewer shows to the user.
pub fn colleagues(id: &str) -> HistorySession {
    let mut session = hidden(id);
    session.session.checked_at = "2026-11-22T09:31:00Z".to_owned();
    session.joinable = true;
    session
}

/// One whose validity has ended.
pub fn expired(id: &str) -> HistorySession {
    let mut session = open(id);
    session.session.valid_until = "2026-11-22T09:00:00Z".to_owned();
    session.joinable = false;
    session
}

/// A closed Pilot session.
pub fn closed(id: &str) -> HistorySession {
    let mut session = open(id);
    session.session.state = SessionState::Closed;
    session.session.kind = SessionKind::Pilot;
    session.joinable = false;
    session
}

/// A page with all sessions there are.
pub fn page(sessions: Vec<HistorySession>) -> contract::History {
    let unfinished = sessions
        .iter()
        .filter(|it| {
            it.session.state == SessionState::Open && it.session.valid_until.as_str() > "2026-11-22T09:31:00Z"
        })
        .count();
    contract::History {
        now: "2026-11-22T09:31:00Z".to_owned(),
        poll_seconds: 15,
        unfinished: u32::try_from(unfinished).unwrap(),
        total: u32::try_from(sessions.len()).unwrap(),
        page_size: 25,
        page: 1,
        more: false,
        sessions,
        problem: None,
    }
}

/// The same while TeamViewer cannot be asked.
pub fn stored(sessions: Vec<HistorySession>, code: ErrorCode) -> contract::History {
    contract::History {
        problem: Some(RemoteError::of(code)),
        ..page(sessions)
    }
}

/// A session by itself, with two events.
pub fn details(mut session: HistorySession) -> HistoryDetails {
    let event = |kind, at: &str, to: Option<&str>| SessionEvent {
        kind,
        at: at.to_owned(),
        by: "Ada Agent".to_owned(),
        to: to.map(str::to_owned),
    };
    session.session.events = vec![
        event(EventKind::Online, "2026-11-22T09:30:50Z", None),
        event(EventKind::Email, "2026-11-22T09:30:30Z", Some("rosa@example.com")),
        event(EventKind::Unknown, "2026-11-22T09:30:20Z", None),
        event(EventKind::Created, "2026-11-22T09:30:00Z", None),
    ];
    HistoryDetails {
        now: "2026-11-22T09:31:00Z".to_owned(),
        poll_seconds: 15,
        session,
        events_total: 4,
        problem: None,
    }
}

/// A component that has just asked for the first time.
pub fn start() -> Play<History> {
    Play::start(History::new(RECORD.to_owned()))
}

/// A component that shows a page.
pub fn showing(page: contract::History) -> Play<History> {
    let mut play = start();
    play.answer(Ok(Answer::List(page)));
    play
}
