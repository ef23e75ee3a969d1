//! TeamViewer accounts, their licences, and the demo company everybody belongs to.

use serde::{Deserialize, Serialize};

use super::device::OnlineState;
use super::limits::Limit;
use crate::clock::Instant;

/// The prefixed id of an account, for example `u11293276`.
pub type UserId = String;

/// A TeamViewer account. All accounts of the simulator belong to one company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// `u` and digits.
    pub userid: UserId,
    /// Display name.
    pub name: String,
    /// Sign-in name.
    pub email: String,
    /// Sign-in password, in the clear: the demo accounts' passwords are printed on the sign-in page.
    pub password: String,
    /// The company's name.
    pub company_name: String,
    /// A company administrator may see and change everybody's sessions and connections.
    #[serde(default)]
    pub company_admin: bool,
    /// Decides rate limits and whether connection reports exist.
    pub licence: Licence,
    /// Language of TeamViewer's mails, for example `en`.
    #[serde(default = "english")]
    pub email_language: String,
    /// False for somebody who has left: nobody can sign in with the account.
    #[serde(default = "yes")]
    pub active: bool,
    /// When it was last used; none when that is not known.
    #[serde(default)]
    pub last_access: Option<Instant>,
    /// Whether its owner is there.
    #[serde(default)]
    pub online_state: OnlineState,
}

fn yes() -> bool {
    true
}

fn english() -> String {
    "en".to_owned()
}

/// The licences the Web API's documentation distinguishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Licence {
    /// No paid licence.
    Free,
    /// Business.
    Business,
    /// Premium.
    Premium,
    /// Corporate.
    Corporate,
    /// Tensor.
    Tensor,
}

impl Licence {
    /// Every licence, smallest first.
    pub const ALL: [Self; 5] = [
        Self::Free,
        Self::Business,
        Self::Premium,
        Self::Corporate,
        Self::Tensor,
    ];

    /// The name in `license.type`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Free => "Free",
            Self::Business => "Business",
            Self::Premium => "Premium",
            Self::Corporate => "Corporate",
            Self::Tensor => "Tensor",
        }
    }

    /// `teamViewerLicenseId`: a GUID of ours.
    pub fn id(self) -> &'static str {
        match self {
            Self::Free => "00000000-0000-4000-8000-000000000000",
            Self::Business => "00000000-0000-4000-8000-000000000001",
            Self::Premium => "00000000-0000-4000-8000-000000000002",
            Self::Corporate => "00000000-0000-4000-8000-000000000003",
            Self::Tensor => "00000000-0000-4000-8000-000000000004",
        }
    }

    /// Connection reports need Premium, Corporate or Tensor (API documentation 2021, section 6).
    pub fn has_connection_reports(self) -> bool {
        self >= Self::Premium
    }

    /// Calls per function and access token (API documentation 2021, section 5). Tensor's is not stated there:
    /// none here.
    pub fn rate_limit(self) -> Option<Limit> {
        const HOUR: u32 = 3_600;
        match self {
            Self::Free => Some(Limit {
                calls: 300,
                window_seconds: HOUR,
            }),
            Self::Business => Some(Limit {
                calls: 7_200,
                window_seconds: 24 * HOUR,
            }),
            Self::Premium => Some(Limit {
                calls: 14_400,
                window_seconds: 24 * HOUR,
            }),
            Self::Corporate => Some(Limit {
                calls: 36_000,
                window_seconds: 24 * HOUR,
            }),
            Self::Tensor => None,
        }
    }
}

/// The people of the demo company: an agent, a colleague without rights to others' sessions, an administrator.
pub fn demo_accounts() -> Vec<Account> {
    let account = |userid: &str, name: &str, email: &str, password: &str, licence| Account {
        userid: userid.to_owned(),
        name: name.to_owned(),
        email: email.to_owned(),
        password: password.to_owned(),
        company_name: "Northwind Support".to_owned(),
        company_admin: false,
        licence,
        email_language: english(),
        active: true,
        last_access: None,
        online_state: OnlineState::Online,
    };
    vec![
        account(
            "u11293276",
            "Jane Miller",
            "jane.miller@northwind.example",
            "jane-demo",
            Licence::Premium,
        ),
        account(
            "u11293277",
            "Tom Berger",
            "tom.berger@northwind.example",
            "tom-demo",
            Licence::Premium,
        ),
        Account {
            company_admin: true,
            ..account(
                "u11293278",
                "Claire Dubois",
                "claire.dubois@northwind.example",
                "claire-demo",
                Licence::Corporate,
            )
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_those_of_the_documentation() {
        let daily: Vec<Option<u32>> = Licence::ALL
            .map(|licence| licence.rate_limit().map(|limit| limit.calls))
            .into();
        assert_eq!(daily, [Some(300), Some(7_200), Some(14_400), Some(36_000), None]);
    }

    #[test]
    fn reports_start_at_premium() {
        let with: Vec<Licence> = Licence::ALL
            .into_iter()
            .filter(|licence| licence.has_connection_reports())
            .collect();
        assert_eq!(with, [Licence::Premium, Licence::Corporate, Licence::Tensor]);
    }
}
