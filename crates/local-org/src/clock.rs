//! The org's clock: real time plus an offset, so that a test can travel without waiting.

use std::sync::RwLock;

use chrono::{DateTime, Datelike, TimeDelta, Utc};

/// A clock that runs like the machine's, moved by an offset or frozen at an instant.
#[derive(Debug, Default)]
pub struct OrgClock {
    setting: RwLock<Setting>,
}

#[derive(Clone, Copy, Debug, Default)]
enum Setting {
    #[default]
    Real,
    Moved(TimeDelta),
    Frozen(DateTime<Utc>),
}

/// A time that Salesforce cannot store (Object Reference, "Primitive Data Types", `dateTime`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The clock can only show the years 1700 to 4000.")]
pub struct OutOfRange;

/// The years the clock can show. Far inside what can be added to, so that reading the clock never fails.
const YEARS: std::ops::RangeInclusive<i32> = 1700..=4000;

fn in_range(instant: DateTime<Utc>) -> Result<DateTime<Utc>, OutOfRange> {
    if YEARS.contains(&instant.year()) {
        Ok(instant)
    } else {
        Err(OutOfRange)
    }
}

impl Setting {
    fn time(self) -> DateTime<Utc> {
        match self {
            Self::Real => Utc::now(),
            Self::Moved(by) => Utc::now() + by,
            Self::Frozen(at) => at,
        }
    }
}

impl OrgClock {
    /// The time now.
    pub fn time(&self) -> DateTime<Utc> {
        let setting = self
            .setting
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        setting.time()
    }

    /// Sets the clock to an instant from which it runs on.
    ///
    /// # Errors
    /// [`OutOfRange`]; the clock stays as it is.
    pub fn set(&self, instant: DateTime<Utc>) -> Result<(), OutOfRange> {
        self.put(Setting::Moved(in_range(instant)? - Utc::now()));
        Ok(())
    }

    /// Stops the clock at an instant.
    ///
    /// # Errors
    /// [`OutOfRange`]; the clock stays as it is.
    pub fn freeze(&self, instant: DateTime<Utc>) -> Result<(), OutOfRange> {
        self.put(Setting::Frozen(in_range(instant)?));
        Ok(())
    }

    /// Moves the clock forward (or back).
    ///
    /// # Errors
    /// [`OutOfRange`]; the clock stays as it is.
    pub fn advance(&self, by: TimeDelta) -> Result<(), OutOfRange> {
        let mut setting = self
            .setting
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let target = in_range(setting.time().checked_add_signed(by).ok_or(OutOfRange)?)?;
        *setting = match *setting {
            Setting::Real => Setting::Moved(by),
            Setting::Moved(offset) => Setting::Moved(offset + by),
            Setting::Frozen(_) => Setting::Frozen(target),
        };
        Ok(())
    }

    /// Returns to real time.
    pub fn reset(&self) {
        self.put(Setting::Real);
    }

    fn put(&self, to: Setting) {
        *self
            .setting
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = to;
    }
}

impl org_data::Clock for OrgClock {
    fn now(&self) -> DateTime<Utc> {
        self.time()
    }
}
