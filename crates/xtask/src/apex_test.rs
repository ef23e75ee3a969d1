//! `cargo xtask apex-test DIR`: the Apex tests of any source-format folder, by the local org's runtime.

use std::ffi::OsString;
use std::process::{ExitCode, Stdio};

use anyhow::{Context, bail};

use crate::process;
use crate::run::{build_programs, program_path};
use crate::workspace::Workspace;

/// Builds the runtime and passes everything on to it; relative folders are the caller's.
///
/// # Errors
/// When no folder is named, one is missing, or the runtime does not build.
pub fn command(workspace: &Workspace, rest: Vec<OsString>) -> anyhow::Result<ExitCode> {
    check_folders(&rest)?;
    build_programs(workspace)?;
    let mut org = workspace.program(program_path(workspace, "local-org")?);
    org.current_dir(std::env::current_dir().context("cannot read the working directory")?)
        .arg("apex-test")
        .args(rest);
    let status = process::start(org.stdin(Stdio::null()))?.wait()?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What only the runtime would say after minutes of building.
fn check_folders(arguments: &[OsString]) -> anyhow::Result<()> {
    let asks_for_help = arguments
        .iter()
        .any(|argument| argument == "--help" || argument == "-h");
    let Some(first) = arguments.first() else {
        bail!("say which folder's tests to run, for example: cargo xtask apex-test visualforce");
    };
    let is_option = first.to_string_lossy().starts_with('-');
    if !asks_for_help && !is_option && !std::path::Path::new(first).is_dir() {
        bail!(
            "{} is no folder; name one with Apex classes in source format",
            first.to_string_lossy()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_folder_is_told_before_anything_is_built() {
        let check = |words: &[&str]| check_folders(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert!(check(&[]).is_err());
        assert!(
            check(&["no-such-folder"])
                .unwrap_err()
                .to_string()
                .contains("no-such-folder")
        );
        check(&["."]).unwrap();
        check(&["--help"]).unwrap();
    }
}
