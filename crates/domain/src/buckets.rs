//! How often something happened, by day or by week.

use crate::day::Day;
use crate::period::Period;

/// What one number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A day.
    Day,
    /// A week from Monday to Sunday.
    Week,
}

/// Longer periods are counted by the week: a quarter of a year still has a place for each day.
const MOST_DAYS: i32 = 92;

/// One number for each day or week of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buckets {
    /// What each counts.
    pub step: Step,
    first: Day,
    counts: Vec<u32>,
}

impl Buckets {
    /// Nothing yet, in a period. The weeks at its ends may be cut: only its own days are counted.
    pub fn of(period: Period) -> Self {
        let step = if period.days() > MOST_DAYS {
            Step::Week
        } else {
            Step::Day
        };
        let mut buckets = Self {
            step,
            first: match step {
                Step::Day => period.first,
                Step::Week => period.first.monday(),
            },
            counts: Vec::new(),
        };
        let count = buckets.place(period.last).map_or(0, |last| last + 1);
        buckets.counts = vec![0; count];
        buckets
    }

    /// Counts one more on a day; one outside the period is not counted.
    pub fn add(&mut self, day: Day) {
        if let Some(count) = self.place(day).and_then(|place| self.counts.get_mut(place)) {
            *count += 1;
        }
    }

    /// The first day of each, and how often.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Day, u32)> {
        let days = self.days();
        let first = self.first;
        self.counts.iter().enumerate().map(move |(place, count)| {
            (
                first.plus(i32::try_from(place).unwrap_or(i32::MAX / 7) * days),
                *count,
            )
        })
    }

    /// The highest number.
    pub fn most(&self) -> u32 {
        self.counts.iter().copied().max().unwrap_or(0)
    }

    fn days(&self) -> i32 {
        match self.step {
            Step::Day => 1,
            Step::Week => 7,
        }
    }

    fn place(&self, day: Day) -> Option<usize> {
        usize::try_from(day.days_since(self.first).div_euclid(self.days())).ok()
    }
}

/// The end of an axis on which this number still fits: the next of 1, 2, 5, 10, 20, 50 and so on, so that its half can
/// be written too.
pub fn axis(most: u32) -> u32 {
    let mut power = 1u32;
    loop {
        for factor in [1, 2, 5] {
            match power.checked_mul(factor) {
                Some(end) if end >= most => return end,
                Some(_) => {}
                None => return u32::MAX,
            }
        }
        match power.checked_mul(10) {
            Some(next) => power = next,
            None => return u32::MAX,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Buckets, Step, axis};
    use crate::day::Day;
    use crate::period::Period;
    use proptest::prelude::*;

    fn period(first: &str, last: &str) -> Period {
        Period {
            first: Day::parse(first).unwrap(),
            last: Day::parse(last).unwrap(),
        }
    }

    #[test]
    fn a_month_is_counted_by_the_day() {
        let mut buckets = Buckets::of(period("2026-11-01", "2026-11-30"));
        assert_eq!((buckets.step, buckets.iter().len()), (Step::Day, 30));
        for day in [
            "2026-11-30",
            "2026-11-01",
            "2026-11-30",
            "2026-10-31",
            "2026-12-01",
        ] {
            buckets.add(Day::parse(day).unwrap());
        }
        let counted: Vec<(String, u32)> = buckets
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(day, count)| (day.text(), count))
            .collect();
        assert_eq!(
            counted,
            [("2026-11-01".to_owned(), 1), ("2026-11-30".to_owned(), 2)]
        );
        assert_eq!(buckets.most(), 2);
    }

    #[test]
    fn a_year_is_counted_by_the_week() {
        let buckets = Buckets::of(period("2025-11-27", "2026-11-26"));
        assert_eq!((buckets.step, buckets.iter().len()), (Step::Week, 53));
        assert_eq!(
            buckets.iter().next(),
            Some((Day::parse("2025-11-24").unwrap(), 0))
        );
        assert_eq!(buckets.most(), 0);
    }

    #[test]
    fn an_axis_ends_at_a_round_number() {
        let ends: Vec<u32> = [0, 1, 2, 3, 6, 11, 99, 400, 501, 3_000_000_000]
            .into_iter()
            .map(axis)
            .collect();
        assert_eq!(ends, [1, 1, 2, 5, 10, 20, 100, 500, 1_000, u32::MAX]);
    }

    proptest! {
        #[test]
        fn nothing_in_the_period_is_lost(
            first in 0i64..30_000, length in 1i32..1_097, days in prop::collection::vec(0i32..1_097, 0..60)
        ) {
            let first = Day::from_number(first);
            let period = Period { first, last: first.plus(length - 1) };
            let mut buckets = Buckets::of(period);
            let inside = days.iter().filter(|day| **day < length);
            for day in inside.clone() {
                buckets.add(first.plus(*day));
            }
            let sum: u32 = buckets.iter().map(|(_, count)| count).sum();
            prop_assert_eq!(sum as usize, inside.count());
            prop_assert!(buckets.iter().len() <= 158);
        }
    }
}
