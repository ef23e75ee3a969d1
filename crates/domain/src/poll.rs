//! When to ask again.

/// What decides the time until the next question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Seconds between two questions, as the org wishes.
    pub interval_seconds: u32,
    /// Whether anybody can see the page.
    pub visible: bool,
    /// How many questions in a row have failed.
    pub failures: u32,
    /// Seconds that the last failure asked us to wait (rate limit).
    pub retry_after_seconds: Option<u32>,
}

/// Longest that TeamViewer is believed when it says how long to wait, in seconds: no rate limit lasts longer.
pub const LONGEST_WAIT_SECONDS: u32 = 3_600;

/// No faster than this whatever the org says: TeamViewer's smallest licence allows one call per 12 seconds
/// over a day, and an agent has more than one tab.
pub const FASTEST_SECONDS: u32 = 5;
/// Browsers wake a hidden page about once a minute anyway.
const HIDDEN_SECONDS: u32 = 60;
/// Failing goes on at this pace.
const SLOWEST_SECONDS: u32 = 300;

impl Schedule {
    /// Seconds until the next question: the interval, doubled with every failure up to five minutes, and
    /// never less than a hidden page or a rate limit demands. The same input gives the same answer; pages
    /// do not fall into step because each starts when its user opens it.
    pub fn seconds(self) -> u32 {
        let interval = self.interval_seconds.max(FASTEST_SECONDS);
        let floor = if self.visible {
            interval
        } else {
            interval.max(HIDDEN_SECONDS)
        };
        let doubled = floor.saturating_mul(1 << self.failures.min(16));
        let patient = if self.failures == 0 {
            floor
        } else {
            doubled.min(SLOWEST_SECONDS.max(floor))
        };
        patient.max(self.retry_after_seconds.unwrap_or(0).min(LONGEST_WAIT_SECONDS))
    }
}

#[cfg(test)]
mod tests {
    use super::{FASTEST_SECONDS, Schedule};
    use proptest::prelude::*;

    fn schedule(failures: u32) -> Schedule {
        Schedule {
            interval_seconds: 15,
            visible: true,
            failures,
            retry_after_seconds: None,
        }
    }

    #[test]
    fn doubles_until_five_minutes() {
        let waits: Vec<u32> = (0..7).map(|failures| schedule(failures).seconds()).collect();
        assert_eq!(waits, [15, 30, 60, 120, 240, 300, 300]);
    }

    #[test]
    fn a_hidden_page_asks_once_a_minute_at_most() {
        assert_eq!(
            Schedule {
                visible: false,
                ..schedule(0)
            }
            .seconds(),
            60
        );
        assert_eq!(
            Schedule {
                visible: false,
                interval_seconds: 90,
                ..schedule(0)
            }
            .seconds(),
            90
        );
    }

    #[test]
    fn a_rate_limit_is_obeyed_up_to_an_hour() {
        assert_eq!(
            Schedule {
                retry_after_seconds: Some(700),
                ..schedule(1)
            }
            .seconds(),
            700
        );
        assert_eq!(
            Schedule {
                retry_after_seconds: Some(3),
                ..schedule(1)
            }
            .seconds(),
            30
        );
        assert_eq!(
            Schedule {
                retry_after_seconds: Some(u32::MAX),
                ..schedule(1)
            }
            .seconds(),
            3600
        );
    }

    proptest! {
        #[test]
        fn failing_or_hiding_never_asks_sooner(
            interval_seconds: u32, visible: bool, failures in 0u32..100, retry in proptest::option::of(any::<u32>())
        ) {
            let now = Schedule { interval_seconds, visible, failures, retry_after_seconds: retry };
            let worse = Schedule { failures: failures + 1, ..now };
            prop_assert!(now.seconds() >= FASTEST_SECONDS);
            prop_assert!(worse.seconds() >= now.seconds());
            let (hidden, shown) = (Schedule { visible: false, ..now }, Schedule { visible: true, ..now });
            prop_assert!(hidden.seconds() >= shown.seconds());
        }
    }
}
