//! Which source folders a directory holds: those of its `sfdx-project.json`, else itself.

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// Source: Salesforce DX Developer Guide, "Project Configuration File for Packages".
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Project {
    package_directories: Vec<PackageDirectory>,
}

#[derive(Deserialize)]
struct PackageDirectory {
    path: String,
}

/// The source folders of a directory, in the order of its project file.
///
/// # Errors
/// A sentence naming the directory or project file at fault.
pub fn of(directory: &Path) -> Result<Vec<PathBuf>, String> {
    if !directory.is_dir() {
        return Err(format!("{}: there is no such directory.", directory.display()));
    }
    let file = directory.join("sfdx-project.json");
    if !file.is_file() {
        return Ok(vec![directory.to_path_buf()]);
    }
    let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let project: Project =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut folders = Vec::new();
    for package in project.package_directories {
        let folder = directory.join(&package.path);
        if !folder.is_dir() {
            return Err(format!(
                "{}: the package directory {} is missing.",
                file.display(),
                package.path
            ));
        }
        folders.push(folder);
    }
    if folders.is_empty() {
        return Err(format!("{}: packageDirectories is empty.", file.display()));
    }
    Ok(folders)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_names_its_folders() {
        let directory = tempfile::tempdir().expect("directory");
        let root = directory.path();
        assert_eq!(of(root), Ok(vec![root.to_path_buf()]));
        let project =
            r#"{"packageDirectories":[{"path":"core","default":true},{"path":"extra/main"}],"namespace":""}"#;
        std::fs::write(root.join("sfdx-project.json"), project).expect("written");
        assert!(of(root).expect_err("missing").contains("core is missing"));
        for folder in ["core", "extra/main"] {
            std::fs::create_dir_all(root.join(folder)).expect("made");
        }
        assert_eq!(of(root), Ok(vec![root.join("core"), root.join("extra/main")]));
        assert!(
            of(&root.join("none"))
                .expect_err("none")
                .contains("no such directory")
        );
        std::fs::write(root.join("sfdx-project.json"), "{").expect("written");
        assert!(of(root).expect_err("broken").contains("sfdx-project.json"));
    }
}
