//! The Rust tests, compiled natively.

use super::stream;
use super::tally::{self, Tally};
use crate::workspace::Workspace;

/// Tells the tests that start the product that they need not build its programs. Built for themselves these have other
/// features of their dependencies than among all tests, which is a second compilation of nearly everything.
const PROGRAMS_BUILT: &str = "TEST_PROGRAMS_BUILT";

/// Runs the tests of every crate. Afterwards the native programs are built as well: cargo compiles the programs of the
/// crates that it tests.
///
/// # Errors
/// When they do not compile.
pub fn run(workspace: &Workspace, filter: Option<&str>) -> anyhow::Result<Tally> {
    let mut cargo = workspace.cargo();
    cargo
        .args(["test", "--workspace", "--locked", "--no-fail-fast"])
        .args(filter)
        .env(PROGRAMS_BUILT, "1");
    let mut total = Tally::default();
    let status = stream::run(&mut cargo, |line| {
        if let Some(tally) = tally::of_cargo_line(line) {
            total = total + tally;
        }
    })?;
    if !status.success() && total.failed == 0 {
        anyhow::bail!("cargo test failed ({status}) without a failed test; the reason is above");
    }
    Ok(total)
}
