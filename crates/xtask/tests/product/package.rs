//! The archives that are handed to an org: the same bytes from the same build, and nothing left of them after an
//! uninstallation.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use zip::ZipArchive;

use crate::harness::{Program, build_programs, free_port, native, root, xtask};
use crate::visitor::Visitor;

/// Packages what is built into a folder of its own.
fn packaged(name: &str) -> PathBuf {
    build_programs();
    let to = root().join("target/xtask/packaged").join(name);
    if to.exists() {
        std::fs::remove_dir_all(&to).unwrap();
    }
    let mut package = xtask(&["package", "--no-build", "--to"]);
    let output = package.arg(&to).output().unwrap();
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    to
}

/// What all tests look at.
fn first() -> &'static Path {
    static FIRST: LazyLock<PathBuf> = LazyLock::new(|| packaged("first"));
    &FIRST
}

fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn names_in(archive: &Path) -> Vec<String> {
    let zip = ZipArchive::new(File::open(archive).unwrap()).unwrap();
    zip.file_names().map(str::to_owned).collect()
}

fn unpacked(archive: &Path) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    ZipArchive::new(File::open(archive).unwrap())
        .unwrap()
        .extract(to.path())
        .unwrap();
    to
}

#[test]
fn two_runs_make_the_same_bytes() {
    let (first, second) = (first(), packaged("second"));
    let (one, two) = (files_of(first), files_of(&second));
    let names: Vec<&String> = one.keys().collect();
    assert_eq!(
        names,
        [
            "SHA256SUMS",
            "sbom.cdx.json",
            "sizes.json",
            "teamviewer-metadata.zip",
            "teamviewer-source.zip",
            "teamviewer-uninstall.zip",
        ]
    );
    for (name, bytes) in &one {
        assert!(two.get(name) == Some(bytes), "{name} differs");
    }

    // The list is true.
    let list = String::from_utf8(one["SHA256SUMS"].clone()).unwrap();
    assert_eq!(list.lines().count(), 5);
    for line in list.lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        assert_eq!(sum, format!("{:x}", Sha256::digest(&one[name])), "{name}");
    }

    // Every static resource is in both archives, and weighed.
    let source = names_in(&first.join("teamviewer-source.zip"));
    let metadata = names_in(&first.join("teamviewer-metadata.zip"));
    let sizes: Value = serde_json::from_slice(&one["sizes.json"]).unwrap();
    let described: Vec<&str> = source
        .iter()
        .filter_map(|name| {
            name.strip_prefix("visualforce/main/default/staticresources/")?
                .strip_suffix(".resource-meta.xml")
        })
        .collect();
    assert!(described.len() >= 8, "{described:?}");
    for resource in described {
        let folder = format!("visualforce/main/default/staticresources/{resource}/");
        assert!(source.iter().any(|name| name.starts_with(&folder)), "{resource}");
        let archive = format!("staticresources/{resource}.resource");
        assert!(metadata.contains(&archive), "{resource}");
        // Source: "Defining Static Resources", Visualforce Developer Guide: 5 MB at most.
        assert!(sizes["resources"][resource]["archive"].as_u64().unwrap() < 5_000_000);
    }
    assert!(source.contains(&"sfdx-project.json".to_owned()) && metadata.contains(&"package.xml".to_owned()));
    assert!(
        !source.iter().any(|name| name.contains("__tests__")),
        "tests are no part of it"
    );

    // What is compiled into the modules is on the bill, and what only tools need is not.
    let bill: Value = serde_json::from_slice(&one["sbom.cdx.json"]).unwrap();
    let parts = bill["components"].as_array().unwrap();
    let has = |name: &str| parts.iter().any(|part| part["name"] == name);
    for shipped in ["leptos", "wasm-bindgen", "serde_json", "session", "rust-std"] {
        assert!(has(shipped), "{shipped}");
    }
    for tool in ["axum", "prettier", "playwright", "xtask", "leptos_macro"] {
        assert!(!has(tool), "{tool}");
    }
    for part in parts {
        assert!(
            part["licenses"]
                .as_array()
                .is_some_and(|licences| !licences.is_empty()),
            "{part}"
        );
    }
}

#[test]
fn an_uninstallation_leaves_nothing() {
    let archives = first();
    let project = unpacked(&archives.join("teamviewer-source.zip"));
    let deletions = unpacked(&archives.join("teamviewer-uninstall.zip"));
    let sources = project.path().join("visualforce");

    let before = Org::start(&sources);
    assert_eq!(before.status("/apex/TeamViewerSignedIn"), 200);
    assert!(before.knows("TeamViewerCase__c"));
    drop(before);

    let deleted = Command::new("node")
        .current_dir(root())
        .arg("tools/salesforce/delete.mjs")
        .arg(project.path())
        .args(
            ["destructiveChangesPre.xml", "destructiveChangesPost.xml"]
                .map(|name| deletions.path().join(name)),
        )
        .stderr(Stdio::inherit())
        .status()
        .unwrap();
    assert!(deleted.success());
    for file in files_below(&sources) {
        // A language's file belongs to the org; of the package it has labels only, which are gone.
        assert!(
            file.to_string_lossy().ends_with(".translation-meta.xml"),
            "{} is left",
            file.display()
        );
    }

    let after = Org::start(&sources);
    assert_eq!(after.status("/apex/TeamViewerSignedIn"), 404);
    assert!(!after.knows("TeamViewerCase__c"));
    assert!(after.knows("Case"), "the org itself is still there");
}

/// The one user of an org that knows nothing of the package.
const ADMINISTRATOR: &str = r#"{"users": [{
    "alias": "admin", "username": "admin@example.com", "firstName": "Ada", "lastName": "Brandt",
    "email": "admin@example.com", "profile": "System Administrator", "permissionSets": [],
    "locale": "en_GB", "language": "en_US", "timeZone": "Europe/London"
}]}"#;

/// An org that consists of one source.
struct Org {
    port: u16,
    _running: Program,
    _seed: TempDir,
    visitor: std::cell::RefCell<Visitor>,
}

impl Org {
    fn start(sources: &Path) -> Self {
        let port = free_port();
        let mut command = native("local-org");
        command.args(["--port", &port.to_string(), "--test-control", "--source"]);
        command.arg(sources);
        let seed = tempfile::tempdir().unwrap();
        std::fs::write(seed.path().join("users.json"), ADMINISTRATOR).unwrap();
        command.arg("--data-seed").arg(seed.path());
        let running = Program::start(&mut command);
        running.wait_for("listening on http");
        Self {
            port,
            _running: running,
            _seed: seed,
            visitor: std::cell::RefCell::default(),
        }
    }

    /// The status of a page's address, as the administrator gets it.
    fn status(&self, path: &str) -> u16 {
        let mut visitor = self.visitor.borrow_mut();
        visitor.log_in(self.port, "admin@example.com");
        let port = self.port;
        visitor
            .open(&format!("http://c.vf.force.localhost:{port}{path}"))
            .status
    }

    /// Whether it has an object.
    fn knows(&self, object: &str) -> bool {
        let address = format!(
            "http://127.0.0.1:{}/_test/soql?q=SELECT+Id+FROM+{object}+LIMIT+1",
            self.port
        );
        self.visitor.borrow_mut().open(&address).status == 200
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}
