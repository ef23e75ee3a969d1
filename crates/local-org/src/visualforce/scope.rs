//! What names mean at a place of a page.

use std::rc::Rc;

use apex::Value;
use apex::host::Record;

use super::error::MarkupError;

/// What a name is bound to.
#[derive(Clone)]
pub enum Bound {
    /// An Apex value.
    Value(Value),
    /// The record of a standard controller, or a parent of it.
    Record(Rc<Record>),
}

/// The record a standard controller holds.
#[derive(Clone, Debug)]
pub struct StandardRecord {
    /// API name of the object.
    pub object: String,
    /// The record; without `id` parameter an empty one.
    pub record: Rc<Record>,
    /// Its Id.
    pub id: Option<String>,
}

/// The names of a page or of one use of a component.
#[derive(Clone, Default)]
pub struct Scope {
    /// File for messages.
    pub file: String,
    /// Namespace of the file: what an unqualified name in it means.
    pub namespace: String,
    /// Whether the file is a component with `access="global"`.
    pub is_global: bool,
    /// `apex:variable` and `apex:repeat`, innermost last.
    pub variables: Vec<(String, Bound)>,
    /// Attributes of a component.
    pub attributes: Vec<(String, Bound)>,
    /// Extensions from left to right, then the controller.
    pub controllers: Vec<Value>,
    /// Record of the standard controller.
    pub standard: Option<StandardRecord>,
}

impl Scope {
    /// A variable or attribute by name, without regard to case.
    pub fn local(&self, name: &str) -> Option<&Bound> {
        let named = |(own, _): &&(String, Bound)| own.eq_ignore_ascii_case(name);
        let found = self
            .variables
            .iter()
            .rev()
            .find(named)
            .or_else(|| self.attributes.iter().find(named));
        found.map(|(_, bound)| bound)
    }

    /// A fault at a line of this file.
    pub fn error(&self, line: u32, message: impl Into<String>) -> MarkupError {
        MarkupError {
            file: self.file.clone(),
            line,
            message: message.into(),
        }
    }
}
