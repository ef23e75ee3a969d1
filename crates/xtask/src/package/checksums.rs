//! The list of checksums, in the form that `sha256sum --check` reads.

use std::path::Path;

use anyhow::Context;
use sha2::{Digest as _, Sha256};

/// The list, next to the files that it names.
pub const LIST: &str = "SHA256SUMS";

/// Writes the checksums of `files` in `folder` into the list there.
///
/// # Errors
/// When one cannot be read, or the list not be written.
pub fn write(folder: &Path, files: &[&str]) -> anyhow::Result<()> {
    let mut lines = String::new();
    let mut files = files.to_vec();
    files.sort_unstable();
    for name in files {
        let file = folder.join(name);
        let bytes = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        lines.push_str(&format!("{:x}  {name}\n", Sha256::digest(bytes)));
    }
    let list = folder.join(LIST);
    std::fs::write(&list, lines).with_context(|| format!("cannot write {}", list.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    #[test]
    fn the_list_is_what_sha256sum_writes() {
        let folder = planted(&[("b.zip", "abc"), ("a.zip", "")]);
        write(folder.path(), &["b.zip", "a.zip"]).unwrap();
        // Source: FIPS 180-4, the digests of "" and "abc".
        assert_eq!(
            std::fs::read_to_string(folder.path().join(LIST)).unwrap(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.zip\n\
             ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.zip\n"
        );
    }
}
