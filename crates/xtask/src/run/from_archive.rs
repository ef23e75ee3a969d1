//! The org from an archive alone: nothing of the repository's package is read.

use std::path::{Path, PathBuf};

use anyhow::bail;
use serde_json::Value;

use crate::build::{self, recreate};
use crate::package::archive;
use crate::progress::Step;
use crate::salesforce;
use crate::workspace::Workspace;

/// What a project in source format has at its root.
const PROJECT_FILE: &str = "sfdx-project.json";

/// What a metadata-format folder has.
const MANIFEST: &str = "package.xml";

/// Where a project has its Lightning web components, below its package directory.
const COMPONENTS: &str = "main/default/lwc";

/// What was in an archive.
pub struct Unpacked {
    /// Its sources, in source format.
    pub sources: PathBuf,
    /// Its Lightning web components, compiled.
    pub lwc: PathBuf,
}

/// Unpacks an archive of either format into `scratch`. The local org reads source format, so what is in metadata format
/// is converted back, by Salesforce's own library.
///
/// # Errors
/// When it is no archive of a package, or its components do not compile.
pub fn open(workspace: &Workspace, file: &Path, scratch: &Path) -> anyhow::Result<Unpacked> {
    let (project, metadata) = (scratch.join("project"), scratch.join("metadata"));
    if archive::text_of(file, PROJECT_FILE)?.is_some() {
        archive::unpack(file, &project)?;
    } else if archive::text_of(file, MANIFEST)?.is_some() {
        archive::unpack(file, &metadata)?;
        recreate(&project)?;
        Step {
            title: "Converting the archive to source format",
            log: workspace.logs().join("unconvert.log"),
            limit: None,
        }
        .run(salesforce::script(workspace, "unconvert.mjs").args([&metadata, &project]))?;
    } else {
        bail!(
            "{} is no archive of a package: it has neither {PROJECT_FILE} nor {MANIFEST}",
            file.display()
        );
    }
    let sources = project.join(package_directory(&project)?);
    if !sources.is_dir() {
        bail!("there is no component in {}", file.display());
    }
    let lwc = scratch.join("lwc");
    recreate(&lwc)?;
    build::lwc::compile_into(workspace, &sources.join(COMPONENTS), &lwc)?;
    Ok(Unpacked { sources, lwc })
}

/// The package directory that the project file names.
fn package_directory(project: &Path) -> anyhow::Result<String> {
    let file = project.join(PROJECT_FILE);
    let json: Value = serde_json::from_slice(&std::fs::read(&file)?)?;
    match json["packageDirectories"].as_array().map(Vec::as_slice) {
        Some([directory]) if directory["path"].is_string() => {
            Ok(directory["path"].as_str().unwrap_or_default().to_owned())
        }
        _ => bail!("{} must name one package directory", file.display()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    fn opened(files: &[(&str, &str)]) -> anyhow::Result<(Unpacked, tempfile::TempDir)> {
        let workspace = Workspace::locate().unwrap();
        let scratch = tempfile::tempdir().unwrap();
        let file = scratch.path().join("a.zip");
        archive::pack(planted(files).path(), &file).unwrap();
        let unpacked = open(&workspace, &file, &scratch.path().join("run"))?;
        Ok((unpacked, scratch))
    }

    const CLASS: &str = r#"<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"/>"#;
    const BUNDLE: &str = r#"<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion></LightningComponentBundle>"#;
    const COMPONENT: &str =
        "import { LightningElement } from 'lwc'; export default class A extends LightningElement {}";

    #[test]
    fn both_formats_become_the_same_sources() {
        let (source, _kept) = opened(&[
            (
                PROJECT_FILE,
                r#"{"packageDirectories":[{"path":"force","default":true}]}"#,
            ),
            ("force/main/default/classes/A.cls", "class A {}"),
            ("force/main/default/classes/A.cls-meta.xml", CLASS),
            ("force/main/default/lwc/a/a.js", COMPONENT),
            ("force/main/default/lwc/a/a.js-meta.xml", BUNDLE),
        ])
        .unwrap();
        let (metadata, _kept_too) = opened(&[
            (MANIFEST, "<Package/>"),
            ("classes/A.cls", "class A {}"),
            ("classes/A.cls-meta.xml", CLASS),
            ("lwc/a/a.js", COMPONENT),
            ("lwc/a/a.js-meta.xml", BUNDLE),
        ])
        .unwrap();
        for unpacked in [source, metadata] {
            let class = unpacked.sources.join("main/default/classes/A.cls");
            assert_eq!(std::fs::read_to_string(class).unwrap(), "class A {}");
            assert!(unpacked.lwc.join("modules/a.js").is_file());
            assert!(unpacked.lwc.join("engine.js").is_file());
        }
    }

    #[test]
    fn other_archives_are_refused_in_words() {
        let Err(error) = opened(&[("readme.txt", "")]) else {
            panic!("it was opened");
        };
        assert!(
            error.to_string().contains("is no archive of a package"),
            "{error}"
        );
        let two = r#"{"packageDirectories":[{"path":"a"},{"path":"b"}]}"#;
        assert!(opened(&[(PROJECT_FILE, two)]).is_err());
        assert!(opened(&[(PROJECT_FILE, r#"{"packageDirectories":[{"path":"a"}]}"#)]).is_err());
    }
}
