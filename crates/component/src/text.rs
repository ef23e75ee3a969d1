//! Which words belong to what failed.

use contract::ErrorCode;

use crate::model::What;

/// What failed, in the user's words.
pub fn failure(what: &What) -> &'static str {
    match what {
        What::Remote(error) => remote(error.code),
        What::TabBlocked => "failure.tabBlocked",
        What::TabGone => "failure.tabGone",
        What::NotCopied => "failure.notCopied",
        What::Own(key) => key,
    }
}

/// What a failed remote call means, in the user's words.
pub fn remote(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::SignedOut => "failure.signedOut",
        ErrorCode::NoPermission => "failure.noPermission",
        ErrorCode::NoAccess => "failure.noAccess",
        ErrorCode::RecordNotFound => "failure.recordNotFound",
        ErrorCode::ObjectNotSupported => "failure.objectNotSupported",
        ErrorCode::KindNotAllowed => "failure.kindNotAllowed",
        ErrorCode::SessionNotFound => "failure.sessionNotFound",
        ErrorCode::SessionClosed => "failure.sessionClosed",
        ErrorCode::SessionLimit => "failure.sessionLimit",
        ErrorCode::Refused => "failure.refused",
        ErrorCode::Forbidden => "failure.forbidden",
        ErrorCode::RateLimit => "failure.rateLimit",
        ErrorCode::TeamViewerDown => "failure.teamViewerDown",
        ErrorCode::TimedOut => "failure.timedOut",
        ErrorCode::BadReply => "failure.badReply",
        ErrorCode::UnsafeLink => "failure.unsafeLink",
        ErrorCode::InvalidAddress => "failure.invalidAddress",
        ErrorCode::RecipientNotAllowed => "failure.recipientNotAllowed",
        ErrorCode::TemplateMissing => "failure.templateMissing",
        ErrorCode::MailLimit => "failure.mailLimit",
        ErrorCode::DeliverabilityOff => "failure.deliverabilityOff",
        ErrorCode::MailRefused => "failure.mailRefused",
        ErrorCode::ChatterOff => "failure.chatterOff",
        ErrorCode::ChatterRefused => "failure.chatterRefused",
        ErrorCode::InvalidNumber => "failure.invalidNumber",
        ErrorCode::NumberNeedsPrefix => "failure.numberNeedsPrefix",
        ErrorCode::CredentialsRefused => "failure.credentialsRefused",
        ErrorCode::BadRequest => "failure.badRequest",
        ErrorCode::Offline => "failure.offline",
        ErrorCode::SalesforceSignedOut => "failure.salesforceSignedOut",
        ErrorCode::Internal => "failure.internal",
    }
}

/// Whose words come with a failure.
pub fn detail(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::MailRefused | ErrorCode::ChatterRefused | ErrorCode::CredentialsRefused => {
            "failure.salesforceDetail"
        }
        _ => "failure.detail",
    }
}
