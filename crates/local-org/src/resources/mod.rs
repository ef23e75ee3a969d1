//! Static resources: files and archives that pages load by address.

mod mime;
pub mod route;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use std::time::UNIX_EPOCH;

use org_data::SourceTree;
use serde::Deserialize;

use crate::package;

/// The static resources of the sources. A resource exists when one of the sources has its
/// `<Name>.resource-meta.xml`; its content is the folder `<Name>` or the file `<Name>.<extension>`, which
/// another source of the same namespace may overlay file by file. Names are those in the org (`ns__Name`).
#[derive(Debug, Default)]
pub struct Resources {
    tree: SourceTree,
    known: RwLock<BTreeMap<String, Resource>>,
}

/// One static resource.
#[derive(Clone, Debug, Default)]
struct Resource {
    name: String,
    content_type: String,
    /// Files by path inside the resource; a single-file resource has the path "".
    files: BTreeMap<String, PathBuf>,
}

/// Content of a static resource, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// MIME type.
    pub mime: String,
    /// Bytes.
    pub bytes: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MetaXml {
    content_type: String,
}

/// Largest file taken out of an archive, in bytes. Salesforce's own limit is 5 MB for the whole resource.
const MOST_BYTES: u64 = 50_000_000;

impl Resources {
    /// Finds the static resources of the sources.
    ///
    /// # Errors
    /// A sentence naming the file at fault.
    pub fn open(tree: &SourceTree) -> Result<Self, String> {
        let known = scan(tree)?;
        Ok(Self {
            tree: tree.clone(),
            known: RwLock::new(known),
        })
    }

    /// The address of a resource: `/resource/<time of its last change in milliseconds>/<Name>`.
    pub fn url(&self, name: &str) -> Option<String> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let resource = known.get(&name.to_lowercase())?;
        let changed = resource
            .files
            .values()
            .filter_map(|path| modified(path))
            .max()
            .unwrap_or_default();
        Some(format!("/resource/{changed}/{}", resource.name))
    }

    /// The content at `path` (without leading slash; empty for a single file) of a resource; `None` when there
    /// is none.
    ///
    /// # Errors
    /// When a file or archive cannot be read.
    pub fn content(&self, name: &str, path: &str) -> Result<Option<Content>, String> {
        if let Some(content) = self.find(name, path)? {
            return Ok(Some(content));
        }
        // A build may have added files since the last look.
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = scan(&self.tree)?;
        self.find(name, path)
    }

    fn find(&self, name: &str, path: &str) -> Result<Option<Content>, String> {
        let resource = {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            known.get(&name.to_lowercase()).cloned()
        };
        let Some(resource) = resource else { return Ok(None) };
        if let Some(file) = resource.files.get(path) {
            let bytes = match std::fs::read(file) {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(format!("{}: {error}", file.display())),
            };
            let mime = if path.is_empty() {
                resource.content_type
            } else {
                mime::of(path).to_owned()
            };
            return Ok(Some(Content { mime, bytes }));
        }
        match resource.files.get("") {
            Some(archive) if resource.content_type == "application/zip" => unpack(archive, path),
            _ => Ok(None),
        }
    }
}

fn scan(tree: &SourceTree) -> Result<BTreeMap<String, Resource>, String> {
    const META: &str = ".resource-meta.xml";
    let files = tree.files("staticresources").map_err(|error| error.to_string())?;
    let mut found: BTreeMap<String, Resource> = BTreeMap::new();
    for file in &files {
        let relative = file.relative.to_string_lossy().replace('\\', "/");
        let Some(name) = relative.strip_suffix(META).filter(|name| !name.contains('/')) else {
            continue;
        };
        let text = std::fs::read_to_string(&file.path)
            .map_err(|error| format!("{}: {error}", file.path.display()))?;
        let meta: MetaXml =
            quick_xml::de::from_str(&text).map_err(|error| format!("{}: {error}", file.path.display()))?;
        let name = package::full(&file.namespace, name);
        let resource = Resource {
            name: name.clone(),
            content_type: meta.content_type,
            files: BTreeMap::new(),
        };
        found.insert(name.to_lowercase(), resource);
    }
    for file in files {
        let relative = file.relative.to_string_lossy().replace('\\', "/");
        if relative.ends_with(META) {
            continue;
        }
        let (name, path) = match relative.split_once('/') {
            Some((folder, path)) => (folder.to_owned(), path.to_owned()),
            None => (
                relative.split('.').next().unwrap_or_default().to_owned(),
                String::new(),
            ),
        };
        let name = package::full(&file.namespace, &name);
        if let Some(resource) = found.get_mut(&name.to_lowercase()) {
            resource.files.insert(path, file.path);
        }
    }
    Ok(found)
}

fn modified(path: &Path) -> Option<u128> {
    let time = path.metadata().ok()?.modified().ok()?;
    Some(time.duration_since(UNIX_EPOCH).ok()?.as_millis())
}

fn unpack(archive: &Path, path: &str) -> Result<Option<Content>, String> {
    let explain = |error: &dyn std::fmt::Display| format!("{}: {error}", archive.display());
    let file = std::fs::File::open(archive).map_err(|error| explain(&error))?;
    let mut zip = zip::ZipArchive::new(file).map_err(|error| explain(&error))?;
    let entry = match zip.by_name(path) {
        Ok(entry) if entry.is_file() => entry,
        Ok(_) | Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(explain(&error)),
    };
    let mut bytes = Vec::new();
    entry
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| explain(&error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(explain(&format!("{path} is larger than {MOST_BYTES} bytes")));
    }
    Ok(Some(Content {
        mime: mime::of(path).to_owned(),
        bytes,
    }))
}
