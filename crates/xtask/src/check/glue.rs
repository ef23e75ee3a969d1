//! The shipped scripts never make code from text: Salesforce's security review and strict policies forbid it.

use std::path::Path;

use super::{Subject, Violations, texts};

const FORBIDDEN: [&str; 4] = ["eval(", "new Function", "document.write", "javascript:"];

/// # Errors
/// When the built package cannot be read.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    violations(&subject.workspace.package())
}

fn violations(package: &Path) -> anyhow::Result<Violations> {
    let scripts = texts(package, &[".js"])?;
    if scripts.is_empty() {
        anyhow::bail!("the package has no scripts; build it first");
    }
    let mut found = Vec::new();
    for (file, text) in scripts {
        for (number, line) in text.lines().enumerate() {
            if let Some(word) = FORBIDDEN.iter().find(|word| line.contains(**word)) {
                found.push(format!("{file}:{}: {word}", number + 1));
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
    fn code_made_from_text_is_found() {
        let fine = planted(&[("staticresources/A/a.js", "export function start() {}")]);
        assert!(violations(fine.path()).unwrap().is_empty());
        let bad = planted(&[(
            "staticresources/A/a.js",
            "x();\nconst f = new Function(text);\neval(text);",
        )]);
        assert_eq!(violations(bad.path()).unwrap().len(), 2);
        assert!(violations(planted(&[]).path()).is_err());
    }
}
