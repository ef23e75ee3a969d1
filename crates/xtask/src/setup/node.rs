//! Node's packages, exactly as the lock file has them.

use std::path::Path;

use anyhow::{Context, bail};

use super::versions::NODE_MAJOR;
use crate::build::inputs;
use crate::progress::Step;
use crate::salesforce;
use crate::workspace::Workspace;

/// Installs what the root's `package.json` names: what builds, formats and browser tests need.
///
/// # Errors
/// When Node is missing or too old, or npm fails.
pub fn install(workspace: &Workspace) -> anyhow::Result<()> {
    install_in(workspace, &workspace.root, "Installing npm packages", "npm.log")
}

/// Installs Salesforce's own tools.
///
/// # Errors
/// As [`install`].
pub fn install_checkers(workspace: &Workspace) -> anyhow::Result<()> {
    let folder = workspace.root.join(salesforce::TOOLS);
    install_in(
        workspace,
        &folder,
        "Installing Salesforce's checkers",
        "npm-salesforce.log",
    )
}

/// Installs what writes the bill of materials.
///
/// # Errors
/// As [`install`].
pub fn install_bill(workspace: &Workspace) -> anyhow::Result<()> {
    let folder = workspace.root.join("tools/sbom");
    install_in(
        workspace,
        &folder,
        "Installing CycloneDX's library",
        "npm-sbom.log",
    )
}

/// Installs a folder's packages when its lock file is not the one they were installed from.
fn install_in(workspace: &Workspace, folder: &Path, title: &str, log: &str) -> anyhow::Result<()> {
    check_node(workspace)?;
    let lock = folder.join("package-lock.json");
    let wanted = inputs::hash_files(std::slice::from_ref(&lock))?;
    let stamp = folder.join("node_modules/.lock-file-hash");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    if which::which("npm").is_err() {
        bail!("there is no npm; install it (Debian: `apt-get install npm`) and run the command again");
    }
    Step {
        title,
        log: workspace.logs().join(log),
        limit: None,
    }
    .run(workspace.program("npm").current_dir(folder).args([
        "ci",
        "--loglevel=error",
        "--fetch-retries=1",
        "--fetch-timeout=60000",
    ]))?;
    std::fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

fn check_node(workspace: &Workspace) -> anyhow::Result<()> {
    let remedy = format!("install Node {NODE_MAJOR} or newer and run the command again");
    let Ok(output) = workspace.program("node").arg("--version").output() else {
        bail!("there is no Node; {remedy}");
    };
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    match major(&version) {
        Some(major) if major >= NODE_MAJOR => Ok(()),
        _ => bail!("Node {version} is too old; {remedy}"),
    }
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_major_version_is_read() {
        assert_eq!(super::major("v20.20.2"), Some(20));
        assert_eq!(super::major("20"), None);
        assert_eq!(super::major(""), None);
    }
}
