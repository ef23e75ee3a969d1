//! Sums over connections.

/// How many there were and how long they took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// All of them.
    pub count: u32,
    /// Those that still run, and of which nobody can say how long they take.
    pub running: u32,
    /// Seconds of all that have ended.
    pub seconds: u64,
    /// Seconds of the longest.
    pub longest: u64,
}

impl Totals {
    /// Counts one more, with its seconds; `None` while it runs.
    pub fn add(&mut self, seconds: Option<u64>) {
        self.count += 1;
        match seconds {
            Some(seconds) => {
                self.seconds = self.seconds.saturating_add(seconds);
                self.longest = self.longest.max(seconds);
            }
            None => self.running += 1,
        }
    }

    /// Seconds of an average one, rounded down; `None` when none has ended.
    pub fn average(self) -> Option<u64> {
        self.seconds.checked_div(u64::from(self.count - self.running))
    }
}

#[cfg(test)]
mod tests {
    use super::Totals;
    use proptest::prelude::*;

    fn of(all: &[Option<u64>]) -> Totals {
        let mut totals = Totals::default();
        for seconds in all {
            totals.add(*seconds);
        }
        totals
    }

    #[test]
    fn what_runs_has_no_length_yet() {
        let totals = of(&[Some(10), None, Some(21)]);
        assert_eq!((totals.count, totals.running), (3, 1));
        assert_eq!((totals.seconds, totals.longest), (31, 21));
        assert_eq!(totals.average(), Some(15));
        assert_eq!(of(&[None]).average(), None);
        assert_eq!(of(&[]).average(), None);
    }

    proptest! {
        #[test]
        fn the_average_lies_between(all in prop::collection::vec(0u64..100_000, 1..50)) {
            let totals = of(&all.iter().copied().map(Some).collect::<Vec<_>>());
            let average = totals.average().unwrap();
            prop_assert!(average <= totals.longest);
            prop_assert!(average >= *all.iter().min().unwrap());
            prop_assert_eq!(totals.seconds, all.iter().sum::<u64>());
        }
    }
}
