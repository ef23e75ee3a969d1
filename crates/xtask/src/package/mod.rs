//! `cargo xtask package`: what is handed to an org, below `target/package/`, the same bytes from the same build.

pub mod archive;
mod bill;
mod checksums;
mod project;
mod sizes;
mod uninstall;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};

use crate::args;
use crate::build::{self, recreate};
use crate::salesforce;
use crate::setup::{self, Needs};
use crate::workspace::{self, Workspace};

/// The project in source format, as `sf project deploy start --source-dir` takes it.
const SOURCE: &str = "teamviewer-source.zip";

/// The same in metadata format, as `sf project deploy start --metadata-dir` takes it.
const METADATA: &str = "teamviewer-metadata.zip";

/// What deletes everything that these two bring.
const UNINSTALL: &str = "teamviewer-uninstall.zip";

/// The bill of materials.
const BILL: &str = "sbom.cdx.json";

/// What each static resource weighs.
const SIZES: &str = "sizes.json";

/// `cargo xtask package [--no-build] [--to DIR]`.
///
/// # Errors
/// When something is missing, does not compile, or is refused by Salesforce's converter.
pub fn command(workspace: &Workspace, rest: Vec<OsString>) -> anyhow::Result<ExitCode> {
    let options = Options::parse(rest)?;
    let package = if options.no_build {
        workspace.package()
    } else {
        let tools = setup::all(workspace, Needs::Build)?;
        build::package(workspace, &tools)?
    };
    setup::packaging(workspace)?;
    let to = options.to.unwrap_or_else(|| package.clone());
    write(workspace, &package, &to)?;
    println!("the archives are in {}", to.display());
    Ok(ExitCode::SUCCESS)
}

/// The parsed command line.
#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    /// Take the static resources that are there.
    no_build: bool,
    /// Where the archives go; `None`: beside the static resources.
    to: Option<PathBuf>,
}

impl Options {
    fn parse(arguments: Vec<OsString>) -> anyhow::Result<Self> {
        use lexopt::prelude::Long;
        let mut options = Self::default();
        let mut parser = lexopt::Parser::from_args(arguments);
        while let Some(argument) = parser.next()? {
            match argument {
                Long("no-build") => options.no_build = true,
                Long("to") => {
                    options.to = Some(std::path::absolute(args::text(parser.value()?)?)?);
                }
                other => bail!("package: {}", other.unexpected()),
            }
        }
        Ok(options)
    }
}

/// Writes everything into the folder `to`, of the static resources that are built in `package`.
fn write(workspace: &Workspace, package: &Path, to: &Path) -> anyhow::Result<()> {
    let scratch = workspace.root.join("target/xtask/package");
    // Two commands in one clone would otherwise write the same files.
    let _turn = workspace::take_turn(&scratch, "packaging in this clone")?;
    std::fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;

    let source = scratch.join("source");
    project::write(workspace, package, &source)?;
    archive::pack(&source, &to.join(SOURCE))?;

    let metadata = scratch.join("metadata");
    salesforce::convert(workspace, &source, &metadata)?;
    repack_resources(
        &source.join(project::RESOURCES),
        &metadata.join("staticresources"),
    )?;
    archive::pack(&metadata, &to.join(METADATA))?;

    let deletions = scratch.join("uninstall");
    recreate(&deletions)?;
    uninstall::write(workspace, &source, &deletions)?;
    archive::pack(&deletions, &to.join(UNINSTALL))?;

    sizes::write(
        &source.join(project::RESOURCES),
        &metadata.join("staticresources"),
        &to.join(SIZES),
    )?;
    bill::write(workspace, package, &to.join(BILL))?;
    checksums::write(to, &[SOURCE, METADATA, UNINSTALL, BILL, SIZES])
}

/// Packs the static resources of the metadata archive anew: those of the converter carry the time of their making.
fn repack_resources(folders: &Path, archives: &Path) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folders).with_context(|| format!("cannot read {}", folders.display()))? {
        let entry = entry.with_context(|| format!("cannot read {}", folders.display()))?;
        if !entry.path().is_dir() {
            continue;
        }
        let packed = archives.join(format!("{}.resource", entry.file_name().to_string_lossy()));
        if !packed.is_file() {
            bail!("the converter has made no {}", packed.display());
        }
        archive::pack(&entry.path(), &packed)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    fn parse(words: &[&str]) -> anyhow::Result<Options> {
        Options::parse(words.iter().map(OsString::from).collect())
    }

    #[test]
    fn the_command_line_is_read() {
        assert_eq!(parse(&[]).unwrap(), Options::default());
        let options = parse(&["--no-build", "--to", "/somewhere"]).unwrap();
        assert!(options.no_build);
        assert_eq!(options.to, Some(PathBuf::from("/somewhere")));
        for words in [&["--fast"][..], &["now"], &["--to"]] {
            assert!(parse(words).is_err(), "{words:?}");
        }
    }

    #[test]
    fn static_resources_are_packed_anew_and_none_is_forgotten() {
        let folders = planted(&[("App/app.js", "text"), ("App.resource-meta.xml", "")]);
        let archives = planted(&[("App.resource", "of another time")]);
        repack_resources(folders.path(), archives.path()).unwrap();
        let packed = archives.path().join("App.resource");
        assert_eq!(
            archive::text_of(&packed, "app.js").unwrap().as_deref(),
            Some("text")
        );
        let error = repack_resources(folders.path(), planted(&[]).path()).unwrap_err();
        assert!(error.to_string().contains("App.resource"), "{error}");
    }
}
