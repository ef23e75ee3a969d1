use serde::Serialize;

use crate::SessionKind;

/// `load` and `refresh`: the panel of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordRequest<'a> {
    /// Id of the record the component stands on.
    pub record_id: &'a str,
}

/// `create`: a new session, or a replacement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateRequest<'a> {
    /// Id of the record.
    pub record_id: &'a str,
    /// What sort of session.
    pub kind: SessionKind,
    /// Random, 32 hexadecimal digits, made once per click: the same for a retry of the same click.
    pub request_id: &'a str,
    /// The outcome of an earlier call with this `request_id` is unknown: look for its session before
    /// making another.
    pub retry: bool,
    /// Id of the stored session that the new one replaces; it is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<&'a str>,
    /// Its name, at most 100 characters; TeamViewer's `description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'a str>,
    /// What the customer reads while waiting, at most 250 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting_message: Option<&'a str>,
    /// For how many hours it is to be valid, 1 to 720; the org's default when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_for_hours: Option<u32>,
}

/// `shareOptions`: to whom and with what a session can be shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareOptionsRequest<'a> {
    /// Id of the record.
    pub record_id: &'a str,
    /// Id of the stored session.
    pub session_id: &'a str,
}

/// `share`: sends the customer's link, by e-mail, by SMS (Pilot only), or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareRequest<'a> {
    /// Id of the record.
    pub record_id: &'a str,
    /// Id of the stored session.
    pub session_id: &'a str,
    /// Random, 32 hexadecimal digits. A channel that was done under this name is not done again.
    pub request_id: &'a str,
    /// The mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailShare<'a>>,
    /// The SMS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms: Option<SmsShare<'a>>,
    /// A message for the record's feed, at most 1000 characters; never alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<&'a str>,
}

/// The mail of a [`ShareRequest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EmailShare<'a> {
    /// The recipient's address.
    pub to: &'a str,
    /// Id of the e-mail template.
    pub template_id: &'a str,
}

/// The SMS of a [`ShareRequest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SmsShare<'a> {
    /// The recipient's number, with its country in front.
    pub to: &'a str,
}

/// `join`: the links with which the agent joins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JoinRequest<'a> {
    /// Id of the record.
    pub record_id: &'a str,
    /// Id of the stored session.
    pub session_id: &'a str,
}

/// `close`: closes a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CloseRequest<'a> {
    /// Id of the record.
    pub record_id: &'a str,
    /// Id of the stored session.
    pub session_id: &'a str,
}

/// `signIn`: the address of TeamViewer's sign-in. Also `signOut`, which answers an empty object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SignInRequest<'a> {
    /// Id of the record.
    pub record_id: &'a str,
}

/// A member of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field<'a> {
    /// A text.
    Text(&'a str),
    /// A truth value.
    Flag(bool),
    /// A whole number.
    Number(u32),
    /// An object.
    Group(Vec<(&'static str, Field<'a>)>),
}

/// The members of a request, for the page (see [`crate::read_reply`] for why it does without serde).
pub trait Fields {
    /// Names and values, in the order in which serde writes them.
    fn fields(&self) -> Vec<(&'static str, Field<'_>)>;
}

const RECORD: &str = "recordId";
const SESSION: &str = "sessionId";

impl Fields for RecordRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        vec![(RECORD, Field::Text(self.record_id))]
    }
}

impl Fields for CreateRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        let mut fields = vec![
            (RECORD, Field::Text(self.record_id)),
            ("kind", Field::Text(self.kind.word())),
            ("requestId", Field::Text(self.request_id)),
            ("retry", Field::Flag(self.retry)),
        ];
        for (name, value) in [
            ("replaces", self.replaces),
            ("name", self.name),
            ("waitingMessage", self.waiting_message),
        ] {
            fields.extend(value.map(|value| (name, Field::Text(value))));
        }
        fields.extend(
            self.valid_for_hours
                .map(|hours| ("validForHours", Field::Number(hours))),
        );
        fields
    }
}

impl Fields for JoinRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        vec![
            (RECORD, Field::Text(self.record_id)),
            (SESSION, Field::Text(self.session_id)),
        ]
    }
}

impl Fields for CloseRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        vec![
            (RECORD, Field::Text(self.record_id)),
            (SESSION, Field::Text(self.session_id)),
        ]
    }
}

impl Fields for SignInRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        vec![(RECORD, Field::Text(self.record_id))]
    }
}

impl Fields for ShareOptionsRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        vec![
            (RECORD, Field::Text(self.record_id)),
            (SESSION, Field::Text(self.session_id)),
        ]
    }
}

impl Fields for ShareRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        let mut fields = vec![
            (RECORD, Field::Text(self.record_id)),
            (SESSION, Field::Text(self.session_id)),
            ("requestId", Field::Text(self.request_id)),
        ];
        fields.extend(self.email.map(|email| {
            let members = vec![
                ("to", Field::Text(email.to)),
                ("templateId", Field::Text(email.template_id)),
            ];
            ("email", Field::Group(members))
        }));
        fields.extend(
            self.sms
                .map(|sms| ("sms", Field::Group(vec![("to", Field::Text(sms.to))]))),
        );
        fields.extend(self.message.map(|message| ("message", Field::Text(message))));
        fields
    }
}
