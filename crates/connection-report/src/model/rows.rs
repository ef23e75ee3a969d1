//! The connections of a report, oldest first. One that comes twice is there once.

use contract::{Billing, Connection, SessionKind};
use domain::Instant;

/// A connection.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// TeamViewer's name of it.
    pub id: String,
    /// Who helped: name, else account.
    pub user: String,
    /// The customer's computer: name, else TeamViewer ID.
    pub device: Option<String>,
    /// Session code.
    pub code: Option<String>,
    /// Sort of session.
    pub kind: Option<SessionKind>,
    /// When it began.
    pub start: Instant,
    /// When it ended; `None` while it runs.
    pub end: Option<Instant>,
    /// The supporter's notes.
    pub notes: Option<String>,
    /// Whether it is to be billed.
    pub billing: Option<Billing>,
    /// Amount and currency.
    pub fee: Option<(String, String)>,
    /// How the customer found it.
    pub rating: Option<u32>,
    /// What the customer wrote about it.
    pub comment: Option<String>,
}

impl Row {
    /// A connection as it came; `None` when its times cannot be read.
    fn of(connection: Connection) -> Option<Self> {
        let start = Instant::parse(&connection.start_at)?;
        let end = match &connection.end_at {
            Some(end) => Some(Instant::parse(end)?),
            None => None,
        };
        let user = Some(connection.user_name).filter(|name| !name.is_empty());
        Some(Self {
            id: connection.id,
            user: user.unwrap_or(connection.user_id),
            device: connection.device_name.or(connection.device_id),
            code: connection.session_code.as_deref().map(domain::code::format),
            kind: connection.kind,
            start,
            end,
            notes: connection.notes,
            billing: connection.billing,
            fee: connection
                .fee
                .map(|fee| (fee, connection.currency.unwrap_or_default())),
            rating: connection.rating,
            comment: connection.comment,
        })
    }
}

/// The connections.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows(Vec<Row>);

impl Rows {
    /// Takes connections in any order; answers how many of them could not be read. What has come again is as it came
    /// last.
    pub fn take(&mut self, connections: Vec<Connection>) -> u32 {
        let came = connections.len();
        let mut rows: Vec<Row> = connections.into_iter().filter_map(Row::of).collect();
        let unreadable = came - rows.len();
        // The newest word on a connection comes first among equals, and the first of them stays.
        rows.reverse();
        rows.append(&mut self.0);
        rows.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        rows.dedup_by(|later, first| later.id == first.id);
        self.0 = rows;
        u32::try_from(unreadable).unwrap_or(u32::MAX)
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// Those from the first to the last place, counted from 1 in the order wanted.
    pub fn part(&self, first: u32, last: u32, newest_first: bool) -> Vec<&Row> {
        let skip = first.saturating_sub(1) as usize;
        let take = (last as usize).saturating_sub(skip);
        if newest_first {
            self.0.iter().rev().skip(skip).take(take).collect()
        } else {
            self.0.iter().skip(skip).take(take).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;
    use crate::model::fixtures::connection;
    use proptest::prelude::*;

    fn ids(rows: &Rows, newest_first: bool) -> Vec<&str> {
        let all = rows.part(1, rows.count(), newest_first);
        all.into_iter().map(|row| row.id.as_str()).collect()
    }

    #[test]
    fn the_last_word_on_a_connection_counts() {
        let mut rows = Rows::default();
        let running = contract::Connection {
            end_at: None,
            ..connection(3)
        };
        assert_eq!(rows.take(vec![running.clone(), connection(1), running]), 0);
        assert_eq!(rows.count(), 2);
        assert_eq!(rows.part(2, 2, false)[0].end, None);
        rows.take(vec![connection(3)]);
        assert_eq!(rows.count(), 2);
        assert!(rows.part(2, 2, false)[0].end.is_some());
    }

    #[test]
    fn what_has_no_time_cannot_be_sorted() {
        let mut rows = Rows::default();
        let lost = contract::Connection {
            start_at: "yesterday".to_owned(),
            ..connection(1)
        };
        let broken = contract::Connection {
            end_at: Some("soon".to_owned()),
            ..connection(2)
        };
        assert_eq!(rows.take(vec![lost, broken, connection(3)]), 2);
        assert_eq!(ids(&rows, true), ["c-3"]);
    }

    #[test]
    fn who_and_what_have_other_names() {
        let mut rows = Rows::default();
        rows.take(vec![contract::Connection {
            user_name: String::new(),
            device_name: None,
            ..connection(1)
        }]);
        let row = rows.part(1, 1, true)[0].clone();
        assert_eq!(
            (row.user.as_str(), row.device.as_deref()),
            ("u123", Some("400000001"))
        );
    }

    proptest! {
        /// However a report is cut into parts, and whatever comes twice, it is the same report.
        #[test]
        fn parts_in_any_order_make_the_same_report(days in prop::collection::vec(1u32..20, 0..40), cut in 0usize..40) {
            let all = |days: &[u32]| days.iter().map(|day| connection(*day)).collect::<Vec<_>>();
            let (first, second) = days.split_at(cut.min(days.len()));
            let mut parts = Rows::default();
            parts.take(all(first));
            parts.take(all(second));
            let mut one = Rows::default();
            one.take(all(&days));
            prop_assert_eq!(&parts, &one);
            let mut expected: Vec<u32> = days.clone();
            expected.sort_unstable();
            expected.dedup();
            let expected: Vec<String> = expected.iter().map(|day| format!("c-{day}")).collect();
            let order = ids(&parts, false);
            prop_assert!(order.iter().eq(expected.iter()), "{:?}", order);
            prop_assert!(ids(&parts, true).iter().eq(expected.iter().rev()));
        }
    }
}
