//! Which sessions are wanted, and in which order.

use contract::{HistorySort, HistoryStatus, SessionKind};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Query {
    /// Which page, from 1.
    pub page: u32,
    /// By what the rows are ordered.
    pub sort: HistorySort,
    /// Whether the smallest comes first.
    pub ascending: bool,
    /// Only sessions with this status.
    pub status: Option<HistoryStatus>,
    /// Only sessions of this sort.
    pub kind: Option<SessionKind>,
}

impl Default for Query {
    /// All sessions, the newest first.
    fn default() -> Self {
        Self {
            page: 1,
            sort: HistorySort::Created,
            ascending: false,
            status: None,
            kind: None,
        }
    }
}

impl Query {
    /// The first page in another order: what people look for first comes first, and a second click turns it round.
    pub fn sorted_by(self, sort: HistorySort) -> Self {
        let ascending = if sort == self.sort {
            !self.ascending
        } else {
            matches!(sort, HistorySort::Code | HistorySort::Kind | HistorySort::Status)
        };
        Self {
            page: 1,
            sort,
            ascending,
            ..self
        }
    }

    /// Whether some sessions are left out.
    pub fn is_filtered(self) -> bool {
        self.status.is_some() || self.kind.is_some()
    }
}

/// All statuses, in the order in which they are offered.
pub const STATUSES: [HistoryStatus; 4] = [
    HistoryStatus::Waiting,
    HistoryStatus::Online,
    HistoryStatus::Expired,
    HistoryStatus::Closed,
];

/// All sorts of sessions, in the order in which they are offered.
pub const KINDS: [SessionKind; 2] = [SessionKind::RemoteControl, SessionKind::Pilot];

/// The status of a choice; `None` for all.
pub fn status_of(value: &str) -> Option<HistoryStatus> {
    STATUSES.into_iter().find(|status| status.word() == value)
}

/// The sort of session of a choice; `None` for all.
pub fn kind_of(value: &str) -> Option<SessionKind> {
    KINDS.into_iter().find(|kind| kind.word() == value)
}

#[cfg(test)]
mod tests {
    use super::{KINDS, Query, STATUSES, kind_of, status_of};
    use contract::HistorySort;

    #[test]
    fn a_second_click_turns_the_order_round_and_both_begin_at_the_first_page() {
        let query = Query {
            page: 3,
            ..Query::default()
        };
        let once = query.sorted_by(HistorySort::Created);
        assert_eq!((once.page, once.ascending), (1, true));
        let other = once.sorted_by(HistorySort::ValidUntil);
        assert_eq!((other.sort, other.ascending), (HistorySort::ValidUntil, false));
        assert!(other.sorted_by(HistorySort::Code).ascending);
    }

    #[test]
    fn every_choice_is_read() {
        for status in STATUSES {
            assert_eq!(status_of(status.word()), Some(status));
        }
        for kind in KINDS {
            assert_eq!(kind_of(kind.word()), Some(kind));
        }
        assert_eq!((status_of(""), kind_of("other")), (None, None));
        assert!(!Query::default().is_filtered());
    }
}
