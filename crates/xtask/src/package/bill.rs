//! What the package is made of: crates, Rust's standard library and npm packages, as a software bill of materials.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, bail};
use serde_json::{Value, json};

use crate::components::COMPONENTS;
use crate::workspace::Workspace;

/// The script that writes the document with CycloneDX's own library, which checks it against the schema.
const SCRIPT: &str = "tools/sbom/sbom.mjs";

/// What the bill is of; `sfdx-project.json` has the same name.
const NAME: &str = "teamviewer-for-salesforce";

/// Between the columns of `cargo tree`; no name, version or licence has it.
const COLUMN: char = '|';

/// The licence of Rust's standard library.
const STANDARD_LIBRARY_LICENCE: &str = "MIT OR Apache-2.0";

/// Writes the bill of the components built into `package` to `to`, as CycloneDX JSON.
///
/// # Errors
/// When cargo or the script fails, or the standard library's version is not known.
pub fn write(workspace: &Workspace, package: &Path, to: &Path) -> anyhow::Result<()> {
    let mut parts = crates(workspace)?;
    parts.push(standard_library(package)?);
    let lock = workspace.root.join("package-lock.json");
    let text = std::fs::read_to_string(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    parts.extend(npm_packages(
        &serde_json::from_str(&text).context("package-lock.json is no JSON")?,
    ));
    let bill = json!({
        "name": NAME,
        "version": env!("CARGO_PKG_VERSION"),
        "licence": env!("CARGO_PKG_LICENSE"),
        "parts": parts.iter().map(Part::as_json).collect::<Vec<_>>(),
    });
    let mut running = workspace
        .program("node")
        .arg(workspace.root.join(SCRIPT))
        .arg(to)
        .stdin(Stdio::piped())
        .spawn()
        .context("cannot start node")?;
    let mut input = running.stdin.take().context("node has no input")?;
    input
        .write_all(bill.to_string().as_bytes())
        .context("node reads nothing")?;
    drop(input);
    let status = running.wait().context("cannot wait for node")?;
    if !status.success() {
        bail!("the bill of materials could not be written ({status}); the words are above");
    }
    Ok(())
}

/// Something that ships.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    /// `cargo`, `npm`, or `generic` for what is in no registry.
    kind: &'static str,
    name: String,
    version: String,
    /// An SPDX expression.
    licence: String,
    /// Whether the package itself needs it, and not only a part of it.
    direct: bool,
    /// Keys of the parts that it needs.
    needs: BTreeSet<String>,
}

impl Part {
    fn as_json(&self) -> Value {
        json!({
            "kind": self.kind, "name": self.name, "version": self.version, "licence": self.licence,
            "direct": self.direct, "needs": self.needs,
        })
    }
}

/// The crates that are compiled into the modules, with the features that they have there. Code that no page calls is
/// dropped from a module, so of some of these crates nothing is left.
fn crates(workspace: &Workspace) -> anyhow::Result<Vec<Part>> {
    let mut cargo = workspace.cargo();
    cargo.args([
        "tree",
        "--locked",
        "--edges=normal,no-proc-macro",
        "--target=wasm32-unknown-unknown",
        "--prefix=depth",
        "--charset=ascii",
    ]);
    cargo.arg(format!("--format={COLUMN}{{p}}{COLUMN}{{l}}{COLUMN}"));
    for component in &COMPONENTS {
        cargo.args(["--package", component.name]);
    }
    let output = cargo
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    if !output.status.success() {
        bail!("cargo tree failed ({}); its words are above", output.status);
    }
    parse_tree(&String::from_utf8_lossy(&output.stdout))
}

/// Reads lines of `<depth>|<name> v<version>[ (<folder>)]|<licence>|[ (*)]`: what a crate needs follows it, one deeper.
fn parse_tree(tree: &str) -> anyhow::Result<Vec<Part>> {
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    let mut above: Vec<String> = Vec::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let explain = || format!("cargo tree wrote {line:?}");
        let mut columns = line.split(COLUMN);
        let depth: usize = columns
            .next()
            .and_then(|depth| depth.parse().ok())
            .with_context(explain)?;
        let (package, licence) = columns.next().zip(columns.next()).with_context(explain)?;
        let (name, rest) = package.split_once(" v").with_context(explain)?;
        let version = rest.split(' ').next().unwrap_or_default();
        if licence.is_empty() {
            bail!("the crate {name} {version} names no licence");
        }
        let key = format!("{name} {version}");
        above.truncate(depth);
        if let Some(part) = above.last().and_then(|parent| parts.get_mut(parent)) {
            part.needs.insert(key.clone());
        }
        let part = parts.entry(key.clone()).or_insert_with(|| Part {
            // A crate with a folder is this repository's.
            kind: if rest.contains(" (") { "generic" } else { "cargo" },
            name: name.to_owned(),
            version: version.to_owned(),
            // As crates wrote it before SPDX expressions.
            licence: licence.replace('/', " OR "),
            direct: false,
            needs: BTreeSet::new(),
        });
        part.direct |= depth == 0;
        above.push(key);
    }
    if parts.is_empty() {
        bail!("cargo tree names no crates");
    }
    Ok(parts.into_values().collect())
}

/// Rust's standard library, of the version that the components were built with, which the build has noted.
fn standard_library(package: &Path) -> anyhow::Result<Part> {
    let note = package.join(format!(".{}.inputs", COMPONENTS[0].name));
    let text = std::fs::read_to_string(&note).with_context(|| format!("cannot read {}", note.display()))?;
    let version = text
        .split_once(" rustc ")
        .and_then(|(_, rest)| rest.split(' ').next());
    Ok(Part {
        kind: "generic",
        name: "rust-std".to_owned(),
        version: version
            .with_context(|| format!("{} names no compiler", note.display()))?
            .to_owned(),
        licence: STANDARD_LIBRARY_LICENCE.to_owned(),
        direct: true,
        needs: BTreeSet::new(),
    })
}

/// The npm packages of which something ships: those that are not for development only.
fn npm_packages(lock: &Value) -> Vec<Part> {
    let packages = lock["packages"].as_object().into_iter().flatten();
    let shipped = packages.filter(|(place, package)| {
        place.contains("node_modules/") && package["dev"] != true && package["devOptional"] != true
    });
    shipped
        .map(|(place, package)| Part {
            kind: "npm",
            name: place
                .rsplit("node_modules/")
                .next()
                .unwrap_or_default()
                .to_owned(),
            version: package["version"].as_str().unwrap_or_default().to_owned(),
            licence: package["license"].as_str().unwrap_or_default().to_owned(),
            direct: true,
            needs: BTreeSet::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    #[test]
    fn a_tree_is_read_with_what_each_crate_needs() {
        let parts = parse_tree(
            "0|page v0.1.0 (/somewhere/page)|MIT|\n1|serde v1.0.2|MIT/Apache-2.0|\n2|core v2.0.0|MIT|\n\
             1|core v2.0.0|MIT| (*)\n\n0|session v0.1.0 (/somewhere/session)|MIT|\n1|page v0.1.0 (/somewhere/page)|MIT| (*)\n",
        )
        .unwrap();
        let part = |name: &str| parts.iter().find(|part| part.name == name).unwrap();
        assert_eq!(parts.len(), 4);
        assert_eq!(part("serde").licence, "MIT OR Apache-2.0");
        assert_eq!(part("serde").version, "1.0.2");
        assert_eq!((part("page").kind, part("serde").kind), ("generic", "cargo"));
        assert!(part("session").direct && part("page").direct && !part("core").direct);
        assert_eq!(
            part("page").needs,
            ["core 2.0.0".to_owned(), "serde 1.0.2".to_owned()].into()
        );
        assert_eq!(part("session").needs, ["page 0.1.0".to_owned()].into());
    }

    #[test]
    fn the_project_file_has_the_name() {
        let project: Value = serde_json::from_str(include_str!("../../../../sfdx-project.json")).unwrap();
        assert_eq!(project["name"], NAME);
        let version = project["packageDirectories"][0]["versionNumber"]
            .as_str()
            .unwrap();
        assert_eq!(version, format!("{}.NEXT", env!("CARGO_PKG_VERSION")));
    }

    #[test]
    fn a_crate_without_a_licence_is_refused() {
        let error = parse_tree("0|page v0.1.0||\n").unwrap_err();
        assert!(
            error.to_string().contains("page 0.1.0 names no licence"),
            "{error}"
        );
        assert!(parse_tree("").is_err());
        assert!(parse_tree("page").is_err());
    }

    #[test]
    fn the_standard_library_is_the_compilers() {
        let name = format!(".{}.inputs", COMPONENTS[0].name);
        let folder = planted(&[(&name, "ab12 default rustc 1.95.0 (59807616e 2026-04-14)")]);
        assert_eq!(standard_library(folder.path()).unwrap().version, "1.95.0");
        assert!(standard_library(planted(&[(&name, "ab12")]).path()).is_err());
    }

    #[test]
    fn npm_packages_for_development_do_not_ship() {
        let lock = json!({ "packages": {
            "": { "name": "root" },
            "node_modules/prettier": { "version": "3.0.0", "dev": true },
            "node_modules/@a/b": { "version": "1.2.3", "license": "MIT" },
        }});
        let parts = npm_packages(&lock);
        assert_eq!(parts.len(), 1);
        assert_eq!(
            (parts[0].name.as_str(), parts[0].version.as_str()),
            ("@a/b", "1.2.3")
        );
    }
}
