//! The package's Apex tests, run by the local org, with line coverage.

use std::path::Path;

use anyhow::{Context, bail};

use super::stream;
use super::tally::{self, Tally};
use crate::run::{build_programs, program_path};
use crate::workspace::Workspace;

/// Salesforce wants 75; the package holds itself to more.
const COVERAGE_PERCENT: f64 = 95.0;

/// Runs the tests; coverage is judged only when nothing is filtered out.
///
/// # Errors
/// When they cannot run, or cover too little.
pub fn run(workspace: &Workspace, package: &Path, filter: Option<&str>) -> anyhow::Result<Tally> {
    build_programs(workspace)?;
    let report = workspace.root.join("target/xtask/apex.lcov");
    if report.exists() {
        std::fs::remove_file(&report).with_context(|| format!("cannot remove {}", report.display()))?;
    }
    let mut org = workspace.program(program_path(workspace, "local-org")?);
    org.args(["apex-test", "--source"])
        .arg(workspace.root.join("visualforce"));
    org.arg("--source")
        .arg(package)
        .arg("--source")
        .arg(workspace.root.join("demo"));
    org.arg("--lcov").arg(&report);
    if let Some(filter) = filter {
        org.args(["--filter", filter]);
    }
    let mut counted = None;
    let status = stream::run(&mut org, |line| counted = tally::of_plain_line(line).or(counted))?;
    let Some(tally) = counted else {
        bail!("the Apex tests did not run ({status}); the reason is above")
    };
    if !status.success() && tally.failed == 0 {
        bail!("the Apex tests failed ({status}) without a failed test; the reason is above");
    }
    if filter.is_some() {
        return Ok(tally);
    }
    let text = std::fs::read_to_string(&report).context("the Apex tests wrote no coverage report")?;
    let percent = coverage(&text).context("the coverage report counts no lines")?;
    println!("Apex line coverage: {percent:.1} %");
    if percent < COVERAGE_PERCENT {
        eprintln!("error: Apex line coverage is {percent:.1} %, below {COVERAGE_PERCENT} %");
        return Ok(tally + Tally { passed: 0, failed: 1 });
    }
    Ok(tally)
}

/// The share of lines that ran, from an lcov report (`DA:<line>,<count>`), in percent.
fn coverage(report: &str) -> Option<f64> {
    let counts = report
        .lines()
        .filter_map(|line| line.strip_prefix("DA:")?.split_once(',')?.1.parse::<u64>().ok());
    let (mut lines, mut ran) = (0_u32, 0_u32);
    for count in counts {
        lines += 1;
        ran += u32::from(count > 0);
    }
    (lines > 0).then(|| f64::from(ran) * 100.0 / f64::from(lines))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coverage_is_lines_that_ran_of_lines_that_could() {
        let report = "SF:a.cls\nDA:1,4\nDA:2,0\nend_of_record\nSF:b.cls\nDA:1,1\nDA:9,1\nend_of_record\n";
        assert_eq!(coverage(report), Some(75.0));
        assert_eq!(coverage("SF:a.cls\nend_of_record\n"), None);
    }
}
