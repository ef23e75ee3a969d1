//! A checked program: every class, with the source it came from.

mod check;
mod class;
mod duplicates;
mod link;
mod names;
mod trigger;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

pub use trigger::TriggerEvent;

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
    /// Triggers by lower-case name of their object, in the order of the files.
    triggers: HashMap<String, Vec<ClassId>>,
}

impl Program {
    /// Parses and checks every file.
    ///
    /// # Errors
    /// Every syntax error, every construct this runtime does not have and every broken reference between
    /// classes, with its place.
    pub fn load(files: Vec<SourceFile>) -> Result<Program, Vec<LoadError>> {
        let (units, errors) = syntax::parse_all(&files);
        if !errors.is_empty() {
            return Err(errors);
        }
        let (program, errors) = link::link(&files, units);
        if errors.is_empty() {
            Ok(program)
        } else {
            Err(errors)
        }
    }

    /// Loads what can be loaded, and every error of the rest: a file that cannot be read is left out with the
    /// classes that extend its own; a class with a broken reference is kept, and running to it is an error.
    pub fn load_partial(files: Vec<SourceFile>) -> (Program, Vec<LoadError>) {
        let (units, mut errors) = syntax::parse_all(&files);
        let (program, more) = link::link(&files, units);
        errors.extend(more);
        (program, errors)
    }

    /// Names of all top-level classes.
    pub fn class_names(&self) -> Vec<String> {
        self.classes
            .iter()
            .filter(|c| c.outer.is_none() && c.trigger.is_none())
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

    /// Triggers on an object, by name without regard to case.
    pub(crate) fn triggers_of(&self, object: &str) -> impl Iterator<Item = &Class> {
        self.triggers
            .get(&object.to_ascii_lowercase())
            .into_iter()
            .flatten()
            .map(|id| &**self.class_by_id(*id))
    }

    pub(crate) fn units(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter()
    }
}
