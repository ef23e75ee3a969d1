//! Metadata files of one type, read into a shape.

use org_data::SourceTree;
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;

/// One component of the sources.
#[derive(Clone, Debug)]
pub struct Component<T> {
    /// Name of the file without its ending.
    pub name: String,
    /// Namespace of the package it belongs to; empty for the org's own.
    pub namespace: String,
    /// What the file says.
    pub content: T,
}

/// Every component in the folders called `folder` whose file ends in `ending`, by name.
///
/// # Errors
/// A sentence naming the file at fault.
pub fn components<T: DeserializeOwned>(
    tree: &SourceTree,
    folder: &str,
    ending: &str,
) -> Result<Vec<Component<T>>, String> {
    let mut found = Vec::new();
    for file in tree.files(folder).map_err(|error| error.to_string())? {
        let name = file.path.file_name().and_then(|name| name.to_str());
        let Some(name) = name.and_then(|name| name.strip_suffix(ending)) else {
            continue;
        };
        let explain = |error: &dyn std::fmt::Display| format!("{}: {error}", file.path.display());
        let text = std::fs::read_to_string(&file.path).map_err(|error| explain(&error))?;
        found.push(Component {
            // Signs that file names may not have are written as in an address.
            name: percent_decode_str(name).decode_utf8_lossy().into_owned(),
            namespace: file.namespace,
            content: quick_xml::de::from_str(&text).map_err(|error| explain(&error))?,
        });
    }
    Ok(found)
}
