//! The static resource that all components share: styles, boot script, translations. Scripts and styles lose what only
//! people read.

use std::path::Path;

use anyhow::{Context, bail};

use super::inputs::files_below;
use crate::workspace::Workspace;

/// The part of `static/` that only live editing uses.
const DEVELOPMENT_ONLY: &str = "dev";

/// Makes `to` equal `from`, without what is for development only, and minified.
///
/// # Errors
/// When a file cannot be read or written.
pub fn assemble_shared(workspace: &Workspace, from: &Path, to: &Path) -> anyhow::Result<()> {
    let mut wanted = Vec::new();
    for file in files_below(from)? {
        let relative = file.strip_prefix(from).context("a file outside its folder")?;
        if !relative.starts_with(DEVELOPMENT_ONLY) {
            wanted.push(relative.to_owned());
        }
    }
    if to.is_dir() {
        for file in files_below(to)? {
            let relative = file.strip_prefix(to).context("a file outside its folder")?;
            if !wanted.iter().any(|name| name == relative) {
                std::fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
            }
        }
    }
    for relative in wanted {
        let (source, place) = (from.join(&relative), to.join(&relative));
        let text = shipped(workspace, &source)?;
        // An unchanged file keeps its time, and with it the address under which browsers cache it.
        if std::fs::read(&place).is_ok_and(|present| present == text) {
            continue;
        }
        if let Some(folder) = place.parent() {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        std::fs::write(&place, text).with_context(|| format!("cannot write {}", place.display()))?;
    }
    Ok(())
}

/// What a file becomes.
fn shipped(workspace: &Workspace, source: &Path) -> anyhow::Result<Vec<u8>> {
    let is_code = source
        .extension()
        .is_some_and(|kind| kind == "js" || kind == "css");
    if !is_code {
        return std::fs::read(source).with_context(|| format!("cannot read {}", source.display()));
    }
    let output = workspace
        .program(workspace.root.join("node_modules/.bin/esbuild"))
        .arg(source)
        .args(["--minify", "--target=es2022", "--log-level=warning"])
        .output()
        .context("cannot start esbuild")?;
    if !output.status.success() {
        bail!(
            "esbuild cannot minify {}: {}",
            source.display(),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(output.stdout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_resource_follows_the_folder() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let write = |name: &str| {
            let path = from.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, name).unwrap();
        };
        let script = "/** What people read. */\nexport const answer = 40 + 2;\n";
        std::fs::write(from.path().join("boot.js"), script).unwrap();
        write("i18n/en.json");
        write("dev/dev.js");
        std::fs::write(to.path().join("old.js"), "").unwrap();
        let workspace = Workspace::locate().unwrap();
        assemble_shared(&workspace, from.path(), to.path()).unwrap();
        let names: Vec<_> = files_below(to.path())
            .unwrap()
            .iter()
            .map(|file| file.strip_prefix(to.path()).unwrap().display().to_string())
            .collect();
        assert_eq!(names, ["boot.js", "i18n/en.json"]);
        let minified = std::fs::read_to_string(to.path().join("boot.js")).unwrap();
        assert!(
            minified.contains("answer") && !minified.contains("people"),
            "{minified}"
        );
        std::fs::write(from.path().join("boot.js"), "export const (").unwrap();
        assert!(assemble_shared(&workspace, from.path(), to.path()).is_err());
    }
}
