//! Zip archives whose bytes depend on nothing but names and contents: sorted entries, one fixed time, no owners.

use std::fs::File;
use std::io::{Read, Seek, Write as _};
use std::path::Path;

use anyhow::{Context, bail};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::build::inputs::files_below;
use crate::build::recreate;

/// More than any package of ours unpacks to, in bytes: what is larger is no archive of ours.
const MOST_BYTES: u64 = 400_000_000;

/// Packs every file below `folder` into the archive `to`.
///
/// # Errors
/// When a file cannot be read or written.
pub fn pack(folder: &Path, to: &Path) -> anyhow::Result<()> {
    let mut names = Vec::new();
    for file in files_below(folder)? {
        let relative = file.strip_prefix(folder).context("a file outside its folder")?;
        let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
        names.push((parts.context("a file name is no text")?.join("/"), file));
    }
    // By whole names: the order of a walk is by folders, and a system may list them otherwise.
    names.sort();
    // Whoever reads the archive while it is written would read half of it.
    let unfinished = to.with_extension("unfinished");
    let explain = || format!("cannot write {}", unfinished.display());
    let mut zip = ZipWriter::new(File::create(&unfinished).with_context(explain)?);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        // 1980, the first time that the format knows.
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, file) in names {
        let bytes = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        zip.start_file(name, options).with_context(explain)?;
        zip.write_all(&bytes).with_context(explain)?;
    }
    zip.finish().with_context(explain)?;
    std::fs::rename(&unfinished, to).with_context(|| format!("cannot write {}", to.display()))
}

/// Unpacks an archive into the folder `to`, which holds nothing else afterwards.
///
/// # Errors
/// When it is no archive, is larger than any of ours, or a name in it leads out of the folder.
pub fn unpack(archive: &Path, to: &Path) -> anyhow::Result<()> {
    let mut zip = open(archive)?;
    let whole: Option<u128> = zip.decompressed_size();
    if whole.is_none_or(|bytes| bytes > u128::from(MOST_BYTES)) {
        bail!("{} is too large for a package", archive.display());
    }
    recreate(to)?;
    zip.extract(to)
        .with_context(|| format!("cannot unpack {}", archive.display()))
}

/// The text of one file of an archive; `None` when it has none of that name.
///
/// # Errors
/// When it is no archive, or the file is no text.
pub fn text_of(archive: &Path, name: &str) -> anyhow::Result<Option<String>> {
    let mut zip = open(archive)?;
    let mut text = String::new();
    match zip.by_name(name) {
        Ok(entry) => entry
            .take(MOST_BYTES)
            .read_to_string(&mut text)
            .with_context(|| format!("cannot read {name} in {}", archive.display()))?,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", archive.display())),
    };
    Ok(Some(text))
}

fn open(archive: &Path) -> anyhow::Result<ZipArchive<impl Read + Seek>> {
    let file = File::open(archive).with_context(|| format!("cannot read {}", archive.display()))?;
    ZipArchive::new(file).with_context(|| format!("{} is no zip archive", archive.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    #[test]
    fn the_same_files_make_the_same_bytes() {
        let files = [("b/c.txt", "two"), ("b.txt", "three"), ("a.txt", "one")];
        let (first, second) = (planted(&files), planted(&[files[2], files[1], files[0]]));
        // The second's files are of another time.
        let other = File::options()
            .write(true)
            .open(second.path().join("a.txt"))
            .unwrap();
        other.set_modified(std::time::UNIX_EPOCH).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one.zip"), folder.path().join("two.zip"));
        pack(first.path(), &one).unwrap();
        pack(second.path(), &two).unwrap();
        assert_eq!(std::fs::read(&one).unwrap(), std::fs::read(&two).unwrap());
        let zip = ZipArchive::new(File::open(&one).unwrap()).unwrap();
        let names: Vec<&str> = zip.file_names().collect();
        assert_eq!(names, ["a.txt", "b.txt", "b/c.txt"]);
    }

    #[test]
    fn what_was_packed_comes_out_again() {
        let from = planted(&[("a/b.txt", "text")]);
        let folder = tempfile::tempdir().unwrap();
        let (archive, to) = (folder.path().join("a.zip"), folder.path().join("out"));
        pack(from.path(), &archive).unwrap();
        std::fs::create_dir(&to).unwrap();
        std::fs::write(to.join("old.txt"), "gone").unwrap();
        unpack(&archive, &to).unwrap();
        assert_eq!(std::fs::read_to_string(to.join("a/b.txt")).unwrap(), "text");
        assert!(!to.join("old.txt").exists());
        assert_eq!(text_of(&archive, "a/b.txt").unwrap().as_deref(), Some("text"));
        assert_eq!(text_of(&archive, "none").unwrap(), None);
    }

    #[test]
    fn what_is_no_archive_is_refused_by_name() {
        let folder = planted(&[("a.zip", "no zip")]);
        let error = unpack(&folder.path().join("a.zip"), &folder.path().join("out")).unwrap_err();
        assert!(error.to_string().ends_with("a.zip is no zip archive"), "{error}");
    }

    #[test]
    fn no_file_lands_outside_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("a.zip");
        let mut zip = ZipWriter::new(File::create(&archive).unwrap());
        zip.start_file("../outside.txt", SimpleFileOptions::default())
            .unwrap();
        zip.write_all(b"text").unwrap();
        zip.finish().unwrap();
        assert!(unpack(&archive, &folder.path().join("out")).is_err());
        assert!(!folder.path().join("outside.txt").exists());
    }
}
