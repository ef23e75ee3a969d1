//! What each static resource weighs, for people and for programs.

use std::path::Path;

use anyhow::Context;
use serde_json::{Map, Value, json};

use crate::build::inputs::files_below;
use crate::sizes::Sizes;

/// Measures every static resource below `resources`; `zipped` has the archive of each, as an org stores it. Writes the
/// numbers to `to` and prints a table.
///
/// # Errors
/// When a file cannot be read, or the numbers not be written.
pub fn write(resources: &Path, zipped: &Path, to: &Path) -> anyhow::Result<()> {
    let measured = measure(resources, zipped)?;
    print_table(&measured);
    let text = serde_json::to_string_pretty(&as_json(&measured)).context("sizes are no JSON")?;
    std::fs::write(to, text + "\n").with_context(|| format!("cannot write {}", to.display()))
}

/// A static resource.
struct Resource {
    name: String,
    /// Bytes of its archive: what counts against Salesforce's limit of 5 MB.
    archive: usize,
    files: Vec<(String, Sizes)>,
}

impl Resource {
    fn together(&self) -> Sizes {
        let mut all = Sizes::default();
        for (_, sizes) in &self.files {
            all += *sizes;
        }
        all
    }
}

fn measure(resources: &Path, zipped: &Path) -> anyhow::Result<Vec<Resource>> {
    let mut found: Vec<Resource> = Vec::new();
    for file in files_below(resources)? {
        let relative = file
            .strip_prefix(resources)
            .context("a file outside its folder")?;
        let mut parts = relative.iter().map(|part| part.to_string_lossy());
        let name = parts.next().context("a file without a name")?.into_owned();
        let path = parts.collect::<Vec<_>>().join("/");
        if path.is_empty() {
            continue;
        }
        let entry = (path, Sizes::of(&file)?);
        match found.last_mut().filter(|last| last.name == name) {
            Some(resource) => resource.files.push(entry),
            None => {
                let archive = zipped.join(format!("{name}.resource"));
                let length = archive
                    .metadata()
                    .with_context(|| format!("cannot read {}", archive.display()))?;
                found.push(Resource {
                    archive: usize::try_from(length.len()).context("a file larger than memory")?,
                    name,
                    files: vec![entry],
                });
            }
        }
    }
    Ok(found)
}

fn as_json(resources: &[Resource]) -> Value {
    let sizes = |sizes: &Sizes| json!({ "raw": sizes.raw, "gzip": sizes.gzip, "brotli": sizes.brotli });
    let all: Map<String, Value> = resources
        .iter()
        .map(|resource| {
            let files: Map<String, Value> = resource
                .files
                .iter()
                .map(|(path, own)| (path.clone(), sizes(own)))
                .collect();
            let value = json!({
                "archive": resource.archive,
                "together": sizes(&resource.together()),
                "files": files,
            });
            (resource.name.clone(), value)
        })
        .collect();
    json!({ "unit": "bytes", "resources": all })
}

fn print_table(resources: &[Resource]) {
    println!(
        "  {:30}{:>10}{:>10}{:>10}{:>10}",
        "static resource", "raw", "gzip", "Brotli", "archive"
    );
    for resource in resources {
        let all = resource.together();
        println!(
            "  {:30}{:>10}{:>10}{:>10}{:>10}",
            resource.name, all.raw, all.gzip, all.brotli, resource.archive
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    #[test]
    fn every_file_of_a_resource_is_measured() {
        let resources = planted(&[
            ("App/app.js", &"word ".repeat(100)),
            ("App/sub/b.css", "b"),
            ("Z/z.js", "z"),
        ]);
        let zipped = planted(&[("App.resource", "1234"), ("Z.resource", "1")]);
        let to = resources.path().join("sizes.json");
        write(resources.path(), zipped.path(), &to).unwrap();
        let json: Value = serde_json::from_str(&std::fs::read_to_string(to).unwrap()).unwrap();
        let app = &json["resources"]["App"];
        assert_eq!(
            (&app["archive"], &app["together"]["raw"]),
            (&json!(4), &json!(501))
        );
        assert_eq!(app["files"]["sub/b.css"]["raw"], 1);
        assert!(app["files"]["app.js"]["brotli"].as_u64().unwrap() < 50);
        assert_eq!(json["resources"].as_object().unwrap().len(), 2);
    }

    #[test]
    fn a_resource_without_its_archive_is_an_error() {
        let (resources, zipped) = (planted(&[("App/app.js", "")]), planted(&[]));
        assert!(
            write(
                resources.path(),
                zipped.path(),
                &resources.path().join("sizes.json")
            )
            .is_err()
        );
    }
}
