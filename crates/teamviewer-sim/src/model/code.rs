//! The session code: `s119-457-589` in the API and for people, `s119457589` in links.

use std::fmt;
use std::ops::Range;

use rand::Rng;
use serde::{Deserialize, Serialize};

/// A service-queue session code. Displays in the form of the API, with dashes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SessionCode(u32);

/// The text is no session code.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is not a session code: expected s, 8 or 9 digits, and dashes as in s119-457-589 or none")]
pub struct NotACode(String);

impl SessionCode {
    /// The numbers a code may have: two or three leading digits, then twice three.
    pub const NUMBERS: Range<u32> = 10_000_000..1_000_000_000;

    /// Any code.
    pub(super) fn random(random: &mut impl Rng) -> Self {
        Self(random.random_range(Self::NUMBERS))
    }

    /// The code of a number within [`Self::NUMBERS`].
    #[cfg(test)]
    fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// Reads the form of the API, `s119-457-589`, and no other.
    pub fn parse_dashed(text: &str) -> Result<Self, NotACode> {
        let code = Self::parse_compact(&text.replace('-', ""))?;
        if code.to_string() == text {
            Ok(code)
        } else {
            Err(NotACode(text.to_owned()))
        }
    }

    /// Reads the form of links, `s119457589`, and no other.
    pub fn parse_compact(text: &str) -> Result<Self, NotACode> {
        let wrong = || NotACode(text.to_owned());
        let digits = text.strip_prefix('s').ok_or_else(wrong)?;
        if !(8..=9).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        let number = digits.parse().map_err(|_| wrong())?;
        // A nine-digit number with a leading zero would not survive the way back.
        let code = Self(number);
        if code.compact() == text {
            Ok(code)
        } else {
            Err(wrong())
        }
    }

    /// The form of links.
    pub fn compact(&self) -> String {
        format!("s{:08}", self.0)
    }
}

impl fmt::Display for SessionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (lead, middle, end) = (self.0 / 1_000_000, self.0 / 1_000 % 1_000, self.0 % 1_000);
        write!(f, "s{lead:02}-{middle:03}-{end:03}")
    }
}

impl TryFrom<String> for SessionCode {
    type Error = NotACode;

    fn try_from(text: String) -> Result<Self, NotACode> {
        Self::parse_dashed(&text).or_else(|_| Self::parse_compact(&text))
    }
}

impl From<SessionCode> for String {
    fn from(code: SessionCode) -> Self {
        code.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn has_the_forms_of_the_reference() {
        let code = SessionCode::parse_dashed("s119-457-589").unwrap();
        assert_eq!(code.compact(), "s119457589");
        assert_eq!(
            SessionCode::parse_compact("s31328542").unwrap().to_string(),
            "s31-328-542"
        );
        assert_eq!(
            SessionCode::parse_compact("s06301144").unwrap().to_string(),
            "s06-301-144"
        );
    }

    #[test]
    fn refuses_everything_else() {
        for wrong in [
            "",
            "s",
            "119-457-589",
            "s119457589",
            "s119-457-58",
            "s1194-57-589",
            "s012-345-678",
            "S119-457-589",
        ] {
            assert!(SessionCode::parse_dashed(wrong).is_err(), "{wrong}");
        }
        for wrong in [
            "s119-457-589",
            "s1234567",
            "s1234567890",
            "s+2345678",
            "s12345678x",
        ] {
            assert!(SessionCode::parse_compact(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn both_forms_lead_back_to_the_code(number in SessionCode::NUMBERS) {
            let code = SessionCode::from_number(number);
            prop_assert_eq!(SessionCode::parse_dashed(&code.to_string()).unwrap(), code.clone());
            prop_assert_eq!(SessionCode::parse_compact(&code.compact()).unwrap(), code);
        }

        #[test]
        fn reading_never_panics(text in ".*") {
            let _ = SessionCode::parse_dashed(&text);
            let _ = SessionCode::parse_compact(&text);
        }
    }
}
