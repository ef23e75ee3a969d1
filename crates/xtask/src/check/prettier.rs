//! One layout for Apex, scripts, styles, JSON and documents.

use std::path::Path;
use std::process::Command;

use anyhow::Context;

use super::{Subject, Violations};
use crate::workspace::Workspace;

/// # Errors
/// When prettier cannot be started.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    violations(&mut prettier(subject.workspace, Path::new(".")))
}

fn prettier(workspace: &Workspace, folder: &Path) -> Command {
    let mut command = workspace.program(workspace.root.join("node_modules/.bin/prettier"));
    command
        // Its words are read here; where `CI` is set it would colour them.
        .env("NO_COLOR", "1")
        .env_remove("FORCE_COLOR")
        .args([
            "--list-different",
            "--ignore-unknown",
            "--no-error-on-unmatched-pattern",
            "--config",
        ])
        .arg(workspace.root.join(".prettierrc"))
        .arg(folder);
    command
}

fn violations(command: &mut Command) -> anyhow::Result<Violations> {
    let output = command.output().context("cannot start prettier")?;
    let words = String::from_utf8_lossy(&output.stderr);
    let mut found: Violations = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|file| format!("{file}: run `npx prettier --write {file}`"))
        .collect();
    // A file that it cannot read at all.
    found.extend(
        words
            .lines()
            .filter(|line| line.starts_with("[error] ") && line.contains(": "))
            .map(str::to_owned),
    );
    if !output.status.success() && found.is_empty() {
        anyhow::bail!("prettier failed ({}): {}", output.status, words.trim());
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    #[test]
    fn badly_set_apex_and_scripts_are_found() {
        let workspace = Workspace::locate().unwrap();
        let judged = |name: &str, text: &str| {
            let folder = planted(&[(name, text)]);
            violations(&mut prettier(&workspace, folder.path())).unwrap()
        };
        assert_eq!(judged("A.cls", "public class A {\n}\n").len(), 0);
        assert_eq!(judged("A.cls", "public   class A { }\n").len(), 1);
        assert_eq!(judged("a.js", "let a=1\n").len(), 1);
        assert_eq!(judged("a.js", "let a = (\n").len(), 1);
    }
}
