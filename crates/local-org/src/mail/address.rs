//! What counts as an e-mail address.

/// Longest address (RFC 5321, section 4.5.3.1.3: a path of 256 with its brackets).
const LONGEST: usize = 254;
/// Longest part before the `@` (RFC 5321, section 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;

/// Whether Salesforce would send to this text: a plain address of ASCII letters, with a dot in its domain.
pub fn is_valid(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let sign = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let labels: Vec<&str> = domain.split('.').collect();
    !local.is_empty()
        && local.len() <= LONGEST_LOCAL
        && local.chars().all(sign)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && labels.len() > 1
        && labels.iter().all(|text| label(text))
        && labels.last().is_some_and(|last| last.len() > 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::is_valid;

    #[test]
    fn plain_addresses_only() {
        for good in [
            "a@b.example",
            "first.last+tag@sub.domain.co",
            "o'neil@example.org",
            "x_1@ex-ample.fr",
        ] {
            assert!(is_valid(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "@b.example",
            "a@",
            "a@b",
            "a b@c.example",
            "a@b..example",
            ".a@b.example",
            "a@-b.example",
            "a@b.example,c@d.example",
            "a@b@c.example",
            "Ann <a@b.example>",
            "a@b.example\r\nBcc: x@y.example",
        ] {
            assert!(!is_valid(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_address_breaks_out_of_its_header(text in "\\PC{0,40}@[a-z]{1,9}\\.[a-z]{2,3}") {
            prop_assert!(!is_valid(&text) || !text.contains([' ', ',', ';', '<', '>', '\r', '\n', '"']));
        }
    }
}
