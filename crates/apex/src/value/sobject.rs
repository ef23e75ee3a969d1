//! An sObject in memory.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use indexmap::IndexMap;

use super::Value;
use crate::host::RowError;

/// An sObject: a row read by a query, or one made by Apex.
pub struct SObject {
    /// API name of the object, with the schema's capitals.
    pub object: Rc<str>,
    /// Fields, parents (an sObject or null) and child lists by lower-case name, in the order they came.
    pub fields: RefCell<IndexMap<String, SObjectField>>,
    /// Whether it came from a query: reading a field that was not selected is then an error, not null.
    pub queried: Cell<bool>,
    /// Whether it may not be changed: `Trigger.old`, and `Trigger.new` after the save.
    pub read_only: Cell<bool>,
    /// What `addError` has added.
    pub errors: RefCell<Vec<RowError>>,
}

/// A field that is present on an [`SObject`].
#[derive(Clone)]
pub struct SObjectField {
    /// API name with the schema's capitals.
    pub name: Rc<str>,
    /// Its value.
    pub value: Value,
}

impl SObject {
    /// An sObject without fields.
    pub fn new(object: impl Into<Rc<str>>) -> Self {
        Self {
            object: object.into(),
            fields: RefCell::default(),
            queried: Cell::new(false),
            read_only: Cell::new(false),
            errors: RefCell::default(),
        }
    }

    /// The value of a field that is present.
    pub fn get(&self, name: &str) -> Option<Value> {
        self.fields
            .borrow()
            .get(&name.to_ascii_lowercase())
            .map(|f| f.value.clone())
    }

    /// Sets a field; the name is kept as first written.
    pub fn set(&self, name: &str, value: Value) {
        let mut fields = self.fields.borrow_mut();
        match fields.get_mut(&name.to_ascii_lowercase()) {
            Some(field) => field.value = value,
            None => {
                fields.insert(
                    name.to_ascii_lowercase(),
                    SObjectField {
                        name: name.into(),
                        value,
                    },
                );
            }
        }
    }

    /// The Id, when it has one.
    pub fn id(&self) -> Option<Rc<str>> {
        match self.get("id") {
            Some(Value::Id(id) | Value::String(id)) => Some(id),
            _ => None,
        }
    }

    /// A copy with the same fields. Parents and children are shared.
    pub fn shallow_copy(&self) -> Self {
        Self {
            object: self.object.clone(),
            fields: RefCell::new(self.fields.borrow().clone()),
            queried: Cell::new(self.queried.get()),
            read_only: Cell::new(false),
            errors: RefCell::default(),
        }
    }
}
