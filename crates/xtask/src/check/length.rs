//! One idea per file: a file that needs more lines holds more than one.

use std::path::Path;

use super::{Subject, Violations, texts};

const MOST_LINES: usize = 500;

/// # Errors
/// When the sources cannot be read.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    violations(&subject.workspace.root)
}

fn violations(root: &Path) -> anyhow::Result<Violations> {
    let mut found = Vec::new();
    for folder in ["crates", "tests", "static", "visualforce"] {
        for (file, text) in texts(&root.join(folder), &[".rs", ".ts", ".js", ".css", ".cls"])? {
            let lines = text.lines().count();
            if lines > MOST_LINES {
                found.push(format!(
                    "{file} has {lines} lines, more than {MOST_LINES}: split it by idea"
                ));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    #[test]
    fn a_long_file_is_found() {
        let root = planted(&[
            ("crates/a/src/fine.rs", &"//\n".repeat(MOST_LINES)),
            ("crates/a/src/long.rs", &"//\n".repeat(MOST_LINES + 1)),
        ]);
        let found = violations(root.path()).unwrap();
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("long.rs"));
    }
}
