//! Who is logged in: sessions of the browser, kept in memory.

pub mod route;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, header};

use crate::hosts::{HostKind, SITE};
use crate::secret;

/// Name of the session cookie, as on Salesforce.
pub const COOKIE: &str = "sid";
/// How many logins are kept; the org is one person's.
const MOST: usize = 10_000;

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
    sessions: Mutex<HashMap<String, String>>,
    bridges: Mutex<HashMap<String, String>>,
}

impl Logins {
    /// Logs a user in.
    pub fn start(&self, user_id: &str) -> Login {
        let login = Login {
            id: secret::token(),
            user_id: user_id.to_owned(),
        };
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        if sessions.len() >= MOST {
            sessions.clear();
        }
        sessions.insert(login.id.clone(), login.user_id.clone());
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
            .remove(id);
    }

    /// Ends every login of a user; answers how many there were.
    pub fn end_all(&self, user_id: &str) -> usize {
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let before = sessions.len();
        sessions.retain(|_, owner| owner != user_id);
        before - sessions.len()
    }

    /// A token that hands a login over to the other site, once.
    pub fn bridge(&self, login: &Login) -> String {
        let token = secret::token();
        let mut bridges = self.bridges.lock().unwrap_or_else(PoisonError::into_inner);
        if bridges.len() >= MOST {
            bridges.clear();
        }
        bridges.insert(token.clone(), login.id.clone());
        token
    }

    /// Redeems a token of [`Logins::bridge`].
    pub fn cross(&self, token: &str) -> Option<Login> {
        let id = self
            .bridges
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(token)?;
        self.find(&id)
    }
}

/// The session id a request carries; empty when it has none.
pub fn cookie(headers: &HeaderMap) -> String {
    let all = headers.get_all(header::COOKIE);
    let mut pairs = all
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'));
    let found = pairs.find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='));
    found.unwrap_or_default().to_owned()
}

/// The `Set-Cookie` header of a login. Shell and pages share one cookie through their common domain.
pub fn set_cookie(host: HostKind, id: &str) -> String {
    let domain = match host {
        HostKind::Lightning | HostKind::Visualforce => SITE,
        HostKind::MyDomain => "salesforce.localhost",
    };
    format!("{COOKIE}={id}; Domain={domain}; Path=/; HttpOnly; SameSite=Lax")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bridge_is_crossed_once() {
        let logins = Logins::default();
        let login = logins.start("005");
        let token = logins.bridge(&login);
        assert_eq!(logins.cross(&token), Some(login.clone()));
        assert_eq!(logins.cross(&token), None);
        let token = logins.bridge(&login);
        assert_eq!(logins.end_all("005"), 1);
        assert_eq!(logins.cross(&token), None);
        assert_eq!(logins.find(&login.id), None);
    }

    #[test]
    fn finds_its_cookie_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=1; sidx=no; sid=yes".parse().expect("header"));
        assert_eq!(cookie(&headers), "yes");
        assert_eq!(cookie(&HeaderMap::new()), "");
    }
}
