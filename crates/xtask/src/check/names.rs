//! The org's runtime learns the package from disk: no name of the package stands in its sources.

use std::path::Path;

use anyhow::bail;

use super::{Subject, Violations, texts};
use crate::package_names::{in_name, stems};

/// The crates that know nothing of the package.
const IGNORANT: [&str; 3] = ["apex", "org-data", "local-org"];

/// # Errors
/// When the sources cannot be read.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    violations(&subject.workspace.root)
}

fn violations(root: &Path) -> anyhow::Result<Violations> {
    let names = package_names(&root.join("visualforce"))?;
    if names.is_empty() {
        bail!("the package has no classes or objects; is visualforce/ there?");
    }
    let mut found = Vec::new();
    for name in IGNORANT {
        for (file, text) in texts(
            &root.join("crates").join(name),
            &[".rs", ".toml", ".sql", ".html", ".js", ".css"],
        )? {
            for (number, line) in text.lines().enumerate() {
                if let Some(name) = names.iter().find(|name| has_word(line, name)) {
                    found.push(format!(
                        "{file}:{}: names {name}, which only the package may know",
                        number + 1
                    ));
                }
            }
        }
    }
    Ok(found)
}

/// Names of classes, triggers, pages, components and objects, in lower case.
fn package_names(package: &Path) -> anyhow::Result<Vec<String>> {
    let endings = [".cls", ".trigger", ".page", ".component", ".object-meta.xml"];
    let names = stems(package, &endings)?;
    Ok(names.iter().map(|name| name.to_lowercase()).collect())
}

/// Whether a line has the name as a whole word, in any case, as Apex reads it.
fn has_word(line: &str, name: &str) -> bool {
    let line = line.to_lowercase();
    let part_of_word = |sign: Option<char>| sign.is_some_and(in_name);
    line.match_indices(name).any(|(start, _)| {
        let (before, rest) = line.split_at(start);
        !part_of_word(before.chars().next_back()) && !part_of_word(rest[name.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    #[test]
    fn a_name_of_the_package_is_found() {
        let root = planted(&[
            ("visualforce/main/default/classes/TeamViewerAccess.cls", ""),
            (
                "visualforce/main/default/objects/TeamViewerCase__c/TeamViewerCase__c.object-meta.xml",
                "",
            ),
            (
                "crates/apex/src/lib.rs",
                "// MyTeamViewerAccessor is another word",
            ),
            (
                "crates/local-org/src/main.rs",
                "let class = \"teamvieweraccess\";\nlet object = \"TeamViewerCase__c\";",
            ),
        ]);
        let found = violations(root.path()).unwrap();
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[1].contains("main.rs:2"));
    }

    #[test]
    fn an_empty_package_is_no_success() {
        let root = planted(&[("visualforce/README.md", "")]);
        assert!(violations(root.path()).is_err());
    }
}
