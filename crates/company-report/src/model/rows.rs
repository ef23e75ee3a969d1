//! The connections, in as little memory as twenty thousand of them should take.

use contract::{Billing, Connection, SessionKind};
use domain::{Instant, sorting};

use super::parties::Parties;

/// A report has no more rows than this: a browser shall not run out of memory.
pub const MOST_ROWS: usize = 100_000;

/// A connection.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// TeamViewer's name of it.
    pub id: Box<str>,
    /// Whose it is: a place among the users.
    pub user: u32,
    /// Its group: a place among the groups.
    pub group: Option<u32>,
    /// When it began.
    pub start: Instant,
    /// When it ended; `None` while it runs.
    pub end: Option<Instant>,
    /// Name of the customer's computer; may be empty.
    pub device: Box<str>,
    /// TeamViewer ID of the customer's computer; may be empty.
    pub device_id: Box<str>,
    /// Code of the session; empty when there was none.
    pub code: Box<str>,
    /// Sort of session, when it is known.
    pub kind: Option<SessionKind>,
    /// The supporter's notes; may be empty.
    pub notes: Box<str>,
    /// Whether it is to be billed.
    pub billing: Option<Billing>,
    /// What few connections have.
    pub rare: Option<Box<Rare>>,
}

/// What few connections have; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rare {
    /// What it costs, with its currency.
    pub fee: Box<str>,
    /// The currency.
    pub currency: Box<str>,
    /// How the customer found it.
    pub rating: Option<u32>,
    /// What the customer wrote about it.
    pub comment: Box<str>,
}

impl Row {
    /// How long it took; `None` while it runs.
    pub fn seconds(&self) -> Option<u64> {
        domain::connection::seconds(self.start, self.end)
    }
}

/// All connections of a report, none of them twice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// They, in the order in which they came.
    pub all: Vec<Row>,
    /// Places, in the order of their ids.
    by_id: Vec<u32>,
    /// The users of the report, and those TeamViewer told.
    pub users: Parties,
    /// The groups of the report, and those TeamViewer told.
    pub groups: Parties,
}

impl Rows {
    /// Adds those of some connections that began when they should and are not there yet. Answers how many cannot be
    /// read.
    pub fn add(&mut self, connections: Vec<Connection>, wanted: impl Fn(Instant) -> bool) -> u32 {
        let mut unreadable = 0;
        let mut new: Vec<u32> = Vec::with_capacity(connections.len());
        let mut order: Vec<u32> = (0..).take(connections.len()).collect();
        let id = |place: u32| connections.get(place as usize).map(|it| it.id.as_str());
        sorting::sort(&mut order, &|a, b| id(a).cmp(&id(b)));
        let mut connections: Vec<Option<Connection>> = connections.into_iter().map(Some).collect();
        for place in order {
            let Some(connection) = connections.get_mut(place as usize).and_then(Option::take) else {
                continue;
            };
            match Instant::parse(&connection.start_at) {
                Some(start) if wanted(start) => {
                    // The last one that is new may have the same id.
                    let last = new.last().and_then(|place| self.get(*place));
                    let known = last.is_some_and(|row| row.id.as_ref() == connection.id);
                    if !known && self.find(&connection.id).is_none() {
                        new.push(self.keep(start, connection));
                    }
                }
                Some(_) => {}
                None => unreadable += 1,
            }
        }
        self.merge(new);
        unreadable
    }

    /// The place of a connection.
    pub fn find(&self, id: &str) -> Option<u32> {
        let found = self
            .by_id
            .binary_search_by(|place| self.all[*place as usize].id.as_ref().cmp(id));
        found.ok().map(|at| self.by_id[at])
    }

    /// A connection.
    pub fn get(&self, place: u32) -> Option<&Row> {
        self.all.get(place as usize)
    }

    /// Takes the places of new connections, in the order of their ids. One page at a time: a place put in by itself
    /// would move all those after it.
    fn merge(&mut self, new: Vec<u32>) {
        let mut merged = Vec::with_capacity(self.by_id.len() + new.len());
        let id = |place: u32| self.all.get(place as usize).map(|row| row.id.as_ref());
        let mut new = new.into_iter().peekable();
        for place in &self.by_id {
            while let Some(before) = new.next_if(|it| id(*it) < id(*place)) {
                merged.push(before);
            }
            merged.push(*place);
        }
        merged.extend(new);
        self.by_id = merged;
    }

    /// Keeps a connection, and answers its place.
    fn keep(&mut self, start: Instant, it: Connection) -> u32 {
        let text = |text: Option<String>| text.unwrap_or_default().into_boxed_str();
        let has_rare =
            it.fee.is_some() || it.currency.is_some() || it.rating.is_some() || it.comment.is_some();
        let rare = has_rare.then(|| {
            Box::new(Rare {
                fee: text(it.fee),
                currency: text(it.currency),
                rating: it.rating,
                comment: text(it.comment),
            })
        });
        let group = it
            .group_id
            .map(|id| self.groups.place(&id, &it.group_name.unwrap_or_default()));
        let place = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(Row {
            id: it.id.into_boxed_str(),
            user: self.users.place(&it.user_id, &it.user_name),
            group,
            start,
            end: it.end_at.as_deref().and_then(Instant::parse),
            device: text(it.device_name),
            device_id: text(it.device_id),
            code: text(it.session_code),
            kind: it.kind,
            notes: text(it.notes),
            billing: it.billing.filter(|billing| *billing != Billing::Unknown),
            rare,
        });
        place
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;
    use crate::model::fixtures::connection;
    use domain::Instant;
    use proptest::prelude::*;

    #[test]
    fn what_cannot_be_read_is_counted_and_what_was_not_asked_for_is_left_out() {
        let mut rows = Rows::default();
        let from = Instant::parse("2026-11-02T00:00:00Z").unwrap();
        let mut broken = connection(3, "2026-11-03T00:00:00Z", 60);
        broken.start_at = "yesterday".to_owned();
        let early = connection(2, "2026-11-01T23:59:59Z", 60);
        let unreadable = rows.add(
            vec![connection(1, "2026-11-02T00:00:00Z", 60), early, broken],
            |start| start >= from,
        );
        assert_eq!((rows.all.len(), unreadable), (1, 1));
        assert_eq!(rows.all[0].seconds(), Some(60));
    }

    proptest! {
        #[test]
        fn none_is_lost_and_none_is_there_twice(pages in prop::collection::vec(prop::collection::vec(0u32..40, 0..20), 0..8)) {
            let mut rows = Rows::default();
            let mut sent = std::collections::BTreeSet::new();
            for page in pages {
                sent.extend(page.iter().copied());
                rows.add(page.into_iter().map(|id| connection(id, "2026-11-02T00:00:00Z", 60)).collect(), |_| true);
            }
            prop_assert_eq!(rows.all.len(), sent.len());
            for id in sent {
                let name = connection(id, "2026-11-02T00:00:00Z", 60).id;
                let place = rows.find(&name).unwrap();
                prop_assert_eq!(rows.get(place).unwrap().id.as_ref(), name.as_str());
            }
        }
    }
}
