//! A span of whole days, as a report is asked for.

use crate::day::Day;

/// Days that one report may span: three years, leap days included.
pub const MOST_DAYS: i32 = 1_097;

/// From a first to a last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

/// What is wrong with the ends of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// The last day is before the first.
    Order,
    /// More than [`MOST_DAYS`].
    TooLong,
}

impl Period {
    /// The period between two days.
    pub fn of(first: Day, last: Day) -> Result<Self, PeriodError> {
        let period = Self { first, last };
        if last < first {
            Err(PeriodError::Order)
        } else if period.days() > MOST_DAYS {
            Err(PeriodError::TooLong)
        } else {
            Ok(period)
        }
    }

    /// How many days it has.
    pub fn days(self) -> i32 {
        self.last.days_since(self.first) + 1
    }

    /// Whether a day belongs to it.
    pub fn has(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// Periods that have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// The day itself.
    Today,
    /// The day before.
    Yesterday,
    /// A week, today included.
    SevenDays,
    /// Thirty days, today included.
    ThirtyDays,
    /// From the first of the month.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// Ninety days, today included.
    NinetyDays,
    /// 365 days, today included.
    Year,
}

impl Preset {
    /// Each, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Today,
        Self::Yesterday,
        Self::SevenDays,
        Self::ThirtyDays,
        Self::ThisMonth,
        Self::LastMonth,
        Self::NinetyDays,
        Self::Year,
    ];

    /// What it means on a day.
    pub fn period(self, today: Day) -> Period {
        let back = |days: i32| Period {
            first: today.plus(1 - days),
            last: today,
        };
        match self {
            Self::Today => back(1),
            Self::Yesterday => Period {
                first: today.plus(-1),
                last: today.plus(-1),
            },
            Self::SevenDays => back(7),
            Self::ThirtyDays => back(30),
            Self::ThisMonth => Period {
                first: today.month(),
                last: today,
            },
            Self::LastMonth => {
                let last = today.month().plus(-1);
                Period {
                    first: last.month(),
                    last,
                }
            }
            Self::NinetyDays => back(90),
            Self::Year => back(365),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_DAYS, Period, PeriodError, Preset};
    use crate::day::Day;
    use proptest::prelude::*;

    fn days(first: &str, last: &str) -> Period {
        Period {
            first: Day::parse(first).unwrap(),
            last: Day::parse(last).unwrap(),
        }
    }

    #[test]
    fn presets_are_what_people_mean() {
        let today = Day::parse("2024-03-31").unwrap();
        for (preset, first, last) in [
            (Preset::Today, "2024-03-31", "2024-03-31"),
            (Preset::Yesterday, "2024-03-30", "2024-03-30"),
            (Preset::SevenDays, "2024-03-25", "2024-03-31"),
            (Preset::ThirtyDays, "2024-03-02", "2024-03-31"),
            (Preset::ThisMonth, "2024-03-01", "2024-03-31"),
            (Preset::LastMonth, "2024-02-01", "2024-02-29"),
            (Preset::NinetyDays, "2024-01-02", "2024-03-31"),
            (Preset::Year, "2023-04-02", "2024-03-31"),
        ] {
            assert_eq!(preset.period(today), days(first, last), "{preset:?}");
        }
    }

    #[test]
    fn a_period_has_an_order_and_an_end() {
        let day = |text| Day::parse(text).unwrap();
        let one = day("2026-11-26");
        assert_eq!(Period::of(one, one).map(Period::days), Ok(1));
        assert_eq!(Period::of(one, one.plus(-1)), Err(PeriodError::Order));
        assert!(Period::of(one, one.plus(MOST_DAYS - 1)).is_ok());
        assert_eq!(Period::of(one, one.plus(MOST_DAYS)), Err(PeriodError::TooLong));
    }

    proptest! {
        #[test]
        fn every_preset_can_be_asked_for(number in -700_000i64..2_900_000) {
            let today = Day::from_number(number);
            for preset in Preset::ALL {
                let period = preset.period(today);
                prop_assert_eq!(Period::of(period.first, period.last), Ok(period));
                prop_assert!(period.last <= today);
                prop_assert!(period.has(period.first) && period.has(period.last));
                prop_assert!(!period.has(period.first.plus(-1)) && !period.has(period.last.plus(1)));
            }
        }
    }
}
