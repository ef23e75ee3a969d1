//! The browser tests: Playwright drives Chromium and Firefox against the whole running product.

use std::process::Command;

use anyhow::{Context, bail};

use super::stream;
use super::tally::Tally;
use crate::setup;
use crate::workspace::Workspace;

/// Runs the browser tests, of one project or of all: `unmanaged`, `managed` with a namespace, and `firefox`. Each test starts a
/// product of its own with `xtask run --no-build`.
///
/// # Errors
/// When they cannot run.
pub fn run(workspace: &Workspace, project: Option<&str>, filter: Option<&str>) -> anyhow::Result<Tally> {
    let report = workspace.root.join("target/xtask/browser.json");
    if report.exists() {
        std::fs::remove_file(&report).with_context(|| format!("cannot remove {}", report.display()))?;
    }
    let mut playwright = playwright(workspace, "playwright.config.ts")?;
    playwright
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
        .arg("--reporter=list,json");
    match project {
        // Not a project but all of them, with the tests that take long.
        Some("thorough") => {
            playwright.env("THOROUGH", "1");
        }
        Some(project) => {
            playwright.args(["--project", project]);
        }
        None => {}
    }
    if let Some(filter) = filter {
        playwright.args(["--grep", filter]);
    }
    let status = stream::run(&mut playwright, |_| {})?;
    let Ok(text) = std::fs::read_to_string(&report) else {
        bail!("the browser tests did not run ({status}); the reason is above");
    };
    let tally = tally(&text)?;
    // Playwright itself says "no tests found" with a failure, which a filter may mean.
    if !status.success() && tally.failed == 0 && !(filter.is_some() && tally.passed == 0) {
        bail!("the browser tests failed ({status}) without a failed test; the reason is above");
    }
    Ok(tally)
}

/// Playwright with one of the configurations in `tests/browser/`.
///
/// # Errors
/// When there is no browser.
pub fn playwright(workspace: &Workspace, configuration: &str) -> anyhow::Result<Command> {
    let mut command = workspace.program(workspace.root.join("node_modules/.bin/playwright"));
    command
        .args(["test", "--config"])
        .arg(workspace.root.join("tests/browser").join(configuration))
        .env("XTASK", &workspace.xtask);
    setup::name_browsers(workspace, &mut command)?;
    Ok(command)
}

/// Reads Playwright's JSON report. A test that passed only when repeated has failed, and so has a skipped one.
fn tally(report: &str) -> anyhow::Result<Tally> {
    let report: serde_json::Value = serde_json::from_str(report).context("Playwright's report is no JSON")?;
    let count = |name: &str| -> anyhow::Result<usize> {
        let value = report["stats"][name]
            .as_u64()
            .with_context(|| format!("Playwright's report lacks {name}"))?;
        Ok(usize::try_from(value)?)
    };
    let errors = report["errors"].as_array().map_or(0, Vec::len);
    let failed = count("unexpected")? + count("flaky")? + count("skipped")?;
    let passed = count("expected")?;
    Ok(Tally {
        passed,
        failed: if failed == 0 && passed > 0 { errors } else { failed },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flaky_and_skipped_tests_have_failed() {
        let report = r#"{"stats":{"expected":5,"unexpected":1,"flaky":1,"skipped":2},"errors":[]}"#;
        assert_eq!(tally(report).unwrap(), Tally { passed: 5, failed: 4 });
        assert!(tally("{}").is_err());
    }

    #[test]
    fn an_error_outside_any_test_counts() {
        let report =
            r#"{"stats":{"expected":5,"unexpected":0,"flaky":0,"skipped":0},"errors":[{"message":"x"}]}"#;
        assert_eq!(tally(report).unwrap(), Tally { passed: 5, failed: 1 });
    }
}
