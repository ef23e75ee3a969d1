//! A report: its period, its connections, and what follows from them.

use contract::{Account, CompanyPage, CompanyReport, ErrorCode, RemoteError, Scope, ZoneChange};
use domain::buckets::Buckets;
use domain::period::Period;
use domain::totals::Totals;
use domain::zone::Zone;
use domain::{Day, Instant, sorting};

use super::choice::{Choice, Order};
use super::rows::{MOST_ROWS, Rows};
use super::stream::{Cursors, Stream};

/// A report.
#[derive(Clone, Debug, PartialEq)]
pub struct Desk {
    /// The user's day.
    pub today: Day,
    /// The days it is about.
    pub period: Period,
    /// The user's clocks.
    pub zone: Zone,
    /// The account that is signed in.
    pub account: Account,
    /// Its id.
    pub account_id: String,
    /// Whose connections the account sees, as far as TeamViewer says.
    pub scope: Option<Scope>,
    /// Whether the company's users and groups have been asked for.
    pub knows_people: bool,
    /// The connections.
    pub rows: Rows,
    /// What comes after them.
    pub stream: Stream,
    /// How many come after them, as far as TeamViewer says.
    pub remaining: u32,
    /// How many could not be read.
    pub unreadable: u32,
    /// The places of those that the user wants to see, in the user's order.
    pub shown: Vec<u32>,
    /// Sums over those.
    pub totals: Totals,
    /// How many of those there are by day or week.
    pub buckets: Buckets,
    cursors: Cursors,
}

impl Desk {
    /// Takes a report and its first page; what is known of the company's people stays known.
    pub fn of(report: CompanyReport, before: Option<&Self>) -> Result<Self, RemoteError> {
        let today = Day::parse(&report.today).ok_or_else(|| broken("today"))?;
        let (Some(first), Some(last)) = (Day::parse(&report.first), Day::parse(&report.last)) else {
            return Err(broken("period"));
        };
        let period = Period::of(first, last).map_err(|_| broken("period"))?;
        let changes: Option<Vec<_>> = report.zone.iter().map(change).collect();
        let zone = Zone::of(changes.ok_or_else(|| broken("zone"))?);
        let mut desk = Self {
            today,
            period,
            zone,
            account: report.account,
            account_id: report.account_id,
            scope: None,
            knows_people: report.people.is_some(),
            rows: Rows::default(),
            stream: Stream::Reading,
            remaining: 0,
            unreadable: 0,
            shown: Vec::new(),
            totals: Totals::default(),
            buckets: Buckets::of(period),
            cursors: Cursors::default(),
        };
        if let Some(before) = before.filter(|before| before.account_id == desk.account_id) {
            desk.scope = before.scope;
            desk.knows_people = desk.knows_people || before.knows_people;
            desk.rows.users = before.rows.users.clone();
            desk.rows.groups = before.rows.groups.clone();
        }
        if let Some(people) = report.people {
            desk.scope = people.scope.filter(|scope| *scope != Scope::Unknown);
            desk.rows.users.learn(&people.users.unwrap_or_default());
            desk.rows.groups.learn(&people.groups.unwrap_or_default());
        }
        desk.take(report.page);
        Ok(desk)
    }

    /// Takes a page. What began before or after the period is left out: TeamViewer's documents do not agree on what it
    /// leaves out.
    pub fn take(&mut self, page: CompanyPage) {
        let (zone, period) = (&self.zone, self.period);
        let wanted = |start: Instant| period.has(zone.day(start));
        let unreadable = self.rows.add(page.connections, wanted);
        self.unreadable = self
            .unreadable
            .saturating_add(unreadable)
            .saturating_add(page.unreadable);
        self.remaining = page.remaining;
        self.stream = match page.next {
            None => Stream::Whole,
            Some(_) if self.rows.all.len() >= MOST_ROWS => Stream::Full,
            Some(next) if self.cursors.follow(&next) => Stream::Reading,
            Some(_) => Stream::Repeated,
        };
    }

    /// Where the next page begins, when there is one to be asked for.
    pub fn next(&self) -> Option<&str> {
        self.cursors.next().filter(|_| self.stream.can_go_on())
    }

    /// Whether the account sees only its own connections: TeamViewer says so, or it shows no others.
    pub fn is_own(&self) -> Own {
        match self.scope {
            Some(Scope::All) => Own::No,
            Some(Scope::Own) => Own::Yes,
            Some(Scope::Unknown) | None => {
                let me = self.rows.users.find(&self.account_id);
                let whole = !self.stream.can_go_on() && !self.rows.all.is_empty();
                if whole && self.rows.all.iter().all(|row| Some(row.user) == me) {
                    Own::Maybe
                } else {
                    Own::No
                }
            }
        }
    }

    /// Finds those that the user wants to see, orders and counts them.
    pub fn arrange(&mut self, choice: &Choice) {
        let user = choice.user.as_deref().map(|id| self.rows.users.find(id));
        let group = choice.group.as_deref().map(|id| self.rows.groups.find(id));
        let ranks = match choice.order {
            Order::User => self.rows.users.ranks(),
            Order::Start | Order::Duration => Vec::new(),
        };
        let mut shown = Vec::with_capacity(self.rows.all.len());
        let mut keys = Vec::with_capacity(self.rows.all.len());
        self.totals = Totals::default();
        self.buckets = Buckets::of(self.period);
        for (place, row) in (0u32..).zip(&self.rows.all) {
            let key = match choice.order {
                Order::Start => row.start.millis(),
                Order::User => i64::from(ranks.get(row.user as usize).copied().unwrap_or(u32::MAX)),
                // What still runs is the longest of all, as far as anybody knows.
                Order::Duration => row
                    .seconds()
                    .map_or(i64::MAX, |it| i64::try_from(it).unwrap_or(i64::MAX - 1)),
            };
            let key = if choice.ascending {
                key
            } else {
                key.saturating_neg()
            };
            // Of equals, the newest first.
            keys.push((key, row.start.millis().saturating_neg()));
            let fits = user.is_none_or(|user| user == Some(row.user))
                && group.is_none_or(|group| group.is_some() && group == row.group);
            if fits {
                shown.push(place);
                self.totals.add(row.seconds());
                self.buckets.add(self.zone.day(row.start));
            }
        }
        let key = |place: u32| keys.get(place as usize);
        sorting::sort(&mut shown, &|a, b| key(a).cmp(&key(b)));
        self.shown = shown;
    }
}

/// Whether an account sees only its own connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// It sees others' too.
    No,
    /// It looks so: the report has no others.
    Maybe,
    /// TeamViewer says so.
    Yes,
}

fn change(change: &ZoneChange) -> Option<(Instant, i32)> {
    let (since, local) = (Instant::parse(&change.since)?, Instant::parse(&change.local)?);
    let minutes = local.millis_since(since) / 60_000;
    Some((since, i32::try_from(minutes).ok()?))
}

/// An answer that breaks the contract, and in which member.
fn broken(reference: &str) -> RemoteError {
    RemoteError {
        reference: Some(["companyReport", reference].join(" ")),
        ..RemoteError::of(ErrorCode::Internal)
    }
}
