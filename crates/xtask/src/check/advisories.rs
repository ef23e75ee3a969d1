//! Known faults of the libraries that the project uses. The lists of them are on the network, not in the project: where
//! one cannot be reached, that is said, and it is no failure, since the code is the same as before. RustSec's can also be
//! a copy on this machine ([`COPY`]).

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::licences::npm_folders;
use super::{Subject, Violations};
use crate::workspace::Workspace;

/// The environment variable that names a folder with RustSec's list (a clone of its `advisory-db`), for a machine that
/// cannot reach it. It is taken as it is, however old; how many advisories it has is told.
const COPY: &str = "RUSTSEC_ADVISORY_DB";

/// # Errors
/// When the folders of npm packages cannot be read. A list that cannot be asked is told, and no error.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    let workspace = subject.workspace;
    let mut found = Vec::new();
    for folder in npm_folders(&workspace.root)? {
        let mut npm = workspace.program("npm");
        npm.current_dir(&folder)
            .args(["audit", "--json", "--fetch-retries=0", "--fetch-timeout=20000"]);
        found.extend(told(
            &format!("npm packages of {}", name(workspace, &folder)),
            of_npm(&output(&mut npm)),
        ));
    }
    let copy = std::env::var_os(COPY).filter(|copy| !copy.is_empty());
    let mut cargo = workspace.cargo();
    cargo.args(arguments(copy.as_deref()));
    let words = output(&mut cargo);
    let outcome = of_cargo(&words);
    if let (Some(_), Ok(_), Some(advisories)) = (copy, &outcome, advisories(&words)) {
        println!("  advisories for the crates: {advisories} in the copy that {COPY} names");
    }
    found.extend(told("crates", outcome));
    Ok(found)
}

/// How cargo-audit is asked, with the copy of the list that is to be used.
fn arguments(copy: Option<&OsStr>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = ["audit", "--json"].map(OsString::from).into();
    if let Some(copy) = copy {
        arguments.extend(["--no-fetch", "--stale", "--db"].map(OsString::from));
        arguments.push(copy.to_owned());
    }
    arguments
}

/// A folder as people here call it.
fn name(workspace: &Workspace, folder: &Path) -> String {
    match folder.strip_prefix(&workspace.root) {
        Ok(below) if below.as_os_str().is_empty() => "the root".to_owned(),
        Ok(below) => below.display().to_string(),
        Err(_) => folder.display().to_string(),
    }
}

/// What was found; or, on the screen, that nobody looked and why.
fn told(what: &str, outcome: Result<Violations, String>) -> Violations {
    outcome.unwrap_or_else(|reason| {
        println!("  NOT CHECKED: advisories for the {what}: {reason}");
        Violations::new()
    })
}

/// What a program printed: standard output, and its words when there is none.
fn output(command: &mut Command) -> String {
    match command.output() {
        Ok(output) if !output.stdout.is_empty() => String::from_utf8_lossy(&output.stdout).into_owned(),
        Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
        Err(error) => error.to_string(),
    }
}

/// `npm audit --json`: a list by package, or an error.
fn of_npm(words: &str) -> Result<Violations, String> {
    let report: Value = serde_json::from_str(words).map_err(|_| first_line(words))?;
    let Some(vulnerable) = report["vulnerabilities"].as_object() else {
        let message = report["message"].as_str().or(report["error"]["summary"].as_str());
        return Err(message.unwrap_or("npm's list cannot be reached").to_owned());
    };
    Ok(vulnerable
        .iter()
        .map(|(name, entry)| {
            let severity = entry["severity"].as_str().unwrap_or("unknown");
            format!("{name}: {severity}; `npm audit` says more")
        })
        .collect())
}

/// `cargo audit --json`, which not every machine has.
fn of_cargo(words: &str) -> Result<Violations, String> {
    let report: Value = serde_json::from_str(words).map_err(|_| {
        if words.contains("no such command") {
            "there is no cargo-audit; install it with `cargo install cargo-audit --locked`".to_owned()
        } else {
            first_line(words)
        }
    })?;
    let Some(list) = report["vulnerabilities"]["list"].as_array() else {
        return Err("cargo-audit answered in a way that is not known here".to_owned());
    };
    Ok(list
        .iter()
        .map(|entry| {
            let text = |value: &Value| value.as_str().unwrap_or("?").to_owned();
            let package = &entry["package"];
            format!(
                "{} {}: {} ({})",
                text(&package["name"]),
                text(&package["version"]),
                text(&entry["advisory"]["title"]),
                text(&entry["advisory"]["id"])
            )
        })
        .collect())
}

/// How many advisories cargo-audit knew.
fn advisories(words: &str) -> Option<u64> {
    let report: Value = serde_json::from_str(words).ok()?;
    report["database"]["advisory-count"].as_u64()
}

fn first_line(words: &str) -> String {
    words.lines().next().unwrap_or("no answer").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_faults_are_found() {
        let npm = r#"{"vulnerabilities":{"left-pad":{"name":"left-pad","severity":"high"}}}"#;
        assert_eq!(of_npm(npm).unwrap(), ["left-pad: high; `npm audit` says more"]);
        let cargo = r#"{"vulnerabilities":{"found":true,"count":1,"list":[{"advisory":{"id":"RUSTSEC-2020-0071",
            "title":"Potential segfault"},"package":{"name":"time","version":"0.1.44"}}]}}"#;
        assert_eq!(
            of_cargo(cargo).unwrap(),
            ["time 0.1.44: Potential segfault (RUSTSEC-2020-0071)"]
        );
    }

    #[test]
    fn a_copy_of_the_list_is_used_without_the_network() {
        assert_eq!(arguments(None), ["audit", "--json"]);
        assert_eq!(
            arguments(Some(OsStr::new("/copy"))),
            ["audit", "--json", "--no-fetch", "--stale", "--db", "/copy"]
        );
        assert_eq!(advisories(r#"{"database":{"advisory-count":734}}"#), Some(734));
    }

    #[test]
    fn none_are_none() {
        assert_eq!(of_npm(r#"{"vulnerabilities":{}}"#).unwrap(), Violations::new());
        assert_eq!(
            of_cargo(r#"{"vulnerabilities":{"found":false,"count":0,"list":[]}}"#).unwrap(),
            Violations::new()
        );
    }

    #[test]
    fn a_list_out_of_reach_is_told_apart_from_a_clean_one() {
        let refused = r#"{"message":"405 Method Not Allowed","error":{"summary":""}}"#;
        assert_eq!(of_npm(refused).unwrap_err(), "405 Method Not Allowed");
        assert!(of_npm("npm error code ENOTFOUND").is_err());
        assert!(
            of_cargo("error: no such command: `audit`")
                .unwrap_err()
                .contains("cargo-audit")
        );
        assert!(of_cargo("error: couldn't fetch advisory database").is_err());
        assert!(of_cargo("{}").is_err());
    }
}
