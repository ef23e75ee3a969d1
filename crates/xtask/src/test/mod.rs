//! `cargo xtask test`: every test there is, and one line that says how it went.

mod apex;
mod browser;
mod stream;
mod tally;
mod unit;

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::bail;

use crate::args;
use crate::build;
use crate::progress::elapsed;
use crate::run::build_programs;
use crate::setup::{self, Needs, WasmTools};
use crate::workspace::Workspace;
use tally::Tally;

pub use browser::playwright;

/// A part of the tests.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    /// Rust, natively.
    Unit,
    /// Apex, by our runtime, with line coverage.
    Apex,
    /// Browsers, against everything.
    Browser,
    /// The part of those that runs without a namespace.
    Unmanaged,
    /// The part that runs as a managed package.
    Managed,
    /// The part that runs in Firefox.
    Firefox,
    /// All of those, and the ones that take too long for every change.
    Thorough,
}

impl Part {
    /// What there is, each once.
    const ALL: [Self; 3] = [Self::Unit, Self::Apex, Self::Browser];

    /// What can be asked for.
    const NAMED: [Self; 7] = [
        Self::Unit,
        Self::Apex,
        Self::Browser,
        Self::Unmanaged,
        Self::Managed,
        Self::Firefox,
        Self::Thorough,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Apex => "apex",
            Self::Browser => "browser",
            Self::Unmanaged => "unmanaged",
            Self::Managed => "managed",
            Self::Firefox => "firefox",
            Self::Thorough => "thorough",
        }
    }

    fn needs(self) -> Needs {
        match self {
            // Some of the Rust tests start the product, and Trunk.
            Self::Unit | Self::Apex => Needs::Build,
            Self::Browser | Self::Unmanaged | Self::Managed | Self::Firefox | Self::Thorough => {
                Needs::Browser
            }
        }
    }

    fn run(self, workspace: &Workspace, tools: &WasmTools, filter: Option<&str>) -> anyhow::Result<Tally> {
        // Some of the Rust tests start the product.
        let package = build::package(workspace, tools)?;
        match self {
            Self::Unit => unit::run(workspace, filter),
            Self::Apex => apex::run(workspace, &package, filter),
            Self::Browser => browser::run(workspace, None, filter),
            // Playwright's projects have these names.
            Self::Unmanaged | Self::Managed | Self::Firefox | Self::Thorough => {
                browser::run(workspace, Some(self.name()), filter)
            }
        }
    }
}

/// Runs the tests. The last line is exactly `N passed, N failed`.
///
/// # Errors
/// When something is missing or does not build.
pub fn command(workspace: &Workspace, rest: Vec<OsString>) -> anyhow::Result<ExitCode> {
    let (parts, filter) = selection(&args::words(rest)?)?;
    let needs = if parts.iter().any(|part| part.needs() == Needs::Browser) {
        Needs::Browser
    } else {
        Needs::Build
    };
    let tools = setup::all(workspace, needs)?;
    if parts.contains(&Part::Unit) {
        // Those of the checks plant errors for Salesforce's checkers to find.
        setup::checkers(workspace)?;
    }

    let mut total = Tally::default();
    let mut lines = Vec::new();
    let mut built = false;
    for part in parts {
        println!("\n== {} tests", part.name());
        let begun = Instant::now();
        // The Rust tests, which come first, leave the native programs built.
        let programs = if built || part == Part::Unit {
            Ok(())
        } else {
            build_programs(workspace)
        };
        let outcome = programs.and_then(|()| part.run(workspace, &tools, filter.as_deref()));
        built |= outcome.is_ok();
        let tally = part_result(part, outcome, filter.is_some());
        lines.push(format!(
            "{:9} {tally} in {}",
            part.name(),
            elapsed(begun.elapsed())
        ));
        total = total + tally;
    }
    println!("\n{}", lines.join("\n"));
    if total.passed == 0 && total.failed == 0 {
        eprintln!("error: no test was run");
        total.failed = 1;
    }
    println!("{total}");
    Ok(if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A part that could not run, or ran nothing though nothing was filtered out, has failed.
fn part_result(part: Part, outcome: anyhow::Result<Tally>, filtered: bool) -> Tally {
    match outcome {
        Ok(tally) if tally.passed + tally.failed > 0 || filtered => tally,
        Ok(_) => {
            eprintln!("error: the {} tests ran no test", part.name());
            Tally { passed: 0, failed: 1 }
        }
        Err(error) => {
            eprintln!("error: {} tests: {error:#}", part.name());
            Tally { passed: 0, failed: 1 }
        }
    }
}

fn selection(words: &[String]) -> anyhow::Result<(Vec<Part>, Option<String>)> {
    match words {
        [] => Ok((Part::ALL.to_vec(), None)),
        [first, rest @ ..] => {
            let named = Part::NAMED.into_iter().find(|part| part.name() == first);
            match (named, rest) {
                (Some(part), []) => Ok((vec![part], None)),
                (Some(part), [filter]) => Ok((vec![part], Some(filter.clone()))),
                (None, []) => Ok((Part::ALL.to_vec(), Some(first.clone()))),
                _ => bail!(
                    "too many words; cargo xtask test [unit|apex|browser|unmanaged|managed|firefox|thorough] [FILTER]"
                ),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_without_tests_has_failed() {
        assert_eq!(part_result(Part::Unit, Ok(Tally::default()), false).failed, 1);
        assert_eq!(part_result(Part::Unit, Ok(Tally::default()), true).failed, 0);
        assert_eq!(
            part_result(Part::Apex, Err(anyhow::anyhow!("no")), true).failed,
            1
        );
        let fine = Tally { passed: 3, failed: 0 };
        assert_eq!(part_result(Part::Browser, Ok(fine), false), fine);
    }

    #[test]
    fn words_select_parts_and_tests() {
        let select = |words: &[&str]| selection(&words.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(select(&[]).unwrap().0.len(), 3);
        assert_eq!(select(&["apex"]).unwrap(), (vec![Part::Apex], None));
        assert_eq!(
            select(&["unit", "tally"]).unwrap(),
            (vec![Part::Unit], Some("tally".to_owned()))
        );
        assert_eq!(select(&["managed"]).unwrap(), (vec![Part::Managed], None));
        assert_eq!(select(&["join"]).unwrap().1.as_deref(), Some("join"));
        assert!(select(&["a", "b"]).is_err());
    }
}
