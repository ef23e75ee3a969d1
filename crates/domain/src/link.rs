//! Which addresses a page may open.

/// Longer than any link of TeamViewer by far.
const LONGEST: usize = 2048;

/// Whether a page may offer or open this address: `https`, or `http` to this very machine
/// (`localhost` and names under it never leave it, RFC 6761), with a host, and without a user name, white
/// space or control characters. Which hosts are TeamViewer's is decided where the link comes in, in Apex:
/// this is the second fence, so that whatever arrives is at least not a script.
pub fn is_safe(address: &str) -> bool {
    // Bytes throughout: a single one decides everywhere, and searching in texts brings more code along.
    let bytes = address.as_bytes();
    let (rest, remote) = match (after(bytes, b"https://"), after(bytes, b"http://")) {
        (Some(rest), _) => (rest, true),
        (_, Some(rest)) => (rest, false),
        (None, None) => return false,
    };
    let plain = bytes.len() <= LONGEST
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_graphic() && !b"\"<>\\`".contains(byte));
    let authority = rest
        .split(|byte| b"/?#".contains(byte))
        .next()
        .unwrap_or_default();
    let host = match authority.iter().rposition(|byte| *byte == b':') {
        Some(colon) => authority.split_at(colon).0,
        None => authority,
    };
    let named = !host.is_empty()
        && host
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(byte));
    plain && named && (remote || is_local(host))
}

/// What follows a beginning, whose case does not matter.
fn after<'a>(bytes: &'a [u8], beginning: &[u8]) -> Option<&'a [u8]> {
    let (head, rest) = bytes.split_at_checked(beginning.len())?;
    head.eq_ignore_ascii_case(beginning).then_some(rest)
}

fn is_local(host: &[u8]) -> bool {
    let top = host.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    host == b"127.0.0.1" || top.eq_ignore_ascii_case(b"localhost")
}

#[cfg(test)]
mod tests {
    use super::is_safe;
    use proptest::prelude::*;

    #[test]
    fn https_and_this_machine_are_allowed() {
        for address in [
            "https://get.teamviewer.com/s12345678",
            "HTTPS://start.teamviewer.com:443/s1?x=1#y",
            "http://get.teamviewer.localhost:8601/s12345678",
            "http://127.0.0.1:8601/",
            "http://localhost",
        ] {
            assert!(is_safe(address), "{address}");
        }
    }

    #[test]
    fn everything_else_is_not() {
        for address in [
            "",
            "javascript:alert(1)",
            "javascript://get.teamviewer.com/%0aalert(1)",
            "data:text/html,x",
            "http://get.teamviewer.com/s1",
            "http://localhost.evil.example/",
            "http://localhost@evil.example/",
            "https://teamviewer.com@evil.example/",
            "https://evil.example\\@teamviewer.com/",
            "https:///s1",
            "//get.teamviewer.com/s1",
            " https://get.teamviewer.com/",
            "https://get.teamviewer.com/\u{0}",
            "https://get.teamviewer.com/a b",
            "https://tëamviewer.com/",
            "teamviewerapi://session",
        ] {
            assert!(!is_safe(address), "{address}");
        }
        assert!(!is_safe(&format!(
            "https://get.teamviewer.com/{}",
            "x".repeat(2048)
        )));
    }

    proptest! {
        #[test]
        fn what_passes_has_a_harmless_scheme(address in "(https?|javascript|data|HTTP)?:?/{0,3}\\PC{0,40}") {
            if is_safe(&address) {
                let lower = address.to_ascii_lowercase();
                prop_assert!(lower.starts_with("https://") || lower.starts_with("http://"));
            }
        }
    }
}
