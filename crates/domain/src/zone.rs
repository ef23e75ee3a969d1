//! The clock on the user's wall: what a time zone does to instants, as far as somebody has told.

use crate::Instant;
use crate::day::Day;

const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;

/// A time zone in a span of time: from when on its clocks are how far ahead of UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zone(Vec<(Instant, i32)>);

impl Zone {
    /// From instants on, in their order, so many minutes ahead of UTC; one that is not later than those before it is
    /// left out. What lies before the first of them is counted by the first; without any it is UTC.
    pub fn of(changes: impl IntoIterator<Item = (Instant, i32)>) -> Self {
        let mut zone = Self::default();
        for change in changes {
            if zone.0.last().is_none_or(|(before, _)| *before < change.0) {
                zone.0.push(change);
            }
        }
        zone
    }

    /// The day on which an instant falls.
    pub fn day(&self, instant: Instant) -> Day {
        Day::from_number(self.local(instant).div_euclid(DAY))
    }

    /// Date and time as calendars and spreadsheets read them: `2026-11-26 14:05:00`.
    pub fn text(&self, instant: Instant) -> String {
        let local = self.local(instant);
        let seconds = local.rem_euclid(DAY) / 1_000;
        format!(
            "{} {:02}:{:02}:{:02}",
            Day::from_number(local.div_euclid(DAY)).text(),
            seconds / 3_600,
            seconds / 60 % 60,
            seconds % 60
        )
    }

    /// When it is noon on a day, so that whoever writes the date of it writes that day.
    pub fn noon(&self, day: Day) -> Instant {
        let local = i64::from(day.number()) * DAY + DAY / 2;
        let ahead = self.local(Instant::from_millis(local)) - local;
        Instant::from_millis(local - ahead)
    }

    /// What the clock on the wall shows, as milliseconds since it showed 1970-01-01 00:00.
    fn local(&self, instant: Instant) -> i64 {
        let later = self.0.partition_point(|(since, _)| *since <= instant);
        let minutes = match self.0.get(later.saturating_sub(1)) {
            Some((_, minutes)) => i64::from(*minutes),
            None => 0,
        };
        instant.plus_millis(minutes * MINUTE).millis()
    }
}

#[cfg(test)]
mod tests {
    use super::Zone;
    use crate::Instant;
    use crate::day::Day;
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    /// Paris around the end of its summer of 2026.
    fn paris() -> Zone {
        Zone::of(vec![
            (at("2026-09-30T22:00:00Z"), 120),
            (at("2026-10-25T01:00:00Z"), 60),
            (at("2026-10-01T00:00:00Z"), 0),
        ])
    }

    #[test]
    fn a_day_begins_where_the_clock_says_so() {
        let zone = paris();
        for (instant, local) in [
            ("2026-10-24T21:59:59Z", "2026-10-24 23:59:59"),
            ("2026-10-24T22:00:00Z", "2026-10-25 00:00:00"),
            ("2026-10-25T00:59:59Z", "2026-10-25 02:59:59"),
            ("2026-10-25T01:00:00Z", "2026-10-25 02:00:00"),
            ("2026-10-25T22:59:59Z", "2026-10-25 23:59:59"),
            ("2026-10-25T23:00:00Z", "2026-10-26 00:00:00"),
            ("2026-01-01T00:00:00Z", "2026-01-01 02:00:00"),
        ] {
            assert_eq!(zone.text(at(instant)), local);
            assert_eq!(zone.day(at(instant)).text(), local[..10]);
        }
    }

    #[test]
    fn without_a_word_it_is_utc() {
        assert_eq!(
            Zone::default().text(at("1969-12-31T23:59:59Z")),
            "1969-12-31 23:59:59"
        );
    }

    proptest! {
        #[test]
        fn the_noon_of_a_day_is_on_that_day(number in -700_000i64..2_900_000, minutes in -840i32..=840) {
            let zone = Zone::of(vec![(Instant::from_millis(0), minutes), (at("2026-10-25T01:00:00Z"), 60)]);
            let day = Day::from_number(number);
            prop_assert_eq!(zone.day(zone.noon(day)), day);
        }

        #[test]
        fn every_instant_has_its_day(millis: i64, minutes in -840i32..=840) {
            let zone = Zone::of(vec![(Instant::from_millis(0), minutes)]);
            let instant = Instant::from_millis(millis);
            prop_assert!(zone.text(instant).starts_with(&zone.day(instant).text()));
        }
    }
}
