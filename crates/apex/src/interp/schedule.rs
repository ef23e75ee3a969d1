//! Cron expressions of `System.schedule`, in the running user's time zone.
//!
//! Source: Apex Developer Guide, "Apex Scheduler": seconds, minutes, hours, day of month, month, day of week
//! (1 is Sunday), optional year.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use croner::errors::CronError;
use croner::parser::{CronParser, Seconds, Year};

/// A schedule that fires again.
#[derive(Debug)]
pub(super) struct Schedule {
    /// The expression as the program wrote it.
    pub(super) expression: String,
    /// When it fires next.
    pub(super) next: DateTime<Utc>,
    /// Its time zone, an IANA name.
    pub(super) zone: String,
}

/// Why an expression cannot be scheduled.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is no cron expression.
    Illegal,
    /// All its times are past.
    Past,
}

impl Schedule {
    /// Reads an expression and finds its next time after `now`.
    pub(super) fn read(expression: &str, now: DateTime<Utc>, zone: Tz) -> Result<Self, Refusal> {
        if !matches!(expression.split_whitespace().count(), 6 | 7) {
            return Err(Refusal::Illegal);
        }
        let parser = CronParser::builder()
            .seconds(Seconds::Required)
            .year(Year::Optional)
            .alternative_weekdays(true)
            .build();
        let cron = parser.parse(expression).map_err(|_| Refusal::Illegal)?;
        let next = cron
            .find_next_occurrence(&now.with_timezone(&zone), false)
            .map_err(|error| match error {
                CronError::TimeSearchLimitExceeded => Refusal::Past,
                _ => Refusal::Illegal,
            })?;
        Ok(Self {
            expression: expression.to_owned(),
            next: next.with_timezone(&Utc),
            zone: zone.name().to_owned(),
        })
    }
}

/// When a schedule fires next after a time, in a time zone of an IANA name; `None` when it never does again.
pub fn next_time(expression: &str, zone: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let zone = zone.parse().ok()?;
    Schedule::read(expression, now, zone).map(|found| found.next).ok()
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn next(expression: &str) -> Result<String, Refusal> {
        let now = Utc.with_ymd_and_hms(2026, 7, 1, 12, 0, 0).unwrap();
        let zone = chrono_tz::Europe::Paris;
        Schedule::read(expression, now, zone).map(|s| s.next.format("%F %T").to_string())
    }

    #[test]
    fn the_next_time_is_one_of_the_users_clock() {
        assert_eq!(next("0 0 2 * * ?").unwrap(), "2026-07-02 00:00:00");
        assert_eq!(next("0 0 0 28 5 ? 2099").unwrap(), "2099-05-27 22:00:00");
        assert_eq!(next("0 30 14 * * ?").unwrap(), "2026-07-01 12:30:00");
        // Sunday is 1.
        assert_eq!(next("0 0 12 ? * 1").unwrap(), "2026-07-05 10:00:00");
        assert_eq!(next("0 0 12 ? * MON-FRI").unwrap(), "2026-07-02 10:00:00");
        assert_eq!(next("0 0 12 L * ?").unwrap(), "2026-07-31 10:00:00");
    }

    #[test]
    fn what_is_no_expression_or_never_fires_is_refused() {
        assert_eq!(next("nightly"), Err(Refusal::Illegal));
        assert_eq!(next("0 0 25 * * ?"), Err(Refusal::Illegal));
        assert_eq!(next("0 0 0 1 1 ? 2020"), Err(Refusal::Past));
    }
}
