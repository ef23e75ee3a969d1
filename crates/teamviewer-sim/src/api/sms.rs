//! Invitations by SMS: what `sms_invite_number` of POST and PUT may say, and the message that leaves.

use super::errors::ApiError;
use super::params::Fields;
use crate::hosts::Links;
use crate::model::session::{Kind, Session, State};
use crate::model::{Sms, World};

/// Largest `sms_invite_language`; what the numbers mean is not documented.
const LAST_LANGUAGE: u8 = 32;
/// Longest number read at all; the API description gives a pattern and no length.
const LONGEST_NUMBER: usize = 4_000;

/// An SMS to send.
#[derive(Debug)]
pub struct Invitation {
    number: String,
    language: Option<u8>,
}

impl Invitation {
    /// Reads `sms_invite_number` and `sms_invite_language`; none when no number is given. `kind` is the kind of
    /// session: only Pilot sessions invite by SMS.
    pub fn read(fields: &Fields, kind: Kind) -> Result<Option<Self>, ApiError> {
        let language = fields.number("sms_invite_language", LAST_LANGUAGE)?;
        let Some(number) = fields.text("sms_invite_number", LONGEST_NUMBER)? else {
            return Ok(None);
        };
        if !is_phone_number(&number) {
            return Err(ApiError::invalid_request(
                "sms_invite_number is not a valid phone number",
            ));
        }
        if kind != Kind::Pilot {
            return Err(ApiError::invalid_request(
                "sms_invite_number is possible for sessions of the type Pilot only",
            ));
        }
        Ok(Some(Self { number, language }))
    }

    /// Refuses when the customer could not join any more.
    pub fn fits(&self, world: &World, session: &Session, state: State) -> Result<(), ApiError> {
        let reason = match state {
            State::Closed => "The session is closed: no SMS can invite to it",
            State::Open if session.is_expired(world.now()) => {
                "The session has expired: no SMS can invite to it"
            }
            State::Open => return Ok(()),
        };
        Err(ApiError::invalid_request(reason))
    }

    /// Sends it: the outbox keeps it.
    pub fn send(self, world: &mut World, links: &Links, session: &Session) {
        let link = links.customer(session);
        let supporter = session.assigned_userid.as_ref().unwrap_or(&session.creator);
        let name = world.account(supporter).map(|account| account.name.clone());
        let from = name.map_or_else(String::new, |name| format!("{name} invites you. "));
        let sms = Sms {
            number: self.number,
            code: session.code.clone(),
            language: self.language,
            text: format!("{from}Join the TeamViewer session {}: {link}", session.code),
            link,
            at: world.now(),
        };
        world.sms.push(sms);
    }
}

/// The pattern of the API description: `^\+?[\d \(\)\/\-]+$`.
fn is_phone_number(text: &str) -> bool {
    let rest = text.strip_prefix('+').unwrap_or(text);
    !rest.is_empty()
        && rest
            .chars()
            .all(|char| char.is_ascii_digit() || " ()/-".contains(char))
}

#[cfg(test)]
mod tests {
    use super::is_phone_number;

    #[test]
    fn phone_numbers_follow_the_pattern_of_the_api_description() {
        for good in ["+33 6 12 34 56 78", "0612345678", "(030) 123/45-6", "+1"] {
            assert!(is_phone_number(good), "{good}");
        }
        for bad in [
            "",
            "+",
            "++33",
            "06.12.34",
            "call me",
            "+33+6",
            "\u{0661}",
            "06\u{a0}12",
            "+1\n",
        ] {
            assert!(!is_phone_number(bad), "{bad:?}");
        }
    }
}
