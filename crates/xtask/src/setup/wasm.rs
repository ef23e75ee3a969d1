//! The Rust compiler for the components: one that comes with the source of its standard library, which is compiled
//! together with them. rustup adds the source; where its server is out of reach, Debian has such a compiler.

use std::path::Path;
use std::time::Duration;

use anyhow::bail;

use super::debian;
use crate::progress::Step;
use crate::workspace::Workspace;

/// Where a toolchain keeps the standard library's source; cargo builds it from there.
const LIBRARY: &str = "lib/rustlib/src/rust/library";

/// rustup tries an unreachable server again and again; past this the fallback is quicker.
const RUSTUP_LIMIT: Duration = Duration::from_secs(180);

/// Makes sure that some toolchain can compile the components; returns its name, `None` being the one in use.
///
/// # Errors
/// When neither rustup nor Debian can provide the library's source.
pub fn install(workspace: &Workspace) -> anyhow::Result<Option<String>> {
    if has_source(workspace) {
        return Ok(None);
    }
    if let Some(name) = debian::ready(workspace) {
        return Ok(Some(name));
    }
    if which::which("rustup").is_err() {
        bail!(
            "the Rust compiler comes without the source of its standard library and there is no rustup to add it; \
             install Rust with rustup (https://rustup.rs), or add the package rust-src with your package manager, \
             and run the command again"
        );
    }
    let step = Step {
        title: "Adding the source of Rust's standard library",
        log: workspace.logs().join("rustup-component.log"),
        limit: Some(RUSTUP_LIMIT),
    };
    match step.attempt(workspace.program("rustup").args(["component", "add", "rust-src"]))? {
        Ok(()) if has_source(workspace) => Ok(None),
        Ok(()) => {
            bail!("rustup added rust-src, but the compiler in use does not have it; is `rustc` rustup's?")
        }
        Err(failure) => {
            println!(
                "{}: rustup cannot ({}); taking Debian's compiler instead",
                step.title, failure.how
            );
            debian::install(workspace).map(Some)
        }
    }
}

/// Whether the compiler in use has its library's source.
fn has_source(workspace: &Workspace) -> bool {
    let Ok(output) = workspace.program("rustc").args(["--print", "sysroot"]).output() else {
        return false;
    };
    let sysroot = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success() && is_source(&Path::new(&sysroot).join(LIBRARY))
}

/// Whether a folder is the standard library's source, as cargo wants it: with the versions of what it depends on.
pub fn is_source(library: &Path) -> bool {
    library.join("Cargo.lock").is_file() && library.join("std/Cargo.toml").is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_without_its_lock_file_does_not_count() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("std")).unwrap();
        std::fs::write(folder.path().join("std/Cargo.toml"), "").unwrap();
        assert!(!is_source(folder.path()));
        std::fs::write(folder.path().join("Cargo.lock"), "").unwrap();
        assert!(is_source(folder.path()));
    }
}
