//! The documentation holds together: every link and picture in it exists, the guides have the same pages in each
//! language, and the troubleshooting pages have every message of the product, so that no guide falls behind.

mod messages;
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use anyhow::Context;

use self::page::Page;
use super::{Subject, Violations, texts};

/// The guides; each has a folder per language below its own.
const GUIDES: [&str; 2] = ["docs/admin", "docs/agent"];
/// The languages of the guides.
const LANGUAGES: [&str; 2] = ["en", "fr"];
/// The pictures; each language has a folder below.
const PICTURES: &str = "docs/images";
/// Pictures of Salesforce's Setup, which the local org has in English only, begin with this and stand in `en`.
const ENGLISH_ONLY: &str = "setup-";
/// The pages outside `docs/`.
const AT_THE_ROOT: [&str; 3] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"];

/// # Errors
/// When a page cannot be read.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    let root = &subject.workspace.root;
    let mut found = violations(root)?;
    found.extend(messages::violations(root)?);
    Ok(found)
}

fn violations(root: &Path) -> anyhow::Result<Violations> {
    let pages = pages(root)?;
    let mut found = Vec::new();
    let mut linked = BTreeSet::new();
    for (name, page) in &pages {
        for link in &page.links {
            let Some(target) = target(name, &link.address) else {
                continue;
            };
            if link.is_picture && link.words.trim().is_empty() {
                found.push(format!(
                    "{name}: the picture {} has no words for those who do not see it",
                    link.address
                ));
            }
            if !root.join(&target.file).exists() {
                found.push(format!("{name}: there is no {}", link.address));
            } else if let (Some(heading), Some(other)) = (&target.heading, pages.get(&target.file))
                && !other.headings.iter().any(|there| there.anchor == *heading)
            {
                found.push(format!("{name}: {} has no heading #{heading}", target.file));
            }
            linked.insert(target.file);
        }
    }
    for guide in GUIDES {
        same_pages(guide, &pages, &mut found);
    }
    pictures(root, &linked, &mut found)?;
    Ok(found)
}

/// Every page of the documentation, by its path below the root.
fn pages(root: &Path) -> anyhow::Result<BTreeMap<String, Page>> {
    let mut pages = BTreeMap::new();
    for (file, text) in texts(&root.join("docs"), &[".md"])? {
        let name = Path::new(&file).strip_prefix(root).unwrap_or(Path::new(&file));
        pages.insert(name.to_string_lossy().into_owned(), Page::read(&text));
    }
    for name in AT_THE_ROOT {
        let path = root.join(name);
        if path.exists() {
            let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
            pages.insert(name.to_owned(), Page::read(&text));
        }
    }
    Ok(pages)
}

/// Where a link leads inside the repository.
struct Target {
    /// Path below the root.
    file: String,
    /// Anchor in that file.
    heading: Option<String>,
}

/// The target of a link on a page; none when it leads to another site.
fn target(page: &str, address: &str) -> Option<Target> {
    if address.contains("://") || address.starts_with("mailto:") {
        return None;
    }
    let (path, heading) = match address.split_once('#') {
        Some((path, heading)) => (path, Some(heading.to_owned())),
        None => (address, None),
    };
    let file = if path.is_empty() {
        page.to_owned()
    } else {
        let folder = Path::new(page).parent().unwrap_or(Path::new(""));
        plain(&folder.join(path)).to_string_lossy().into_owned()
    };
    Some(Target { file, heading })
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

/// A guide has the same pages in each language, and these the same outline.
fn same_pages(guide: &str, pages: &BTreeMap<String, Page>, found: &mut Violations) {
    let [first, second] = LANGUAGES.map(|language| {
        let folder = format!("{guide}/{language}/");
        let there = pages
            .iter()
            .filter_map(|(name, page)| Some((name.strip_prefix(&folder)?, page)));
        there.collect::<BTreeMap<_, _>>()
    });
    if first.is_empty() {
        found.push(format!("{guide}: no pages"));
    }
    for name in first
        .keys()
        .chain(second.keys())
        .copied()
        .collect::<BTreeSet<_>>()
    {
        match (first.get(name), second.get(name)) {
            (Some(one), Some(other)) => {
                let (one, other) = (one.outline(), other.outline());
                if one != other {
                    found.push(format!(
                        "{guide}/*/{name}: the headings have other levels: {one} and {other}"
                    ));
                }
            }
            (Some(_), None) => found.push(format!("{guide}/{}: there is no {name}", LANGUAGES[1])),
            (None, _) => found.push(format!("{guide}/{}: there is no {name}", LANGUAGES[0])),
        }
    }
}

/// Every picture stands on a page, and is there in each language.
fn pictures(root: &Path, linked: &BTreeSet<String>, found: &mut Violations) -> anyhow::Result<()> {
    let mut names = BTreeSet::new();
    for language in LANGUAGES {
        let folder = format!("{PICTURES}/{language}");
        if !root.join(&folder).is_dir() {
            found.push(format!("there is no folder {folder}"));
            continue;
        }
        for entry in std::fs::read_dir(root.join(&folder)).with_context(|| format!("cannot read {folder}"))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let path = format!("{folder}/{name}");
            if !linked.contains(&path) {
                found.push(format!("{path}: stands on no page"));
            }
            names.insert(name);
        }
    }
    for name in names.iter().filter(|name| !name.starts_with(ENGLISH_ONLY)) {
        let missing = LANGUAGES
            .iter()
            .map(|language| format!("{PICTURES}/{language}/{name}"));
        found.extend(
            missing
                .filter(|path| !root.join(path).exists())
                .map(|path| format!("there is no {path}")),
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    /// Guides in which everything is right, but for these files.
    fn found(changed: &[(&str, &str)]) -> Violations {
        let page = "# A\n\n![the page](../../images/en/a.png)\n";
        let mut files = BTreeMap::from([
            (
                "README.md",
                "[the guide](docs/admin/en/a.md#first-step) [elsewhere](https://example.com/x.md)",
            ),
            (
                "docs/admin/en/a.md",
                "# A\n\n## First step\n\n![the page](../../images/en/a.png)\n",
            ),
            (
                "docs/admin/fr/a.md",
                "# A\n\n## Première étape\n\n[plus haut](#première-étape) ![la page](../../images/fr/a.png)\n",
            ),
            ("docs/agent/en/b.md", page),
            ("docs/agent/fr/b.md", page),
            ("docs/images/en/a.png", ""),
            ("docs/images/fr/a.png", ""),
        ]);
        for (name, text) in changed {
            if text.is_empty() && !name.ends_with(".png") {
                files.remove(name);
            } else {
                files.insert(name, text);
            }
        }
        let files: Vec<(&str, &str)> = files.into_iter().collect();
        violations(planted(&files).path()).unwrap()
    }

    #[test]
    fn what_exists_is_no_violation() {
        assert_eq!(found(&[]), Violations::new());
    }

    #[test]
    fn each_gap_is_found() {
        let cases = [
            (
                ("README.md", "[the guide](docs/admin/en/c.md)"),
                "README.md: there is no docs/admin/en/c.md",
            ),
            (
                ("README.md", "[the guide](docs/admin/en/a.md#last-step)"),
                "docs/admin/en/a.md has no heading #last-step",
            ),
            (
                ("README.md", "![the page](docs/c.png)"),
                "README.md: there is no docs/c.png",
            ),
            (("README.md", "![](docs/images/en/a.png)"), "has no words"),
            (("docs/agent/fr/b.md", ""), "docs/agent/fr: there is no b.md"),
            (("docs/agent/fr/c.md", "# C\n"), "docs/agent/en: there is no c.md"),
            (
                ("docs/agent/fr/b.md", "# A\n\n## More\n"),
                "docs/agent/*/b.md: the headings have other levels",
            ),
            (
                ("docs/images/en/c.png", ""),
                "docs/images/en/c.png: stands on no page",
            ),
            (("docs/images/en/c.png", ""), "there is no docs/images/fr/c.png"),
        ];
        for (change, expected) in cases {
            let violations = found(&[change]);
            assert!(
                violations.iter().any(|it| it.contains(expected)),
                "{expected}: {violations:?}"
            );
        }
    }

    #[test]
    fn a_picture_of_setup_needs_no_other_language() {
        let changed = [
            ("docs/images/en/setup-c.png", ""),
            (
                "docs/agent/en/b.md",
                "# A\n\n![the page](../../images/en/setup-c.png)\n",
            ),
        ];
        assert_eq!(found(&changed), Violations::new());
    }
}
