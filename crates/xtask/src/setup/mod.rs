//! What a machine needs before anything can be built, installed when it is missing.
//!
//! Every part looks first whether it is already there, at the pinned version, so that a second run costs nothing.

mod browser;
mod debian;
mod node;
mod tools;
mod versions;
mod wasm;

use std::ffi::OsString;
use std::fs::File;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, bail};

use crate::args;
use crate::workspace::Workspace;

/// The compiler for the components.
pub struct WasmTools {
    /// The rustup toolchain that compiles to wasm; `None` is the one in use.
    pub toolchain: Option<String>,
    /// The pinned Trunk.
    pub trunk: PathBuf,
    /// The folder of the pinned wasm-bindgen, which Trunk finds on the search path.
    pub wasm_bindgen: PathBuf,
}

/// Which parts a command needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Compilers and npm packages.
    Build,
    /// And a browser.
    Browser,
}

/// `cargo xtask setup`.
///
/// # Errors
/// When something cannot be installed.
pub fn command(workspace: &Workspace, rest: Vec<OsString>) -> anyhow::Result<ExitCode> {
    if let [word, ..] = args::words(rest)?.as_slice() {
        bail!("setup takes no {word:?}");
    }
    all(workspace, Needs::Browser)?;
    println!("everything is installed");
    Ok(ExitCode::SUCCESS)
}

/// Installs what is missing.
///
/// # Errors
/// One sentence that says what could not be installed and what to do.
pub fn all(workspace: &Workspace, needs: Needs) -> anyhow::Result<WasmTools> {
    // Two clones that start at the same time would otherwise build the same tool twice.
    let _turn = take_turn(workspace)?;
    let toolchain = wasm::install(workspace)?;
    let wasm_bindgen = tools::wasm_bindgen(workspace)?;
    let trunk = tools::trunk(workspace)?;
    node::install(workspace)?;
    if needs == Needs::Browser {
        browser::install(workspace)?;
    }
    Ok(WasmTools {
        toolchain,
        trunk,
        wasm_bindgen,
    })
}

impl WasmTools {
    /// Gives `command` the compiler, wasm-bindgen on its search path, and a target folder of its own: one that two
    /// compilers share is built again at every change of hands.
    ///
    /// # Errors
    /// When the search path cannot be put together.
    pub fn apply(&self, workspace: &Workspace, command: &mut Command) -> anyhow::Result<()> {
        if let Some(toolchain) = &self.toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.wasm_bindgen.clone()).chain(std::env::split_paths(&path));
        command.env(
            "PATH",
            std::env::join_paths(folders).context("the search path (PATH) cannot be extended")?,
        );
        command.env("CARGO_TARGET_DIR", workspace.root.join("target/wasm"));
        // Trunk reads NO_COLOR as a flag and accepts only true and false.
        command.env_remove("NO_COLOR");
        Ok(())
    }
}

/// The browser that tests and screenshots use.
///
/// # Errors
/// When there is none.
pub fn browser(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    browser::install(workspace)
}

fn take_turn(workspace: &Workspace) -> anyhow::Result<File> {
    let cache = &workspace.cache;
    std::fs::create_dir_all(cache).with_context(|| {
        format!(
            "cannot make {}; set XDG_CACHE_HOME to a folder you may write",
            cache.display()
        )
    })?;
    let path = cache.join("lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    if file.try_lock().is_err() {
        println!("Waiting for another set-up on this machine to end ...");
        file.lock().context("cannot wait for the other set-up")?;
    }
    Ok(file)
}
