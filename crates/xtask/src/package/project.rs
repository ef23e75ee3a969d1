//! The project that is handed out: what is in the repository and what was built, side by side, without what only we need.

use std::path::Path;

use anyhow::{Context, bail};

use crate::build::inputs::files_below;
use crate::salesforce;
use crate::workspace::Workspace;

/// What of the repository's root belongs to the project, beside what every Salesforce tool needs.
const ROOT_FILES: [&str; 2] = ["config/project-scratch-def.json", "LICENSE"];

/// Tests of Lightning web components run outside an org only.
const TESTS: &str = "__tests__";

/// Where the project has the static resources.
pub const RESOURCES: &str = "visualforce/main/default/staticresources";

/// The ending of the file that says what a static resource is.
const RESOURCE: &str = ".resource-meta.xml";

/// Writes the project, with the static resources that are built in `package`, into the folder `to`.
///
/// # Errors
/// When a file cannot be read or written, or a static resource has no content.
pub fn write(workspace: &Workspace, package: &Path, to: &Path) -> anyhow::Result<()> {
    salesforce::assemble(workspace, package, to)?;
    for name in ROOT_FILES {
        let (from, to) = (workspace.root.join(name), to.join(name));
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        std::fs::copy(&from, &to).with_context(|| format!("cannot copy {}", from.display()))?;
    }
    remove_ours(to)?;
    check_contents(&to.join(RESOURCES))
}

/// Removes tests and hidden files: a package is no place for them.
fn remove_ours(project: &Path) -> anyhow::Result<()> {
    for file in files_below(project)? {
        let relative = file.strip_prefix(project).context("a file outside its folder")?;
        if relative
            .iter()
            .any(|part| part == TESTS || part.as_encoded_bytes().starts_with(b"."))
        {
            std::fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        }
    }
    Ok(())
}

/// Every static resource that is described must be there: a deployment without one is refused as a whole. One that is
/// there without a description is a leftover of an earlier build, and would be refused as well.
fn check_contents(resources: &Path) -> anyhow::Result<()> {
    for entry in
        std::fs::read_dir(resources).with_context(|| format!("cannot read {}", resources.display()))?
    {
        let entry = entry.with_context(|| format!("cannot read {}", resources.display()))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(resource) = name.strip_suffix(RESOURCE) {
            let content = resources.join(resource);
            if !content.is_dir() || files_below(&content)?.is_empty() {
                bail!("the static resource {resource} has no content; leave out --no-build");
            }
        } else if !resources.join(format!("{name}{RESOURCE}")).is_file() {
            bail!("nothing describes the static resource {name}; if an earlier build left it, remove it");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    #[test]
    fn tests_and_hidden_files_are_not_handed_out() {
        let folder = planted(&[
            ("lwc/a/a.js", ""),
            ("lwc/a/__tests__/a.test.js", ""),
            ("lwc/.eslintrc.json", ""),
        ]);
        remove_ours(folder.path()).unwrap();
        assert_eq!(
            files_below(folder.path()).unwrap(),
            [folder.path().join("lwc/a/a.js")]
        );
    }

    #[test]
    fn every_resource_has_a_description_and_content() {
        let whole = [("App.resource-meta.xml", ""), ("App/app.js", "")];
        check_contents(planted(&whole).path()).unwrap();
        for (part, words) in [
            (&whole[..1], "static resource App has no content"),
            (&whole[1..], "nothing describes the static resource App"),
        ] {
            let error = check_contents(planted(part).path()).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
    }
}
