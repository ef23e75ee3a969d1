//! `cargo xtask check`: everything about the sources and the built package that must hold and is no test.
//!
//! Each check has a name and returns the violations it found, in words that say where.

mod actions;
mod dependencies;
mod glue;
mod imports;
mod labels;
mod length;
mod links;
mod lint;
mod manual;
mod markup;
mod names;
mod prettier;
mod size;
mod translations;
mod valid;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context as _, bail};

use crate::args;
use crate::build;
use crate::progress::elapsed;
use crate::setup::{self, Needs, WasmTools};
use crate::workspace::Workspace;

/// What a check may look at.
pub struct Subject<'a> {
    /// Sources and built package.
    pub workspace: &'a Workspace,
    /// The compiler for the components.
    pub tools: &'a WasmTools,
}

/// The violations that a check found; empty is good.
pub type Violations = Vec<String>;

/// A named check.
struct Check {
    name: &'static str,
    run: fn(&Subject) -> anyhow::Result<Violations>,
}

const CHECKS: [Check; 18] = [
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
        name: "manual",
        run: manual::run,
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
    Check {
        name: "clippy",
        run: lint::clippy,
    },
    Check {
        name: "clippy-wasm",
        run: lint::clippy_wasm,
    },
];

/// The checks that look at the built package; the others look at sources only.
const BUILT: [&str; 3] = ["glue", "valid", "size"];

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
    if BUILT.iter().any(|name| is_wanted(name)) {
        build::package(workspace, &tools)?;
    }
    let subject = Subject {
        workspace,
        tools: &tools,
    };
    let mut failed = Vec::new();
    for check in CHECKS.iter().filter(|check| is_wanted(check.name)) {
        let begun = Instant::now();
        let violations = (check.run)(&subject).unwrap_or_else(|error| vec![format!("{error:#}")]);
        let verdict = if violations.is_empty() { "ok" } else { "FAILED" };
        println!("check {}: {verdict} ({})", check.name, elapsed(begun.elapsed()));
        for violation in &violations {
            println!("  {violation}");
        }
        if !violations.is_empty() {
            failed.push(check.name);
        }
    }
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(ExitCode::SUCCESS)
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
