//! The whole package as one project in source format, as `sf project deploy start` takes it: in the repository the
//! built contents of the static resources are apart from what describes them.

use std::path::Path;

use anyhow::Context;

use crate::build::inputs::files_below;
use crate::workspace::Workspace;

/// Where the package's sources are, in the repository as in the project.
const SOURCES: &str = "visualforce";

/// Where the built static resources belong.
const RESOURCES: &str = "visualforce/main/default/staticresources";

/// What tells Salesforce's tools where the sources are.
const DESCRIPTION: &str = "sfdx-project.json";

/// Makes `project` anew: `sfdx-project.json`, the sources, and beside their descriptions the static resources that
/// were built into `package`, if any were.
///
/// # Errors
/// When a file cannot be read or written.
pub fn assemble(workspace: &Workspace, package: &Path, project: &Path) -> anyhow::Result<()> {
    if project.exists() {
        std::fs::remove_dir_all(project).with_context(|| format!("cannot empty {}", project.display()))?;
    }
    let description = workspace.root.join(DESCRIPTION);
    copy(&description, &project.join(DESCRIPTION))?;
    copy_below(&workspace.root.join(SOURCES), &project.join(SOURCES))?;
    let built = package.join("staticresources");
    if built.is_dir() {
        copy_below(&built, &project.join(RESOURCES))?;
    }
    Ok(())
}

/// Copies a project without its static resources, into a folder that is made anew: for what reads sources only and
/// writes beside them.
///
/// # Errors
/// When a file cannot be read or written.
pub fn copy_sources(project: &Path, to: &Path) -> anyhow::Result<()> {
    if to.exists() {
        std::fs::remove_dir_all(to).with_context(|| format!("cannot empty {}", to.display()))?;
    }
    let resources = project.join(RESOURCES);
    for file in files_below(project)? {
        if !file.starts_with(&resources) {
            let name = file
                .strip_prefix(project)
                .context("a file outside of its folder")?;
            copy(&file, &to.join(name))?;
        }
    }
    Ok(())
}

fn copy_below(from: &Path, to: &Path) -> anyhow::Result<()> {
    for file in files_below(from)? {
        let name = file.strip_prefix(from).context("a file outside of its folder")?;
        copy(&file, &to.join(name))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    std::fs::copy(from, to).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}
