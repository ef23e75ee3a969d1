//! The platform cache: values that Apex keeps for a while, for the whole org or for one login.
//!
//! It is no part of any transaction: a rollback leaves it as it is, as on the platform. Expiry follows the
//! org's clock.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use apex::host::CacheScope;
use chrono::{DateTime, TimeDelta, Utc};

/// Most values kept for the org, and for one login; what expires first gives way.
/// Salesforce bounds the bytes of a partition instead; both only say that a value may be gone.
const MOST: usize = 1_000;

/// Whose values: the org's (empty) or those of one login.
type Owner = String;

#[derive(Clone, Debug)]
struct Entry {
    value: String,
    expires: DateTime<Utc>,
}

/// Every cached value.
#[derive(Debug, Default)]
pub struct PlatformCache {
    entries: Mutex<BTreeMap<Owner, BTreeMap<String, Entry>>>,
}

/// How long a value is kept when Apex gave no time to live: a day for the org, eight hours for a login.
/// Source: Apex Reference Guide, `Cache.Org` and `Cache.Session`.
fn default_life(scope: CacheScope) -> u32 {
    match scope {
        CacheScope::Org => 24 * 3_600,
        CacheScope::Session => 8 * 3_600,
    }
}

fn owner(scope: CacheScope, login: &str) -> Owner {
    match scope {
        CacheScope::Org => String::new(),
        CacheScope::Session => login.to_owned(),
    }
}

impl PlatformCache {
    /// A value that has not expired.
    pub fn get(&self, scope: CacheScope, login: &str, key: &str, now: DateTime<Utc>) -> Option<String> {
        let entries = self.lock();
        let entry = entries.get(&owner(scope, login))?.get(&key.to_lowercase())?;
        (entry.expires > now).then(|| entry.value.clone())
    }

    /// Keeps a value for `life` seconds; 0 stands for the default.
    pub fn put(
        &self,
        scope: CacheScope,
        login: &str,
        key: &str,
        value: String,
        life: u32,
        now: DateTime<Utc>,
    ) {
        let life = if life == 0 { default_life(scope) } else { life };
        let expires = now + TimeDelta::seconds(i64::from(life));
        let mut all = self.lock();
        let entries = all.entry(owner(scope, login)).or_default();
        entries.retain(|_, entry| entry.expires > now);
        if entries.len() >= MOST
            && let Some(first) = entries
                .iter()
                .min_by_key(|(_, entry)| entry.expires)
                .map(|(key, _)| key.clone())
        {
            entries.remove(&first);
        }
        entries.insert(key.to_lowercase(), Entry { value, expires });
    }

    /// Forgets a value; whether there was one.
    pub fn remove(&self, scope: CacheScope, login: &str, key: &str, now: DateTime<Utc>) -> bool {
        let mut all = self.lock();
        let entries = all.get_mut(&owner(scope, login));
        let removed = entries.and_then(|entries| entries.remove(&key.to_lowercase()));
        removed.is_some_and(|entry| entry.expires > now)
    }

    /// Keys of the values that have not expired, in lower case and in order.
    pub fn keys(&self, scope: CacheScope, login: &str, now: DateTime<Utc>) -> Vec<String> {
        let all = self.lock();
        let entries = all.get(&owner(scope, login)).into_iter().flatten();
        entries
            .filter(|(_, entry)| entry.expires > now)
            .map(|(key, _)| key.clone())
            .collect()
    }

    /// Forgets what was kept for a login that has ended.
    pub fn end_login(&self, login: &str) {
        if !login.is_empty() {
            self.lock().remove(login);
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Owner, BTreeMap<String, Entry>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    #[test]
    fn values_live_as_long_as_they_were_given() {
        let cache = PlatformCache::default();
        cache.put(CacheScope::Org, "", "local.p.Key", "1".into(), 300, at(0));
        assert_eq!(
            cache.get(CacheScope::Org, "x", "local.p.kEY", at(299)).as_deref(),
            Some("1")
        );
        assert_eq!(cache.get(CacheScope::Org, "", "local.p.Key", at(300)), None);
        assert!(cache.keys(CacheScope::Org, "", at(300)).is_empty());
        assert!(!cache.remove(CacheScope::Org, "", "local.p.Key", at(300)));
        cache.put(CacheScope::Org, "", "k", "2".into(), 0, at(0));
        assert!(cache.get(CacheScope::Org, "", "k", at(86_399)).is_some());
        assert!(cache.remove(CacheScope::Org, "", "k", at(86_399)));
        assert_eq!(cache.get(CacheScope::Org, "", "k", at(1)), None);
    }

    #[test]
    fn a_login_has_its_own() {
        let cache = PlatformCache::default();
        cache.put(CacheScope::Session, "a", "k", "of a".into(), 300, at(0));
        assert_eq!(cache.get(CacheScope::Session, "b", "k", at(1)), None);
        assert_eq!(cache.get(CacheScope::Org, "a", "k", at(1)), None);
        assert_eq!(cache.keys(CacheScope::Session, "a", at(1)), ["k"]);
        cache.end_login("a");
        assert_eq!(cache.get(CacheScope::Session, "a", "k", at(1)), None);
    }

    #[test]
    fn a_full_cache_lets_go_what_expires_first() {
        let cache = PlatformCache::default();
        for number in 0..=MOST {
            let life = 300 + u32::try_from(number).expect("a number");
            cache.put(
                CacheScope::Org,
                "",
                &format!("k{number}"),
                String::new(),
                life,
                at(0),
            );
        }
        assert_eq!(cache.get(CacheScope::Org, "", "k0", at(1)), None);
        assert!(cache.get(CacheScope::Org, "", "k1", at(1)).is_some());
        assert_eq!(cache.keys(CacheScope::Org, "", at(1)).len(), MOST);
    }
}
