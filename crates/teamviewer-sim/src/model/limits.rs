//! Rate limits: calls of one function with one access token in a window that starts at the first call.

use std::collections::HashMap;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::account::Licence;
use crate::clock::Instant;

/// So many calls in so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Calls allowed in one window.
    pub calls: u32,
    /// Length of the window in seconds.
    pub window_seconds: u32,
}

/// Counts calls and refuses the ones too many.
#[derive(Debug)]
pub struct RateLimits {
    /// False turns every limit off.
    pub enforced: bool,
    limits: HashMap<Licence, Limit>,
    windows: HashMap<(String, &'static str), Window>,
}

#[derive(Debug)]
struct Window {
    started: Instant,
    calls: u32,
}

impl RateLimits {
    /// TeamViewer's documented limits.
    pub fn documented(enforced: bool) -> Self {
        let limits = Licence::ALL
            .into_iter()
            .filter_map(|licence| Some((licence, licence.rate_limit()?)))
            .collect();
        Self {
            enforced,
            limits,
            windows: HashMap::new(),
        }
    }

    /// Replaces the limit of a licence and forgets the calls counted so far.
    pub fn set(&mut self, licence: Licence, limit: Limit) {
        self.limits.insert(licence, limit);
        self.windows.clear();
    }

    /// The limits in force, by licence.
    pub fn limits(&self) -> &HashMap<Licence, Limit> {
        &self.limits
    }

    /// Counts one call of `function` with `token`. False when it is one too many.
    pub fn admit(&mut self, licence: Licence, token: &str, function: &'static str, now: Instant) -> bool {
        let Some(limit) = self.limits.get(&licence).filter(|_| self.enforced) else {
            return true;
        };
        let window = self
            .windows
            .entry((token.to_owned(), function))
            .or_insert(Window {
                started: now,
                calls: 0,
            });
        if now - window.started >= TimeDelta::seconds(limit.window_seconds.into()) {
            *window = Window {
                started: now,
                calls: 0,
            };
        }
        if window.calls >= limit.calls {
            return false;
        }
        window.calls += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::parse_iso;

    fn at(text: &str) -> Instant {
        parse_iso(text).unwrap()
    }

    fn two_per_minute() -> RateLimits {
        let mut limits = RateLimits::documented(true);
        limits.set(
            Licence::Premium,
            Limit {
                calls: 2,
                window_seconds: 60,
            },
        );
        limits
    }

    #[test]
    fn refuses_the_call_too_many_until_the_window_is_over() {
        let mut limits = two_per_minute();
        let mut call = |time| limits.admit(Licence::Premium, "token", "account", at(time));
        assert!(call("2026-01-01T00:00:00Z"));
        assert!(call("2026-01-01T00:00:30Z"));
        assert!(!call("2026-01-01T00:00:59Z"));
        assert!(call("2026-01-01T00:01:00Z"));
    }

    #[test]
    fn counts_each_function_and_each_token_apart() {
        let mut limits = two_per_minute();
        let now = at("2026-01-01T00:00:00Z");
        for _ in 0..2 {
            assert!(limits.admit(Licence::Premium, "a", "account", now));
        }
        assert!(!limits.admit(Licence::Premium, "a", "account", now));
        assert!(limits.admit(Licence::Premium, "a", "list_sessions", now));
        assert!(limits.admit(Licence::Premium, "b", "account", now));
        assert!(limits.admit(Licence::Tensor, "a", "account", now));
    }

    #[test]
    fn can_be_turned_off() {
        let mut limits = RateLimits {
            enforced: false,
            ..two_per_minute()
        };
        let now = at("2026-01-01T00:00:00Z");
        assert!((0..10).all(|_| limits.admit(Licence::Premium, "a", "account", now)));
    }
}
