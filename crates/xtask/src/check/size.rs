//! What opening a record page costs: the bytes a component loads, raw and as a browser downloads them, against the
//! component's budget.

use std::path::PathBuf;

use super::{Subject, Violations};
use crate::build::SHARED_RESOURCE;
use crate::components::COMPONENTS;
use crate::sizes::Sizes;

/// What starts every component.
const BOOT: &str = "boot.js";

/// # Errors
/// When a built file cannot be read.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    let resources = subject.workspace.package().join("staticresources");
    let mut found = Vec::new();
    for component in &COMPONENTS {
        let own = resources.join(component.resource);
        let shared = resources.join(SHARED_RESOURCE);
        let files: Vec<PathBuf> = [component.module(), component.script()]
            .iter()
            .map(|file| own.join(file))
            .chain(
                [BOOT]
                    .iter()
                    .chain(component.styles)
                    .map(|file| shared.join(file)),
            )
            .collect();
        let total = print_table(component.name, &files)?;
        found.extend(over_budget(component.name, total, component.most_bytes));
    }
    Ok(found)
}

fn over_budget(name: &str, bytes: usize, most: usize) -> Option<String> {
    (bytes > most).then(|| {
        format!(
            "{name} loads {bytes} bytes (Brotli), {} more than {most}",
            bytes - most
        )
    })
}

/// Prints one line per file; returns the Brotli total.
fn print_table(name: &str, files: &[PathBuf]) -> anyhow::Result<usize> {
    println!("  {name:24}{:>10}{:>10}{:>10}", "raw", "gzip", "Brotli");
    let mut total = Sizes::default();
    for file in files {
        let sizes = Sizes::of(file)?;
        let label = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        println!(
            "  {label:24}{:>10}{:>10}{:>10}",
            sizes.raw, sizes.gzip, sizes.brotli
        );
        total += sizes;
    }
    println!(
        "  {:24}{:>10}{:>10}{:>10}",
        "together", total.raw, total.gzip, total.brotli
    );
    Ok(total.brotli)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    #[test]
    fn a_file_over_the_budget_is_found() {
        // Every byte value in a scrambled order: does not compress.
        let noise: String = (0..200_u32)
            .map(|n| char::from(b'!' + u8::try_from(n * n * 7 % 90).unwrap()))
            .collect();
        let folder = planted(&[("a.js", &noise)]);
        let total = print_table("planted", &[folder.path().join("a.js")]).unwrap();
        assert!(total > 20);
        assert!(over_budget("planted", total, total - 1).is_some());
        assert!(over_budget("planted", total, total).is_none());
    }

    #[test]
    fn a_missing_file_is_an_error() {
        let folder = planted(&[]);
        assert!(print_table("planted", &[folder.path().join("a.js")]).is_err());
    }
}
