//! A compiler for the components from Debian's packages, for machines that rustup's server cannot be reached from.
//!
//! Debian ships a current compiler (`rustc-web`) and its library's source (`rust-web-src`), but without a linker for
//! wasm. A toolchain is put together in the cache: Debian's compiler, its host library and source, and the linker of
//! the rustup toolchain in use. Nothing is written outside the cache. rustup then knows it as [`NAME`].

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::wasm::is_source;
use crate::progress::Step;
use crate::workspace::Workspace;

/// The toolchain's name in rustup.
const NAME: &str = "debian-wasm";

/// Debian's compiler, its cargo, and the source of the library.
const PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const LIBRARY_SOURCE: &str = "/usr/lib/rustlib/src/rust/library";

/// The toolchain's name when it is complete and Debian's compiler is still the one it was put together for.
pub fn ready(workspace: &Workspace) -> Option<String> {
    let folder = folder(workspace, &compiler_version(workspace).ok()?);
    let ready = is_complete(workspace, &folder).ok()? && linked_to(workspace)? == folder;
    ready.then(|| NAME.to_owned())
}

/// Installs the packages when they are missing, puts the toolchain together and tells rustup of it.
///
/// # Errors
/// When there is no apt, no right to use it, or the cache cannot be written.
pub fn install(workspace: &Workspace) -> anyhow::Result<String> {
    if !Path::new(RUSTC).exists() || !Path::new(CARGO).exists() || !Path::new(LIBRARY_SOURCE).exists() {
        apt_install(
            workspace,
            "Installing Debian's Rust compiler for the web",
            &PACKAGES,
        )?;
    }
    let version = compiler_version(workspace)?;
    let folder = folder(workspace, &version);
    if !is_complete(workspace, &folder)? {
        assemble(workspace, &folder)
            .with_context(|| format!("cannot put the toolchain together in {}", folder.display()))?;
    }
    let step = Step {
        title: "Linking the wasm toolchain",
        log: workspace.logs().join("rustup-link.log"),
        limit: None,
    };
    step.run(
        workspace
            .program("rustup")
            .args(["toolchain", "link", NAME])
            .arg(&folder),
    )?;
    Ok(NAME.to_owned())
}

/// Whether this is a Debian on which this program may install packages.
pub fn can_install() -> bool {
    which::which("apt-get").is_ok() && rustix::process::geteuid().is_root()
}

/// Installs Debian packages.
///
/// # Errors
/// When there is no apt, the user is not root, or apt fails.
pub fn apt_install(workspace: &Workspace, title: &str, packages: &[&str]) -> anyhow::Result<()> {
    let list = packages.join(" ");
    if which::which("apt-get").is_err() {
        bail!(
            "{title}: there is no apt-get here; install {list} with your package manager and run the command again"
        );
    }
    if !rustix::process::geteuid().is_root() {
        bail!(
            "{title}: needs root; run `sudo apt-get update && sudo apt-get install {list}` and the command again"
        );
    }
    let limits = [
        "-o",
        "Acquire::Retries=1",
        "-o",
        "Acquire::http::Timeout=20",
        "-o",
        "Acquire::https::Timeout=20",
    ];
    let log = |name: &str| workspace.logs().join(name);
    Step {
        title: "Reading Debian's package lists",
        log: log("apt-update.log"),
        limit: None,
    }
    .run(workspace.program("apt-get").args(limits).args([
        "-o",
        "APT::Update::Error-Mode=any",
        "update",
    ]))?;
    Step {
        title,
        log: log("apt-install.log"),
        limit: None,
    }
    .run(
        workspace
            .program("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(limits)
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
    )
}

/// Whether the source is there, and the linker, which belongs to a rustup toolchain that may be gone.
fn is_complete(workspace: &Workspace, folder: &Path) -> anyhow::Result<bool> {
    let rustlib = folder.join("lib/rustlib");
    let linker = rustlib.join(host(workspace)?).join("bin/rust-lld");
    Ok(is_source(&rustlib.join("src/rust/library")) && linker.exists())
}

/// Puts the toolchain together; the source comes last, since it is what says "complete".
fn assemble(workspace: &Workspace, folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder.join("bin"))?;
    let compiler = folder.join("bin/rustc");
    std::fs::write(
        &compiler,
        format!(
            "#!/bin/sh\nexec {RUSTC} --sysroot '{}' \"$@\"\n",
            folder.display()
        ),
    )?;
    std::fs::set_permissions(&compiler, std::fs::Permissions::from_mode(0o755))?;
    symlink(CARGO, folder.join("bin/cargo"))?;

    let host = host(workspace)?;
    let rustlib = folder.join("lib/rustlib");
    let host_folder = rustlib.join(&host);
    std::fs::create_dir_all(host_folder.join("bin"))?;
    symlink(format!("/usr/lib/rustlib/{host}/lib"), host_folder.join("lib"))?;
    symlink(linker(workspace, &host)?, host_folder.join("bin/rust-lld"))?;
    std::fs::create_dir_all(rustlib.join("src/rust"))?;
    symlink(LIBRARY_SOURCE, rustlib.join("src/rust/library"))?;
    Ok(())
}

/// The wasm linker, which Debian's compiler lacks and every rustup toolchain has.
fn linker(workspace: &Workspace, host: &str) -> anyhow::Result<PathBuf> {
    let sysroot = output(workspace, "rustc", &["--print", "sysroot"])?;
    let linker = Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(host)
        .join("bin/rust-lld");
    if !linker.exists() {
        bail!("the Rust toolchain in use has no rust-lld; use one that rustup installed");
    }
    Ok(linker)
}

fn host(workspace: &Workspace) -> anyhow::Result<String> {
    let version = output(workspace, RUSTC, &["-vV"])?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host
        .context("Debian's compiler does not tell its host")?
        .to_owned())
}

/// Debian's compiler's version, for example "1.96.0".
fn compiler_version(workspace: &Workspace) -> anyhow::Result<String> {
    let version = output(workspace, RUSTC, &["--version"])?;
    let number = version.split_whitespace().nth(1);
    Ok(number
        .context("Debian's compiler does not tell its version")?
        .to_owned())
}

fn output(workspace: &Workspace, program: &str, arguments: &[&str]) -> anyhow::Result<String> {
    let output = workspace
        .program(program)
        .args(arguments)
        .output()
        .with_context(|| format!("cannot start {program}"))?;
    if !output.status.success() {
        bail!(
            "{program} failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    String::from_utf8(output.stdout).with_context(|| format!("{program} printed no readable text"))
}

/// Where rustup's link of that name leads.
fn linked_to(workspace: &Workspace) -> Option<PathBuf> {
    let sysroot = workspace
        .program("rustup")
        .args(["run", NAME, "rustc", "--print", "sysroot"])
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim()))
}

fn folder(workspace: &Workspace, version: &str) -> PathBuf {
    workspace.tools().join(format!("rust-wasm-{version}"))
}
