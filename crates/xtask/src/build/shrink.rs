//! Makes a compiled component small: its wasm module and the script that wasm-bindgen wrote for it.
//!
//! The two are shrunk together, since each keeps parts of the other alive:
//! 1. esbuild drops what no page imports from the script (classes that a library exports for its own users);
//! 2. wasm-metadce drops the exports that the script no longer names, with the code behind them;
//! 3. wasm-opt optimises, and renames imports and exports to a letter or two: the long names carry hashes, which
//!    do not compress;
//! 4. esbuild gives the script the same names and minifies it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use serde_json::{Map, Value, json};

use super::component::{Component, recreate};
use super::inputs::files_below;
use crate::progress::Step;
use crate::workspace::Workspace;

/// What the target's browsers all understand. Never `--all-features`: it writes modules that no engine accepts.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Flattened first: what the compiler nested is laid out anew, a tenth smaller than `-Oz` alone leaves it.
const OPTIMISE: [&str; 8] = [
    // The far end of the stack lies there, so that an offset can become a part of each load and store.
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--converge",
    "--strip-producers",
    "--strip-target-features",
];

/// Not among the above: what converges runs more than once.
const RENAME: &str = "--minify-imports-and-exports-and-modules";

/// The JavaScript that Salesforce's supported browsers understand.
const SCRIPT: [&str; 3] = ["--format=esm", "--target=es2022", "--log-level=warning"];

/// Where wasm-bindgen puts the scripts that a component imports from its own crate.
const SNIPPETS: &str = "snippets";

/// What wasm-bindgen writes for browsers and callers that are not ours, as it is and as it ships: each must be there.
const GLUE: [(&str, &str); 3] = [
    // A text is encoded in one go, not letter by letter with the rest of it into memory that grows.
    ("if (realloc === undefined) {", "if (true) {"),
    (", wasm.__wbindgen_realloc)", ")"),
    ("if (!('encodeInto' in cachedTextEncoder)) {", "if (false) {"),
];

/// Goes at the end of a component's script, and is what boot.js calls with the module's bytes: wasm-bindgen's own
/// start knows addresses, replies and modules as well. Called again it answers the instance that runs.
const BEGIN: &str = "
let running;
export const begin = (from) =>
  (running ??= WebAssembly.instantiate(from.module_or_path, __wbg_get_imports()).then(({ instance }) =>
    __wbg_finalize_init(instance),
  ));
";

/// What boot.js imports from a component's script (`{script}`).
const ENTRY: &str = "export { begin as default, start } from './{script}';\n";

/// Prints the names of a module's exports as JSON.
const EXPORTS: &str = "\
const module = new WebAssembly.Module(require('node:fs').readFileSync(process.argv[1]));
console.log(JSON.stringify(WebAssembly.Module.exports(module).map(({ name }) => name)));";

/// Shrinks a component's script and module of the folder `from` into the folder `to`; returns the module's place.
///
/// # Errors
/// When a tool fails, or the script is not one that can be shrunk this way.
pub fn shrink(
    workspace: &Workspace,
    component: &Component,
    from: &Path,
    to: &Path,
) -> anyhow::Result<PathBuf> {
    let scratch = workspace.root.join("target/xtask/shrink").join(component.name);
    recreate(&scratch)?;
    let work = Work {
        workspace,
        name: component.name,
        scratch: &scratch,
    };
    let compiled = from.join(component.module());
    let glue = read(&from.join(component.script()))?;

    refuse_direct_imports(&glue)?;
    // The scripts that a component brings along become a part of its own.
    copy_folder(&from.join(SNIPPETS), &scratch.join(SNIPPETS))?;
    let used = work.used_part(&glue, &component.script())?;
    let text = read(&used)?;
    let exports = work.exports(&compiled)?;
    let graph = reachability(&exports, &text)?;
    let live = work.without_dead_exports(&compiled, &graph)?;

    let shrunk = to.join(component.module());
    let names = work.optimised(&live, &shrunk)?;
    let renamed = renames(&names)?;
    check_renames(&renamed, &exports, &text)?;
    work.minified(&used, &renamed, &to.join(component.script()))?;
    Ok(shrunk)
}

/// One component being shrunk.
struct Work<'a> {
    workspace: &'a Workspace,
    name: &'a str,
    scratch: &'a Path,
}

impl Work<'_> {
    /// The script with only what a page uses, still readable.
    fn used_part(&self, glue: &str, name: &str) -> anyhow::Result<PathBuf> {
        let (input, entry, output) = (
            // Under its own name, by which scripts of the component may import it.
            self.scratch.join(name),
            self.scratch.join("entry.js"),
            self.scratch.join("used.js"),
        );
        // A registry that nobody registers with may go; esbuild takes no call for free of effects unless told.
        let glue = glue.replace(
            "new FinalizationRegistry(",
            "/* @__PURE__ */ new FinalizationRegistry(",
        );
        write(&input, &(simpler(glue)? + BEGIN))?;
        write(&entry, &ENTRY.replace("{script}", name))?;
        let mut esbuild = self.node_tool("esbuild");
        esbuild
            .arg(&entry)
            .args(["--bundle", "--minify-syntax"])
            // wasm-bindgen adds this symbol's method to each class, which would keep the class.
            .arg("--define:Symbol.dispose=false")
            .args(SCRIPT)
            .arg(format!("--outfile={}", output.display()));
        self.run("Dropping what no page uses from", "esbuild", &mut esbuild)?;
        Ok(output)
    }

    /// The names of a module's exports.
    fn exports(&self, module: &Path) -> anyhow::Result<Vec<String>> {
        let output = self
            .workspace
            .program("node")
            .args(["--eval", EXPORTS])
            .arg(module)
            .output()
            .context("cannot start node")?;
        serde_json::from_slice(&output.stdout).with_context(|| {
            format!(
                "{} is not a module: {}",
                module.display(),
                String::from_utf8_lossy(&output.stderr)
            )
        })
    }

    fn without_dead_exports(&self, module: &Path, graph: &Value) -> anyhow::Result<PathBuf> {
        let (file, output) = (self.scratch.join("graph.json"), self.scratch.join("live.wasm"));
        write(&file, &graph.to_string())?;
        let mut tool = self.binaryen("wasm-metadce", module, &output);
        tool.arg("--graph-file").arg(&file);
        self.run("Dropping dead code from", "wasm-metadce", &mut tool)?;
        Ok(output)
    }

    /// Optimises a module; returns the new names of imports and exports, as wasm-opt prints them.
    fn optimised(&self, module: &Path, output: &Path) -> anyhow::Result<String> {
        let small = self.scratch.join("small.wasm");
        let mut optimise = self.binaryen("wasm-opt", module, &small);
        self.run("Optimising", "wasm-opt", optimise.args(OPTIMISE))?;
        let mut rename = self.binaryen("wasm-opt", &small, output);
        let log = self.run("Shortening the names of", "rename", rename.arg(RENAME))?;
        read(&log)
    }

    /// One of binaryen's tools, with a module to read and one to write.
    fn binaryen(&self, name: &str, module: &Path, output: &Path) -> Command {
        let mut tool = self.node_tool(name);
        tool.args(WASM_FEATURES).arg(module).arg("-o").arg(output);
        tool
    }

    fn minified(&self, script: &Path, renames: &Value, output: &Path) -> anyhow::Result<()> {
        let cache = self.scratch.join("names.json");
        write(&cache, &renames.to_string())?;
        let mut esbuild = self.node_tool("esbuild");
        esbuild
            .arg(script)
            .arg("--minify")
            .args(SCRIPT)
            .arg(format!("--mangle-props={}", exactly(renames)))
            .arg(format!("--mangle-cache={}", cache.display()))
            // The module's own name is a quoted one.
            .arg("--mangle-quoted")
            .arg(format!("--outfile={}", output.display()));
        self.run("Minifying the script of", "minify", &mut esbuild)?;
        Ok(())
    }

    fn node_tool(&self, name: &str) -> Command {
        self.workspace
            .program(self.workspace.root.join("node_modules/.bin").join(name))
    }

    /// Runs a tool; returns its log.
    fn run(&self, doing: &str, tool: &str, command: &mut Command) -> anyhow::Result<PathBuf> {
        let log = self.workspace.logs().join(format!("{}-{tool}.log", self.name));
        Step {
            title: &format!("{doing} the component {}", self.name),
            log: log.clone(),
            limit: None,
        }
        .run(command)?;
        Ok(log)
    }
}

/// Leaves out what [`GLUE`] says.
fn simpler(glue: String) -> anyhow::Result<String> {
    GLUE.iter().try_fold(glue, |glue, (as_it_is, as_it_ships)| {
        if glue.contains(as_it_is) {
            Ok(glue.replace(as_it_is, as_it_ships))
        } else {
            bail!(
                "the script has no {as_it_is:?}: wasm-bindgen writes its scripts in another way than before"
            )
        }
    })
}

/// A function of a component's own script that needs no conversion is imported from its file directly, as a part of an
/// object that has the file's name. The renaming knows one object only.
fn refuse_direct_imports(glue: &str) -> anyhow::Result<()> {
    let direct = glue
        .lines()
        .map(str::trim_start)
        .find(|line| line.starts_with("\"./snippets/"));
    match direct {
        Some(line) => bail!(
            "the module imports from a script directly ({line}): put the function into an object, with `js_namespace`"
        ),
        None => Ok(()),
    }
}

/// What wasm-metadce wants to know: each export, and whether the script reaches it.
fn reachability(exports: &[String], script: &str) -> anyhow::Result<Value> {
    let is_used = |name: &str| has_property(script, "wasm", name);
    if !is_used("start") {
        bail!("the script calls no wasm.start: wasm-bindgen writes its scripts in another way than before");
    }
    let nodes = exports.iter().map(|name| {
        let mut node = json!({ "name": format!("export {name}"), "export": name });
        if is_used(name) {
            node["root"] = json!(true);
        }
        node
    });
    Ok(nodes.collect())
}

/// Reads `{"imports":[[module, old, new]...],"exports":[[old, new]...]}`; answers old names with new ones, modules
/// included.
fn renames(printed: &str) -> anyhow::Result<Value> {
    let printed: Value = serde_json::from_str(printed).context("wasm-opt did not print the new names")?;
    let mut names = serde_json::Map::new();
    for list in ["imports", "exports"] {
        for entry in printed[list].as_array().into_iter().flatten() {
            let words: Vec<&str> = entry
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            let [module @ .., old, new] = words.as_slice() else {
                bail!("wasm-opt printed {entry} for a new name")
            };
            names.insert((*old).to_owned(), json!(new));
            if let [module] = module {
                // wasm-opt calls every module so.
                names.insert((*module).to_owned(), json!("a"));
            }
        }
    }
    if names.is_empty() {
        bail!("wasm-opt gave no new names");
    }
    Ok(Value::Object(names))
}

/// The renaming is by name alone. It must not meet a property of something else than the module.
fn check_renames(renames: &Value, exports: &[String], script: &str) -> anyhow::Result<()> {
    for name in exports.iter().filter(|name| !renames[name.as_str()].is_null()) {
        let all = occurrences(script, &format!(".{name}")).count();
        let own = occurrences(script, &format!("wasm.{name}")).count();
        if all != own {
            bail!(
                "the module exports {name}, which is also a property of something else in its script; call the \
                 exported function otherwise"
            );
        }
    }
    Ok(())
}

/// Whether a script has `object.name` as whole words.
fn has_property(script: &str, object: &str, name: &str) -> bool {
    occurrences(script, &format!("{object}.{name}")).next().is_some()
}

/// Where `words` stand, not followed by more of a name.
fn occurrences<'a>(script: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    script.match_indices(words).filter_map(|(start, found)| {
        let next = script[start + found.len()..].chars().next();
        let ends = !next.is_some_and(|sign| sign.is_alphanumeric() || sign == '_' || sign == '$');
        ends.then_some(start)
    })
}

/// A regular expression for exactly the old names.
fn exactly(renames: &Value) -> String {
    // In one order: whether JSON objects keep theirs depends on what else is built along.
    let ordered: BTreeSet<&String> = renames.as_object().into_iter().flat_map(Map::keys).collect();
    let names = ordered.into_iter().map(|name| {
        let escape = |sign: char| match sign {
            '.' | '/' | '$' => format!("\\{sign}"),
            other => other.to_string(),
        };
        name.chars().map(escape).collect::<String>()
    });
    format!("^({})$", names.collect::<Vec<_>>().join("|"))
}

/// Copies a folder, if there is one.
fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    if !from.exists() {
        return Ok(());
    }
    for file in files_below(from)? {
        let copy = to.join(file.strip_prefix(from).unwrap_or(&file));
        let folder = copy.parent().unwrap_or(to);
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        std::fs::copy(&file, &copy).with_context(|| format!("cannot write {}", copy.display()))?;
    }
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_that_the_script_does_not_name_is_dead() {
        let exports = ["start", "started", "memory"].map(str::to_owned);
        let graph = reachability(&exports, "wasm.start(a); use(wasm.memory.buffer);").unwrap();
        let roots: Vec<bool> = graph
            .as_array()
            .unwrap()
            .iter()
            .map(|node| node["root"] == true)
            .collect();
        assert_eq!(roots, [true, false, true]);
        assert!(reachability(&exports, "module.start()").is_err());
    }

    #[test]
    fn a_script_that_is_not_as_expected_is_refused() {
        let glue: String = GLUE.iter().map(|(as_it_is, _)| *as_it_is).collect();
        let ships: String = GLUE.iter().map(|(_, as_it_ships)| *as_it_ships).collect();
        assert_eq!(simpler(glue).unwrap(), ships);
        assert!(simpler("if (realloc === undefined) {".to_owned()).is_err());
    }

    #[test]
    fn a_script_that_the_module_imports_directly_is_refused() {
        refuse_direct_imports("import { a } from './snippets/x/a.js';\n  __wbg_a: function() { a.b(); },")
            .unwrap();
        let error = refuse_direct_imports("    \"./snippets/x/a.js\": import1,").unwrap_err();
        assert!(error.to_string().contains("js_namespace"), "{error}");
    }

    #[test]
    fn new_names_come_with_their_module() {
        let printed = r#"{"imports":[["./a_bg.js","__wbg_x_1f","b"]],"exports":[["memory","a"]]}"#;
        let renames = renames(printed).unwrap();
        assert_eq!(
            renames,
            json!({ "./a_bg.js": "a", "__wbg_x_1f": "b", "memory": "a" })
        );
        assert_eq!(exactly(&renames), r"^(\.\/a_bg\.js|__wbg_x_1f|memory)$");
        assert!(super::renames("Fatal: no").is_err());
        assert!(super::renames("{}").is_err());
    }

    #[test]
    fn a_property_of_something_else_is_not_renamed() {
        let renames = json!({ "start": "b" });
        let exports = ["start".to_owned()];
        check_renames(&renames, &exports, "wasm.start(); other.started()").unwrap();
        let error = check_renames(&renames, &exports, "wasm.start(); clock.start()").unwrap_err();
        assert!(error.to_string().contains("exports start"), "{error}");
    }
}
