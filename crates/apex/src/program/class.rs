//! A class, interface or enum, ready to run.

use std::collections::HashMap;
use std::sync::Arc;

use super::TriggerEvent;
use crate::syntax::ast::{Field, Initializer, Method, Modifiers, TriggerDecl};
use crate::value::TypeName;

/// Index of a class in its program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClassId(pub(crate) usize);

/// Sort of a [`Class`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassKind {
    /// `class`.
    Class,
    /// `interface`.
    Interface,
    /// `enum`.
    Enum,
}

/// The sharing declaration of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharingMode {
    /// `with sharing`.
    With,
    /// `without sharing`.
    Without,
    /// `inherited sharing`: the caller's, `with sharing` at the entry point.
    Inherited,
    /// Nothing declared: the caller's, `without sharing` at the entry point.
    Unspecified,
}

/// A class, interface or enum ready to run.
pub struct Class {
    /// Its place in the program.
    pub id: ClassId,
    /// Index of its file.
    pub file: usize,
    /// Line of the declaration.
    pub line: u32,
    /// Name with the outer class: `Outer.Inner`.
    pub name: String,
    /// Sort.
    pub kind: ClassKind,
    /// Annotations and modifiers.
    pub modifiers: Modifiers,
    /// Sharing declaration; an inner class does not take that of its outer class.
    pub sharing: SharingMode,
    /// The class around it.
    pub outer: Option<ClassId>,
    /// Super class of the program.
    pub superclass: Option<ClassId>,
    /// Super class as declared; also set when it is a platform class (`Exception`).
    pub super_type: Option<TypeName>,
    /// Whether it is an exception class.
    pub is_exception: bool,
    /// Interfaces it declares (for an interface: those it extends).
    pub interfaces: Vec<TypeName>,
    /// Instance fields and properties, those of super classes first.
    pub fields: Vec<FieldInfo>,
    /// Position in `fields` by lower-case name.
    pub(crate) field_index: HashMap<String, usize>,
    /// Static fields and properties.
    pub(crate) statics: Vec<FieldInfo>,
    /// Position in `statics` by lower-case name.
    pub(crate) static_index: HashMap<String, usize>,
    /// Field initialisers and blocks of instances, in source order.
    pub(crate) instance_init: Vec<Initializer>,
    /// Field initialisers and blocks of the class, in source order.
    pub(crate) static_init: Vec<Initializer>,
    /// Methods declared here.
    pub(crate) methods: Vec<Method>,
    /// Positions in `methods` by lower-case name.
    pub(crate) method_index: HashMap<String, Vec<usize>>,
    /// Constructors.
    pub(crate) constructors: Vec<Method>,
    /// Enum constants.
    pub constants: Vec<String>,
    /// Object and events, when it is a trigger.
    pub trigger: Option<TriggerDecl>,
}

/// A field or property.
pub struct FieldInfo {
    /// Name as declared.
    pub name: String,
    /// Declared type.
    pub type_name: TypeName,
    /// Annotations and modifiers.
    pub modifiers: Modifiers,
    /// Getter, when it is a property with a body.
    pub(crate) getter: Accessor,
    /// Setter, when it is a property with a body.
    pub(crate) setter: Accessor,
    /// The class that declares it.
    pub(crate) declared_in: ClassId,
}

/// What an access to a field or property does.
#[derive(Clone, Debug)]
pub enum Accessor {
    /// Reads or writes the stored value.
    Direct,
    /// The property has no such accessor.
    Missing,
    /// Runs code.
    Code(Arc<crate::syntax::ast::Body>),
}

impl FieldInfo {
    pub(crate) fn from_ast(field: &Field, declared_in: ClassId) -> Self {
        Self {
            name: field.name.text.to_string(),
            type_name: field.type_name.clone(),
            modifiers: field.modifiers.clone(),
            getter: field.getter.clone(),
            setter: field.setter.clone(),
            declared_in,
        }
    }
}

/// What the outside may know of a class.
#[derive(Clone, Debug)]
pub struct ClassInfo {
    /// Name with the outer class.
    pub name: String,
    /// Lower-case names of annotations, without `@`.
    pub annotations: Vec<String>,
    /// Whether it is `global`.
    pub is_global: bool,
    /// Whether it is `public` or `global`.
    pub is_public: bool,
    /// Methods declared in it.
    pub methods: Vec<MethodInfo>,
}

impl ClassInfo {
    /// Methods of a name, without regard to case.
    pub fn methods_named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s MethodInfo> {
        self.methods
            .iter()
            .filter(move |m| m.name.eq_ignore_ascii_case(name))
    }
}

/// What the outside may know of a method.
#[derive(Clone, Debug)]
pub struct MethodInfo {
    /// Name as declared.
    pub name: String,
    /// Whether it is `static`.
    pub is_static: bool,
    /// Whether it is `global`.
    pub is_global: bool,
    /// Whether it is `public` or `global`.
    pub is_public: bool,
    /// Lower-case names of annotations, without `@`.
    pub annotations: Vec<String>,
    /// Whether it promises to change nothing: `@AuraEnabled(cacheable=true)`.
    pub is_cacheable: bool,
    /// Parameters in order.
    pub params: Vec<ParamInfo>,
    /// Return type; `void` for none.
    pub return_type: TypeName,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct ParamInfo {
    /// Name as declared.
    pub name: String,
    /// Declared type.
    pub type_name: TypeName,
}

impl Class {
    /// The name without the outer class.
    pub fn simple_name(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or(&self.name)
    }

    /// Whether it is a trigger that handles an event.
    pub(crate) fn handles(&self, event: TriggerEvent) -> bool {
        self.trigger.as_ref().is_some_and(|t| t.events.contains(&event))
    }

    /// Whether the class is declared `@IsTest`.
    pub fn is_test(&self) -> bool {
        self.modifiers.has_annotation("istest")
    }

    pub(crate) fn methods_named(&self, lower: &str) -> impl Iterator<Item = &Method> {
        self.method_index
            .get(lower)
            .into_iter()
            .flatten()
            .filter_map(|i| self.methods.get(*i))
    }

    pub(crate) fn info(&self) -> ClassInfo {
        ClassInfo {
            name: self.name.clone(),
            annotations: self.modifiers.annotation_names(),
            is_global: self.modifiers.global,
            is_public: self.modifiers.global || self.modifiers.public,
            methods: self.methods.iter().map(method_info).collect(),
        }
    }
}

fn method_info(method: &Method) -> MethodInfo {
    MethodInfo {
        name: method.name.text.to_string(),
        is_static: method.modifiers.is_static,
        is_global: method.modifiers.global,
        is_public: method.modifiers.global || method.modifiers.public,
        annotations: method.modifiers.annotation_names(),
        is_cacheable: method.modifiers.annotation_arg("auraenabled", "cacheable") == Some("true"),
        params: method
            .params
            .iter()
            .map(|p| ParamInfo {
                name: p.name.text.to_string(),
                type_name: p.type_name.clone(),
            })
            .collect(),
        return_type: method.return_type.clone(),
    }
}
