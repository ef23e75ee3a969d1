//! The syntax tree the interpreter walks.
//!
//! Names of types are already full (`Outer.Inner`), local variables are slots of their body's frame, and
//! every node knows its place.

mod expr;
mod stmt;
pub mod walk;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::program::{Accessor, ClassKind, SharingMode, TriggerEvent};
use crate::value::TypeName;

pub use expr::*;
pub use stmt::*;

/// An identifier. Apex compares them without regard to case.
#[derive(Clone, Debug)]
pub struct Name {
    /// As written.
    pub text: Arc<str>,
    /// In lower case.
    pub lower: Arc<str>,
}

impl Name {
    /// From source text.
    pub fn new(text: &str) -> Self {
        let lower = text.to_ascii_lowercase();
        let text: Arc<str> = text.into();
        let lower = if *lower == *text {
            text.clone()
        } else {
            lower.into()
        };
        Self { text, lower }
    }
}

/// Line and column, from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Line.
    pub line: u32,
    /// Column.
    pub column: u32,
}

/// An annotation such as `@IsTest(SeeAllData=true)`.
#[derive(Clone, Debug)]
pub struct Annotation {
    /// Lower-case name.
    pub name: String,
    /// Arguments as written, keys in lower case.
    pub args: Vec<(String, String)>,
}

/// Modifiers and annotations of a declaration.
#[derive(Clone, Debug, Default)]
pub struct Modifiers {
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// `global` (also `webservice`).
    pub global: bool,
    /// `public`.
    pub public: bool,
    /// `protected`.
    pub protected: bool,
    /// `static`.
    pub is_static: bool,
    /// `final`.
    pub is_final: bool,
    /// `abstract`.
    pub is_abstract: bool,
    /// `virtual`.
    pub is_virtual: bool,
    /// `override`.
    pub is_override: bool,
    /// `transient`.
    pub is_transient: bool,
    /// `testMethod`.
    pub test_method: bool,
    /// The sharing declaration.
    pub sharing: Option<SharingMode>,
}

impl Modifiers {
    /// Whether an annotation (lower-case name) is present.
    pub fn has_annotation(&self, name: &str) -> bool {
        self.annotations.iter().any(|a| a.name == name)
    }

    /// Lower-case names of annotations.
    pub fn annotation_names(&self) -> Vec<String> {
        self.annotations.iter().map(|a| a.name.clone()).collect()
    }

    /// The value of an annotation's argument, both in lower case.
    pub fn annotation_arg(&self, annotation: &str, key: &str) -> Option<&str> {
        let annotation = self.annotations.iter().find(|a| a.name == annotation)?;
        annotation
            .args
            .iter()
            .find(|(k, _)| k == key)
            .map(|(_, v)| v.as_str())
    }
}

/// A parsed file.
#[derive(Debug)]
pub struct Unit {
    /// Its top-level declaration.
    pub class: ClassDecl,
    /// Lines that hold a statement.
    pub executable: BTreeSet<u32>,
}

/// A class, interface or enum declaration.
#[derive(Debug)]
pub struct ClassDecl {
    /// Where.
    pub place: Place,
    /// Full name.
    pub name: String,
    /// Sort.
    pub kind: ClassKind,
    /// Modifiers.
    pub modifiers: Modifiers,
    /// `extends` of a class.
    pub super_type: Option<TypeName>,
    /// `implements`, or `extends` of an interface.
    pub interfaces: Vec<TypeName>,
    /// Fields and properties.
    pub fields: Vec<Field>,
    /// Initialisers of fields and blocks, in source order; with whether they are static.
    pub initializers: Vec<(bool, Initializer)>,
    /// Methods.
    pub methods: Vec<Method>,
    /// Constructors.
    pub constructors: Vec<Method>,
    /// Inner declarations.
    pub inner: Vec<ClassDecl>,
    /// Enum constants.
    pub constants: Vec<String>,
    /// What it handles, when it is a trigger.
    pub trigger: Option<TriggerDecl>,
}

/// Object and events of a trigger. Its code is the only method.
#[derive(Clone, Debug)]
pub struct TriggerDecl {
    /// API name of the object.
    pub object: String,
    /// Events.
    pub events: Vec<TriggerEvent>,
}

/// A field or property declaration.
#[derive(Debug)]
pub struct Field {
    /// Where.
    pub place: Place,
    /// Name.
    pub name: Name,
    /// Type.
    pub type_name: TypeName,
    /// Modifiers.
    pub modifiers: Modifiers,
    /// What reading does.
    pub getter: Accessor,
    /// What writing does.
    pub setter: Accessor,
}

/// Code that runs when a class or an instance comes into being.
#[derive(Clone, Debug)]
pub enum Initializer {
    /// `field = expression`.
    Field {
        /// Lower-case name of the field.
        name: Arc<str>,
        /// Its value.
        body: Arc<Body>,
    },
    /// A block.
    Block(Arc<Body>),
}

/// A method or constructor.
#[derive(Debug)]
pub struct Method {
    /// Where.
    pub place: Place,
    /// Name; that of the class for a constructor.
    pub name: Name,
    /// Modifiers.
    pub modifiers: Modifiers,
    /// Return type, `void` for none.
    pub return_type: TypeName,
    /// Parameters: slots 0.. of the body.
    pub params: Vec<Param>,
    /// Code; absent for abstract and interface methods.
    pub body: Option<Arc<Body>>,
    /// `this(...)` or `super(...)` at the start of a constructor.
    pub chain: Option<Chain>,
}

impl Method {
    /// Whether another method has the same name and types of parameters.
    pub fn is_same(&self, other: &Method) -> bool {
        self.name.lower == other.name.lower
            && self.params.len() == other.params.len()
            && self
                .params
                .iter()
                .zip(&other.params)
                .all(|(a, b)| a.type_name == b.type_name)
    }
}

/// A constructor's call of another.
#[derive(Debug)]
pub struct Chain {
    /// Where.
    pub place: Place,
    /// `super(...)` rather than `this(...)`.
    pub is_super: bool,
    /// Arguments.
    pub args: Vec<Expr>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// Name.
    pub name: Name,
    /// Type.
    pub type_name: TypeName,
}

/// Code with its local variables.
#[derive(Debug)]
pub struct Body {
    /// Declared type of each slot.
    pub locals: Vec<LocalVar>,
    /// The code.
    pub block: Block,
}

/// A local variable or parameter.
#[derive(Clone, Debug)]
pub struct LocalVar {
    /// Name, for messages.
    pub name: Name,
    /// Declared type.
    pub type_name: TypeName,
    /// `final`.
    pub is_final: bool,
}
