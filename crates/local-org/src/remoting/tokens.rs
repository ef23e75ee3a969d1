//! CSRF and authorization tokens of remote actions, bound to login, page and method.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use crate::secret;

/// Makes and checks tokens with a key of this run of the org.
pub struct TokenKey([u8; 32]);

/// What a token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant<'g> {
    /// Session id of the login.
    pub session: &'g str,
    /// Id of the page (`vid`).
    pub page: &'g str,
    /// `Class.method`.
    pub action: &'g str,
}

/// Sort of a token: one cannot stand for the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// `ctx.csrf`
    Csrf,
    /// `ctx.authorization`
    Authorization,
}

impl Default for TokenKey {
    fn default() -> Self {
        Self(secret::key())
    }
}

impl std::fmt::Debug for TokenKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("TokenKey(hidden)")
    }
}

impl TokenKey {
    /// A token.
    pub fn make(&self, purpose: Purpose, grant: Grant<'_>) -> String {
        URL_SAFE_NO_PAD.encode(self.mac(purpose, grant).finalize().into_bytes())
    }

    /// Whether `token` was made for this purpose and grant. Takes the same time whatever the token.
    pub fn check(&self, purpose: Purpose, grant: Grant<'_>, token: &str) -> bool {
        URL_SAFE_NO_PAD
            .decode(token)
            .is_ok_and(|bytes| self.mac(purpose, grant).verify_slice(&bytes).is_ok())
    }

    fn mac(&self, purpose: Purpose, grant: Grant<'_>) -> Hmac<Sha256> {
        // HMAC pads a short key with zeros to one block (RFC 2104 section 2).
        let mut block = [0; 64];
        block[..self.0.len()].copy_from_slice(&self.0);
        let mut mac = <Hmac<Sha256> as hmac::digest::KeyInit>::new(&block.into());
        let purpose: &[u8] = match purpose {
            Purpose::Csrf => b"csrf",
            Purpose::Authorization => b"authorization",
        };
        for part in [
            purpose,
            grant.session.as_bytes(),
            grant.page.as_bytes(),
            &grant.action.to_lowercase().into_bytes(),
        ] {
            // The length first, so that no two grants give the same bytes.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac
    }
}

/// The Id of a page (`066...`), the same at every start.
pub fn page_id(page: &str) -> String {
    const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let hash = Sha256::digest(page.to_lowercase());
    let tail: String = hash
        .iter()
        .take(12)
        .map(|byte| char::from(DIGITS[usize::from(*byte) % 62]))
        .collect();
    let short = format!("066{tail}");
    apex::interp::coerce::normal_id(&short).unwrap_or(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_for_its_grant_alone() {
        let key = TokenKey::default();
        let grant = Grant {
            session: "s",
            page: "p",
            action: "C.m",
        };
        let token = key.make(Purpose::Csrf, grant);
        assert!(key.check(Purpose::Csrf, grant, &token));
        assert!(key.check(
            Purpose::Csrf,
            Grant {
                action: "c.M",
                ..grant
            },
            &token
        ));
        assert!(!key.check(Purpose::Authorization, grant, &token));
        assert!(!key.check(
            Purpose::Csrf,
            Grant {
                session: "sp",
                page: "",
                ..grant
            },
            &token
        ));
        assert!(!key.check(
            Purpose::Csrf,
            Grant {
                action: "C.n",
                ..grant
            },
            &token
        ));
        assert!(!TokenKey::default().check(Purpose::Csrf, grant, &token));
        assert!(!key.check(Purpose::Csrf, grant, ""));
    }

    #[test]
    fn a_page_keeps_its_id() {
        assert_eq!(page_id("Hello"), page_id("hello"));
        assert_eq!(page_id("Hello").len(), 18);
        assert_ne!(page_id("Hello"), page_id("Other"));
    }
}
