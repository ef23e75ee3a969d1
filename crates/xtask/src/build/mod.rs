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

use anyhow::{Context, bail};

use crate::args;
use crate::setup::{self, Needs, WasmTools};
use crate::workspace::{self, Workspace};

pub use component::{Component, validate};

/// Every component, with the static resource that it becomes.
pub const COMPONENTS: [Component; 6] = [
    Component {
        name: "session",
        resource: "TeamViewerSession",
        styles: STYLES,
        most_bytes: 75_000,
    },
    Component {
        name: "session-history",
        resource: "TeamViewerSessionHistory",
        styles: STYLES,
        most_bytes: 75_000,
    },
    Component {
        name: "connection-report",
        resource: "TeamViewerConnectionReport",
        styles: STYLES,
        most_bytes: 75_000,
    },
    Component {
        name: "my-devices",
        resource: "TeamViewerMyDevices",
        styles: STYLES,
        most_bytes: 75_000,
    },
    Component {
        name: "administration",
        resource: "TeamViewerAdministration",
        styles: STYLES,
        most_bytes: 75_000,
    },
    Component {
        name: "tv-session-notification",
        resource: "TeamViewerNotification",
        styles: "notification.css",
        most_bytes: 15_000,
    },
];

/// The styles of components that are drawn with the design system.
const STYLES: &str = "teamviewer.css";

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
    for component in COMPONENTS.iter().filter(|component| is_wanted(component)) {
        let wanted = inputs::of_component(workspace, component.name, tools)?;
        let folder = resources.join(component.resource);
        let stamp = package.join(format!(".{}.inputs", component.name));
        if folder.is_dir() && std::fs::read_to_string(&stamp).is_ok_and(|built| built == wanted) {
            continue;
        }
        component.build(workspace, tools, &folder)?;
        std::fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))?;
    }
    lwc::compile(workspace)?;
    resources::assemble_shared(&workspace.root.join("static"), &resources.join(SHARED_RESOURCE))?;
    Ok(package)
}
