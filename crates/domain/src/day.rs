//! A day of the calendar, without a time and without a zone.

use crate::instant::days_from_civil;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// The days that four digits of a year can write.
const FIRST: i32 = -719_162;
const LAST: i32 = 2_932_896;

impl Day {
    /// The day that many days after 1970-01-01; stops at the ends of what four digits of a year can write.
    pub fn from_number(number: i64) -> Self {
        let number = number.clamp(i64::from(FIRST), i64::from(LAST));
        Self(i32::try_from(number).unwrap_or(LAST))
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Reads `2026-11-26`; `None` for anything else, including days that do not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut part = |length: usize| {
            let digits = parts.next()?;
            let plain = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<i64>().ok().filter(|_| plain)
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() || year == 0 {
            return None;
        }
        days_from_civil(year, month, day).map(Self::from_number)
    }

    /// As it is read: `2026-11-26`.
    pub fn text(self) -> String {
        let (year, month, day) = self.civil();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// That many days later.
    pub fn plus(self, days: i32) -> Self {
        Self::from_number(i64::from(self.0) + i64::from(days))
    }

    /// Days from `earlier` to this day; negative when this one is the earlier.
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The Monday of its week.
    pub fn monday(self) -> Self {
        // 1970-01-01 was a Thursday.
        self.plus(-(self.0 + 3).rem_euclid(7))
    }

    /// The first day of its month.
    pub fn month(self) -> Self {
        let (_, _, day) = self.civil();
        self.plus(1 - day)
    }

    /// Year, month and day of the month.
    fn civil(self) -> (i32, i32, i32) {
        // The year is counted from March, so that a leap day is the last day of its year.
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 {
            from_march + 3
        } else {
            from_march - 9
        };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month, day)
    }
}

#[cfg(test)]
mod tests {
    use super::Day;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn reads_and_writes_days() {
        assert_eq!(day("1970-01-01").number(), 0);
        assert_eq!(day("2026-11-26").number(), 20_783);
        assert_eq!(day("2024-02-29").plus(1), day("2024-03-01"));
        assert_eq!(day("0001-01-01").plus(-1), day("0001-01-01"));
        assert_eq!(day("9999-12-31").plus(1), day("9999-12-31"));
    }

    #[test]
    fn refuses_what_is_no_day() {
        for text in [
            "",
            "2026-11",
            "2026-11-26-01",
            "26-11-26",
            "2026-2-03",
            "2026-02-29",
            "2026-13-01",
            "0000-01-01",
            "2026-11-2６",
            "+026-11-26",
            " 2026-11-26",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn knows_weeks_and_months() {
        assert_eq!(day("2026-11-26").monday(), day("2026-11-23"));
        assert_eq!(day("2026-11-23").monday(), day("2026-11-23"));
        assert_eq!(day("2026-11-22").monday(), day("2026-11-16"));
        assert_eq!(day("1969-12-31").monday(), day("1969-12-29"));
        assert_eq!(day("2024-02-29").month(), day("2024-02-01"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(number in -719_162i64..=2_932_896) {
            let day = Day::from_number(number);
            prop_assert_eq!(Day::parse(&day.text()), Some(day));
            prop_assert_eq!(i64::from(day.number()), number);
        }

        #[test]
        fn a_week_has_one_monday(number in -700_000i64..2_900_000) {
            let day = Day::from_number(number);
            prop_assert!((0..7).contains(&day.days_since(day.monday())));
            prop_assert_eq!(day.monday().plus(6).monday(), day.monday());
            prop_assert_eq!(day.monday().plus(7).monday(), day.monday().plus(7));
        }

        #[test]
        fn never_panics(text in "\\PC{0,14}") {
            let _ = Day::parse(&text);
        }
    }
}
