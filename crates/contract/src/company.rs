use serde::{Deserialize, Serialize};

use crate::{Account, Billing, Connection, Field, Fields};

/// `load` of the company's report: the first connections of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CompanyRequest<'a> {
    /// The first day, for example `2026-11-01`; without it and `last` Apex chooses a period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<&'a str>,
    /// The last day, which belongs to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<&'a str>,
    /// Whether the company's users and groups are wanted too.
    pub people: bool,
}

/// `more`: the connections after those of the last answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CompanyMoreRequest<'a> {
    /// The first day.
    pub first: &'a str,
    /// The last day.
    pub last: &'a str,
    /// Where to go on, as the last answer said.
    pub next: &'a str,
}

/// `change`: writes notes and billing state of a connection. What is absent stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangeRequest<'a> {
    /// TeamViewer's name of the connection.
    pub connection_id: &'a str,
    /// The notes, at most 4000 characters; empty ones take them away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<&'a str>,
    /// Whether it is to be billed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing: Option<Billing>,
}

impl Fields for CompanyRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        let mut fields = Vec::new();
        fields.extend(self.first.map(|first| ("first", Field::Text(first))));
        fields.extend(self.last.map(|last| ("last", Field::Text(last))));
        fields.push(("people", Field::Flag(self.people)));
        fields
    }
}

impl Fields for CompanyMoreRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        vec![
            ("first", Field::Text(self.first)),
            ("last", Field::Text(self.last)),
            ("next", Field::Text(self.next)),
        ]
    }
}

impl Fields for ChangeRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        let mut fields = vec![("connectionId", Field::Text(self.connection_id))];
        fields.extend(self.notes.map(|notes| ("notes", Field::Text(notes))));
        fields.extend(
            self.billing
                .map(|billing| ("billing", Field::Text(billing.word()))),
        );
        fields
    }
}

impl Billing {
    /// As it travels.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bill => "Bill",
            Self::Billed => "Billed",
            Self::DoNotBill => "DoNotBill",
            Self::Unknown => "Unknown",
        }
    }
}

/// Answer of `load`: a period, what the page needs to know of it, and its first connections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CompanyReport {
    /// The user's day, for example `2026-11-26`.
    pub today: String,
    /// The first day of the period.
    pub first: String,
    /// Its last day, which belongs to it.
    pub last: String,
    /// What the user's clocks show in it.
    pub zone: Vec<ZoneChange>,
    /// The TeamViewer account signed in.
    pub account: Account,
    /// Its id, for example `u123`.
    pub account_id: String,
    /// The company's users and groups, when they were wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<People>,
    /// The first connections.
    pub page: CompanyPage,
}

/// Some connections of the company. TeamViewer answers with more than the period has: the page leaves out what began
/// before or after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CompanyPage {
    /// They.
    pub connections: Vec<Connection>,
    /// How many could not be read.
    pub unreadable: u32,
    /// How many come after these, as far as TeamViewer says.
    pub remaining: u32,
    /// Where to go on; absent in the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// From an instant on, clocks show something else than before: so much ahead of UTC or behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneChange {
    /// The instant, ISO 8601 UTC.
    pub since: String,
    /// What clocks show at it, for example `2026-10-25T02:00:00`.
    pub local: String,
}

/// The company's users and groups, as far as the token may know them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// Whose connections the token sees; absent when TeamViewer does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// The users; absent when the token may not know them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub users: Option<Vec<Named>>,
    /// The groups; absent when the token may not know them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<Named>>,
}

/// Whose connections a token sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Scope {
    /// Everybody's.
    All,
    /// Only those of its own user.
    Own,
    /// Also what an unknown word means: nothing is said about it.
    #[serde(other)]
    Unknown,
}

/// A user or group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}
