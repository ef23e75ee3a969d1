//! Which words belong to what.

use contract::Connected;

use crate::model::{Setup, What};

/// What a failure is called: a remote one as its code is.
pub fn failure(what: &What) -> &'static str {
    match what {
        What::Remote(error) => error.code.name(),
        What::TabBlocked => "tabBlocked",
        What::TabGone => "tabGone",
    }
}

/// How a connected session is spoken of: the key, and the record's name in it.
pub fn about(connected: &Connected) -> (&'static str, &str) {
    match &connected.record_name {
        Some(name) => ("notify.about", name),
        None => ("notify.aboutSession", ""),
    }
}

/// What the page that asks for the permission says.
pub fn setup(setup: Setup) -> &'static str {
    match setup {
        Setup::Ask => "notify.setupAsk",
        Setup::Asking => "notify.setupAsking",
        Setup::Done => "notify.setupDone",
        Setup::Blocked => "notify.setupBlocked",
        Setup::Missing => "notify.missing",
    }
}

/// How to allow notifications in a browser, by what it calls itself. Each also claims to be older ones.
pub fn help(browser: &str) -> &'static str {
    // By bytes: searching for texts brings much along.
    let is = |name: &str| {
        browser
            .as_bytes()
            .windows(name.len())
            .any(|part| part == name.as_bytes())
    };
    if is("Firefox/") {
        "notify.helpFirefox"
    } else if is("Edg/") {
        "notify.helpEdge"
    } else if is("Chrome/") {
        "notify.helpChrome"
    } else if is("Safari/") {
        "notify.helpSafari"
    } else {
        "notify.helpOther"
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use contract::{ErrorCode, RemoteError};

    use super::{failure, help};
    use crate::model::What;

    #[test]
    fn every_failure_has_its_own_words() {
        let catalogue = include_str!("../../../static/i18n/en.json");
        let texts: BTreeMap<String, String> = serde_json::from_str(catalogue).unwrap();
        for (code, key) in [
            (ErrorCode::SignedOut, "failure.signedOut"),
            (ErrorCode::NoPermission, "failure.noPermission"),
            (ErrorCode::NoAccess, "failure.noAccess"),
            (ErrorCode::RecordNotFound, "failure.recordNotFound"),
            (ErrorCode::ObjectNotSupported, "failure.objectNotSupported"),
            (ErrorCode::SessionNotFound, "failure.sessionNotFound"),
            (ErrorCode::SessionClosed, "failure.sessionClosed"),
            (ErrorCode::Refused, "failure.refused"),
            (ErrorCode::Forbidden, "failure.forbidden"),
            (ErrorCode::RateLimit, "failure.rateLimit"),
            (ErrorCode::TeamViewerDown, "failure.teamViewerDown"),
            (ErrorCode::TimedOut, "failure.timedOut"),
            (ErrorCode::BadReply, "failure.badReply"),
            (ErrorCode::UnsafeLink, "failure.unsafeLink"),
            (ErrorCode::BadRequest, "failure.badRequest"),
            (ErrorCode::Offline, "failure.offline"),
            (ErrorCode::SalesforceSignedOut, "failure.salesforceSignedOut"),
            (ErrorCode::Internal, "failure.internal"),
        ] {
            let name = failure(&What::Remote(RemoteError::of(code)));
            assert_eq!(format!("failure.{name}"), key);
            assert!(texts.contains_key(key), "{key}");
        }
        for what in [What::TabBlocked, What::TabGone] {
            let key = format!("failure.{}", failure(&what));
            assert!(texts.contains_key(&key), "{what:?}");
        }
    }

    #[test]
    fn browsers_are_told_apart() {
        for (browser, key) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0",
                "notify.helpFirefox",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
                "notify.helpChrome",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 \
                 Safari/537.36 Edg/156.0.0.0",
                "notify.helpEdge",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/26.0 Safari/605.1.15",
                "notify.helpSafari",
            ),
            ("Lynx/2.9", "notify.helpOther"),
        ] {
            assert_eq!(help(browser), key, "{browser}");
        }
    }
}
