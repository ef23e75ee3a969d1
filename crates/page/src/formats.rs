//! Dates and spans in the user's language; behind a trait because only a browser has `Intl`.

use domain::Instant;
use domain::remaining::Remaining;

/// Writes instants and spans for the user.
pub trait Formats {
    /// Date and time in the user's locale and time zone, for example `23 Nov 2026, 14:05`.
    fn date_time(&self, instant: Instant) -> String;

    /// Time left from now on, for example `in 23 hours`. `None` for spans without a number
    /// ([`Remaining::Moments`], [`Remaining::Over`]): those have their own words.
    fn remaining(&self, remaining: Remaining) -> Option<String>;
}

/// Writes what tables and reports are made of; a trait of its own, so that a component without them does not carry
/// them.
pub trait Figures: Formats {
    /// The date alone, for example `23 Nov 2026`.
    fn date(&self, instant: Instant) -> String;

    /// A number with the separators of the user's locale, for example `20,000`.
    fn number(&self, number: f64) -> String;

    /// A length of time in its two biggest units, for example `1 hr 5 min`; seconds only below a minute.
    fn duration(&self, seconds: u64) -> String;
}

/// The parts of a duration that are written: number and unit of `Intl`, one or two.
pub(crate) fn duration_parts(seconds: u64) -> Vec<(u64, &'static str)> {
    let (minutes, hours) = (seconds / 60, seconds / 3600);
    match (hours, minutes) {
        (0, 0) => vec![(seconds, "second")],
        (0, _) => vec![(minutes, "minute")],
        (_, _) if minutes.is_multiple_of(60) => vec![(hours, "hour")],
        _ => vec![(hours, "hour"), (minutes % 60, "minute")],
    }
}

#[cfg(test)]
mod tests {
    use super::duration_parts;

    #[test]
    fn a_duration_has_its_two_biggest_units() {
        for (seconds, parts) in [
            (0, vec![(0, "second")]),
            (59, vec![(59, "second")]),
            (60, vec![(1, "minute")]),
            (3599, vec![(59, "minute")]),
            (3600, vec![(1, "hour")]),
            (3900, vec![(1, "hour"), (5, "minute")]),
            (360_059, vec![(100, "hour")]),
        ] {
            assert_eq!(duration_parts(seconds), parts, "{seconds}");
        }
    }
}
