//! Trunk and wasm-bindgen at pinned versions, compiled once per user from the crate registry.

use std::path::PathBuf;

use anyhow::Context;

use super::versions;
use crate::progress::Step;
use crate::workspace::Workspace;

/// Installs the wasm-bindgen command when it is missing; returns its folder.
///
/// # Errors
/// When it does not compile.
pub fn wasm_bindgen(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    // Not --locked: its lock file names versions that the registry has withdrawn.
    let tool = Tool {
        name: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: versions::WASM_BINDGEN,
        flags: &[],
    };
    tool.install(workspace)
}

/// Installs Trunk when it is missing; returns the program.
///
/// # Errors
/// When it does not compile.
pub fn trunk(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    // --locked: one of its dependencies is a pre-release that later ones break.
    let flags = ["--locked", "--no-default-features", "--features", "rustls"];
    let tool = Tool {
        name: "trunk",
        package: "trunk",
        version: versions::TRUNK,
        flags: &flags,
    };
    Ok(tool.install(workspace)?.join("trunk"))
}

struct Tool<'a> {
    name: &'a str,
    package: &'a str,
    version: &'a str,
    flags: &'a [&'a str],
}

impl Tool<'_> {
    fn install(&self, workspace: &Workspace) -> anyhow::Result<PathBuf> {
        let label = format!("{}-{}", self.name, self.version);
        let root = workspace.tools().join(&label);
        let folder = root.join("bin");
        if folder.join(self.name).is_file() {
            return Ok(folder);
        }
        let target = workspace.cache.join("scratch").join(&label);
        let mut cargo = workspace.cargo();
        cargo
            // The tool is compiled as quickly as possible: it works for seconds at a time.
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env(
                "CARGO_PROFILE_DEV_OPT_LEVEL",
                if self.name == "wasm-bindgen" { "1" } else { "0" },
            )
            .env("CARGO_TARGET_DIR", &target)
            .env("CARGO_NET_RETRY", "1")
            .args(["install", self.package, "--version", self.version, "--debug"])
            .args(self.flags)
            .arg("--root")
            .arg(&root);
        let title = format!("Compiling {} {} (once, a few minutes)", self.name, self.version);
        let log = workspace.logs().join(format!("{label}.log"));
        Step {
            title: &title,
            log,
            limit: None,
        }
        .run(&mut cargo)?;
        std::fs::remove_dir_all(&target).with_context(|| format!("cannot remove {}", target.display()))?;
        Ok(folder)
    }
}
