//! Auto-number display formats such as `TV-{00000}`.

/// An auto-number: a format and its first number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutoNumber {
    before: String,
    digits: usize,
    after: String,
    start: u64,
}

impl AutoNumber {
    /// Parses a display format. It must contain one group of zeros in braces; date groups (`{YYYY}`) are
    /// not supported.
    ///
    /// # Errors
    /// Says what is wrong with the format.
    pub fn parse(format: &str, start: u64) -> Result<Self, String> {
        let wrong = || {
            format!("auto-number format {format:?} must have one group of zeros in braces, as in A-{{0000}}")
        };
        let (before, rest) = format.split_once('{').ok_or_else(wrong)?;
        let (zeros, after) = rest.split_once('}').ok_or_else(wrong)?;
        if zeros.is_empty() || zeros.bytes().any(|byte| byte != b'0') || after.contains('{') {
            return Err(wrong());
        }
        Ok(Self {
            before: before.to_owned(),
            digits: zeros.len(),
            after: after.to_owned(),
            start,
        })
    }

    /// The text of the `sequence`-th row (from 0).
    pub fn text(&self, sequence: u64) -> String {
        let number = self.start.saturating_add(sequence);
        format!(
            "{}{number:0digits$}{}",
            self.before,
            self.after,
            digits = self.digits
        )
    }
}

#[cfg(test)]
mod tests {
    use super::AutoNumber;

    #[test]
    fn pads_and_counts_from_the_start() {
        let number = AutoNumber::parse("TV-{00000}-x", 7).unwrap();
        assert_eq!(number.text(0), "TV-00007-x");
        assert_eq!(number.text(99_993), "TV-100000-x");
    }

    #[test]
    fn refuses_other_groups() {
        assert!(AutoNumber::parse("TV-{YYYY}-{000}", 1).is_err());
        assert!(AutoNumber::parse("TV", 1).is_err());
        assert!(AutoNumber::parse("{}", 1).is_err());
    }
}
