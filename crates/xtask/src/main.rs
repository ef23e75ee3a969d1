//! The project's own commands, run as `cargo xtask <command>`.
//!
//! It installs what is missing, builds, starts, tests and checks. It starts programs and knows none of their code.

mod apex_test;
mod args;
mod build;
mod check;
mod components;
mod package;
mod package_names;
mod process;
mod progress;
mod remedy;
mod run;
mod salesforce;
mod screenshots;
mod setup;
mod sizes;
mod test;
mod trunk;
mod workspace;

use std::process::ExitCode;

use workspace::Workspace;

const USAGE: &str = "\
cargo xtask run          install what is missing, build, start the local org and the TeamViewer simulator
    --port N --sim-port N   ports of the org (8600) and of the simulator (8601)
    --data DIR              keep the org's data there; else each start is fresh
    --namespace NS          run the package as if it were installed managed, with this namespace
    --archive FILE          install the package from an archive of `cargo xtask package`, of either format
    --test-control          open the org's test control addresses
    --no-company            TeamViewer knows the demo accounts only, as with --test-control; else it begins with a
                            company of 50 users, 300 devices and 20,000 connections
    --no-open               do not offer to open a browser
  TEAMVIEWER_API_URL, TEAMVIEWER_LOGIN_URL, TEAMVIEWER_CLIENT_ID, TEAMVIEWER_CLIENT_SECRET
                            use the real TeamViewer, or another server, instead of the simulator
cargo xtask test [unit|apex|browser|unmanaged|managed|firefox|thorough] [FILTER]
                         unmanaged, managed and firefox are the parts of browser; thorough is browser with
                         what takes too long for every change: every fault on every component, plans, speeds,
                         and most of the unmanaged tests under a namespace as well
cargo xtask apex-test DIR... [--namespace NS] [--filter TEXT]
                         run the Apex tests of any source-format folder; further options as `local-org apex-test --help`
cargo xtask check [NAME...]
cargo xtask build [COMPONENT...]
                         build the static resources into target/package
cargo xtask package [--no-build] [--to DIR]
                         build, and write into target/package (or DIR) the archives for an org in source and in
                         metadata format, one that uninstalls, bill of materials, sizes and checksums
cargo xtask trunk ...    the pinned Trunk with the right environment, for example: trunk serve session
cargo xtask screenshots [docs|gallery [FILTER]]
                         take the pictures in docs/, and one of every state of every screen (target/gallery)
cargo xtask setup        only install what is missing
";

fn main() -> ExitCode {
    if let Err(error) = process::end_children_on_signals() {
        eprintln!("error: cannot listen for Ctrl-C: {error}");
        return ExitCode::FAILURE;
    }
    match dispatch() {
        Ok(code) => code,
        Err(error) => {
            process::wait_if_ending();
            process::end_all();
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> anyhow::Result<ExitCode> {
    let workspace = Workspace::locate()?;
    let mut arguments = std::env::args_os().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<_> = arguments.collect();
    match command.to_str() {
        Some("run") => run::command(&workspace, rest),
        Some("test") => test::command(&workspace, rest),
        Some("apex-test") => apex_test::command(&workspace, rest),
        Some("check") => check::command(&workspace, rest),
        Some("build") => build::command(&workspace, rest),
        Some("package") => package::command(&workspace, rest),
        Some("trunk") => trunk::command(&workspace, rest),
        Some("screenshots") => screenshots::command(&workspace, rest),
        Some("setup") => setup::command(&workspace, rest),
        Some("help" | "--help" | "-h") => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        _ => {
            eprint!(
                "error: no such command: {:?}\n\n{USAGE}",
                command.to_string_lossy()
            );
            Ok(ExitCode::from(2))
        }
    }
}
