//! Who is logged in: sessions of the browser, kept in memory.

pub mod route;

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, header};
use indexmap::IndexMap;

use crate::hosts::{HostKind, SITE};
use crate::secret;

/// Name of the session cookie, as on Salesforce.
pub const COOKIE: &str = "sid";
/// Name of the session cookie of a page in a frame of another site: it comes along where the other one does not.
const FRAME_COOKIE: &str = "sid_frame";
/// How many logins are kept, and how many bridges; the oldest give way.
const MOST: usize = 10_000;
/// How long a bridge can be crossed: the browser follows the redirect at once.
const BRIDGE_LIFE: Duration = Duration::from_secs(60);

/// One login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// Session id, the cookie's value.
    pub id: String,
    /// User Id.
    pub user_id: String,
}

/// Every login, and the one-time tokens that carry one from the login host to the other site.
#[derive(Debug, Default)]
pub struct Logins {
    /// Session id to user Id, oldest first.
    sessions: Mutex<IndexMap<String, String>>,
    /// Token to bridge, oldest first.
    bridges: Mutex<IndexMap<String, Bridge>>,
}

#[derive(Debug)]
struct Bridge {
    session_id: String,
    made: Instant,
}

impl Logins {
    /// Logs a user in.
    pub fn start(&self, user_id: &str) -> Login {
        let login = Login {
            id: secret::token(),
            user_id: user_id.to_owned(),
        };
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        insert(&mut sessions, login.id.clone(), login.user_id.clone());
        login
    }

    /// The login with a session id.
    pub fn find(&self, id: &str) -> Option<Login> {
        let sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.get(id).map(|user_id| Login {
            id: id.to_owned(),
            user_id: user_id.clone(),
        })
    }

    /// Ends one login.
    pub fn end(&self, id: &str) {
        self.sessions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .shift_remove(id);
    }

    /// Ends every login of a user; answers how many there were.
    pub fn end_all(&self, user_id: &str) -> usize {
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let before = sessions.len();
        sessions.retain(|_, owner| owner != user_id);
        before - sessions.len()
    }

    /// A token that hands a login over to the other site: once, and within a minute of `now`.
    pub fn bridge(&self, login: &Login, now: Instant) -> String {
        let token = secret::token();
        let bridge = Bridge {
            session_id: login.id.clone(),
            made: now,
        };
        let mut bridges = self.bridges.lock().unwrap_or_else(PoisonError::into_inner);
        insert(&mut bridges, token.clone(), bridge);
        token
    }

    /// Redeems a token of [`Logins::bridge`].
    pub fn cross(&self, token: &str, now: Instant) -> Option<Login> {
        let bridge = self
            .bridges
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .shift_remove(token)?;
        if now.saturating_duration_since(bridge.made) > BRIDGE_LIFE {
            return None;
        }
        self.find(&bridge.session_id)
    }
}

/// Adds an entry; when there are [`MOST`] already, the oldest gives way.
fn insert<V>(entries: &mut IndexMap<String, V>, key: String, value: V) {
    if entries.len() >= MOST {
        entries.shift_remove_index(0);
    }
    entries.insert(key, value);
}

/// The session id a request carries; empty when it has none.
pub fn cookie(headers: &HeaderMap) -> String {
    let all = headers.get_all(header::COOKIE);
    let pairs: Vec<&str> = all
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .collect();
    let named = |name: &str| {
        let mut pairs = pairs.iter();
        pairs.find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
    };
    named(COOKIE)
        .or_else(|| named(FRAME_COOKIE))
        .unwrap_or_default()
        .to_owned()
}

/// The `Set-Cookie` header of a login. Shell and pages share one cookie through their common domain.
pub fn set_cookie(host: HostKind, id: &str) -> String {
    let domain = match host {
        HostKind::Lightning | HostKind::Visualforce => SITE,
        HostKind::MyDomain => "salesforce.localhost",
    };
    format!("{COOKIE}={id}; Domain={domain}; Path=/; HttpOnly; SameSite=Lax")
}

/// The `Set-Cookie` header of a page in a frame of another site, as Classic is to Visualforce. Browsers take and send
/// it there because it says so, is partitioned by the site around, and is secure, which the names below `localhost`
/// count as.
pub fn set_frame_cookie(id: &str) -> String {
    format!("{FRAME_COOKIE}={id}; Path=/; HttpOnly; SameSite=None; Secure; Partitioned")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bridge_is_crossed_once() {
        let logins = Logins::default();
        let login = logins.start("005");
        let now = Instant::now();
        let token = logins.bridge(&login, now);
        assert_eq!(logins.cross(&token, now), Some(login.clone()));
        assert_eq!(logins.cross(&token, now), None);
        let token = logins.bridge(&login, now);
        assert_eq!(logins.end_all("005"), 1);
        assert_eq!(logins.cross(&token, now), None);
        assert_eq!(logins.find(&login.id), None);
    }

    #[test]
    fn a_bridge_falls_after_a_minute() {
        let logins = Logins::default();
        let login = logins.start("005");
        let now = Instant::now();
        let (first, second) = (logins.bridge(&login, now), logins.bridge(&login, now));
        assert_eq!(logins.cross(&first, now + BRIDGE_LIFE), Some(login));
        let late = now + BRIDGE_LIFE + Duration::from_millis(1);
        assert_eq!(logins.cross(&second, late), None);
        assert_eq!(logins.cross(&second, now), None, "spent all the same");
    }

    #[test]
    fn only_the_oldest_login_gives_way() {
        let logins = Logins::default();
        let (first, second) = (logins.start("005"), logins.start("005"));
        let now = Instant::now();
        let bridge = logins.bridge(&second, now);
        for _ in 2..=MOST {
            logins.start("005");
        }
        assert_eq!(logins.find(&first.id), None);
        assert_eq!(logins.find(&second.id), Some(second.clone()));
        assert_eq!(logins.cross(&bridge, now), Some(second));
    }

    #[test]
    fn finds_its_cookie_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=1; sidx=no; sid=yes".parse().expect("header"));
        assert_eq!(cookie(&headers), "yes");
        assert_eq!(cookie(&HeaderMap::new()), "");
    }

    #[test]
    fn the_cookie_of_a_frame_counts_where_there_is_no_other() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "sid_frame=framed".parse().expect("header"));
        assert_eq!(cookie(&headers), "framed");
        headers.append(header::COOKIE, "sid=top".parse().expect("header"));
        assert_eq!(cookie(&headers), "top");
    }
}
