//! `cargo xtask trunk ...`: the pinned Trunk, with the compiler and wasm-bindgen that belong to it.

use std::ffi::OsString;
use std::process::{ExitCode, Stdio};

use anyhow::bail;

use crate::components::COMPONENTS;
use crate::process;
use crate::setup::{self, Needs};
use crate::workspace::Workspace;

/// Passes everything on to Trunk; a component's name stands for its page.
///
/// # Errors
/// When something is missing or Trunk cannot be started.
pub fn command(workspace: &Workspace, rest: Vec<OsString>) -> anyhow::Result<ExitCode> {
    if rest.is_empty() {
        bail!("say what Trunk should do, for example: cargo xtask trunk serve session");
    }
    let tools = setup::all(workspace, Needs::Build)?;
    let mut trunk = workspace.program(&tools.trunk);
    tools.apply(workspace, &mut trunk)?;
    for argument in rest {
        match COMPONENTS.iter().find(|component| argument == component.name) {
            Some(component) => trunk.arg(component.page()),
            None => trunk.arg(argument),
        };
    }
    let status = process::start(trunk.stdin(Stdio::null()))?.wait()?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
