//! From source format to metadata format, by Salesforce's own library: folders of static resources become archives,
//! objects and translations become one file each, and `package.xml` names every member.

use std::path::Path;

use super::{API_VERSION, script};
use crate::progress::Step;
use crate::workspace::Workspace;

/// Converts `project` (see [`super::assemble`]) into the folder `output`, which is made anew.
///
/// The library believes what it is given: it looks at names and places, not at what stands in the files.
///
/// # Errors
/// When a file belongs to no type of metadata, or a part of a component is missing; the library's words are shown.
pub fn convert(workspace: &Workspace, project: &Path, output: &Path) -> anyhow::Result<()> {
    Step {
        title: "Converting the package to metadata format",
        log: workspace.logs().join("convert.log"),
        limit: None,
    }
    .run(script(workspace, "convert.mjs").args([Path::new(API_VERSION), output, project]))
}
