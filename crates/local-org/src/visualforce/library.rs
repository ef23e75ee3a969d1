//! The pages and components of the sources, by their names in the org (`ns__Name` for those of a package).

use std::collections::BTreeMap;
use std::path::PathBuf;

use org_data::SourceTree;

use super::error::{MarkupError, PageError};
use super::syntax::{self, Element, Node};
use crate::package;

/// Markup with its name.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Name in the org.
    pub name: String,
    /// Namespace it belongs to; empty outside the package.
    pub namespace: String,
    /// File name for messages, for example `Hello.page`.
    pub file: String,
    /// The root element: `apex:page` or `apex:component`.
    pub root: Element,
    /// Doctype written in the markup before the root, if any.
    pub doctype: Option<String>,
}

impl Definition {
    /// Whether a component may be used from other namespaces.
    pub fn is_global(&self) -> bool {
        let access = self
            .root
            .attribute("access")
            .and_then(|attribute| attribute.literal());
        access.is_some_and(|access| access.eq_ignore_ascii_case("global"))
    }
}

/// What is known of a page beside its markup.
#[derive(serde::Deserialize)]
struct PageMeta {
    label: String,
}

/// Where the markup of a page or component lies.
#[derive(Clone, Debug)]
struct Place {
    name: String,
    namespace: String,
    path: PathBuf,
}

/// Pages and components by lower-case name in the org. Markup is read again for every request, so that an edit shows
/// at once.
#[derive(Clone, Debug, Default)]
pub struct Library {
    pages: BTreeMap<String, Place>,
    components: BTreeMap<String, Place>,
}

impl Library {
    /// Finds every page and component and parses each once.
    ///
    /// # Errors
    /// The first malformed or misplaced file.
    pub fn open(tree: &SourceTree) -> Result<Self, String> {
        let library = Self::open_unchecked(tree)?;
        library.check().map_or(Ok(library), Err)
    }

    /// Finds every page and component, whatever is in them.
    ///
    /// # Errors
    /// When a directory cannot be read or a meta file is missing.
    pub fn open_unchecked(tree: &SourceTree) -> Result<Self, String> {
        Ok(Self {
            pages: find(tree, "pages", "page")?,
            components: find(tree, "components", "component")?,
        })
    }

    /// The first fault of the markup.
    fn check(&self) -> Option<String> {
        let pages = self.pages.values().map(|place| (place, "apex:page"));
        let components = self.components.values().map(|place| (place, "apex:component"));
        pages
            .chain(components)
            .find_map(|(place, root)| match read(place, root) {
                Ok(Ok(_)) => None,
                Ok(Err(error)) => Some(error.to_string()),
                Err(message) => Some(message),
            })
    }

    /// Names of every page.
    pub fn page_names(&self) -> impl Iterator<Item = &str> {
        self.pages.values().map(|place| place.name.as_str())
    }

    /// The name of a page as declared.
    pub fn page_name(&self, name: &str) -> Option<&str> {
        self.pages
            .get(&name.to_lowercase())
            .map(|place| place.name.as_str())
    }

    /// The label of a page, as administrators read it; its name when it has none.
    pub fn page_label(&self, name: &str) -> Option<String> {
        let place = self.pages.get(&name.to_lowercase())?;
        let file = place.path.file_name()?.to_string_lossy();
        let meta = place.path.with_file_name(format!("{file}-meta.xml"));
        let label = std::fs::read_to_string(meta)
            .ok()
            .and_then(|text| quick_xml::de::from_str::<PageMeta>(&text).ok())
            .map(|meta| meta.label);
        Some(label.unwrap_or_else(|| place.name.clone()))
    }

    /// The namespace of a page.
    pub fn page_namespace(&self, name: &str) -> Option<&str> {
        self.pages
            .get(&name.to_lowercase())
            .map(|place| place.namespace.as_str())
    }

    /// A page.
    ///
    /// # Errors
    /// [`PageError::NotFound`], or what is wrong with its markup.
    pub fn page(&self, name: &str) -> Result<Definition, PageError> {
        let place = self
            .pages
            .get(&name.to_lowercase())
            .ok_or_else(|| PageError::NotFound(name.to_owned()))?;
        Ok(read(place, "apex:page").map_err(PageError::Org)??)
    }

    /// A component; `None` when there is none.
    ///
    /// # Errors
    /// What is wrong with its markup.
    pub fn component(&self, name: &str) -> Result<Option<Definition>, PageError> {
        let Some(place) = self.components.get(&name.to_lowercase()) else {
            return Ok(None);
        };
        Ok(Some(read(place, "apex:component").map_err(PageError::Org)??))
    }
}

fn find(tree: &SourceTree, folder: &str, extension: &str) -> Result<BTreeMap<String, Place>, String> {
    let mut found = BTreeMap::new();
    for file in tree.files(folder).map_err(|error| error.to_string())? {
        let path = file.path;
        if path.extension().is_some_and(|found| found == extension)
            && let Some(name) = path.file_stem().and_then(|stem| stem.to_str())
        {
            let meta = path.with_file_name(format!("{name}.{extension}-meta.xml"));
            if !meta.is_file() {
                return Err(format!(
                    "{}: {name}.{extension}-meta.xml is missing beside it",
                    path.display()
                ));
            }
            let name = package::full(&file.namespace, name);
            let place = Place {
                name: name.clone(),
                namespace: file.namespace,
                path,
            };
            found.insert(name.to_lowercase(), place);
        }
    }
    Ok(found)
}

fn read(place: &Place, root: &str) -> Result<Result<Definition, MarkupError>, String> {
    let path = &place.path;
    let source = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(define(place, &source, root))
}

/// Parses the markup of a page or component whose only element is `root`.
fn define(place: &Place, source: &str, root: &str) -> Result<Definition, MarkupError> {
    let extension = place
        .path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default();
    let file = format!("{}.{extension}", place.name);
    let error = |line, message: String| MarkupError {
        file: file.clone(),
        line,
        message,
    };
    let mut doctype = None;
    let mut found = None;
    for node in syntax::parse(&file, source)? {
        match node {
            Node::Doctype(text) => doctype = Some(text),
            Node::Element(element) if found.is_some() => {
                return Err(error(
                    element.line,
                    format!("<{}> stands outside <{root}>", element.name),
                ));
            }
            Node::Element(element) if element.name.eq_ignore_ascii_case(root) => found = Some(element),
            Node::Element(element) => {
                return Err(error(
                    element.line,
                    format!("the root must be <{root}>, not <{}>", element.name),
                ));
            }
            Node::Text(parts) => {
                let blank = |part: &syntax::Part| matches!(part, syntax::Part::Literal(text) if text.trim().is_empty());
                if !parts.iter().all(blank) {
                    return Err(error(1, format!("text stands outside <{root}>")));
                }
            }
        }
    }
    let root = found.ok_or_else(|| error(1, format!("there is no <{root}>")))?;
    Ok(Definition {
        name: place.name.clone(),
        namespace: place.namespace.clone(),
        file,
        root,
        doctype,
    })
}
