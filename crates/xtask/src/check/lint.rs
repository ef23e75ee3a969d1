//! The compilers' own checks: rustfmt, clippy, TypeScript.

use std::path::Path;
use std::process::Command;

use super::{Subject, Violations};
use crate::components::COMPONENTS;
use crate::progress::Step;
use crate::workspace::Workspace;

/// # Errors
/// When cargo cannot be started.
pub fn rustfmt(subject: &Subject) -> anyhow::Result<Violations> {
    judge(
        subject.workspace,
        "rustfmt",
        subject.workspace.cargo().args(["fmt", "--all", "--check"]),
        "run `cargo fmt --all`",
    )
}

/// # Errors
/// When cargo cannot be started.
pub fn clippy(subject: &Subject) -> anyhow::Result<Violations> {
    judge(
        subject.workspace,
        "clippy",
        &mut clippy_in(subject.workspace, &subject.workspace.root),
        "correct what is above",
    )
}

/// The components as they ship, by the profile that they ship with: the macros that it takes are compiled already, which
/// is half of the time. Debian's compiler has no clippy: there the compiler's own warnings decide.
///
/// # Errors
/// When cargo cannot be started.
pub fn clippy_wasm(subject: &Subject) -> anyhow::Result<Violations> {
    let mut cargo = subject.workspace.cargo();
    subject.tools.apply(subject.workspace, &mut cargo)?;
    let with_clippy = subject.tools.toolchain.is_none();
    cargo.args([
        if with_clippy { "clippy" } else { "check" },
        "--locked",
        "--release",
        "--target",
        "wasm32-unknown-unknown",
    ]);
    for component in &COMPONENTS {
        cargo.args(["--package", component.name]);
    }
    if with_clippy {
        cargo.args(["--", "-D", "warnings"]);
    }
    judge(
        subject.workspace,
        "clippy-wasm",
        &mut cargo,
        "correct what is above",
    )
}

/// # Errors
/// When TypeScript cannot be started.
pub fn types(subject: &Subject) -> anyhow::Result<Violations> {
    judge(
        subject.workspace,
        "types",
        &mut types_in(subject.workspace, &subject.workspace.root.join("tests/browser")),
        "correct what is above",
    )
}

fn clippy_in(workspace: &Workspace, folder: &Path) -> Command {
    let mut cargo = workspace.cargo();
    cargo.current_dir(folder);
    cargo.args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]);
    cargo
}

fn types_in(workspace: &Workspace, folder: &Path) -> Command {
    let mut compiler = workspace.program(workspace.root.join("node_modules/.bin/tsc"));
    compiler.args(["--noEmit", "--project"]).arg(folder);
    compiler
}

/// A tool's failure is a violation, with its words shown. Progress is told while it works.
fn judge(
    workspace: &Workspace,
    name: &str,
    command: &mut Command,
    remedy: &str,
) -> anyhow::Result<Violations> {
    let step = Step {
        title: &format!("Running {name}"),
        log: workspace.logs().join(format!("check-{name}.log")),
        limit: None,
    };
    match step.attempt(command)? {
        Ok(()) => Ok(Violations::new()),
        Err(failure) => {
            eprintln!("{}", failure.log);
            Ok(vec![remedy.to_owned()])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    const MANIFEST: &str =
        "[package]\nname = \"planted\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n";
    const LOCK: &str = "version = 4\n[[package]]\nname = \"planted\"\nversion = \"0.0.0\"\n";

    fn crate_with(source: &str) -> tempfile::TempDir {
        planted(&[
            ("Cargo.toml", MANIFEST),
            ("Cargo.lock", LOCK),
            ("src/main.rs", source),
        ])
    }

    #[test]
    fn rustfmt_finds_a_badly_set_line() {
        let workspace = Workspace::locate().unwrap();
        let judged = |source: &str| {
            let folder = crate_with(source);
            judge(
                &workspace,
                "planted-format",
                workspace
                    .cargo()
                    .current_dir(folder.path())
                    .args(["fmt", "--all", "--check"]),
                "format",
            )
            .unwrap()
        };
        assert!(judged("fn main() {}\n").is_empty());
        assert_eq!(judged("fn  main( ) {}\n"), ["format"]);
    }

    #[test]
    fn clippy_finds_a_warning() {
        let workspace = Workspace::locate().unwrap();
        let judged = |source: &str| {
            let folder = crate_with(source);
            let mut command = clippy_in(&workspace, folder.path());
            judge(
                &workspace,
                "planted-clippy",
                command.env("CARGO_TARGET_DIR", folder.path().join("target")),
                "correct",
            )
            .unwrap()
        };
        assert!(judged("fn main() {}\n").is_empty());
        assert_eq!(judged("fn main() { return (); }\n"), ["correct"]);
    }

    #[test]
    fn typescript_finds_a_wrong_type() {
        let workspace = Workspace::locate().unwrap();
        let judged = |source: &str| {
            let folder = planted(&[
                ("tsconfig.json", r#"{"compilerOptions":{"strict":true}}"#),
                ("a.ts", source),
            ]);
            judge(
                &workspace,
                "planted-types",
                &mut types_in(&workspace, folder.path()),
                "correct",
            )
            .unwrap()
        };
        assert!(judged("export const n: number = 1;\n").is_empty());
        assert_eq!(judged("export const n: number = 'one';\n"), ["correct"]);
    }
}
