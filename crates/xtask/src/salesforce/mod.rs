//! Salesforce's own tools, which run here without an org: their converter, their type and rule checkers, their test
//! runner for Lightning web components. Their programs are in `tools/salesforce`, an npm package of its own, so that
//! nobody who only builds and runs the product waits for them.

mod convert;
mod project;

use std::path::PathBuf;
use std::process::Command;

use crate::workspace::Workspace;

pub use convert::convert;
pub use project::{assemble, copy_sources};

/// The folder of the tools and of the scripts that drive them, below the repository's root.
pub const TOOLS: &str = "tools/salesforce";

/// The version of Salesforce's interfaces that the package is written for; `sfdx-project.json` has the same.
pub const API_VERSION: &str = "66.0";

/// Node with one of the scripts in `tools/salesforce`, in the repository's root.
pub fn script(workspace: &Workspace, name: &str) -> Command {
    let mut command = workspace.program("node");
    command.arg(workspace.root.join(TOOLS).join(name));
    command
}

/// The folder into which npm installs the tools.
pub fn modules(workspace: &Workspace) -> PathBuf {
    workspace.root.join(TOOLS).join("node_modules")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_project_file_names_the_same_version() {
        let project: serde_json::Value =
            serde_json::from_str(include_str!("../../../../sfdx-project.json")).unwrap();
        assert_eq!(project["sourceApiVersion"], super::API_VERSION);
    }
}
