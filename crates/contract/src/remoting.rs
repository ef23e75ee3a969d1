use crate::ErrorCode;

/// What remoting's own failures mean. It has no codes for them, only sentences: "Unable to connect to the
/// server (transaction aborted: timeout).", "Unable to connect to the server (communication failure).",
/// "Logged in?" when the login has ended, "Remoting request invalid for your session. Refresh the page and
/// resubmit the action for a valid request." when its token has.
pub fn remoting_failure(status: Option<u32>, message: &str) -> ErrorCode {
    let says = |words: &str| message.starts_with(words);
    if says("Unable to connect to the server (transaction aborted: timeout)") {
        ErrorCode::TimedOut
    } else if says("You do not have access") {
        ErrorCode::NoPermission
    } else if says("Logged in?")
        || says("Remoting request invalid for your session")
        || matches!(status, Some(401 | 403))
    {
        ErrorCode::SalesforceSignedOut
    } else if says("Unable to connect") || matches!(status, Some(0 | 502..=504)) {
        ErrorCode::Offline
    } else {
        ErrorCode::Internal
    }
}

#[cfg(test)]
mod tests {
    use super::remoting_failure;
    use crate::ErrorCode;

    #[test]
    fn remotings_sentences_become_codes() {
        for (status, message, code) in [
            (
                None,
                "Unable to connect to the server (transaction aborted: timeout).",
                ErrorCode::TimedOut,
            ),
            (
                Some(0),
                "Unable to connect to the server (communication failure).",
                ErrorCode::Offline,
            ),
            (Some(503), "", ErrorCode::Offline),
            (
                Some(403),
                "You do not have access to the Apex class or page",
                ErrorCode::NoPermission,
            ),
            (Some(402), "Logged in?", ErrorCode::SalesforceSignedOut),
            (Some(401), "", ErrorCode::SalesforceSignedOut),
            (
                Some(400),
                "Remoting request invalid for your session. Refresh the page and resubmit the action for a valid request.",
                ErrorCode::SalesforceSignedOut,
            ),
            (
                Some(400),
                "Attempt to de-reference a null object",
                ErrorCode::Internal,
            ),
            (None, "", ErrorCode::Internal),
        ] {
            assert_eq!(remoting_failure(status, message), code, "{message}");
        }
    }
}
