//! Builds the components and puts the static resources together.
//!
//! The result, `target/package/staticresources/`, is what a Salesforce org would be sent: folders in source format.

mod component;
pub mod inputs;
pub mod lwc;
mod resources;
mod shrink;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, bail};

use crate::args;
use crate::components::COMPONENTS;
use crate::setup::{self, Needs, WasmTools};
use crate::workspace::{self, Workspace};

pub use component::{Component, recreate, validate};

/// The static resource of what all components share.
pub const SHARED_RESOURCE: &str = "TeamViewerStatic";

/// `cargo xtask build [COMPONENT...]`.
///
/// # Errors
/// When something is missing or does not compile.
pub fn command(workspace: &Workspace, rest: Vec<OsString>) -> anyhow::Result<ExitCode> {
    let wanted = args::words(rest)?;
    if let Some(unknown) = wanted
        .iter()
        .find(|name| COMPONENTS.iter().all(|component| component.name != **name))
    {
        let names: Vec<&str> = COMPONENTS.iter().map(|component| component.name).collect();
        bail!(
            "there is no component {unknown:?}; there are {}",
            names.join(", ")
        );
    }
    let tools = setup::all(workspace, Needs::Build)?;
    let package = make(workspace, &tools, |component| {
        wanted.is_empty() || wanted.iter().any(|name| name == component.name)
    })?;
    println!("the static resources are in {}", package.display());
    Ok(ExitCode::SUCCESS)
}

/// Builds what is not up to date; returns the package folder, a source in Salesforce's source format.
///
/// # Errors
/// When a component does not compile or is not valid.
pub fn package(workspace: &Workspace, tools: &WasmTools) -> anyhow::Result<PathBuf> {
    make(workspace, tools, |_| true)
}

fn make(
    workspace: &Workspace,
    tools: &WasmTools,
    is_wanted: impl Fn(&Component) -> bool,
) -> anyhow::Result<PathBuf> {
    let package = workspace.package();
    // Two commands in one clone would otherwise write the same files.
    let _turn = workspace::take_turn(&package, "build in this clone")?;
    let resources = package.join("staticresources");
    let mut outdated = Vec::new();
    for component in COMPONENTS.iter().filter(|component| is_wanted(component)) {
        let inputs = inputs::of_component(workspace, component.name, tools)?;
        let folder = resources.join(component.resource);
        let stamp = package.join(format!(".{}.inputs", component.name));
        if !folder.is_dir() || !std::fs::read_to_string(&stamp).is_ok_and(|built| built == inputs) {
            outdated.push(Outdated {
                component,
                inputs,
                folder,
                stamp,
            });
        }
    }
    if outdated.len() > 1 {
        component::compile(workspace, tools, outdated.iter().map(|it| it.component.name))?;
    }
    all_at_once(&outdated, |it| {
        it.component.build(workspace, tools, &it.folder)?;
        std::fs::write(&it.stamp, &it.inputs).with_context(|| format!("cannot write {}", it.stamp.display()))
    })?;
    lwc::compile(workspace)?;
    resources::assemble_shared(
        workspace,
        &workspace.root.join("static"),
        &resources.join(SHARED_RESOURCE),
    )?;
    Ok(package)
}

/// A component that has to be built.
struct Outdated {
    component: &'static Component,
    /// What it will be built from.
    inputs: String,
    /// Where it goes.
    folder: PathBuf,
    /// Where its inputs are written down once it is there.
    stamp: PathBuf,
}

/// Does something with each, with as many hands as the machine has: shrinking a component keeps one busy.
fn all_at_once<T: Sync>(all: &[T], work: impl Fn(&T) -> anyhow::Result<()> + Sync) -> anyhow::Result<()> {
    let next = AtomicUsize::new(0);
    let hands = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(all.len());
    std::thread::scope(|scope| {
        let hand = || {
            while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                work(one)?;
            }
            anyhow::Ok(())
        };
        let hands: Vec<_> = (0..hands).map(|_| scope.spawn(hand)).collect();
        hands.into_iter().try_for_each(|hand| match hand.join() {
            Ok(outcome) => outcome,
            Err(_) => bail!("a build ended abnormally; its words are above"),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_done_once_and_a_failure_is_told() {
        let done = AtomicUsize::new(0);
        all_at_once(&[1, 2, 3, 4, 5], |number| {
            done.fetch_add(*number, Ordering::Relaxed);
            Ok(())
        })
        .unwrap();
        assert_eq!(done.load(Ordering::Relaxed), 15);
        let outcome = all_at_once(&[1, 2, 3], |number| {
            if *number == 2 {
                bail!("two does not build");
            }
            Ok(())
        });
        assert_eq!(outcome.unwrap_err().to_string(), "two does not build");
        all_at_once(&[] as &[u8], |_| bail!("nothing to do")).unwrap();
    }
}
