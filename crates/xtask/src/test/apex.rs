//! The package's Apex tests, run by the local org, unmanaged and as a managed package, with line coverage.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

use super::stream;
use super::tally::{self, Tally};
use crate::run::{Sources, program_path};
use crate::workspace::Workspace;

/// Least coverage of all lines together, in percent. Salesforce wants 75; the package holds itself to more.
const COVERAGE_PERCENT: f64 = 95.0;

/// Least coverage of each class, in percent: the average must not hide one that nobody tests.
const CLASS_PERCENT: f64 = 90.0;

/// The namespace in which the tests run once more, as those of an installed managed package.
const NAMESPACE: &str = "tvr";

/// Runs the tests without a namespace and with one, both at a time, since a run keeps one core busy. Coverage is judged
/// only when nothing is filtered out, and once: it is the same code.
///
/// # Errors
/// When they cannot run, or cover too little.
pub fn run(workspace: &Workspace, package: &Path, filter: Option<&str>) -> anyhow::Result<Tally> {
    let report = workspace.root.join("target/xtask/apex.lcov");
    if report.exists() {
        std::fs::remove_file(&report).with_context(|| format!("cannot remove {}", report.display()))?;
    }
    let mut unmanaged = tests(workspace, package, None, filter)?;
    unmanaged.arg("--lcov").arg(&report);
    let mut managed = tests(workspace, package, Some(NAMESPACE), filter)?;
    std::thread::scope(|scope| {
        // What it says is shown afterwards, so that the two can be told apart.
        let mut words = Vec::new();
        let second = scope.spawn(|| {
            let tally = counted(&mut managed, filter, |line| words.push(line.to_owned()));
            (tally, words)
        });
        println!("without a namespace:");
        let first = counted(&mut unmanaged, filter, |line| println!("{line}"))
            .and_then(|tally| Ok(tally + coverage_verdict(&report, filter)?));
        let Ok((second, words)) = second.join() else {
            bail!("the Apex tests under a namespace ended abnormally; the reason is above")
        };
        println!("\nwith the namespace {NAMESPACE}:\n{}", words.join("\n"));
        Ok(first? + second?)
    })
}

/// The runtime's command line.
fn tests(
    workspace: &Workspace,
    package: &Path,
    namespace: Option<&str>,
    filter: Option<&str>,
) -> anyhow::Result<Command> {
    let scratch = workspace.root.join("target/xtask/apex-test");
    let sources = Sources::of(workspace, package, namespace, &scratch)?;
    let mut org = workspace.program(program_path(workspace, "local-org")?);
    org.arg("apex-test");
    sources.pass(&mut org);
    if let Some(filter) = filter {
        org.args(["--filter", filter]);
    }
    Ok(org)
}

/// Runs the tests and gives each line that they print to `show`; reads the last one of the form `N passed, N failed`.
fn counted(org: &mut Command, filter: Option<&str>, mut show: impl FnMut(&str)) -> anyhow::Result<Tally> {
    let mut counted = None;
    let status = stream::read(org, |line| {
        counted = tally::of_plain_line(line).or(counted);
        show(line);
    })?;
    let Some(tally) = counted else {
        bail!("the Apex tests did not run ({status}); the reason is above")
    };
    // A filter that matches nothing is told as a failure.
    let nothing = filter.is_some() && tally == Tally::default();
    if !status.success() && tally.failed == 0 && !nothing {
        bail!("the Apex tests failed ({status}) without a failed test; the reason is above");
    }
    Ok(tally)
}

/// One more failed test when the tests cover too little.
fn coverage_verdict(report: &Path, filter: Option<&str>) -> anyhow::Result<Tally> {
    if filter.is_some() {
        return Ok(Tally::default());
    }
    let text = std::fs::read_to_string(report).context("the Apex tests wrote no coverage report")?;
    let classes = classes(&text);
    let all = classes
        .iter()
        .fold(Lines::default(), |sum, class| sum + class.lines);
    let percent = all.percent().context("the coverage report counts no lines")?;
    println!("Apex line coverage: {percent:.1} % ({})", report.display());
    let complaints = complaints(&classes, percent);
    for complaint in &complaints {
        eprintln!("error: {complaint}");
    }
    Ok(Tally {
        passed: 0,
        failed: usize::from(!complaints.is_empty()),
    })
}

/// What is covered too little.
fn complaints(classes: &[Class], overall: f64) -> Vec<String> {
    let mut found: Vec<String> = classes
        .iter()
        .filter_map(|class| {
            let percent = class.lines.percent().filter(|percent| *percent < CLASS_PERCENT)?;
            let name = &class.path;
            Some(format!(
                "Apex line coverage of {name} is {percent:.1} %, below {CLASS_PERCENT} %"
            ))
        })
        .collect();
    if overall < COVERAGE_PERCENT {
        found.push(format!(
            "Apex line coverage is {overall:.1} %, below {COVERAGE_PERCENT} %"
        ));
    }
    found
}

/// Lines that could run, and those that did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Lines {
    all: u32,
    ran: u32,
}

impl Lines {
    /// The share that ran; `None` where there are none.
    fn percent(self) -> Option<f64> {
        (self.all > 0).then(|| f64::from(self.ran) * 100.0 / f64::from(self.all))
    }
}

impl std::ops::Add for Lines {
    type Output = Lines;

    fn add(self, other: Lines) -> Lines {
        Lines {
            all: self.all + other.all,
            ran: self.ran + other.ran,
        }
    }
}

/// A file of the coverage report, which is a class.
#[derive(Debug, PartialEq, Eq)]
struct Class {
    path: String,
    lines: Lines,
}

/// The files of an lcov report (`SF:<path>`, then `DA:<line>,<count>`).
fn classes(report: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    for line in report.lines() {
        if let Some(path) = line.strip_prefix("SF:") {
            let lines = Lines::default();
            let path = path.to_owned();
            classes.push(Class { path, lines });
        } else if let Some(class) = classes.last_mut()
            && let Some((_, count)) = line.strip_prefix("DA:").and_then(|rest| rest.split_once(','))
        {
            class.lines.all += 1;
            class.lines.ran += u32::from(count != "0");
        }
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "SF:a.cls\nDA:1,4\nDA:2,0\nend_of_record\nSF:b.cls\nDA:1,1\nDA:9,10\nend_of_record\n\
        SF:interface.cls\nend_of_record\n";

    #[test]
    fn coverage_is_lines_that_ran_of_lines_that_could() {
        let read = classes(REPORT);
        assert_eq!(read[0].lines.percent(), Some(50.0));
        assert_eq!(read[1].lines.percent(), Some(100.0));
        assert_eq!(read[2].lines.percent(), None);
        let all = read.iter().fold(Lines::default(), |sum, class| sum + class.lines);
        assert_eq!(all.percent(), Some(75.0));
    }

    #[test]
    fn neither_the_whole_nor_a_class_may_be_covered_too_little() {
        let read = classes(REPORT);
        assert_eq!(
            complaints(&read, 94.9),
            [
                "Apex line coverage of a.cls is 50.0 %, below 90 %",
                "Apex line coverage is 94.9 %, below 95 %"
            ]
        );
        assert_eq!(complaints(&read[1..], 95.0), Vec::<String>::new());
    }
}
