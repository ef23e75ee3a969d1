//! Compiles the package's Lightning web components with the platform's own compiler, for the shell of the local org.
//! A Salesforce org is sent their sources, and compiles them itself.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::component::recreate;
use super::inputs::{files_below, hash_files};
use crate::progress::Step;
use crate::workspace::Workspace;

/// The program that compiles.
const COMPILER: &str = "crates/xtask/src/build/lwc.mjs";

/// Where the package has its components.
const SOURCES: &str = "visualforce/main/default/lwc";

/// The compiled modules and the engine they run in.
pub fn folder(workspace: &Workspace) -> PathBuf {
    workspace.root.join("target/lwc")
}

/// Compiles the components when they are not up to date.
///
/// # Errors
/// When one does not compile; the words of the compiler are shown.
pub fn compile(workspace: &Workspace) -> anyhow::Result<()> {
    let (sources, folder) = (workspace.root.join(SOURCES), folder(workspace));
    let mut inputs = files_below(&sources)?;
    inputs.push(workspace.root.join(COMPILER));
    inputs.push(workspace.root.join("package-lock.json"));
    let wanted = hash_files(&inputs)?;
    let stamp = folder.join(".inputs");
    if std::fs::read_to_string(&stamp).is_ok_and(|built| built == wanted) {
        return Ok(());
    }
    // A folder that is there is a folder that is complete.
    let unfinished = folder.with_extension("unfinished");
    recreate(&unfinished)?;
    compile_into(workspace, &sources, &unfinished)?;
    std::fs::write(unfinished.join(".inputs"), wanted).context("cannot write the stamp of the compiler")?;
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("cannot replace {}", folder.display()))?;
    }
    std::fs::rename(&unfinished, &folder).with_context(|| format!("cannot write {}", folder.display()))
}

/// Compiles the components below `from` into the folder `to`: the engine, and a module of each.
///
/// # Errors
/// When one does not compile; the words of the compiler are shown.
pub fn compile_into(workspace: &Workspace, from: &Path, to: &Path) -> anyhow::Result<()> {
    Step {
        title: "Compiling the Lightning web components",
        log: workspace.logs().join("lwc.log"),
        limit: None,
    }
    .run(
        workspace
            .program("node")
            .arg(workspace.root.join(COMPILER))
            .arg(from)
            .arg(to),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    const META: &str = "<LightningComponentBundle><apiVersion>66.0</apiVersion></LightningComponentBundle>";

    #[test]
    fn a_component_becomes_a_module_whose_imports_are_addresses() {
        let workspace = Workspace::locate().unwrap();
        let (from, to) = (
            planted(&[
                (
                    "hello/hello.js",
                    "import { LightningElement } from 'lwc'; import word from '@salesforce/label/c.Word'; \
                     export default class Hello extends LightningElement { word = word; }",
                ),
                (
                    "hello/hello.html",
                    "<template><c-other>{word}</c-other></template>",
                ),
                ("hello/hello.js-meta.xml", META),
            ]),
            tempfile::tempdir().unwrap(),
        );
        compile_into(&workspace, from.path(), to.path()).unwrap();
        let module = std::fs::read_to_string(to.path().join("modules/hello.js")).unwrap();
        for import in [
            "\"../engine.js\"",
            "\"./other.js\"",
            "\"./@salesforce/label/c.Word.js\"",
        ] {
            assert!(module.contains(import), "{import} in {module}");
        }
        assert!(to.path().join("engine.js").is_file());
    }

    #[test]
    fn what_the_platform_refuses_does_not_compile() {
        let workspace = Workspace::locate().unwrap();
        let (from, to) = (
            planted(&[
                (
                    "hello/hello.js",
                    "import { LightningElement } from 'lwc'; export default class A extends LightningElement {}",
                ),
                ("hello/hello.html", "<template><p if:nonsense={x}></p></template>"),
                ("hello/hello.js-meta.xml", META),
            ]),
            tempfile::tempdir().unwrap(),
        );
        let error = compile_into(&workspace, from.path(), to.path()).unwrap_err();
        assert!(error.to_string().contains("Lightning web components"), "{error}");
        assert!(!to.path().join("modules/hello.js").exists());
    }
}
