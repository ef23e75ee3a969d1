//! What a session is for its user, derived from what TeamViewer says and from the clock.

use crate::Instant;

/// The status of a session.
///
/// TeamViewer leaves a session `Open` when its validity ends, so expiry is never stored: it is judged
/// here, against Salesforce's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Valid, and the customer has not come yet.
    Waiting,
    /// Valid, and the customer is connected.
    CustomerOnline,
    /// Not closed, but its validity has ended: nobody can join any more.
    Expired,
    /// Closed.
    Closed,
}

impl Status {
    /// Derives the status. `valid_until` is `None` when TeamViewer sent no readable end: the session then
    /// counts as valid, since hiding a working session is worse than showing one that has ended.
    pub fn of(closed: bool, online: bool, valid_until: Option<Instant>, now: Instant) -> Self {
        if closed {
            Status::Closed
        } else if valid_until.is_some_and(|end| end <= now) {
            Status::Expired
        } else if online {
            Status::CustomerOnline
        } else {
            Status::Waiting
        }
    }

    /// Whether the session can still be joined, and so is worth asking TeamViewer about.
    pub fn is_live(self) -> bool {
        matches!(self, Status::Waiting | Status::CustomerOnline)
    }
}

#[cfg(test)]
mod tests {
    use super::Status;
    use crate::Instant;
    use proptest::prelude::*;

    #[test]
    fn closing_outranks_expiry_and_expiry_outranks_the_customer() {
        let now = Instant::from_millis(1000);
        let past = Some(Instant::from_millis(1000));
        let future = Some(Instant::from_millis(1001));
        assert_eq!(Status::of(true, true, past, now), Status::Closed);
        assert_eq!(Status::of(false, true, past, now), Status::Expired);
        assert_eq!(Status::of(false, true, future, now), Status::CustomerOnline);
        assert_eq!(Status::of(false, false, future, now), Status::Waiting);
        assert_eq!(Status::of(false, false, None, now), Status::Waiting);
    }

    proptest! {
        /// As time passes a session only goes from live to not live, never back.
        #[test]
        fn expiry_is_final(online: bool, end in -10_000i64..10_000, now in -10_000i64..10_000, later in 0i64..10_000) {
            let end = Some(Instant::from_millis(end));
            let before = Status::of(false, online, end, Instant::from_millis(now));
            let after = Status::of(false, online, end, Instant::from_millis(now + later));
            prop_assert!(before.is_live() || !after.is_live());
        }
    }
}
