//! Command-line arguments: what lexopt leaves open.

use std::ffi::OsString;

use anyhow::{Context as _, bail};

/// Words that stand alone, for commands that know no options.
///
/// # Errors
/// When an option is given, or a word is not text.
pub fn words(arguments: Vec<OsString>) -> anyhow::Result<Vec<String>> {
    arguments
        .into_iter()
        .map(|argument| {
            let word = text(argument)?;
            if word.starts_with('-') {
                bail!("unknown option {word}; `cargo xtask help` lists them");
            }
            Ok(word)
        })
        .collect()
}

/// An argument as text.
///
/// # Errors
/// When it is not Unicode.
pub fn text(argument: OsString) -> anyhow::Result<String> {
    argument
        .into_string()
        .ok()
        .context("an argument is not readable text")
}

/// A TCP port.
///
/// # Errors
/// When the text is no number from 1 to 65535.
pub fn port(option: &str, value: OsString) -> anyhow::Result<u16> {
    let value = text(value)?;
    match value.parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => bail!("--{option} {value}: a port is a number from 1 to 65535"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_checked() {
        assert_eq!(port("port", "8600".into()).unwrap(), 8600);
        for wrong in ["0", "65536", "-1", "http", ""] {
            assert!(port("port", wrong.into()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn options_are_no_words() {
        assert!(words(vec!["--fast".into()]).is_err());
        assert_eq!(words(vec!["unit".into()]).unwrap(), ["unit"]);
    }
}
