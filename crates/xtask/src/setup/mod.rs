//! What a machine needs before anything can be built, installed when it is missing.
//!
//! Every part looks first whether it is already there, at the pinned version, so that a second run costs nothing.

mod browser;
mod debian;
mod fonts;
mod java;
mod node;
mod tools;
mod versions;
mod wasm;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, bail};

use crate::args;
use crate::process;
use crate::workspace::{self, Workspace};

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
    /// And the browsers.
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
    checkers(workspace)?;
    println!("everything is installed");
    Ok(ExitCode::SUCCESS)
}

/// Installs what is missing.
///
/// # Errors
/// One sentence that says what could not be installed and what to do.
pub fn all(workspace: &Workspace, needs: Needs) -> anyhow::Result<WasmTools> {
    // Two clones that start at the same time would otherwise build the same tool twice.
    let _turn = workspace::take_turn(&workspace.cache, "set-up on this machine")?;
    // Each waits for something else: the network, a disk, the last crate of a tool that nothing can be built beside.
    std::thread::scope(|scope| {
        let wasm_bindgen = scope.spawn(|| or_end_all(tools::wasm_bindgen(workspace)));
        let trunk = scope.spawn(|| or_end_all(tools::trunk(workspace)));
        let node = scope.spawn(|| or_end_all(node::install(workspace)));
        // Both may need Debian's installer, which lets only one in.
        let system = scope.spawn(|| {
            or_end_all(wasm::install(workspace).and_then(|toolchain| {
                if needs == Needs::Browser {
                    browser::CHROMIUM.install(workspace)?;
                    browser::HEADLESS_SHELL.install_if_possible(workspace)?;
                    browser::FIREFOX.install(workspace)?;
                    fonts::install(workspace);
                }
                Ok(toolchain)
            }))
        });
        let (wasm_bindgen, trunk) = (finished(wasm_bindgen), finished(trunk));
        let (node, toolchain) = (finished(node), finished(system));
        // The one that failed by itself says why; the others were ended because of it.
        let mut failures: Vec<anyhow::Error> = Vec::new();
        let tools = (
            kept(wasm_bindgen, &mut failures),
            kept(trunk, &mut failures),
            kept(node, &mut failures),
            kept(toolchain, &mut failures),
        );
        if let (Some(wasm_bindgen), Some(trunk), Some(()), Some(toolchain)) = tools {
            return Ok(WasmTools {
                toolchain,
                trunk,
                wasm_bindgen,
            });
        }
        failures.sort_by_key(|failure| failure.is::<process::Ended>());
        Err(failures
            .into_iter()
            .next()
            .context("a part of the set-up failed without a word")?)
    })
}

/// Installs Salesforce's own checkers and the Java that some of them run on, when they are missing.
///
/// # Errors
/// One sentence that says what could not be installed and what to do.
pub fn checkers(workspace: &Workspace) -> anyhow::Result<()> {
    let _turn = workspace::take_turn(&workspace.cache, "set-up on this machine")?;
    java::install(workspace)?;
    node::install_checkers(workspace)
}

/// Installs what makes archives: Salesforce's converter, without the Java that only checks need, and what writes the
/// bill of materials.
///
/// # Errors
/// As [`checkers`].
pub fn packaging(workspace: &Workspace) -> anyhow::Result<()> {
    let _turn = workspace::take_turn(&workspace.cache, "set-up on this machine")?;
    node::install_checkers(workspace)?;
    node::install_bill(workspace)
}

/// A failed part ends what runs beside it: minutes of work that is of no use now.
fn or_end_all<T>(outcome: anyhow::Result<T>) -> anyhow::Result<T> {
    if outcome.is_err() {
        process::end_all();
    }
    outcome
}

fn finished<T>(part: std::thread::ScopedJoinHandle<'_, anyhow::Result<T>>) -> anyhow::Result<T> {
    part.join().unwrap_or_else(|_| {
        Err(anyhow::anyhow!(
            "a part of the set-up ended abnormally; its words are above"
        ))
    })
}

fn kept<T>(outcome: anyhow::Result<T>, failures: &mut Vec<anyhow::Error>) -> Option<T> {
    outcome.map_err(|failure| failures.push(failure)).ok()
}

impl WasmTools {
    /// Gives `command` the compiler with its library's source, wasm-bindgen on its search path, and a target folder of
    /// its own: one that two compilers share is built again at every change of hands.
    ///
    /// # Errors
    /// When the search path cannot be put together.
    pub fn apply(&self, workspace: &Workspace, command: &mut Command) -> anyhow::Result<()> {
        if let Some(toolchain) = &self.toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        // The standard library is compiled with the component, by a switch of cargo that is not stable yet.
        command
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
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

/// Names the browsers that tests and screenshots use in the variables by which they find them.
///
/// # Errors
/// When there is none and it cannot be installed.
pub fn name_browsers(workspace: &Workspace, command: &mut Command) -> anyhow::Result<()> {
    for browser in [browser::CHROMIUM, browser::FIREFOX] {
        command.env(browser.variable, browser.install(workspace)?);
    }
    if let Some(shell) = browser::HEADLESS_SHELL.install_if_possible(workspace)? {
        command.env(browser::HEADLESS_SHELL.variable, shell);
    }
    Ok(())
}
