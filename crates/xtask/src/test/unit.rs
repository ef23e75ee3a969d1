//! The Rust tests, compiled natively.

use super::stream;
use super::tally::{self, Tally};
use crate::workspace::Workspace;

/// Runs the tests of every crate.
///
/// # Errors
/// When they do not compile.
pub fn run(workspace: &Workspace, filter: Option<&str>) -> anyhow::Result<Tally> {
    let mut cargo = workspace.cargo();
    cargo
        .args(["test", "--workspace", "--locked", "--no-fail-fast"])
        .args(filter);
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
