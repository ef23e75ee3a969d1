//! One component: Trunk compiles it, wasm-opt shrinks it, and the JavaScript engine says whether it is valid.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::progress::Step;
use crate::setup::WasmTools;
use crate::workspace::Workspace;

/// What the target's browsers all understand. Never `--all-features`: it writes modules that no engine accepts.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Says whether a module is valid, in the words of the engine.
const VALIDATE: &str = "\
const bytes = require('node:fs').readFileSync(process.argv[1]);
if (!WebAssembly.validate(bytes)) { new WebAssembly.Module(bytes); process.exit(1); }";

/// A component: its crate and the static resource it becomes.
pub struct Component {
    /// The crate, and the file name of what Trunk makes.
    pub name: &'static str,
    /// The static resource.
    pub resource: &'static str,
}

impl Component {
    /// Builds the component into `folder`.
    ///
    /// # Errors
    /// When it does not compile, or the result is not valid.
    pub fn build(&self, workspace: &Workspace, tools: &WasmTools, folder: &Path) -> anyhow::Result<()> {
        let name = self.name;
        let log = |part: &str| workspace.logs().join(format!("{name}-{part}.log"));
        let dist = workspace.root.join("target/trunk-release").join(name);
        let mut trunk = workspace.program(&tools.trunk);
        tools.apply(workspace, &mut trunk)?;
        trunk
            .args(["build", "--release", "--locked", "--dist"])
            .arg(&dist)
            .arg(self.page());
        let title = format!("Building the component {name}");
        Step {
            title: &title,
            log: log("trunk"),
            limit: None,
        }
        .run(&mut trunk)?;

        let (script, module) = (format!("{name}.js"), format!("{name}_bg.wasm"));
        // A folder that is there is a folder that is complete.
        let unfinished = folder.with_extension("unfinished");
        recreate(&unfinished)?;
        let optimised = unfinished.join(&module);
        let title = format!("Shrinking the component {name}");
        let mut optimiser = workspace.program(workspace.root.join("node_modules/.bin/wasm-opt"));
        optimiser
            .arg("-Oz")
            .args(WASM_FEATURES)
            .arg("-o")
            .arg(&optimised)
            .arg(dist.join(module));
        Step {
            title: &title,
            log: log("wasm-opt"),
            limit: None,
        }
        .run(&mut optimiser)?;
        validate(workspace, &optimised)?;
        std::fs::copy(dist.join(&script), unfinished.join(&script))
            .with_context(|| format!("Trunk wrote no {script} to {}", dist.display()))?;

        if folder.exists() {
            std::fs::remove_dir_all(folder)
                .with_context(|| format!("cannot replace {}", folder.display()))?;
        }
        std::fs::rename(&unfinished, folder).with_context(|| format!("cannot write {}", folder.display()))
    }

    /// The page that Trunk builds the component for.
    pub fn page(&self) -> PathBuf {
        ["crates", self.name, "index.html"].iter().collect()
    }
}

/// Asks the JavaScript engine whether a wasm module is valid.
///
/// # Errors
/// When it is not, with the engine's reason.
pub fn validate(workspace: &Workspace, module: &Path) -> anyhow::Result<()> {
    let output = workspace
        .program("node")
        .args(["--eval", VALIDATE])
        .arg(module)
        .output()
        .context("cannot start node")?;
    if output.status.success() {
        return Ok(());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    let reason = words
        .lines()
        .find(|line| line.contains("Error"))
        .unwrap_or("no reason given");
    anyhow::bail!("{} is not a valid module: {reason}", module.display())
}

fn recreate(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_tells_valid_from_invalid() {
        let workspace = Workspace::locate().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let module = folder.path().join("module.wasm");
        std::fs::write(&module, b"\0asm\x01\0\0\0").unwrap();
        validate(&workspace, &module).unwrap();
        std::fs::write(&module, b"\0asm\x01\0\0\0\x63").unwrap();
        let reason = validate(&workspace, &module).unwrap_err().to_string();
        assert!(reason.contains("CompileError"), "{reason}");
    }
}
