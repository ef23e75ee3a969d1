//! The names of what the Salesforce package consists of: the stems of its files, as the source format has them.

use std::path::Path;

use crate::build::inputs::files_below;

/// The stems of the files below `package` that end with one of `endings`, sorted, each once.
///
/// # Errors
/// When the folder cannot be read.
pub fn stems(package: &Path, endings: &[&str]) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    for file in files_below(package)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let stem = endings.iter().find_map(|ending| name.strip_suffix(ending));
        names.extend(stem.map(str::to_owned));
    }
    names.sort();
    names.dedup();
    Ok(names)
}

/// Whether `sign` can be part of a name in Salesforce.
pub fn in_name(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}
