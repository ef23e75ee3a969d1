//! `cargo xtask screenshots`: pictures for the documentation, taken from the running product.

use std::ffi::OsString;
use std::process::{ExitCode, Stdio};

use anyhow::bail;

use crate::args;
use crate::build;
use crate::process;
use crate::run::build_programs;
use crate::setup::{self, Needs};
use crate::test::playwright;
use crate::workspace::Workspace;

/// Writes `docs/session.png`.
///
/// # Errors
/// When something is missing or does not build.
pub fn command(workspace: &Workspace, rest: Vec<OsString>) -> anyhow::Result<ExitCode> {
    if let [word, ..] = args::words(rest)?.as_slice() {
        bail!("screenshots takes no {word:?}");
    }
    let tools = setup::all(workspace, Needs::Browser)?;
    build::package(workspace, &tools)?;
    build_programs(workspace)?;
    let mut playwright = playwright(workspace, "screenshots.config.ts")?;
    let status = process::start(playwright.stdin(Stdio::null()))?.wait()?;
    if !status.success() {
        bail!("the pictures were not taken ({status}); the reason is above");
    }
    println!("the pictures are in docs/");
    Ok(ExitCode::SUCCESS)
}
