//! The pages and components of the sources.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use org_data::SourceTree;

use super::error::{MarkupError, PageError};
use super::syntax::{self, Element, Node};

/// Markup with its name.
#[derive(Clone, Debug)]
pub struct Definition {
    /// API name.
    pub name: String,
    /// File name for messages, for example `Hello.page`.
    pub file: String,
    /// The root element: `apex:page` or `apex:component`.
    pub root: Element,
    /// Doctype written in the markup before the root, if any.
    pub doctype: Option<String>,
}

/// Pages and components by lower-case name. Markup is read again for every request, so that an edit shows
/// at once.
#[derive(Clone, Debug, Default)]
pub struct Library {
    pages: BTreeMap<String, (String, PathBuf)>,
    components: BTreeMap<String, (String, PathBuf)>,
}

impl Library {
    /// Finds every page and component and parses each once.
    ///
    /// # Errors
    /// The first malformed or misplaced file.
    pub fn open(tree: &SourceTree) -> Result<Self, String> {
        let library = Self {
            pages: find(tree, "pages", "page")?,
            components: find(tree, "components", "component")?,
        };
        for (name, path) in library.pages.values() {
            read(name, path, "apex:page")?.map_err(|error| error.to_string())?;
        }
        for (name, path) in library.components.values() {
            read(name, path, "apex:component")?.map_err(|error| error.to_string())?;
        }
        Ok(library)
    }

    /// Names of every page.
    pub fn page_names(&self) -> impl Iterator<Item = &str> {
        self.pages.values().map(|(name, _)| name.as_str())
    }

    /// The name of a page as declared.
    pub fn page_name(&self, name: &str) -> Option<&str> {
        self.pages
            .get(&name.to_lowercase())
            .map(|(name, _)| name.as_str())
    }

    /// A page.
    ///
    /// # Errors
    /// [`PageError::NotFound`], or what is wrong with its markup.
    pub fn page(&self, name: &str) -> Result<Definition, PageError> {
        let (name, path) = self
            .pages
            .get(&name.to_lowercase())
            .ok_or_else(|| PageError::NotFound(name.to_owned()))?;
        Ok(read(name, path, "apex:page").map_err(PageError::Org)??)
    }

    /// A component; `None` when there is none.
    ///
    /// # Errors
    /// What is wrong with its markup.
    pub fn component(&self, name: &str) -> Result<Option<Definition>, PageError> {
        let Some((name, path)) = self.components.get(&name.to_lowercase()) else {
            return Ok(None);
        };
        Ok(Some(read(name, path, "apex:component").map_err(PageError::Org)??))
    }
}

fn find(
    tree: &SourceTree,
    folder: &str,
    extension: &str,
) -> Result<BTreeMap<String, (String, PathBuf)>, String> {
    let mut found = BTreeMap::new();
    for path in tree.folder(folder).map_err(|error| error.to_string())? {
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
            found.insert(name.to_lowercase(), (name.to_owned(), path));
        }
    }
    Ok(found)
}

fn read(name: &str, path: &Path, root: &str) -> Result<Result<Definition, MarkupError>, String> {
    let source = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let extension = path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default();
    Ok(define(name, &format!("{name}.{extension}"), &source, root))
}

/// Parses the markup of a page or component whose only element is `root`.
fn define(name: &str, file: &str, source: &str, root: &str) -> Result<Definition, MarkupError> {
    let error = |line, message: String| MarkupError {
        file: file.to_owned(),
        line,
        message,
    };
    let mut doctype = None;
    let mut found = None;
    for node in syntax::parse(file, source)? {
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
        name: name.to_owned(),
        file: file.to_owned(),
        root,
        doctype,
    })
}
