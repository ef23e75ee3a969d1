//! The Java that Salesforce's checkers run on: the machine's own, or Debian's.

use anyhow::bail;

use super::debian;
use super::versions::JAVA_MAJOR;
use crate::workspace::Workspace;

/// Debian's package: without what draws windows.
const PACKAGE: &str = "openjdk-17-jre-headless";

/// Installs Debian's Java when there is none that is new enough.
///
/// # Errors
/// When it cannot be installed, or another one that is too old comes first on the search path.
pub fn install(workspace: &Workspace) -> anyhow::Result<()> {
    if installed(workspace).is_some_and(|major| major >= JAVA_MAJOR) {
        return Ok(());
    }
    debian::apt_install(workspace, "Installing Java for Salesforce's checkers", &[PACKAGE])?;
    match installed(workspace) {
        Some(major) if major >= JAVA_MAJOR => Ok(()),
        Some(major) => {
            bail!("the Java on the search path is {major}; put one of {JAVA_MAJOR} or newer first")
        }
        None => bail!("Java was installed but is not on the search path"),
    }
}

fn installed(workspace: &Workspace) -> Option<u32> {
    let output = workspace.program("java").arg("-version").output().ok()?;
    major(&String::from_utf8_lossy(&output.stderr))
}

/// The number in `openjdk version "17.0.15" 2025-04-15`; Java 8 called itself 1.8.
fn major(words: &str) -> Option<u32> {
    let number = words.split_once('"')?.1;
    let number = number.strip_prefix("1.").unwrap_or(number);
    let end = number.find(|sign: char| !sign.is_ascii_digit())?;
    number[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("openjdk version \"17.0.15\" 2025-04-15\nOpenJDK"), Some(17));
        assert_eq!(major("java version \"1.8.0_202\""), Some(8));
        assert_eq!(major("openjdk version \"21\" 2023-09-19"), Some(21));
        assert_eq!(major("no such command"), None);
    }
}
