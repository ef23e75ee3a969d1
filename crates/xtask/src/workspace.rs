//! Where things are: the repository, its build folders, and the tools shared by all clones of one user.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

/// Folder name below the user's cache directory.
const CACHE_NAME: &str = "teamviewer-in-salesforce";

/// What `cargo run` sets for this program, and what would mislead the programs it starts.
const CARGO_RUN_VARIABLES: [&str; 2] = ["LD_LIBRARY_PATH", "CARGO"];

/// The folders this program works with.
pub struct Workspace {
    /// The repository's root.
    pub root: PathBuf,
    /// The user's cache: tools at pinned versions, reused across clones.
    pub cache: PathBuf,
    /// This program. Asked for at the start: Linux names no file that can be started once Cargo has replaced the
    /// one that runs, as it does when it builds the tests.
    pub xtask: PathBuf,
}

impl Workspace {
    /// Finds the repository from the working directory upwards, and the cache from the environment.
    ///
    /// # Errors
    /// When the program is not run inside the repository, or there is no home directory.
    pub fn locate() -> anyhow::Result<Self> {
        let here = std::env::current_dir().context("cannot read the working directory")?;
        let Some(root) = here
            .ancestors()
            .find(|folder| folder.join("crates/xtask/Cargo.toml").is_file())
        else {
            bail!(
                "{} is not inside the repository; change into it and run the command again",
                here.display()
            );
        };
        let cache = match std::env::var_os("XDG_CACHE_HOME").filter(|value| Path::new(value).is_absolute()) {
            Some(folder) => PathBuf::from(folder),
            None => std::env::home_dir()
                .context(
                    "there is no home directory; set XDG_CACHE_HOME to a folder where tools may be kept",
                )?
                .join(".cache"),
        };
        Ok(Self {
            root: root.to_owned(),
            cache: cache.join(CACHE_NAME),
            xtask: std::env::current_exe().context("this program does not know its own path")?,
        })
    }

    /// Tools at pinned versions: `tools/<name>-<version>/`.
    pub fn tools(&self) -> PathBuf {
        self.cache.join("tools")
    }

    /// Logs of the programs this one started.
    pub fn logs(&self) -> PathBuf {
        self.root.join("target/xtask/logs")
    }

    /// The generated part of the Salesforce package, in source format.
    pub fn package(&self) -> PathBuf {
        self.root.join("target/package")
    }

    /// A command in the repository's root, without what `cargo run` added to the environment.
    pub fn program(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        for (name, _) in std::env::vars_os() {
            let name_text = name.to_string_lossy();
            if CARGO_RUN_VARIABLES.contains(&&*name_text)
                || name_text.starts_with("CARGO_PKG_")
                || name_text.starts_with("CARGO_MANIFEST_")
            {
                command.env_remove(&name);
            }
        }
        command
    }

    /// `cargo` in the repository's root.
    pub fn cargo(&self) -> Command {
        self.program("cargo")
    }

    /// Cargo's own account of the crates, as the lock file has them.
    ///
    /// # Errors
    /// When cargo cannot tell them.
    pub fn crates(&self, arguments: &[&str]) -> anyhow::Result<serde_json::Value> {
        let output = self
            .cargo()
            .args(["metadata", "--format-version=1", "--locked"])
            .args(arguments)
            .output()
            .context("cannot start cargo")?;
        if !output.status.success() {
            bail!(
                "cargo metadata failed: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            );
        }
        serde_json::from_slice(&output.stdout).context("cargo metadata printed no JSON")
    }
}

/// Waits until no other command works in `folder`; the others wait as long as the returned file is kept.
///
/// # Errors
/// When the folder cannot be written.
pub fn take_turn(folder: &Path, work: &str) -> anyhow::Result<File> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot make {}; is it on a disk you may write?", folder.display()))?;
    let path = folder.join(".lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    if file.try_lock().is_err() {
        println!("Waiting for another {work} to end ...");
        file.lock()
            .with_context(|| format!("cannot wait for the other {work}"))?;
    }
    Ok(file)
}
