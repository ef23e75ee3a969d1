//! How much validity is left, in the coarse units people speak in.

use crate::Instant;

/// Time left until an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remaining {
    /// That many days, at least 2.
    Days(u32),
    /// That many hours, from 1 to 47.
    Hours(u32),
    /// That many minutes, from 1 to 59.
    Minutes(u32),
    /// Less than a minute.
    Moments,
    /// Nothing is left.
    Over,
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Remaining {
    /// What is left from `now` until `end`, rounded down: never more than there is.
    pub fn until(end: Instant, now: Instant) -> Self {
        let left = end.millis_since(now);
        let count = |unit: i64| u32::try_from(left / unit).unwrap_or(u32::MAX);
        if left <= 0 {
            Remaining::Over
        } else if left < MINUTE {
            Remaining::Moments
        } else if left < HOUR {
            Remaining::Minutes(count(MINUTE))
        } else if left < 2 * DAY {
            Remaining::Hours(count(HOUR))
        } else {
            Remaining::Days(count(DAY))
        }
    }
}

/// Milliseconds after which [`Remaining::until`] may answer something else, at least 1; `None` when it
/// never will.
pub fn changes_after(end: Instant, now: Instant) -> Option<u32> {
    let left = end.millis_since(now);
    let step = match Remaining::until(end, now) {
        Remaining::Over => return None,
        Remaining::Moments => left,
        Remaining::Minutes(_) => left % MINUTE + 1,
        // Hours and days are looked at by the minute too: a browser may sleep through a longer timer.
        Remaining::Hours(_) | Remaining::Days(_) => MINUTE.min(left % HOUR + 1),
    };
    Some(u32::try_from(step).unwrap_or(u32::MAX).max(1))
}

#[cfg(test)]
mod tests {
    use super::{Remaining, changes_after};
    use crate::Instant;
    use proptest::prelude::*;

    #[test]
    fn rounds_down_to_the_unit_people_say() {
        let left = |millis| Remaining::until(Instant::from_millis(millis), Instant::from_millis(0));
        assert_eq!(left(-1), Remaining::Over);
        assert_eq!(left(0), Remaining::Over);
        assert_eq!(left(59_999), Remaining::Moments);
        assert_eq!(left(60_000), Remaining::Minutes(1));
        assert_eq!(left(3_599_999), Remaining::Minutes(59));
        assert_eq!(left(3_600_000), Remaining::Hours(1));
        assert_eq!(left(24 * 3_600_000), Remaining::Hours(24));
        assert_eq!(left(48 * 3_600_000), Remaining::Days(2));
        assert_eq!(left(i64::MAX), Remaining::Days(u32::MAX));
    }

    proptest! {
        /// Waking when told to never misses a change by more than the wake itself.
        #[test]
        fn nothing_changes_before_the_next_look(left in 1i64..10 * 86_400_000) {
            let end = Instant::from_millis(left);
            let now = Remaining::until(end, Instant::from_millis(0));
            let step = i64::from(changes_after(end, Instant::from_millis(0)).unwrap());
            prop_assert_eq!(Remaining::until(end, Instant::from_millis(step - 1)), now);
        }
    }
}
