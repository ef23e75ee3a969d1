//! A checked program: every class, with the source it came from.

mod check;
mod class;
mod link;
mod names;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

pub use class::{
    Accessor, Class, ClassId, ClassInfo, ClassKind, FieldInfo, MethodInfo, ParamInfo, SharingMode,
};

use crate::syntax;

/// An Apex file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// For messages and coverage.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// Why a file cannot be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// The file.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// What is wrong or not supported.
    pub message: String,
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

impl std::error::Error for LoadError {}

/// One source file of a program, as coverage sees it.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Index of the file.
    pub file: usize,
    /// Its path.
    pub path: String,
    /// Its top-level class.
    pub class: String,
    /// Whether that is a test class.
    pub is_test: bool,
    /// Lines that hold a statement.
    pub executable: BTreeSet<u32>,
}

/// Classes of a program. Immutable; may be shared by threads.
pub struct Program {
    classes: Vec<Arc<Class>>,
    by_name: HashMap<String, ClassId>,
    units: Vec<Unit>,
}

impl Program {
    /// Parses and checks every file.
    ///
    /// # Errors
    /// Every syntax error, every construct this runtime does not have and every broken reference between
    /// classes, with its place.
    pub fn load(files: Vec<SourceFile>) -> Result<Program, Vec<LoadError>> {
        let parsed = syntax::parse_all(&files)?;
        link::link(&files, parsed)
    }

    /// Names of all top-level classes.
    pub fn class_names(&self) -> Vec<String> {
        self.classes
            .iter()
            .filter(|c| c.outer.is_none())
            .map(|c| c.name.clone())
            .collect()
    }

    /// A class by name (`Outer`, `Outer.Inner`), without regard to case.
    pub fn class(&self, name: &str) -> Option<ClassInfo> {
        self.find_class(name).map(|class| class.info())
    }

    /// A class by name, for the runtime.
    pub fn find_class(&self, name: &str) -> Option<&Arc<Class>> {
        let id = match self.by_name.get(name) {
            Some(id) => id,
            None => self.by_name.get(&name.to_ascii_lowercase())?,
        };
        self.classes.get(id.0)
    }

    pub(crate) fn class_by_id(&self, id: ClassId) -> &Arc<Class> {
        &self.classes[id.0]
    }

    pub(crate) fn all_classes(&self) -> &[Arc<Class>] {
        &self.classes
    }

    /// The class and its super classes, nearest first.
    pub(crate) fn ancestry<'p>(&'p self, class: &'p Class) -> impl Iterator<Item = &'p Class> {
        std::iter::successors(Some(class), |c| c.superclass.map(|id| &*self.classes[id.0]))
    }

    pub(crate) fn units(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter()
    }
}
