//! A point in time as it travels: ISO 8601, UTC.

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

const DAY: i64 = 86_400_000;

impl Instant {
    /// The instant that many milliseconds after 1970-01-01T00:00:00Z.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// This instant moved by that many milliseconds; stops at the ends of what can be expressed.
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this instant; negative when this one is the earlier.
    pub const fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Reads `2013-01-16T19:20:30Z`, `2013-01-16T19:20:30.123Z`, offsets such as `+0000` and `+01:00` (Apex
    /// writes the former), and the compact `20130116T194014Z`, which TeamViewer's documentation uses beside
    /// the long form. A time without a zone is UTC, as both sides promise. `None` for anything else,
    /// including days that do not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader(text.trim().as_bytes());
        let year = reader.digits(4)?;
        let dashed = reader.skip(b'-');
        let month = reader.digits(2)?;
        require(!dashed || reader.skip(b'-'))?;
        let day = reader.digits(2)?;
        require(reader.skip(b'T') || reader.skip(b't') || reader.skip(b' '))?;
        let hour = reader.digits(2)?;
        let colons = reader.skip(b':');
        let minute = reader.digits(2)?;
        require(!colons || reader.skip(b':'))?;
        let second = reader.digits(2)?;
        let fraction = if reader.skip(b'.') { reader.fraction()? } else { 0 };
        let offset = reader.offset()?;
        require(reader.0.is_empty())?;
        // A leap second (60) is read as the first second of the next minute.
        require(hour <= 23 && minute <= 59 && second <= 60)?;
        let days = days_from_civil(year, month, day)?;
        let time = ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
        Some(Self(days * DAY + time - offset * 60_000))
    }
}

/// `None` unless the condition holds, so that `?` can end a reading.
fn require(holds: bool) -> Option<()> {
    holds.then_some(())
}

/// Days from 1970-01-01 to a day of the Gregorian calendar; `None` for a day that does not exist.
pub(crate) fn days_from_civil(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    require((1..=length).contains(&day))?;
    // The year is counted from March, so that a leap day is the last day of its year.
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// The part of a text that is not read yet.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn skip(&mut self, byte: u8) -> bool {
        let found = self.0.first() == Some(&byte);
        if found {
            self.0 = &self.0[1..];
        }
        found
    }

    fn digits(&mut self, count: usize) -> Option<i64> {
        let (head, rest) = self.0.split_at_checked(count)?;
        let mut number = 0;
        for byte in head {
            require(byte.is_ascii_digit())?;
            number = number * 10 + i64::from(byte - b'0');
        }
        self.0 = rest;
        Some(number)
    }

    /// Decimals of a second as milliseconds; digits after the third are cut off.
    fn fraction(&mut self) -> Option<i64> {
        let length = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        require((1..=9).contains(&length))?;
        let scale = [100, 10, 1];
        let millis = self
            .0
            .iter()
            .zip(scale)
            .take(length)
            .map(|(byte, unit)| i64::from(byte - b'0') * unit);
        let millis = millis.sum();
        self.0 = &self.0[length..];
        Some(millis)
    }

    /// Minutes east of UTC.
    fn offset(&mut self) -> Option<i64> {
        if self.0.is_empty() || self.skip(b'Z') || self.skip(b'z') {
            return Some(0);
        }
        let sign = if self.skip(b'+') {
            1
        } else {
            require(self.skip(b'-'))?;
            -1
        };
        let hours = self.digits(2)?;
        self.skip(b':');
        let minutes = if self.0.is_empty() { 0 } else { self.digits(2)? };
        require(hours <= 18 && minutes <= 59)?;
        Some(sign * (hours * 60 + minutes))
    }
}

#[cfg(test)]
mod tests {
    use super::Instant;
    use proptest::prelude::*;

    fn millis(text: &str) -> Option<i64> {
        Instant::parse(text).map(Instant::millis)
    }

    #[test]
    fn reads_every_form_in_use() {
        assert_eq!(millis("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(millis("2013-01-16T19:20:30Z"), Some(1_358_364_030_000));
        assert_eq!(millis("20130116T194014Z"), Some(1_358_365_214_000));
        assert_eq!(
            millis("2026-11-22T10:00:00.250+0000"),
            millis("2026-11-22T10:00:00.25Z")
        );
        assert_eq!(
            millis("2026-11-22T11:00:00+01:00"),
            millis("2026-11-22T10:00:00Z")
        );
        assert_eq!(millis("2026-11-22T04:30:00-0530"), millis("2026-11-22T10:00:00Z"));
        assert_eq!(millis("2026-11-22 10:00:00"), millis("2026-11-22T10:00:00Z"));
        assert_eq!(millis("2024-02-29T23:59:60Z"), millis("2024-03-01T00:00:00Z"));
        assert_eq!(millis("1969-12-31T23:59:59.999Z"), Some(-1));
    }

    #[test]
    fn refuses_what_is_no_instant() {
        for text in [
            "",
            "tomorrow",
            "2026-11-22",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-04-31T00:00:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T10:60:00Z",
            "2026-1122T10:00:00Z",
            "2026-11-22T10:0000Z",
            "2026-11-22T10:00:00.Z",
            "2026-11-22T10:00:00+1",
            "2026-11-22T10:00:00Zx",
            "２０２６-11-22T10:00:00Z",
        ] {
            assert_eq!(millis(text), None, "{text}");
        }
    }

    proptest! {
        /// Counting days one by one from a known day agrees with the formula, over four centuries.
        #[test]
        fn days_follow_one_another(day in 0i64..146_097) {
            let (year, month, date) = civil(day);
            let text = format!("{year:04}-{month:02}-{date:02}T00:00:00Z");
            let compact = format!("{year:04}{month:02}{date:02}T000000Z");
            // 1970-01-01 is the 719468th day after 0000-03-01; the walk below starts at 1970.
            prop_assert_eq!(millis(&text), Some(day * 86_400_000), "{}", text);
            prop_assert_eq!(millis(&compact), millis(&text));
        }

        #[test]
        fn never_panics(text in "\\PC{0,40}") {
            let _ = Instant::parse(&text);
        }
    }

    /// Walks from 1970-01-01 year by year and month by month: slow and obviously right.
    fn civil(mut days: i64) -> (i64, i64, i64) {
        let leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        let mut year = 1970;
        while days >= 365 + i64::from(leap(year)) {
            days -= 365 + i64::from(leap(year));
            year += 1;
        }
        let lengths = [
            31,
            28 + i64::from(leap(year)),
            31,
            30,
            31,
            30,
            31,
            31,
            30,
            31,
            30,
            31,
        ];
        let mut month = 0;
        while days >= lengths[month] {
            days -= lengths[month];
            month += 1;
        }
        (year, month as i64 + 1, days + 1)
    }
}
