//! What the org is made of: the package, and the demo org that an administrator set up around it.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::subscriber;
use crate::workspace::Workspace;

/// The folders that the org reads.
pub struct Sources {
    package: Vec<PathBuf>,
    demo: PathBuf,
    /// Users and records of a new org.
    pub data: PathBuf,
    namespace: Option<String>,
}

impl Sources {
    /// The package, whose built part is in `built`, and the demo org; under a namespace the latter is written anew into
    /// `scratch`, with the package's names as they are then.
    ///
    /// # Errors
    /// When the demo org cannot be written.
    pub fn of(
        workspace: &Workspace,
        built: &Path,
        namespace: Option<&str>,
        scratch: &Path,
    ) -> anyhow::Result<Self> {
        let package = vec![workspace.root.join("visualforce"), built.to_owned()];
        Self::around(workspace, package, namespace, scratch)
    }

    /// A package that is whole in the folder `package`, and the demo org as with [`Sources::of`].
    ///
    /// # Errors
    /// When the demo org cannot be written.
    pub fn of_whole(
        workspace: &Workspace,
        package: PathBuf,
        namespace: Option<&str>,
        scratch: &Path,
    ) -> anyhow::Result<Self> {
        Self::around(workspace, vec![package], namespace, scratch)
    }

    /// The demo org around a package; the first folder of it has its names.
    fn around(
        workspace: &Workspace,
        package: Vec<PathBuf>,
        namespace: Option<&str>,
        scratch: &Path,
    ) -> anyhow::Result<Self> {
        let mut demo = workspace.root.join("demo");
        if let Some((namespace, named)) = namespace.zip(package.first()) {
            let written = scratch.join("demo");
            subscriber::write(named, namespace, &demo, &written)?;
            demo = written;
        }
        Ok(Self {
            data: demo.join("data"),
            package,
            demo,
            namespace: namespace.map(str::to_owned),
        })
    }

    /// Passes the sources to the local org.
    pub fn pass(&self, org: &mut Command) {
        for source in &self.package {
            org.arg("--source").arg(source);
        }
        org.arg(self.own_option()).arg(&self.demo);
        if let Some(namespace) = &self.namespace {
            org.arg("--namespace").arg(namespace);
        }
    }

    /// The option for the org's own metadata: without a namespace there is no border between it and the package.
    pub fn own_option(&self) -> &'static str {
        if self.namespace.is_some() {
            "--subscriber-source"
        } else {
            "--source"
        }
    }
}
