//! What OAuth has handed out: authorization codes, access tokens and single-use refresh tokens.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::account::UserId;
use super::ids::Ids;
use super::permission::Permission;
use crate::clock::Instant;

/// Validity of an authorization code (API documentation 2021, section 3).
const CODE_MINUTES: i64 = 10;

/// Validity of an access token in seconds: a day, as captured replies have it.
pub const ACCESS_TOKEN_SECONDS: i64 = 86_400;

/// An app registered in the management console.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OAuthClient {
    /// `client_id`.
    pub id: String,
    /// `client_secret`.
    pub secret: String,
    /// The only `redirect_uri` it may use.
    pub redirect_uri: String,
}

/// Everything handed out and not forgotten.
#[derive(Debug, Clone, Default)]
pub struct Grants {
    codes: Vec<AuthorizationCode>,
    pairs: Vec<TokenPair>,
}

#[derive(Debug, Clone)]
struct AuthorizationCode {
    code: String,
    client_id: String,
    userid: UserId,
    permissions: Vec<Permission>,
    expires_at: Instant,
    used: bool,
}

/// An access token and the refresh token issued with it.
#[derive(Debug, Clone)]
pub struct TokenPair {
    /// Bearer token.
    pub access: String,
    /// Works once.
    pub refresh: String,
    /// The app it was issued to.
    pub client_id: String,
    /// Whose it is.
    pub userid: UserId,
    /// What it may do.
    pub permissions: Vec<Permission>,
    /// When the access token expires.
    pub expires_at: Instant,
    refresh_used: bool,
    revoked: bool,
}

/// What an access token is worth.
#[derive(Debug)]
pub enum Access<'a> {
    /// Never issued, or revoked.
    Unknown,
    /// Was good once.
    Expired,
    /// Good.
    Valid(&'a TokenPair),
}

/// Counts for the control page.
#[derive(Debug, Serialize)]
pub struct TokenCounts {
    /// Access tokens that work.
    pub valid: usize,
    /// Access tokens past their time.
    pub expired: usize,
    /// Revoked pairs.
    pub revoked: usize,
    /// Refresh tokens that still work.
    pub refreshable: usize,
}

impl Grants {
    /// A code for this client and account.
    pub fn issue_code(
        &mut self,
        ids: &mut Ids,
        client_id: &str,
        userid: &str,
        permissions: Vec<Permission>,
        now: Instant,
    ) -> String {
        let code = ids.secret(32);
        self.codes.push(AuthorizationCode {
            code: code.clone(),
            client_id: client_id.to_owned(),
            userid: userid.to_owned(),
            permissions,
            expires_at: now + TimeDelta::minutes(CODE_MINUTES),
            used: false,
        });
        code
    }

    /// Exchanges a code, once. None when it is unknown, another client's, used or too old.
    pub fn redeem_code(
        &mut self,
        ids: &mut Ids,
        code: &str,
        client_id: &str,
        now: Instant,
    ) -> Option<TokenPair> {
        let fits = |known: &&mut AuthorizationCode| {
            known.code == code && known.client_id == client_id && !known.used && now < known.expires_at
        };
        let known = self.codes.iter_mut().find(fits)?;
        known.used = true;
        let (userid, permissions) = (known.userid.clone(), known.permissions.clone());
        Some(self.issue(ids, client_id, userid, permissions, now))
    }

    /// Exchanges a refresh token, once. None when it is unknown, another client's, used or revoked.
    pub fn refresh(
        &mut self,
        ids: &mut Ids,
        refresh: &str,
        client_id: &str,
        now: Instant,
    ) -> Option<TokenPair> {
        let works = |pair: &&mut TokenPair| {
            pair.refresh == refresh && pair.client_id == client_id && !pair.refresh_used && !pair.revoked
        };
        let old = self.pairs.iter_mut().find(works)?;
        old.refresh_used = true;
        let (userid, permissions) = (old.userid.clone(), old.permissions.clone());
        Some(self.issue(ids, client_id, userid, permissions, now))
    }

    fn issue(
        &mut self,
        ids: &mut Ids,
        client_id: &str,
        userid: UserId,
        permissions: Vec<Permission>,
        now: Instant,
    ) -> TokenPair {
        let pair = TokenPair {
            access: format!("{}-{}", userid.trim_start_matches('u'), ids.secret(24)),
            refresh: format!("{}-{}", userid.trim_start_matches('u'), ids.secret(24)),
            client_id: client_id.to_owned(),
            userid,
            permissions,
            expires_at: now + TimeDelta::seconds(ACCESS_TOKEN_SECONDS),
            refresh_used: false,
            revoked: false,
        };
        self.pairs.push(pair.clone());
        pair
    }

    /// Looks an access token up.
    pub fn access(&self, token: &str, now: Instant) -> Access<'_> {
        match self
            .pairs
            .iter()
            .find(|pair| pair.access == token && !pair.revoked)
        {
            None => Access::Unknown,
            Some(pair) if pair.expires_at <= now => Access::Expired,
            Some(pair) => Access::Valid(pair),
        }
    }

    /// Kills an access token and its refresh token.
    pub fn revoke(&mut self, token: &str) {
        self.pairs
            .iter_mut()
            .filter(|pair| pair.access == token)
            .for_each(|pair| pair.revoked = true);
    }

    /// Makes every access token expire now; refresh tokens keep working.
    pub fn expire_all(&mut self, now: Instant) {
        self.pairs
            .iter_mut()
            .for_each(|pair| pair.expires_at = pair.expires_at.min(now));
    }

    /// Kills every token.
    pub fn revoke_all(&mut self) {
        self.pairs.iter_mut().for_each(|pair| pair.revoked = true);
    }

    /// How many of each there are.
    pub fn counts(&self, now: Instant) -> TokenCounts {
        let count = |of: &dyn Fn(&TokenPair) -> bool| self.pairs.iter().filter(|pair| of(pair)).count();
        TokenCounts {
            valid: count(&|pair| !pair.revoked && pair.expires_at > now),
            expired: count(&|pair| !pair.revoked && pair.expires_at <= now),
            revoked: count(&|pair| pair.revoked),
            refreshable: count(&|pair| !pair.revoked && !pair.refresh_used),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::parse_iso;

    struct Bench {
        grants: Grants,
        ids: Ids,
        now: Instant,
    }

    impl Bench {
        fn new() -> Self {
            let now = parse_iso("2026-01-01T00:00:00Z").unwrap();
            Self {
                grants: Grants::default(),
                ids: Ids::new(Some(1)),
                now,
            }
        }

        fn code(&mut self) -> String {
            self.grants.issue_code(
                &mut self.ids,
                "app",
                "u1",
                vec![Permission::AccountRead],
                self.now,
            )
        }

        fn redeem(&mut self, code: &str, client: &str) -> Option<TokenPair> {
            self.grants.redeem_code(&mut self.ids, code, client, self.now)
        }

        fn refresh(&mut self, token: &str, client: &str) -> Option<TokenPair> {
            self.grants.refresh(&mut self.ids, token, client, self.now)
        }
    }

    #[test]
    fn a_code_works_once_for_its_client_and_ten_minutes() {
        let mut bench = Bench::new();
        let code = bench.code();
        assert!(bench.redeem(&code, "other").is_none());
        assert!(bench.redeem(&code, "app").is_some());
        assert!(bench.redeem(&code, "app").is_none());

        let late = bench.code();
        bench.now += TimeDelta::minutes(10);
        assert!(bench.redeem(&late, "app").is_none());
    }

    #[test]
    fn a_refresh_token_works_once_and_rotates() {
        let mut bench = Bench::new();
        let code = bench.code();
        let first = bench.redeem(&code, "app").unwrap();
        assert!(bench.refresh(&first.refresh, "other").is_none());
        let second = bench.refresh(&first.refresh, "app").unwrap();
        assert!(bench.refresh(&first.refresh, "app").is_none());
        assert!(bench.refresh(&second.refresh, "app").is_some());
        assert!(matches!(
            bench.grants.access(&first.access, bench.now),
            Access::Valid(_)
        ));
    }

    #[test]
    fn revoking_kills_both_tokens() {
        let mut bench = Bench::new();
        let code = bench.code();
        let pair = bench.redeem(&code, "app").unwrap();
        bench.grants.revoke(&pair.access);
        assert!(matches!(
            bench.grants.access(&pair.access, bench.now),
            Access::Unknown
        ));
        assert!(bench.refresh(&pair.refresh, "app").is_none());
    }

    #[test]
    fn an_access_token_lives_a_day_and_its_refresh_token_longer() {
        let mut bench = Bench::new();
        let code = bench.code();
        let pair = bench.redeem(&code, "app").unwrap();
        bench.now += TimeDelta::seconds(ACCESS_TOKEN_SECONDS);
        assert!(matches!(
            bench.grants.access(&pair.access, bench.now),
            Access::Expired
        ));
        assert!(bench.refresh(&pair.refresh, "app").is_some());
    }
}
