//! The simulator's clock: wall time that a test can move, set or stop.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

/// A point in time, always UTC.
pub type Instant = DateTime<Utc>;

/// Wall time plus an offset, or stopped at one moment.
#[derive(Debug, Clone)]
pub struct Clock {
    wall: fn() -> Instant,
    offset: TimeDelta,
    stopped_at: Option<Instant>,
}

impl Clock {
    /// A clock that follows `wall` until it is moved.
    pub fn new(wall: fn() -> Instant) -> Self {
        Self {
            wall,
            offset: TimeDelta::zero(),
            stopped_at: None,
        }
    }

    /// The simulator's present.
    pub fn now(&self) -> Instant {
        self.stopped_at.unwrap_or_else(|| (self.wall)() + self.offset)
    }

    /// Moves the present by `by` (negative: into the past). False when the result is no date that exists.
    pub fn advance(&mut self, by: TimeDelta) -> bool {
        match self.now().checked_add_signed(by) {
            Some(then) => {
                self.set(then);
                true
            }
            None => false,
        }
    }

    /// Makes `then` the present. A stopped clock stays stopped.
    pub fn set(&mut self, then: Instant) {
        if self.stopped_at.is_some() {
            self.stopped_at = Some(then);
        } else {
            self.offset = then - (self.wall)();
        }
    }

    /// Stops the clock (true) or lets it go on from where it stands (false).
    pub fn stop(&mut self, stopped: bool) {
        let now = self.now();
        self.stopped_at = stopped.then_some(now);
        self.set(now);
    }

    /// Whether the clock stands still.
    pub fn is_stopped(&self) -> bool {
        self.stopped_at.is_some()
    }
}

/// The Web API's usual form of a date: `2013-01-16T19:20:30Z`.
pub fn iso(at: Instant) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The other form that samples of the documentation have: `20130116T194014Z`.
pub fn iso_compact(at: Instant) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// Reads exactly the form that the API documents, `YYYY-MM-DDTHH:MM:SSZ`.
pub fn parse_iso(text: &str) -> Option<Instant> {
    // chrono accepts fewer digits than the documented form has.
    if text.len() != "2013-01-16T19:20:30Z".len() {
        return None;
    }
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%SZ")
        .ok()
        .map(|at| at.and_utc())
}

/// Like [`parse_iso`], and a date alone means 00:00:00Z of that day (report filters).
pub fn parse_iso_or_day(text: &str) -> Option<Instant> {
    let day = || {
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
        (text.len() == "2013-01-16".len()).then(|| day.and_time(NaiveTime::MIN).and_utc())
    };
    parse_iso(text).or_else(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> Instant {
        parse_iso("2026-03-01T12:00:00Z").unwrap()
    }

    #[test]
    fn follows_the_wall_until_moved() {
        let mut clock = Clock::new(noon);
        assert_eq!(clock.now(), noon());
        assert!(clock.advance(TimeDelta::hours(25)));
        assert_eq!(iso(clock.now()), "2026-03-02T13:00:00Z");
        clock.set(noon());
        assert_eq!(clock.now(), noon());
    }

    #[test]
    fn a_stopped_clock_can_still_be_moved_and_resumes_where_it_stands() {
        let mut clock = Clock::new(Utc::now);
        clock.stop(true);
        let stopped = clock.now();
        assert_eq!(clock.now(), stopped);
        assert!(clock.advance(TimeDelta::days(1)));
        assert_eq!(clock.now(), stopped + TimeDelta::days(1));
        clock.stop(false);
        assert!(clock.now() >= stopped + TimeDelta::days(1));
    }

    #[test]
    fn refuses_to_leave_the_calendar() {
        let mut clock = Clock::new(noon);
        assert!(!clock.advance(TimeDelta::MAX));
        assert_eq!(clock.now(), noon());
    }

    #[test]
    fn reads_only_the_documented_forms() {
        assert!(parse_iso("2013-01-16T19:20:30Z").is_some());
        for wrong in [
            "2013-1-16T19:20:30Z",
            "2013-01-16T19:20:30",
            "2013-01-16T19:20:30.000Z",
            "20130116T194014Z",
            "",
        ] {
            assert_eq!(parse_iso(wrong), None, "{wrong}");
        }
        assert_eq!(parse_iso_or_day("2013-01-16"), parse_iso("2013-01-16T00:00:00Z"));
        assert_eq!(parse_iso_or_day("2013-01-6"), None);
    }
}
