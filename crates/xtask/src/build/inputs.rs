//! What a build is made from, as one hash: an unchanged hash means that nothing has to be built.
//!
//! Contents rather than times: a fresh clone or a switched branch changes every time and no content.

use std::path::{Path, PathBuf};

use anyhow::Context;
use sha2::{Digest as _, Sha256};

use crate::setup::WasmTools;
use crate::workspace::Workspace;

/// The crates every component is made of, beside its own.
const SHARED_CRATES: [&str; 5] = ["domain", "contract", "page", "ui", "component"];

/// Files of the root that decide how components are built.
const ROOT_FILES: [&str; 4] = ["Cargo.toml", "Cargo.lock", "Trunk.toml", "package-lock.json"];

/// The inputs of a component: its sources, those of the crates below it, versions, and how it is built.
///
/// # Errors
/// When a file cannot be read.
pub fn of_component(workspace: &Workspace, component: &str, tools: &WasmTools) -> anyhow::Result<String> {
    let crates = workspace.root.join("crates");
    let mut files: Vec<PathBuf> = ROOT_FILES.iter().map(|name| workspace.root.join(name)).collect();
    for name in SHARED_CRATES.into_iter().chain([component]) {
        files.extend(files_below(&crates.join(name))?);
    }
    files.extend(files_below(&crates.join("xtask/src/build"))?);
    let toolchain = tools.toolchain.as_deref().unwrap_or("default");
    let mut rustc = workspace.program("rustc");
    tools.apply(workspace, &mut rustc)?;
    let version = rustc
        .arg("--version")
        .output()
        .context("cannot start rustc")?
        .stdout;
    let hash = hash_files(&files)?;
    Ok(format!(
        "{hash} {toolchain} {}",
        String::from_utf8_lossy(&version).trim()
    ))
}

/// Every file below a folder, sorted.
///
/// # Errors
/// When the folder cannot be read.
pub fn files_below(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// A hash of the files' names and contents.
///
/// # Errors
/// When one cannot be read.
pub fn hash_files(files: &[PathBuf]) -> anyhow::Result<String> {
    let mut hash = Sha256::new();
    for file in files {
        let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        // Lengths keep two neighbours from being read as one.
        let name = file.as_os_str().as_encoded_bytes();
        hash.update(name.len().to_le_bytes());
        hash.update(name);
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    }
    Ok(format!("{:x}", hash.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_changes_with_contents_and_names_only() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let first = hash_files(&[file("a", "one")]).unwrap();
        assert_eq!(first, hash_files(&[file("a", "one")]).unwrap());
        assert_ne!(first, hash_files(&[file("a", "two")]).unwrap());
        assert_ne!(first, hash_files(&[file("b", "one")]).unwrap());
    }
}
