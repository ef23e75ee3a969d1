//! `cargo xtask check`: everything about the sources and the built package that must hold and is no test.
//!
//! Each check has a name and returns the violations it found, in words that say where.

mod actions;
mod advisories;
mod apex;
mod dependencies;
mod flows;
mod glue;
mod guides;
mod imports;
mod label_uses;
mod labels;
mod length;
mod licences;
mod links;
mod lint;
mod lwc;
mod manual;
mod markup;
mod merge;
mod metadata;
mod names;
mod permissions;
mod pmd;
mod prettier;
mod resources;
mod size;
mod translations;
mod valid;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context as _, bail};

use crate::args;
use crate::build;
use crate::progress::elapsed;
use crate::salesforce;
use crate::setup::{self, Needs, WasmTools};
use crate::workspace::Workspace;

/// What a check may look at.
pub struct Subject<'a> {
    /// Sources and built package.
    pub workspace: &'a Workspace,
    /// The compiler for the components.
    pub tools: &'a WasmTools,
    /// The package as an org would be sent it, sources and built parts together; there for the checks that
    /// [`PROJECT`] names.
    pub project: PathBuf,
    /// What Salesforce's type checker says, which more than one check wants to know.
    pub apex: apex::Report,
}

/// The violations that a check found; empty is good.
pub type Violations = Vec<String>;

/// A named check.
struct Check {
    name: &'static str,
    run: fn(&Subject) -> anyhow::Result<Violations>,
}

/// In the order in which they begin: the longest first, since two run at a time. `soql` waits for `apex-types`.
const CHECKS: &[Check] = &[
    Check {
        name: "clippy",
        run: lint::clippy,
    },
    Check {
        name: "clippy-wasm",
        run: lint::clippy_wasm,
    },
    Check {
        name: "pmd",
        run: pmd::run,
    },
    Check {
        name: "apex-types",
        run: apex::types,
    },
    Check {
        name: "metadata",
        run: metadata::run,
    },
    Check {
        name: "resources",
        run: resources::run,
    },
    Check {
        name: "lwc-compile",
        run: lwc::compile,
    },
    Check {
        name: "lwc-lint",
        run: lwc::lint,
    },
    Check {
        name: "lwc-tests",
        run: lwc::tests,
    },
    Check {
        name: "permissions",
        run: permissions::run,
    },
    Check {
        name: "merge",
        run: merge::run,
    },
    Check {
        name: "soql",
        run: apex::soql,
    },
    Check {
        name: "licences",
        run: licences::run,
    },
    Check {
        name: "advisories",
        run: advisories::run,
    },
    Check {
        name: "dependencies",
        run: dependencies::run,
    },
    Check {
        name: "names",
        run: names::run,
    },
    Check {
        name: "length",
        run: length::run,
    },
    Check {
        name: "actions",
        run: actions::run,
    },
    Check {
        name: "flows",
        run: flows::run,
    },
    Check {
        name: "imports",
        run: imports::run,
    },
    Check {
        name: "links",
        run: links::run,
    },
    Check {
        name: "translations",
        run: translations::run,
    },
    Check {
        name: "labels",
        run: labels::run,
    },
    Check {
        name: "label-uses",
        run: label_uses::run,
    },
    Check {
        name: "manual",
        run: manual::run,
    },
    Check {
        name: "guides",
        run: guides::run,
    },
    Check {
        name: "markup",
        run: markup::run,
    },
    Check {
        name: "rustfmt",
        run: lint::rustfmt,
    },
    Check {
        name: "prettier",
        run: prettier::run,
    },
    Check {
        name: "types",
        run: lint::types,
    },
    Check {
        name: "glue",
        run: glue::run,
    },
    Check {
        name: "valid",
        run: valid::run,
    },
    Check {
        name: "size",
        run: size::run,
    },
];

/// The checks that look at the built package; the others look at sources only.
const BUILT: [&str; 4] = ["glue", "valid", "size", "resources"];

/// The checks that look at the whole package as an org would be sent it; all but `resources` at its sources only.
const PROJECT: [&str; 4] = ["pmd", "apex-types", "soql", "resources"];

/// The checks that need more of Salesforce's tools than that.
const CHECKERS: [&str; 3] = ["metadata", "lwc-lint", "lwc-tests"];

/// How many checks run at a time: most wait for a program that keeps one core busy.
const AT_A_TIME: usize = 2;

/// Runs all checks, or the named ones.
///
/// # Errors
/// When a check is unknown, or the package does not build.
pub fn command(workspace: &Workspace, rest: Vec<OsString>) -> anyhow::Result<ExitCode> {
    let wanted = args::words(rest)?;
    if let Some(unknown) = wanted
        .iter()
        .find(|name| CHECKS.iter().all(|check| check.name != **name))
    {
        let names: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
        bail!("there is no check {unknown:?}; there are {}", names.join(", "));
    }
    let tools = setup::all(workspace, Needs::Build)?;
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|word| word == name);
    let project = workspace.root.join("target/check/project");
    let needs_project = PROJECT.iter().any(|name| is_wanted(name));
    let needs_checkers = needs_project || CHECKERS.iter().any(|name| is_wanted(name));
    // The network and the compiler need not wait for one another.
    let package = std::thread::scope(|scope| {
        let checkers = scope.spawn(|| {
            if needs_checkers {
                setup::checkers(workspace)
            } else {
                Ok(())
            }
        });
        let package = if BUILT.iter().any(|name| is_wanted(name)) {
            build::package(workspace, &tools)
        } else {
            Ok(workspace.package())
        };
        match checkers.join() {
            Ok(installed) => installed.and(package),
            Err(_) => bail!("a part of the set-up ended abnormally; its words are above"),
        }
    })?;
    if needs_project {
        salesforce::assemble(workspace, &package, &project)?;
    }
    let subject = Subject {
        workspace,
        tools: &tools,
        project,
        apex: apex::Report::default(),
    };
    let chosen: Vec<&Check> = CHECKS.iter().filter(|check| is_wanted(check.name)).collect();
    let failed = run_all(&chosen, &subject)?;
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs the checks, a few at a time, and says of each how it went; returns the names of those that failed.
fn run_all(checks: &[&Check], subject: &Subject) -> anyhow::Result<Vec<&'static str>> {
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        let hand = || {
            while let Some(check) = checks.get(next.fetch_add(1, Ordering::Relaxed)) {
                let begun = Instant::now();
                let violations = (check.run)(subject).unwrap_or_else(|error| vec![format!("{error:#}")]);
                let verdict = if violations.is_empty() { "ok" } else { "FAILED" };
                let mut words = format!("check {}: {verdict} ({})", check.name, elapsed(begun.elapsed()));
                for violation in &violations {
                    words.push_str("\n  ");
                    words.push_str(violation);
                }
                // One call, so that two checks that end together do not mix their words.
                println!("{words}");
                if !violations.is_empty()
                    && let Ok(mut failed) = failed.lock()
                {
                    failed.push(check.name);
                }
            }
        };
        let hands: Vec<_> = (0..AT_A_TIME).map(|_| scope.spawn(hand)).collect();
        hands.into_iter().try_for_each(|hand| {
            hand.join()
                .map_err(|_| anyhow::anyhow!("a check ended abnormally; its words are above"))
        })
    })?;
    failed
        .into_inner()
        .map_err(|_| anyhow::anyhow!("a check ended abnormally; its words are above"))
}

/// The text files below a folder with one of the extensions; a folder that is not there has none.
///
/// # Errors
/// When one cannot be read.
fn texts(folder: &Path, extensions: &[&str]) -> anyhow::Result<Vec<(String, String)>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut texts = Vec::new();
    for file in build::inputs::files_below(folder)? {
        let name = file.to_string_lossy().into_owned();
        if extensions.iter().any(|extension| name.ends_with(extension)) {
            let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {name}"))?;
            texts.push((name, text));
        }
    }
    Ok(texts)
}

/// A tree of small files, for the checks' own tests.
#[cfg(test)]
pub fn planted(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_lists_name_checks_and_no_name_comes_twice() {
        let names: BTreeSet<&str> = CHECKS.iter().map(|check| check.name).collect();
        assert_eq!(names.len(), CHECKS.len());
        for name in BUILT.iter().chain(&PROJECT).chain(&CHECKERS) {
            assert!(names.contains(name), "{name}");
        }
    }
}
