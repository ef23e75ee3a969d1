//! The org's clock: real time plus an offset, so that a test can travel without waiting.

use std::sync::RwLock;

use chrono::{DateTime, TimeDelta, Utc};

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

impl OrgClock {
    /// The time now.
    pub fn time(&self) -> DateTime<Utc> {
        match *self
            .setting
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
        {
            Setting::Real => Utc::now(),
            Setting::Moved(by) => Utc::now() + by,
            Setting::Frozen(at) => at,
        }
    }

    /// Sets the clock to an instant from which it runs on.
    pub fn set(&self, instant: DateTime<Utc>) {
        self.put(Setting::Moved(instant - Utc::now()));
    }

    /// Stops the clock at an instant.
    pub fn freeze(&self, instant: DateTime<Utc>) {
        self.put(Setting::Frozen(instant));
    }

    /// Moves the clock forward (or back).
    pub fn advance(&self, by: TimeDelta) {
        let mut setting = self
            .setting
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *setting = match *setting {
            Setting::Real => Setting::Moved(by),
            Setting::Moved(offset) => Setting::Moved(offset + by),
            Setting::Frozen(at) => Setting::Frozen(at + by),
        };
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
