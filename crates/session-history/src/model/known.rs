//! The sessions as they came.

use contract::{
    EventKind, HistoryDetails, HistorySession, RemoteError, SessionEvent, SessionKind, SessionState,
};
use domain::pages::Pages;
use domain::remaining::Remaining;
use domain::{Instant, Status, code, link, remaining};

use super::query::Query;
use super::unexpected;

/// More rows than this are no page.
const MOST_ROWS: usize = 200;
/// More events than this are not shown; Apex sends no more either.
const MOST_EVENTS: usize = 500;
/// What was asked for longer ago than this is told with its time: two of Apex's writings of it.
const FRESH_MILLIS: i64 = 120_000;

/// Salesforce's clock when it answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// What it showed.
    pub server: Instant,
    /// Monotonic milliseconds at which the answer came.
    came: i64,
}

impl Clock {
    fn read(text: &str, came: i64) -> Result<Self, RemoteError> {
        let server = Instant::parse(text).ok_or_else(unexpected)?;
        Ok(Self { server, came })
    }

    /// Salesforce's time at a monotonic time.
    pub fn at(self, now: i64) -> Instant {
        self.server.plus_millis(now.saturating_sub(self.came).max(0))
    }
}

/// A page of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// What it answers.
    pub query: Query,
    /// Its sessions.
    pub rows: Vec<Row>,
    /// Which page it is.
    pub page: u32,
    /// How many sessions a page has.
    pub page_size: u32,
    /// How many sessions there are on all pages.
    pub total: u32,
    /// Whether older sessions are not listed at all.
    pub more: bool,
    /// How many sessions of the record are unfinished.
    pub unfinished: u32,
    /// Seconds between two refreshes.
    pub poll_seconds: u32,
    /// When it came.
    pub clock: Clock,
}

impl List {
    /// Takes a page that came at `came`. One without a readable clock breaks the contract.
    pub fn of(history: contract::History, query: Query, came: i64) -> Result<Self, RemoteError> {
        Ok(Self {
            clock: Clock::read(&history.now, came)?,
            query,
            rows: history
                .sessions
                .into_iter()
                .take(MOST_ROWS)
                .map(Row::of)
                .collect(),
            page: history.page.max(1),
            page_size: history.page_size,
            total: history.total,
            more: history.more,
            unfinished: history.unfinished,
            poll_seconds: history.poll_seconds,
        })
    }

    /// How the list is cut into pages.
    pub fn pages(&self) -> Pages {
        Pages {
            total: self.total,
            size: self.page_size,
        }
    }

    /// Which part of the list this page is, as values for words.
    pub fn range(&self) -> Vec<(&'static str, String)> {
        let (from, to) = self.pages().items(self.page).unwrap_or_default();
        [("from", from), ("to", to), ("total", self.total)]
            .map(|(name, count)| (name, count.to_string()))
            .into()
    }

    /// In how many milliseconds the first of its sessions expires.
    pub fn changes_after(&self, now: i64) -> Option<u32> {
        let now = self.clock.at(now);
        let live = self.rows.iter().filter(|row| row.status(now).is_live());
        let ends = live.filter_map(|row| row.valid_until);
        let first = ends.map(|end| end.millis_since(now)).min()?;
        Some(u32::try_from(first).unwrap_or(u32::MAX))
    }
}

/// A session.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Id of the stored session.
    pub id: String,
    /// The code as people read it.
    pub code: String,
    /// Sort of session.
    pub kind: SessionKind,
    /// The customer's link; `None` when it is none that a page may offer.
    pub link: Option<String>,
    /// End of validity.
    pub valid_until: Option<Instant>,
    /// When it was created.
    pub created_at: Option<Instant>,
    /// When TeamViewer was last asked about it.
    pub checked_at: Option<Instant>,
    /// Who created it.
    pub owner: String,
    /// Whether that was the user.
    pub mine: bool,
    /// Its name.
    pub name: Option<String>,
    /// What the customer reads while waiting.
    pub waiting_message: Option<String>,
    /// Whether the user may try to join it while it is live.
    pub joinable: bool,
    closed: bool,
    online: bool,
}

impl Row {
    fn of(HistorySession { session, joinable }: HistorySession) -> Self {
        Self {
            code: code::format(&session.code),
            link: Some(session.customer_link).filter(|address| link::is_safe(address)),
            valid_until: Instant::parse(&session.valid_until),
            created_at: Instant::parse(&session.created_at),
            checked_at: Instant::parse(&session.checked_at),
            id: session.id,
            kind: session.kind,
            owner: session.owner_name,
            mine: session.mine,
            name: session.name,
            waiting_message: session.waiting_message,
            joinable,
            closed: session.state == SessionState::Closed,
            online: session.online,
        }
    }

    /// Its status at a time of Salesforce's.
    pub fn status(&self, now: Instant) -> Status {
        Status::of(self.closed, self.online, self.valid_until, now)
    }

    /// When TeamViewer was last asked about it, if that has to be told: it is still going on, and was not confirmed
    /// with this answer.
    pub fn old_since(&self, clock: Clock, stale: bool) -> Option<Instant> {
        let live = self.status(clock.server).is_live();
        self.checked_at
            .filter(|checked| live && (stale || clock.server.millis_since(*checked) > FRESH_MILLIS))
    }
}

/// A session that is shown by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The session.
    pub row: Row,
    /// What happened to it, newest first; `None` as long as that is being asked for.
    pub events: Option<Vec<Event>>,
    /// How many events there are.
    pub events_total: u32,
    /// Seconds between two refreshes.
    pub poll_seconds: u32,
    /// When it came.
    pub clock: Clock,
}

impl Opened {
    /// Takes a session that came at `came`.
    pub fn of(details: HistoryDetails, came: i64) -> Result<Self, RemoteError> {
        let events = &details.session.session.events;
        let events = events.iter().take(MOST_EVENTS).filter_map(Event::of).collect();
        Ok(Self {
            clock: Clock::read(&details.now, came)?,
            events: Some(events),
            events_total: details.events_total,
            poll_seconds: details.poll_seconds,
            row: Row::of(details.session),
        })
    }

    /// How much of the validity is left.
    pub fn remaining(&self, now: i64) -> Option<Remaining> {
        let now = self.clock.at(now);
        let end = self.row.valid_until.filter(|_| self.row.status(now).is_live())?;
        Some(Remaining::until(end, now))
    }

    /// In how many milliseconds that changes.
    pub fn changes_after(&self, now: i64) -> Option<u32> {
        let now = self.clock.at(now);
        let end = self.row.valid_until.filter(|_| self.row.status(now).is_live())?;
        remaining::changes_after(end, now)
    }
}

/// Something that happened to a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// When.
    pub at: Option<Instant>,
    /// Who did or saw it.
    pub by: String,
    /// To whom; empty when to nobody in particular.
    pub to: String,
}

impl Event {
    fn of(event: &SessionEvent) -> Option<Self> {
        (event.kind != EventKind::Unknown).then(|| Self {
            kind: event.kind,
            at: Instant::parse(&event.at),
            by: event.by.clone(),
            to: event.to.clone().unwrap_or_default(),
        })
    }
}
