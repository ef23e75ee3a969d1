//! Faults waiting to happen: which requests they meet, how often, and what goes wrong.

use std::num::NonZeroU32;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::operations;

/// The faults injected and not yet used up, in the order of injection.
#[derive(Debug, Default)]
pub struct Faults {
    waiting: Vec<Fault>,
    last_id: u64,
}

/// One fault.
#[derive(Debug, Clone, Serialize)]
pub struct Fault {
    /// Names it in the control API.
    pub id: u64,
    /// What it meets, how often and how.
    #[serde(flatten)]
    pub order: FaultOrder,
    /// How many requests it has met.
    pub met: u32,
}

/// What a test or a person asks for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultOrder {
    /// An operation name, or `METHOD /path` where `*` stands for anything.
    #[serde(rename = "match")]
    pub pattern: Pattern,
    /// How many matching requests it meets: a number, or `"forever"`. Default 1.
    #[serde(default)]
    pub times: Times,
    /// How many matching requests pass before. Default 0.
    #[serde(default)]
    pub after: u32,
    /// What goes wrong.
    pub kind: FaultKind,
    /// `error_description` of an error body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Seconds in a `Retry-After` header of a rate limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// Which fields `missing_fields` and `wrong_types` touch; default all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fields: Option<Vec<String>>,
    /// How long `slow` waits; default 5 seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay_ms: Option<Delay>,
}

/// Milliseconds by which a request is delayed, at most [`Delay::LONGEST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Delay(u32);

impl Delay {
    /// A minute: more than any callout of the product waits.
    pub const LONGEST: u32 = 60_000;

    /// As a duration.
    pub fn duration(self) -> Duration {
        Duration::from_millis(self.0.into())
    }
}

impl Default for Delay {
    fn default() -> Self {
        Self(5_000)
    }
}

impl TryFrom<u32> for Delay {
    type Error = String;

    fn try_from(milliseconds: u32) -> Result<Self, String> {
        if milliseconds <= Self::LONGEST {
            return Ok(Self(milliseconds));
        }
        Err(format!(
            "delay_ms {milliseconds} is too long: the longest delay is {}",
            Self::LONGEST
        ))
    }
}

impl From<Delay> for u32 {
    fn from(delay: Delay) -> Self {
        delay.0
    }
}

macro_rules! kinds {
    ($($variant:ident = $name:literal, $meaning:literal;)*) => {
        /// What goes wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum FaultKind {
            $(#[doc = $meaning] #[serde(rename = $name)] $variant,)*
        }

        impl FaultKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in the control API.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it does, for the control page.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

kinds! {
    BadRequest = "bad_request", "400 with a JSON error invalid_request";
    LicenceLimit = "licence_limit", "400 with plain text about license limitations";
    TokenExpired = "token_expired", "401 token_expired";
    Unauthorized = "unauthorized", "401 without a body";
    Blocked = "blocked", "403 blocked: the caller's address is blocked";
    InvalidPermission = "invalid_permission", "403 invalid_permission: the token lacks a permission";
    RateLimit = "rate_limit", "403 rate_limit_reached";
    TooManyRequests = "too_many_requests", "429";
    ServerError = "server_error", "500 internal_error";
    Unavailable = "unavailable", "503 with an HTML body";
    Slow = "slow", "waits (delay_ms, at most 60000), then performs the operation and answers";
    Hang = "hang", "performs nothing and never answers";
    HangAfter = "hang_after", "performs the operation and never answers";
    Drop = "drop", "performs nothing and closes the connection";
    DropAfter = "drop_after", "performs the operation and closes the connection";
    BrokenJson = "broken_json", "performs the operation and answers half of the JSON";
    NotJson = "not_json", "performs nothing and answers 200 with an HTML page";
    ForeignLink = "foreign_link", "performs the operation; links lead to a foreign host";
    JavascriptLink = "javascript_link", "performs the operation; links are javascript: addresses";
    MissingFields = "missing_fields", "performs the operation; the answer lacks fields";
    WrongTypes = "wrong_types", "performs the operation; fields of the answer have other types";
    LowerCaseState = "lower_case_state", "performs the operation; state is in lower case, as documented";
    IntEnums = "int_enums", "performs the operation; state and support_session_type are numbers";
    HugeBody = "huge_body", "performs the operation; the answer is longer than 16 MiB";
    RefreshFails = "refresh_fails", "refreshing a token answers 400 invalid_grant; other requests are not met";
    OpenerLost = "opener_lost", "performs the operation; the page isolates itself from its opener";
}

/// How many requests a fault meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Times {
    /// This many.
    Number(NonZeroU32),
    /// All of them.
    Word(Forever),
}

/// The word for "without end".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Forever {
    /// Until removed.
    Forever,
}

impl Default for Times {
    fn default() -> Self {
        Self::Number(NonZeroU32::MIN)
    }
}

/// Which requests a fault meets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Pattern {
    /// An operation.
    Operation(operations::Name),
    /// Method and path, `*` standing for anything.
    Path {
        /// Method or `*`.
        method: String,
        /// Path.
        path: String,
    },
}

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if let Some((method, path)) = text.split_once(' ') {
            return Ok(Self::Path {
                method: method.to_ascii_uppercase(),
                path: path.to_owned(),
            });
        }
        let operation = operations::ALL.iter().find(|name| **name == text);
        operation.map(|name| Self::Operation(name)).ok_or_else(|| {
            let known = operations::ALL.join(", ");
            format!("match {text:?} is neither \"METHOD /path\" nor one of the operations {known}")
        })
    }
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> Self {
        match pattern {
            Pattern::Operation(name) => name.to_owned(),
            Pattern::Path { method, path } => format!("{method} {path}"),
        }
    }
}

impl Pattern {
    fn fits(&self, method: &str, path: &str, operations: &[&str]) -> bool {
        match self {
            Self::Operation(name) => operations.contains(name),
            Self::Path { method: m, path: p } => glob(m, method) && glob(p, path),
        }
    }
}

/// Whether `text` is `pattern` with every `*` replaced by something.
fn glob(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(text) = text.strip_prefix(head) else {
        return false;
    };
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    ends.into_iter().any(|at| glob(rest, &text[at..]))
}

impl Faults {
    /// Adds a fault and returns it.
    pub fn inject(&mut self, order: FaultOrder) -> &Fault {
        self.last_id += 1;
        let at = self.waiting.len();
        self.waiting.push(Fault {
            id: self.last_id,
            order,
            met: 0,
        });
        &self.waiting[at]
    }

    /// All that wait.
    pub fn waiting(&self) -> &[Fault] {
        &self.waiting
    }

    /// Removes one. False when there is none with this id.
    pub fn remove(&mut self, id: u64) -> bool {
        let before = self.waiting.len();
        self.waiting.retain(|fault| fault.id != id);
        self.waiting.len() < before
    }

    /// Removes all.
    pub fn clear(&mut self) {
        self.waiting.clear();
    }

    /// The fault that meets this request, if any; counts it.
    pub fn meet(&mut self, method: &str, path: &str, operations: &[&str]) -> Option<FaultOrder> {
        let at = self.waiting.iter_mut().position(|fault| {
            let order = &mut fault.order;
            let fits = order.pattern.fits(method, path, operations)
                && (order.kind != FaultKind::RefreshFails || operations.contains(&"refresh"));
            if fits && order.after > 0 {
                order.after -= 1;
                return false;
            }
            fits
        })?;
        let fault = &mut self.waiting[at];
        fault.met += 1;
        let order = fault.order.clone();
        match &mut fault.order.times {
            Times::Word(Forever::Forever) => {}
            Times::Number(left) => match NonZeroU32::new(left.get() - 1) {
                Some(fewer) => *left = fewer,
                None => {
                    self.waiting.remove(at);
                }
            },
        }
        Some(order)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn order(json: &str) -> FaultOrder {
        serde_json::from_str(json).unwrap()
    }

    fn meets(faults: &mut Faults, path: &str, operation: &'static str) -> bool {
        faults.meet("GET", path, &[operation]).is_some()
    }

    #[test]
    fn a_fault_is_used_up_after_its_times() {
        let mut faults = Faults::default();
        faults.inject(order(r#"{"match":"account","kind":"hang","times":2,"after":1}"#));
        let met: Vec<bool> = (0..5)
            .map(|_| meets(&mut faults, "/api/v1/account", "account"))
            .collect();
        assert_eq!(met, [false, true, true, false, false]);
        assert!(faults.waiting().is_empty());
    }

    #[test]
    fn a_fault_can_stay_forever() {
        let mut faults = Faults::default();
        faults.inject(order(r#"{"match":"GET /api/*","kind":"drop","times":"forever"}"#));
        assert!((0..50).all(|_| meets(&mut faults, "/api/v1/account", "account")));
        assert!(!meets(&mut faults, "/oauth2/authorize", "authorize"));
        let id = faults.waiting()[0].id;
        assert!(faults.remove(id) && !faults.remove(id));
    }

    #[test]
    fn refresh_fails_leaves_the_code_exchange_alone() {
        let mut faults = Faults::default();
        faults.inject(order(r#"{"match":"token","kind":"refresh_fails"}"#));
        assert!(
            faults
                .meet("POST", "/api/v1/oauth2/token", &["token", "exchange_code"])
                .is_none()
        );
        assert!(
            faults
                .meet("POST", "/api/v1/oauth2/token", &["token", "refresh"])
                .is_some()
        );
    }

    #[test]
    fn a_mistyped_order_says_what_is_possible() {
        let error =
            serde_json::from_str::<FaultOrder>(r#"{"match":"creat_session","kind":"drop"}"#).unwrap_err();
        assert!(error.to_string().contains("create_session"), "{error}");
        assert!(serde_json::from_str::<FaultOrder>(r#"{"match":"account","kind":"explode"}"#).is_err());
    }

    proptest! {
        #[test]
        fn a_star_stands_for_anything(head in "[a-z/]{0,6}", middle in "[a-zé/]{0,6}", tail in "[a-z/]{0,6}") {
            let text = format!("{head}{middle}{tail}");
            prop_assert!(glob(&text, &text));
            let pattern = format!("{head}*{tail}");
            let other = format!("x{text}");
            prop_assert!(glob(&pattern, &text));
            prop_assert!(glob("*", &text));
            prop_assert_eq!(glob(&text, &other), false);
        }
    }
}
