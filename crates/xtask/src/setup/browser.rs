//! Chromium: the machine's own, or Debian's.

use std::path::PathBuf;

use anyhow::bail;

use super::debian;
use crate::workspace::Workspace;

/// Names that distributions give it.
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// Finds Chromium, or installs Debian's; `CHROMIUM_PATH` names another one.
///
/// # Errors
/// When there is none and it cannot be installed.
pub fn install(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM_PATH").map(PathBuf::from) {
        if !path.is_file() {
            bail!(
                "CHROMIUM_PATH names {}, which is no program; correct or unset it",
                path.display()
            );
        }
        return Ok(path);
    }
    if let Some(path) = find() {
        return Ok(path);
    }
    debian::apt_install(
        workspace,
        "Installing Chromium",
        &["chromium", "fonts-liberation"],
    )?;
    match find() {
        Some(path) => Ok(path),
        None => {
            bail!("Chromium was installed but is not on the search path; set CHROMIUM_PATH to its program")
        }
    }
}

fn find() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| which::which(name).ok())
}
