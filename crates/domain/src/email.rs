//! Which texts are e-mail addresses, as far as this can be told without sending.

/// Longest address, by RFC 5321 (errata 1690).
const LONGEST: usize = 254;

/// Whether a text may be the address of one recipient: one `@`, something on both sides, a dot inside the
/// domain, nothing by which a second recipient or a mail header could be slipped in. Apex has the same rule.
pub fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = |part: &str| {
        !part.is_empty()
            && part.chars().all(|letter| {
                !letter.is_whitespace() && !letter.is_control() && !matches!(letter, '@' | ',' | ';')
            })
    };
    let dotted = domain
        .split_once('.')
        .is_some_and(|(name, rest)| !name.is_empty() && !rest.is_empty() && !rest.ends_with('.'));
    text.chars().count() <= LONGEST && plain(local) && plain(domain) && dotted
}

#[cfg(test)]
mod tests {
    use super::is_address;
    use proptest::prelude::*;

    #[test]
    fn addresses_of_people() {
        for address in [
            "a@b.co",
            "jean.dupont+help@mail.example.com",
            "o'neil@example.ie",
            "é@exämple.fr",
        ] {
            assert!(is_address(address), "{address}");
        }
    }

    #[test]
    fn everything_else() {
        for text in [
            "",
            "a",
            "@b.co",
            "a@",
            "a@b",
            "a@.co",
            "a@b.",
            "a@b@c.de",
            "a b@c.de",
            "a@b.co,c@d.eu",
            "a@b.co;c@d.eu",
            "a@b.co\nBcc: c@d.eu",
            "a\u{a0}b@c.de",
        ] {
            assert!(!is_address(text), "{text:?}");
        }
        assert!(!is_address(&["a@", &"b".repeat(250), ".de"].concat()));
        assert!(is_address(&["a@", &"b".repeat(249), ".de"].concat()));
    }

    proptest! {
        #[test]
        fn never_two_recipients_and_never_a_line_break(text in "\\PC{0,12}[@,; \\n]{0,3}\\PC{0,12}(\\.[a-z]{0,3})?") {
            if is_address(&text) {
                prop_assert_eq!(text.matches('@').count(), 1);
                prop_assert!(!text.contains([',', ';', ' ', '\n', '\r', '\t']));
            }
        }

        #[test]
        fn ordinary_ones_pass(local in "[a-z0-9._+-]{1,30}", domain in "[a-z0-9-]{1,30}", top in "[a-z]{2,10}") {
            let address = format!("{local}@{domain}.{top}");
            prop_assert!(is_address(&address));
        }
    }
}
