//! What opening a record page costs: the bytes a component loads, raw and as a browser downloads them, against the
//! component's budget.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::{Subject, Violations};
use crate::build::SHARED_RESOURCE;
use crate::components::COMPONENTS;

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
    let mut total = Sizes {
        raw: 0,
        gzip: 0,
        brotli: 0,
    };
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
        total.raw += sizes.raw;
        total.gzip += sizes.gzip;
        total.brotli += sizes.brotli;
    }
    println!(
        "  {:24}{:>10}{:>10}{:>10}",
        "together", total.raw, total.gzip, total.brotli
    );
    Ok(total.brotli)
}

/// Sizes in bytes.
struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Sizes {
    fn of(file: &Path) -> anyhow::Result<Self> {
        let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&bytes).context("gzip failed")?;
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin: 22,
            ..Default::default()
        };
        let mut squeezed = Vec::new();
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut squeezed, &parameters).context("Brotli failed")?;
        Ok(Self {
            raw: bytes.len(),
            gzip: gzip.finish().context("gzip failed")?.len(),
            brotli: squeezed.len(),
        })
    }
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

    #[test]
    fn compression_is_measured() {
        let folder = planted(&[("a.css", &"a { color: red }\n".repeat(1000))]);
        let sizes = Sizes::of(&folder.path().join("a.css")).unwrap();
        assert_eq!(sizes.raw, 17_000);
        assert!(sizes.gzip < 300 && sizes.brotli < sizes.gzip);
    }
}
