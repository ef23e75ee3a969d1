//! The package's Lightning web components: Salesforce's compiler and lint rules, and their tests in Salesforce's runner.

use std::path::Path;

use anyhow::Context;
use serde_json::Value;

use super::{Subject, Violations};
use crate::build;
use crate::progress::Step;
use crate::salesforce;
use crate::workspace::Workspace;

/// Where the components and their tests are.
const SOURCES: [&str; 2] = ["visualforce/main/default/lwc", "tests/lwc"];

/// # Errors
/// When one does not compile; the compiler's words are shown before.
pub fn compile(subject: &Subject) -> anyhow::Result<Violations> {
    build::lwc::compile(subject.workspace)?;
    Ok(Violations::new())
}

/// # Errors
/// When the linter cannot be run.
pub fn lint(subject: &Subject) -> anyhow::Result<Violations> {
    let folders = SOURCES.map(|folder| subject.workspace.root.join(folder));
    let folders: Vec<&Path> = folders.iter().map(AsRef::as_ref).collect();
    linted(subject.workspace, &folders)
}

fn linted(workspace: &Workspace, folders: &[&Path]) -> anyhow::Result<Violations> {
    let output = salesforce::script(workspace, "lint.mjs")
        .args(folders)
        .output()
        .context("cannot start node")?;
    if !output.status.success() {
        anyhow::bail!(
            "the linter failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    let found: Vec<Value> = serde_json::from_slice(&output.stdout).context("lint.mjs printed no JSON")?;
    Ok(found
        .iter()
        .filter_map(|problem| problem.as_str().map(str::to_owned))
        .collect())
}

/// # Errors
/// When the tests cannot be run at all.
pub fn tests(subject: &Subject) -> anyhow::Result<Violations> {
    tested(subject.workspace, &subject.workspace.root)
}

/// Runs `tests/lwc` of a project. Tests that are not there have failed.
fn tested(workspace: &Workspace, root: &Path) -> anyhow::Result<Violations> {
    let jest = salesforce::modules(workspace).join("jest/bin/jest.js");
    let config = workspace.root.join(salesforce::TOOLS).join("jest.config.cjs");
    let step = Step {
        title: "Testing the Lightning web components",
        log: workspace.logs().join("check-lwc-tests.log"),
        limit: None,
    };
    let mut node = workspace.program("node");
    node.arg(jest)
        .arg("--config")
        .arg(config)
        .arg("--rootDir")
        .arg(root)
        // It looks for the components from where it is started.
        .current_dir(root)
        .env("NO_COLOR", "1")
        .env_remove("FORCE_COLOR");
    match step.attempt(&mut node)? {
        Ok(()) => Ok(Violations::new()),
        Err(failure) => Ok(vec![failure.excerpt]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    #[test]
    fn what_salesforce_warns_of_is_found() {
        let workspace = Workspace::locate().unwrap();
        let judged = |body: &str| {
            let folder = planted(&[(
                "lwc/visit/visit.js",
                &format!(
                    "import {{ LightningElement, api }} from \"lwc\";\nexport default class Visit extends \
                     LightningElement {{\n  @api recordId;\n  {body}\n}}\n"
                ),
            )]);
            linted(&workspace, &[folder.path()]).unwrap()
        };
        assert_eq!(judged(""), Violations::new());
        for (body, rule) in [
            ("go() { document.querySelector(\"p\"); }", "no-document-query"),
            (
                "go() { this.template.innerHTML = this.recordId; }",
                "no-inner-html",
            ),
            ("go() { setTimeout(() => {}, 100); }", "no-async-operation"),
        ] {
            let found = judged(body);
            assert!(found.iter().any(|it| it.contains(rule)), "{rule} in {found:?}");
        }
    }

    #[test]
    fn a_failed_test_is_found() {
        let workspace = Workspace::locate().unwrap();
        let component = "import { LightningElement, api } from \"lwc\";\n\
                         export default class Visit extends LightningElement { @api word = \"yes\"; }\n";
        let test = |word: &str| {
            format!(
                "import {{ createElement }} from \"lwc\";\nimport Visit from \"c/visit\";\n\
                 it(\"says\", () => expect(createElement(\"c-visit\", {{ is: Visit }}).word).toBe(\"{word}\"));\n"
            )
        };
        let project = |word: &str| {
            planted(&[
                (
                    "sfdx-project.json",
                    r#"{"packageDirectories":[{"path":"visualforce","default":true}]}"#,
                ),
                ("visualforce/main/default/lwc/visit/visit.js", component),
                (
                    "visualforce/main/default/lwc/visit/visit.html",
                    "<template></template>",
                ),
                ("tests/lwc/visit.test.js", &test(word)),
            ])
        };
        assert_eq!(
            tested(&workspace, project("yes").path()).unwrap(),
            Violations::new()
        );
        let found = tested(&workspace, project("no").path()).unwrap();
        assert!(found[0].contains("says"), "{found:?}");
        assert_eq!(tested(&workspace, planted(&[]).path()).unwrap().len(), 1);
    }
}
