//! `cargo xtask screenshots`: pictures taken from the running product, for the documentation and for eyes that want to
//! see every state of every screen.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, bail};

use crate::args;
use crate::build;
use crate::build::inputs::files_below;
use crate::process;
use crate::run::build_programs;
use crate::setup::{self, Needs};
use crate::test::playwright;
use crate::workspace::Workspace;

/// What the browser tests call where they look at a state with axe, and take its picture.
const LOOKS: [&str; 3] = [
    "expectAccessible(",
    "expectPageAccessible(",
    "expectStateAccessible(",
];

/// `screenshots`: `docs/images/` and the gallery in `target/gallery/index.html`; `screenshots docs` or
/// `screenshots gallery [FILTER]` for one of them.
///
/// # Errors
/// When something is missing or does not build, or a state could not be reached.
pub fn command(workspace: &Workspace, rest: Vec<OsString>) -> anyhow::Result<ExitCode> {
    let words = args::words(rest)?;
    let (docs, gallery, filter) = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => (true, true, None),
        ["docs"] => (true, false, None),
        ["gallery"] => (false, true, None),
        ["gallery", filter] => (false, true, Some(filter)),
        [word, ..] => bail!("screenshots takes `docs` or `gallery [FILTER]`, no {word:?}"),
    };
    let tools = setup::all(workspace, Needs::Browser)?;
    build::package(workspace, &tools)?;
    build_programs(workspace)?;
    if docs {
        run(playwright(workspace, "screenshots.config.ts")?)?;
        println!("the pictures of the documentation are in docs/images/");
    }
    if gallery {
        let index = take_gallery(workspace, filter)?;
        println!("every state: {}", index.display());
    }
    Ok(ExitCode::SUCCESS)
}

fn run(mut playwright: Command) -> anyhow::Result<()> {
    let status = process::start(playwright.stdin(Stdio::null()))?.wait()?;
    if !status.success() {
        bail!("not all pictures were taken ({status}); the reason is above");
    }
    Ok(())
}

/// Runs the tests that look at states, with pictures.
fn take_gallery(workspace: &Workspace, filter: Option<&str>) -> anyhow::Result<PathBuf> {
    let folder = workspace.root.join("target/gallery");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    let specs = files_below(&workspace.root.join("tests/browser/specs"))?;
    let mut command = playwright(workspace, "playwright.config.ts")?;
    // One word, since `--project` takes every word that follows it for a project.
    command.arg("--project=unmanaged").env("GALLERY", &folder);
    for spec in specs {
        let text =
            std::fs::read_to_string(&spec).with_context(|| format!("cannot read {}", spec.display()))?;
        if LOOKS.iter().any(|call| text.contains(call)) {
            command.arg(spec);
        }
    }
    if let Some(filter) = filter {
        command.args(["--grep", filter]);
    }
    let outcome = run(command);
    if !folder.exists() {
        outcome?;
        bail!("no test that ran looks at a state; the filter may be too narrow");
    }
    let index = folder.join("index.html");
    std::fs::write(&index, page(&folder)?).with_context(|| format!("cannot write {}", index.display()))?;
    outcome.map(|()| index)
}

/// A page with all pictures below a folder.
fn page(folder: &Path) -> anyhow::Result<String> {
    let mut html = String::from(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Every state</title><h1>Every state</h1>\n",
    );
    let mut group = String::new();
    for file in files_below(folder)? {
        let name = file
            .strip_prefix(folder)
            .context("a file outside its folder")?
            .display()
            .to_string();
        let Some((spec, title)) = name.strip_suffix(".png").and_then(|name| name.split_once('/')) else {
            continue;
        };
        if spec != group {
            spec.clone_into(&mut group);
            writeln!(html, "<h2>{spec}</h2>")?;
        }
        let words = title.replace('-', " ");
        writeln!(
            html,
            "<figure><figcaption>{words}</figcaption><img src=\"{name}\" alt=\"{words}\" width=800></figure>"
        )?;
    }
    Ok(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gallery_shows_every_picture_under_its_spec() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["history/empty-1.png", "history/open-1.png", "report/stale-1.png"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let html = page(folder.path()).unwrap();
        assert_eq!(
            (html.matches("<h2>").count(), html.matches("<img").count()),
            (2, 3)
        );
        assert!(html.contains("alt=\"stale 1\""), "{html}");
    }
}
