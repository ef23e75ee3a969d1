//! `cargo xtask run`: the whole product on this machine, behind one address.

mod from_archive;
mod options;
mod overlay;
mod ports;
mod programs;
mod sources;
mod subscriber;
mod teamviewer;

use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, bail};

use crate::build;
use crate::process;
use crate::progress::Step;
use crate::setup::{self, Needs};
use crate::workspace::Workspace;
use options::Options;
use programs::{Event, Program};
pub use sources::Sources;
use teamviewer::TeamViewer;

/// The programs that a running product consists of.
pub const PROGRAMS: [&str; 2] = ["local-org", "teamviewer-sim"];

/// A start takes a second or two; past this it will not come to be.
const READY_LIMIT: Duration = Duration::from_secs(60);

/// Runs until Ctrl-C, SIGTERM, or the end of one of the programs.
///
/// # Errors
/// When something is missing, a port is in use, or a program ends by itself.
pub fn command(workspace: &Workspace, rest: Vec<OsString>) -> anyhow::Result<ExitCode> {
    let options = Options::parse(rest)?;
    let cloud = TeamViewer::from_environment(options.sim_port)?;
    ports::check("port", options.port)?;
    if matches!(cloud, TeamViewer::Simulator { .. }) {
        ports::check("sim-port", options.sim_port)?;
    }
    let scratch = workspace
        .root
        .join("target/xtask/run")
        .join(options.port.to_string());
    let (sources, lwc) = package(workspace, &options, &scratch)?;
    let overlay = overlay::write(
        &scratch,
        cloud.link_origin().as_deref(),
        options.namespace.as_deref(),
    )?;
    let (sender, events) = mpsc::channel();
    let mut running = Vec::new();
    if let TeamViewer::Simulator { .. } = cloud {
        let mut simulator = workspace.program(program_path(workspace, "teamviewer-sim")?);
        simulator.args(cloud.simulator_arguments(&options));
        running.push(Program::start("simulator", simulator, sender.clone())?);
        wait_ready(&events, "simulator", READY_LIMIT)?;
    }
    let mut org = workspace.program(program_path(workspace, "local-org")?);
    org_arguments(&mut org, &options, &cloud, &sources, overlay.as_deref());
    org.arg("--lwc").arg(lwc);
    org.args(&options.org_arguments);
    running.push(Program::start("org", org, sender)?);
    wait_ready(&events, "org", READY_LIMIT)?;

    let address = format!("http://lightning.force.localhost:{}/", options.port);
    println!("Open {address}");
    // A program that reads this line may be waiting for it.
    std::io::stdout()
        .flush()
        .context("cannot write to standard output")?;
    if !options.no_open {
        open_browser(&address);
    }
    let event = events.recv().context("the programs ended without a word")?;
    process::wait_if_ending();
    match event {
        Event::Ended { name, status } => {
            bail!("the {name} ended by itself ({status}); its last words are above")
        }
        Event::Ready { name } => bail!("the {name} said twice that it is ready"),
    }
}

/// Builds what the org is made of, unless it is there, or takes it from an archive; with the folder of the compiled
/// Lightning web components.
fn package(workspace: &Workspace, options: &Options, scratch: &Path) -> anyhow::Result<(Sources, PathBuf)> {
    let namespace = options.namespace.as_deref();
    let tools = match options.no_build {
        true => None,
        false => Some(setup::all(workspace, Needs::Build)?),
    };
    let found = if let Some(archive) = &options.archive {
        if tools.is_some() {
            setup::packaging(workspace)?;
        }
        let unpacked = from_archive::open(workspace, archive, &scratch.join("archive"))?;
        let sources = Sources::of_whole(workspace, unpacked.sources, namespace, scratch)?;
        (sources, unpacked.lwc)
    } else {
        let built = match &tools {
            Some(tools) => build::package(workspace, tools)?,
            None => workspace.package(),
        };
        let sources = Sources::of(workspace, &built, namespace, scratch)?;
        (sources, build::lwc::folder(workspace))
    };
    if tools.is_some() {
        build_programs(workspace)?;
    }
    Ok(found)
}

/// Compiles the native programs.
///
/// # Errors
/// When they do not compile.
pub fn build_programs(workspace: &Workspace) -> anyhow::Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--locked"]);
    for program in PROGRAMS {
        cargo.args(["--package", program]);
    }
    Step {
        title: "Building the org and the simulator",
        log: workspace.logs().join("programs.log"),
        limit: None,
    }
    .run(&mut cargo)
}

/// Where cargo puts a native program.
///
/// # Errors
/// When it is not built.
pub fn program_path(workspace: &Workspace, name: &str) -> anyhow::Result<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || workspace.root.join("target"),
        |folder| workspace.root.join(folder),
    );
    let path = target.join("debug").join(name);
    if !path.is_file() {
        bail!("{} is not built; leave out --no-build", path.display());
    }
    Ok(path)
}

fn org_arguments(
    org: &mut Command,
    options: &Options,
    cloud: &TeamViewer,
    sources: &Sources,
    overlay: Option<&Path>,
) {
    org.arg("--exit-with-stdin")
        .arg("--port")
        .arg(options.port.to_string());
    sources.pass(org);
    if let Some(overlay) = overlay {
        org.arg(sources.own_option()).arg(overlay);
    }
    org.arg("--data-seed").arg(&sources.data);
    if let Some(data) = &options.data {
        org.arg("--data").arg(data);
    }
    for (from, to) in cloud.rewrites() {
        org.arg("--rewrite").arg(format!("{from}={to}"));
    }
    let (id, secret) = cloud.client();
    org.arg("--client").arg(format!("TeamViewer={id}:{secret}"));
    if options.test_control {
        org.arg("--test-control");
    }
}

/// Waits until a program says that it listens.
///
/// # Errors
/// When it ends instead, or says nothing for [`READY_LIMIT`].
fn wait_ready(events: &mpsc::Receiver<Event>, program: &str, limit: Duration) -> anyhow::Result<()> {
    match events.recv_timeout(limit) {
        Ok(Event::Ready { .. }) => Ok(()),
        Ok(Event::Ended { name, status }) => {
            bail!("the {name} did not start ({status}); its words are above")
        }
        Err(_) => bail!(
            "the {program} runs but has not said for {} seconds that it is ready; is this machine out of memory \
             or disk space? Free some and run the command again",
            limit.as_secs()
        ),
    }
}

/// Opens the address when a person is there to see it; the printed address is enough when this fails.
fn open_browser(address: &str) {
    if !std::io::stdout().is_terminal() {
        return;
    }
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    if which::which(opener).is_ok() {
        let quiet = Command::new(opener)
            .arg(address)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        drop(quiet);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_never_says_it_is_ready_is_not_waited_for_forever() {
        let (sender, events) = mpsc::channel::<Event>();
        let error = wait_ready(&events, "org", Duration::ZERO)
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("the org runs but has not said"), "{error}");
        sender.send(Event::Ready { name: "org" }).unwrap();
        assert!(wait_ready(&events, "org", Duration::ZERO).is_ok());
    }
}
