//! One component: Trunk compiles it, the result is shrunk, and the JavaScript engine says whether it is valid.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use super::shrink;
use crate::progress::Step;
use crate::setup::WasmTools;
use crate::workspace::Workspace;

/// How the compiler makes what ships, beyond the profile in Cargo.toml. Set for all of the module, the standard
/// library included, which is compiled along with it.
const RELEASE_FLAGS: [&str; 4] = [
    // A panic is a trap without words: neither its message nor the code that formats it is downloaded. boot.js shows
    // the error card.
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    // A quarter of the usual stack. It lies below all data, so that an overflow is a trap, and addresses of data fit
    // into one byte less.
    "-Clink-arg=-zstack-size=262144",
    // The paths of this machine's folders are nobody's business.
    "-Zlocation-detail=none",
];

/// The standard library's own switch for size.
const STANDARD_LIBRARY_FEATURES: &str = "optimize_for_size";

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
    /// Its styles, files of `static/`.
    pub styles: &'static [&'static str],
    /// The most that it may load: wasm, scripts and styles together, in bytes as Brotli at its best makes them.
    pub most_bytes: usize,
}

/// Compiles several components in one go, which uses the machine better than one after the other: the last step of
/// each keeps one processor busy. What Trunk then wants is there already, as long as the crates of the components ask
/// for the same features of what they share.
///
/// # Errors
/// When one does not compile.
pub fn compile<'a>(
    workspace: &Workspace,
    tools: &WasmTools,
    components: impl Iterator<Item = &'a str>,
) -> anyhow::Result<()> {
    let mut cargo = workspace.cargo();
    tools.apply(workspace, &mut cargo)?;
    for_release(&mut cargo);
    cargo.args([
        "build",
        "--target=wasm32-unknown-unknown",
        "--release",
        "--locked",
    ]);
    for name in components {
        cargo.args(["--package", name]);
    }
    Step {
        title: "Compiling the components",
        log: workspace.logs().join("components.log"),
        limit: None,
    }
    .run(&mut cargo)
}

/// How the compiler makes what ships.
fn for_release(command: &mut Command) {
    command
        // Cargo separates flags by this sign; unlike RUSTFLAGS it also wins over what a user has set.
        .env("CARGO_ENCODED_RUSTFLAGS", RELEASE_FLAGS.join("\x1f"))
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", STANDARD_LIBRARY_FEATURES);
}

impl Component {
    /// Builds the component into `folder`.
    ///
    /// # Errors
    /// When it does not compile, or the result is not valid.
    pub fn build(&self, workspace: &Workspace, tools: &WasmTools, folder: &Path) -> anyhow::Result<()> {
        let name = self.name;
        let dist = workspace.root.join("target/trunk-release").join(name);
        let mut trunk = workspace.program(&tools.trunk);
        tools.apply(workspace, &mut trunk)?;
        for_release(&mut trunk);
        trunk
            .args(["build", "--release", "--locked", "--dist"])
            .arg(&dist)
            .arg(self.page());
        let title = format!("Building the component {name}");
        Step {
            title: &title,
            log: workspace.logs().join(format!("{name}-trunk.log")),
            limit: None,
        }
        .run(&mut trunk)?;

        // A folder that is there is a folder that is complete.
        let unfinished = folder.with_extension("unfinished");
        recreate(&unfinished)?;
        let shrunk = shrink::shrink(workspace, self, &dist, &unfinished)?;
        validate(workspace, &shrunk)?;
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

    /// The wasm file's name.
    pub fn module(&self) -> String {
        format!("{}_bg.wasm", self.name)
    }

    /// The script's name.
    pub fn script(&self) -> String {
        format!("{}.js", self.name)
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

/// Makes an empty folder, whatever was there before.
///
/// # Errors
/// When the system does not let it.
pub fn recreate(folder: &Path) -> anyhow::Result<()> {
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
