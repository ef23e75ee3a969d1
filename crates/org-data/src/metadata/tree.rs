//! Where source-format files lie: typed folders anywhere under several roots, later roots winning.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::OpenError;
use crate::faults::Faults;

/// Folder names that hold metadata of one type. A folder of such a name is never searched for another one
/// inside it (a static resource may well contain a directory `pages`).
const TYPED_FOLDERS: &[&str] = &[
    "applications",
    "aura",
    "classes",
    "components",
    "contentassets",
    "cspTrustedSites",
    "customApplicationComponents",
    "customMetadata",
    "customPermissions",
    "dashboards",
    "email",
    "externalAuthIdentityProviders",
    "externalCredentials",
    "flexipages",
    "flows",
    "globalValueSets",
    "groups",
    "homePageComponents",
    "homePageLayouts",
    "labels",
    "layouts",
    "lwc",
    "messageChannels",
    "namedCredentials",
    "notificationtypes",
    "objectTranslations",
    "objects",
    "pages",
    "permissionsetgroups",
    "permissionsets",
    "profiles",
    "queues",
    "quickActions",
    "remoteSiteSettings",
    "reportTypes",
    "reports",
    "roles",
    "settings",
    "sharingRules",
    "sites",
    "standardValueSets",
    "staticresources",
    "tabs",
    "translations",
    "triggers",
    "weblinks",
];

/// One file or directory inside a typed folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path relative to the typed folder, for example `Foo__c/fields/Bar__c.field-meta.xml`.
    pub relative: PathBuf,
    /// Where it is.
    pub path: PathBuf,
    /// Namespace of the package it belongs to; empty for the org's own metadata.
    pub namespace: String,
}

/// A source root and the namespace its components are installed under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRoot {
    /// The directory.
    pub path: PathBuf,
    /// Namespace; empty for metadata that belongs to the org itself.
    pub namespace: String,
}

impl SourceRoot {
    /// A root of the org's own metadata.
    pub fn unmanaged(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            namespace: String::new(),
        }
    }
}

/// The source roots of an org, searched as `sfdx` does: typed folders may lie anywhere under a root.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    roots: Vec<PathBuf>,
    /// Typed folders in root order.
    folders: Vec<Folder>,
    pub(crate) faults: Faults,
}

#[derive(Clone, Debug)]
struct Folder {
    name: String,
    path: PathBuf,
    namespace: String,
    /// A folder of any other name in which classes or triggers lie; what is below it is not its own.
    loose: bool,
}

/// Apex may lie in folders of any name: extension and the folder it belongs into.
const LOOSE: &[(&str, &str)] = &[("cls", "classes"), ("trigger", "triggers")];

impl SourceTree {
    /// Finds the typed folders under `roots`; a later root wins over an earlier one.
    ///
    /// # Errors
    /// When a root does not exist or cannot be read.
    pub fn open(roots: &[PathBuf]) -> Result<Self, OpenError> {
        let roots: Vec<SourceRoot> = roots.iter().map(SourceRoot::unmanaged).collect();
        Self::open_roots(&roots)
    }

    /// As [`SourceTree::open`], with a namespace for each root. A file wins over an earlier one of the same
    /// name only where both have the same namespace.
    ///
    /// # Errors
    /// When a root does not exist or cannot be read.
    pub fn open_roots(roots: &[SourceRoot]) -> Result<Self, OpenError> {
        let mut folders = Vec::new();
        for root in roots {
            if !root.path.is_dir() {
                return Err(OpenError::read(
                    &root.path,
                    "no such directory; give a source-format folder with --source",
                ));
            }
            find_folders(root, &mut folders)?;
        }
        Ok(Self {
            roots: roots.iter().map(|root| root.path.clone()).collect(),
            folders,
            faults: Faults::default(),
        })
    }

    /// The roots, as given.
    pub fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// Every file in the folders called `name`, at any depth, sorted by relative path. Of two files with
    /// the same relative path the one of the later root is returned.
    ///
    /// # Errors
    /// When a directory cannot be read.
    pub fn files(&self, name: &str) -> Result<Vec<SourceFile>, OpenError> {
        self.collect(name, usize::MAX, |entry| entry.file_type().is_file())
    }

    /// The direct children (files and directories) of the folders called `name`, sorted by name, later
    /// roots winning. For types whose component is a directory, such as an unpacked static resource.
    ///
    /// # Errors
    /// When a directory cannot be read.
    pub fn entries(&self, name: &str) -> Result<Vec<SourceFile>, OpenError> {
        self.collect(name, 1, |_| true)
    }

    /// The paths of [`SourceTree::files`].
    ///
    /// # Errors
    /// When a directory cannot be read.
    pub fn folder(&self, name: &str) -> Result<Vec<PathBuf>, OpenError> {
        Ok(self.files(name)?.into_iter().map(|file| file.path).collect())
    }

    fn collect(
        &self,
        name: &str,
        depth: usize,
        wanted: impl Fn(&walkdir::DirEntry) -> bool,
    ) -> Result<Vec<SourceFile>, OpenError> {
        let mut found = BTreeMap::new();
        for Folder {
            path: folder,
            namespace,
            loose,
            ..
        } in self.folders.iter().filter(|folder| folder.name == name)
        {
            for entry in WalkDir::new(folder)
                .min_depth(1)
                .max_depth(if *loose { 1 } else { depth })
                .sort_by_file_name()
            {
                let entry = entry.map_err(|error| OpenError::read(folder, error))?;
                if !wanted(&entry) || is_hidden(&entry) {
                    continue;
                }
                let relative = entry
                    .path()
                    .strip_prefix(folder)
                    .unwrap_or(entry.path())
                    .to_path_buf();
                found.insert((relative, namespace.clone()), entry.into_path());
            }
        }
        Ok(found
            .into_iter()
            .map(|((relative, namespace), path)| SourceFile {
                relative,
                path,
                namespace,
            })
            .collect())
    }
}

fn find_folders(source: &SourceRoot, folders: &mut Vec<Folder>) -> Result<(), OpenError> {
    let root: &Path = &source.path;
    let mut walk = WalkDir::new(root).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = entry.map_err(|error| OpenError::read(root, error))?;
        if !entry.file_type().is_dir() {
            if let Some((folder, path)) = loose(entry.path())
                && !folders
                    .iter()
                    .any(|known| known.name == folder && known.path == path)
            {
                folders.push(Folder {
                    name: folder.to_owned(),
                    path,
                    namespace: source.namespace.clone(),
                    loose: true,
                });
            }
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.depth() > 0 && (is_hidden(&entry) || name == "node_modules") {
            walk.skip_current_dir();
        } else if TYPED_FOLDERS.contains(&name.as_str()) {
            folders.push(Folder {
                name,
                path: entry.into_path(),
                namespace: source.namespace.clone(),
                loose: false,
            });
            walk.skip_current_dir();
        }
    }
    Ok(())
}

/// The kind of a file that lies outside the folder of its kind, and where.
fn loose(path: &Path) -> Option<(&'static str, PathBuf)> {
    let extension = path.extension()?;
    let (_, folder) = LOOSE.iter().find(|(known, _)| extension == *known)?;
    Some((folder, path.parent()?.to_path_buf()))
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}
