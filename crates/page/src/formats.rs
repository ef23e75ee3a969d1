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
