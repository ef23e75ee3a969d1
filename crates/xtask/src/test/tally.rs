//! How many tests passed and failed, read from what the runners print.

use std::fmt;
use std::ops::Add;

/// A count of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that ran and passed.
    pub passed: usize,
    /// Tests that ran and failed.
    pub failed: usize,
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Reads cargo's summary of one test program:
/// `test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s`.
pub fn of_cargo_line(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |word: &str| {
        counts
            .split("; ")
            .find_map(|part| part.strip_suffix(word)?.trim().parse().ok())
    };
    Some(Tally {
        passed: count("passed")?,
        failed: count("failed")?,
    })
}

/// Reads a line that is exactly `N passed, N failed`.
pub fn of_plain_line(line: &str) -> Option<Tally> {
    let (passed, failed) = line.trim().split_once(" passed, ")?;
    Some(Tally {
        passed: passed.parse().ok()?,
        failed: failed.strip_suffix(" failed")?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_summaries_are_read() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(
            of_cargo_line(line),
            Some(Tally {
                passed: 12,
                failed: 3
            })
        );
        assert_eq!(of_cargo_line("test tally::tests::x ... ok"), None);
    }

    #[test]
    fn the_plain_line_is_what_is_printed() {
        let tally = Tally { passed: 7, failed: 2 };
        assert_eq!(tally.to_string(), "7 passed, 2 failed");
        assert_eq!(of_plain_line(&tally.to_string()), Some(tally));
        assert_eq!(of_plain_line("error: 7 passed, 2 failed or so"), None);
    }
}
