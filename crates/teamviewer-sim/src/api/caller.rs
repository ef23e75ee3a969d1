//! Who calls: the bearer token, its rate limit and its permissions.

use axum::http::{HeaderMap, header};

use super::errors::ApiError;
use crate::model::account::Account;
use crate::model::grants::Access;
use crate::model::permission::Permission;
use crate::state::Sim;

/// An admitted caller.
#[derive(Debug)]
pub struct Caller {
    /// Whose token it is.
    pub account: Account,
    permissions: Vec<Permission>,
}

impl Caller {
    /// Admits the call of `function` when its token is good, within its limit, and has one of `needed`.
    pub fn admit(
        sim: &mut Sim,
        headers: &HeaderMap,
        function: &'static str,
        needed: &[Permission],
    ) -> Result<Self, ApiError> {
        let Some(token) = bearer(headers)? else {
            return Err(ApiError::missing_token());
        };
        let now = sim.world.now();
        let pair = match sim.world.grants.access(token, now) {
            Access::Unknown => return Err(ApiError::invalid_token()),
            Access::Expired => return Err(ApiError::token_expired()),
            Access::Valid(pair) => pair,
        };
        // An account can be gone after its token was issued.
        let account = sim
            .world
            .account(&pair.userid)
            .ok_or_else(ApiError::invalid_token)?
            .clone();
        let caller = Self {
            account,
            permissions: pair.permissions.clone(),
        };
        if !sim.limits.admit(caller.account.licence, token, function, now) {
            return Err(ApiError::rate_limit_reached());
        }
        if !needed.iter().any(|permission| caller.may(*permission)) {
            let names: Vec<&str> = needed.iter().map(|permission| permission.name()).collect();
            let sentence = format!("The token does not have the permission {}", names.join(" or "));
            return Err(ApiError::invalid_permission(sentence));
        }
        Ok(caller)
    }

    /// Whether the token has this permission.
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// The account's id.
    pub fn userid(&self) -> &str {
        &self.account.userid
    }
}

/// The token of the `Authorization` header; none when there is no such header.
pub fn bearer(headers: &HeaderMap) -> Result<Option<&str>, ApiError> {
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        return Ok(None);
    };
    let token = value.to_str().ok().and_then(|text| text.split_once(' '));
    match token {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(Some(token.trim())),
        _ => Err(ApiError::invalid_token()),
    }
}
