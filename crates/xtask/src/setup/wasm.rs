//! The wasm target of the Rust compiler: from rustup, or from Debian where rustup's server is out of reach.

use std::path::Path;
use std::time::Duration;

use anyhow::bail;

use super::debian;
use crate::progress::Step;
use crate::workspace::Workspace;

/// The compilation target of the components.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// rustup tries an unreachable server again and again; past this the fallback is quicker.
const RUSTUP_LIMIT: Duration = Duration::from_secs(180);

/// Makes sure that some toolchain compiles to wasm; returns its name, `None` being the one in use.
///
/// # Errors
/// When neither rustup nor Debian can provide the target.
pub fn install(workspace: &Workspace) -> anyhow::Result<Option<String>> {
    if has_target(workspace) {
        return Ok(None);
    }
    if let Some(name) = debian::ready(workspace) {
        return Ok(Some(name));
    }
    if which::which("rustup").is_err() {
        bail!(
            "the Rust compiler has no {TARGET} target and there is no rustup to add it; install Rust with rustup \
             (https://rustup.rs), or add the target with your package manager, and run the command again"
        );
    }
    let step = Step {
        title: "Adding Rust's wasm target",
        log: workspace.logs().join("rustup-target.log"),
        limit: Some(RUSTUP_LIMIT),
    };
    match step.attempt(workspace.program("rustup").args(["target", "add", TARGET]))? {
        Ok(()) if has_target(workspace) => Ok(None),
        Ok(()) => {
            bail!("rustup added {TARGET}, but the compiler in use does not have it; is `rustc` rustup's?")
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

/// Whether the compiler in use has the target's standard library.
fn has_target(workspace: &Workspace) -> bool {
    let Ok(output) = workspace
        .program("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
    else {
        return false;
    };
    let folder = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success() && has_standard_library(Path::new(&folder))
}

/// Whether a target's library folder holds the standard library.
pub fn has_standard_library(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd") && !name.starts_with("libstd_") && name.ends_with(".rlib")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_standard_library_itself_counts() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!has_standard_library(folder.path()));
        std::fs::write(folder.path().join("libstd_detect-1.rlib"), "").unwrap();
        assert!(!has_standard_library(folder.path()));
        std::fs::write(folder.path().join("libstd-1f.rlib"), "").unwrap();
        assert!(has_standard_library(folder.path()));
        assert!(!has_standard_library(Path::new("/no/such/folder")));
    }
}
