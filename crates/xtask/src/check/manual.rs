//! Every statement of the manual is accounted for: `docs/manual-coverage.md` says what it means for us, where it is
//! done and which test proves it. A named file, heading or test that does not exist is a violation.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;

use super::{Subject, Violations, texts};

/// The account, a table with the columns number, statement, class, where, proof.
const ACCOUNT: &str = "docs/manual-coverage.md";

/// Where the browser tests are.
const SPECS: &str = "tests/browser/specs";

/// Between the file of a browser test and its title.
const SEPARATOR: &str = " › ";

/// # Errors
/// When the account or a test cannot be read.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    violations(&subject.workspace.root)
}

fn violations(root: &Path) -> anyhow::Result<Violations> {
    let text =
        std::fs::read_to_string(root.join(ACCOUNT)).with_context(|| format!("cannot read {ACCOUNT}"))?;
    let specs = specs(root)?;
    let mut found = Vec::new();
    let mut number = 0;
    for line in text.lines().filter(|line| line.starts_with('|')) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [told, _, class, place, proof] = cells[..] else {
            found.push(format!("{ACCOUNT}: a row of {} cells: {line}", cells.len()));
            continue;
        };
        if told == "#" || told.starts_with('-') {
            continue;
        }
        number += 1;
        let mut say = |problem: String| found.push(format!("{ACCOUNT} row {told}: {problem}"));
        if told.parse() != Ok(number) {
            say(format!("is row number {number}"));
        }
        match class {
            "browser test" => {
                missing_files(root, place).for_each(&mut say);
                if quoted(place).next().is_none() {
                    say("names no file that does it".to_owned());
                }
                let mut any = false;
                for test in quoted(proof) {
                    any = true;
                    if let Some(problem) = missing_test(&specs, test) {
                        say(problem);
                    }
                }
                if !any {
                    say("names no test".to_owned());
                }
            }
            "guide" => {
                missing_files(root, place).for_each(&mut say);
                let named = quoted(place).filter_map(|file| {
                    let (file, heading) = file.split_once('#')?;
                    Some((file, heading.to_owned()))
                });
                for (file, heading) in named {
                    let guide = std::fs::read_to_string(root.join(file)).unwrap_or_default();
                    let there = guide
                        .lines()
                        .any(|line| line.starts_with('#') && line.trim_start_matches('#').trim() == heading);
                    if !there {
                        say(format!("{file} has no heading {heading:?}"));
                    }
                }
                if quoted(place).next().is_none() {
                    say("names no guide".to_owned());
                }
            }
            "outside" => {
                if proof.is_empty() {
                    say("does not say why it is outside our reach".to_owned());
                }
            }
            other => say(format!("there is no class {other:?}")),
        }
    }
    if number == 0 {
        found.push(format!("{ACCOUNT}: no rows"));
    }
    Ok(found)
}

/// The browser tests: file name below the folder, and text.
fn specs(root: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let folder = root.join(SPECS);
    let files = texts(&folder, &[".spec.ts"])?;
    let below = |name: &str| {
        let name = Path::new(name).strip_prefix(&folder).unwrap_or(Path::new(name));
        name.to_string_lossy().into_owned()
    };
    Ok(files
        .into_iter()
        .map(|(name, text)| (below(&name), text))
        .collect())
}

/// What is wrong with the name of a test, `file › title`.
fn missing_test(specs: &BTreeMap<String, String>, test: &str) -> Option<String> {
    let Some((file, title)) = test.split_once(SEPARATOR) else {
        return Some(format!("{test:?} is no `file{SEPARATOR}title`"));
    };
    let Some(text) = specs.get(file) else {
        return Some(format!("there is no test file {file}"));
    };
    // A title with values in it is written with a `${...}`.
    let stands = ['"', '`', '\'']
        .iter()
        .any(|quote| text.contains(&format!("{quote}{title}{quote}")));
    (!stands).then(|| format!("{file} has no test {title:?}"))
}

/// Files named between backticks that do not exist; what follows a `#` is a heading.
fn missing_files<'a>(root: &'a Path, cell: &'a str) -> impl Iterator<Item = String> + 'a {
    quoted(cell)
        .map(|file| file.split('#').next().unwrap_or(file))
        .filter(|file| !root.join(file).exists())
        .map(|file| format!("there is no {file}"))
}

/// What stands between backticks; two of them where what stands there has one itself.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    const HEAD: &str = "| # | statement | class | where | proof |\n| - | - | - | - | - |\n";

    fn found(rows: &str) -> Violations {
        let root = planted(&[
            ("docs/manual-coverage.md", &format!("{HEAD}{rows}")),
            ("docs/guide.md", "# Guide\n\n## Set up\n"),
            ("crates/a/src/lib.rs", ""),
            ("tests/browser/specs/a.spec.ts", "test(\"it works\", () => {});"),
            (
                "tests/browser/specs/installed/b.spec.ts",
                "test(`on ${name}`, () => {});",
            ),
        ]);
        violations(root.path()).unwrap()
    }

    #[test]
    fn what_exists_is_no_violation() {
        let rows = "| 1 | s | browser test | `crates/a/src/lib.rs` | `a.spec.ts › it works`, `installed/b.spec.ts › on ${name}` |\n\
                    | 2 | s | guide | `docs/guide.md#Set up` | |\n\
                    | 3 | s | outside | | AppExchange is Salesforce's |\n";
        assert_eq!(found(rows), Violations::new());
    }

    #[test]
    fn what_does_not_exist_is_found() {
        for row in [
            "| 1 | s | browser test | `crates/a/src/lib.rs` | `a.spec.ts › it flies` |\n",
            "| 1 | s | browser test | `crates/a/src/lib.rs` | `c.spec.ts › it works` |\n",
            "| 1 | s | browser test | `crates/a/src/lib.rs` | |\n",
            "| 1 | s | browser test | | `a.spec.ts › it works` |\n",
            "| 1 | s | browser test | `crates/b` | `a.spec.ts › it works` |\n",
            "| 1 | s | guide | `docs/guide.md#Tear down` | |\n",
            "| 1 | s | guide | | |\n",
            "| 1 | s | outside | | |\n",
            "| 1 | s | later | | |\n",
            "| 2 | s | outside | | x |\n",
            "| 1 | s | outside | x |\n",
        ] {
            assert!(!found(row).is_empty(), "{row}");
        }
        assert_eq!(found("").len(), 1);
    }
}
