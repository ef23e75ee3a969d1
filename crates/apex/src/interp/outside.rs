//! What a page, a remote action or a test runner asks of a transaction.

use super::Interpreter;
use crate::error::Thrown;
use crate::program::Class;
use crate::stdlib;
use crate::value::{TypeKind, TypeName, Value};

impl<'a> Interpreter<'a> {
    /// Calls a static method; the overload is chosen by the arguments, which are converted to the declared
    /// types of its parameters.
    ///
    /// # Errors
    /// What the method throws; [`crate::ThrownKind::Unsupported`] when there is no such method.
    pub fn call_static(&mut self, class: &str, method: &str, args: Vec<Value>) -> Result<Value, Thrown> {
        let program = self.program;
        let Some(found) = program.find_class(class) else {
            return Err(self.invalid(format!("Class does not exist: {class}")));
        };
        self.call_static_of(found, method, &method.to_ascii_lowercase(), args, &[])
    }

    /// `new class(args)` for a class of the program.
    ///
    /// # Errors
    /// What the constructor throws; [`crate::ThrownKind::Unsupported`] when there is no such class.
    pub fn construct(&mut self, class: &str, args: Vec<Value>) -> Result<Value, Thrown> {
        self.new_value(&TypeName::new(class), args)
    }

    /// `new T(args)` for any type.
    pub fn new_value(&mut self, type_name: &TypeName, args: Vec<Value>) -> Result<Value, Thrown> {
        if let Some(class) = self.class_of_type(type_name) {
            return self.construct_class(class, args);
        }
        match (type_name.kind(), args.is_empty()) {
            (TypeKind::List, true) => return Ok(Value::list(type_name.arg(0), Vec::new())),
            (TypeKind::Set, true) => return Ok(Value::set(type_name.arg(0), [])),
            (TypeKind::Map, true) => return Ok(Value::map(type_name.arg(0), type_name.arg(1), [])),
            _ => {}
        }
        if type_name.simple().ends_with("exception") && stdlib::type_exists(type_name.name()) {
            return self.new_platform_exception(type_name, &args);
        }
        if let Some(result) = stdlib::construct(self, type_name, args) {
            return result;
        }
        if self.describe(type_name.name()).is_some() {
            return self.new_sobject(type_name.name());
        }
        Err(self.unsupported(format!("new {type_name}(...)")))
    }

    fn new_platform_exception(&mut self, type_name: &TypeName, args: &[Value]) -> Result<Value, Thrown> {
        let name = stdlib::exceptions::canonical(type_name.name());
        let value = self.platform_exception(&name, crate::error::ExceptionState::default());
        self.exception_constructor(&value, args)?;
        Ok(value)
    }

    /// Reads `object.name` for an expression of a page: a public field or property, else the getter
    /// `getName()`; of an sObject the field.
    ///
    /// # Errors
    /// What a getter throws; `Unknown property 'Class.name'` when there is none.
    pub fn get_property(&mut self, object: &Value, name: &str) -> Result<Value, Thrown> {
        let Value::Object(instance) = object else {
            return match object {
                Value::Map(map) => {
                    let entries = map.entries.borrow();
                    let key = crate::value::Key(Value::string(name));
                    entries
                        .get(&key)
                        .cloned()
                        .ok_or_else(|| self.unknown_property(object, name))
                }
                Value::Null | Value::SObject(_) => self.get_field(object, name),
                other => match stdlib::get_property(self, other, name) {
                    Some(result) => result,
                    None => stdlib::call_method(self, other, &format!("get{name}"), Vec::new())
                        .unwrap_or_else(|| Err(self.unknown_property(other, name))),
                },
            };
        };
        let class: &'a Class = self.program.class_by_id(instance.class.id);
        if let Some(index) = class.field_index.get(&name.to_ascii_lowercase()) {
            let modifiers = &class.fields[*index].modifiers;
            if modifiers.public || modifiers.global {
                return self.read_field(instance, *index);
            }
        }
        if let Some(var) = self.static_variable(class, &name.to_ascii_lowercase()) {
            return self.read_variable(var);
        }
        let getter = format!("get{}", name.to_ascii_lowercase());
        match self.find_method(class, &getter, &[], &[]) {
            Some((owner, method)) if method.modifiers.public || method.modifiers.global => {
                self.run_method(owner, method, object.clone(), Vec::new())
            }
            _ => Err(self.unknown_property(object, name)),
        }
    }

    /// Writes `object.name` for an input of a page: a public field or property, else the setter
    /// `setName(value)`; of an sObject the field.
    ///
    /// # Errors
    /// What a setter throws; `Unknown property 'Class.name'` when there is none.
    pub fn set_property(&mut self, object: &Value, name: &str, value: Value) -> Result<(), Thrown> {
        let Value::Object(instance) = object else {
            return self.set_field(object, name, value);
        };
        let class: &'a Class = self.program.class_by_id(instance.class.id);
        if let Some(index) = class.field_index.get(&name.to_ascii_lowercase()) {
            let modifiers = &class.fields[*index].modifiers;
            if modifiers.public || modifiers.global {
                return self.write_field(instance, *index, value);
            }
        }
        let setter = format!("set{}", name.to_ascii_lowercase());
        match self.find_method(class, &setter, std::slice::from_ref(&value), &[]) {
            Some((owner, method)) if method.modifiers.public || method.modifiers.global => self
                .run_method(owner, method, object.clone(), vec![value])
                .map(drop),
            _ => Err(self.unknown_property(object, name)),
        }
    }

    fn unknown_property(&self, object: &Value, name: &str) -> Thrown {
        self.throw(
            "VisualforceException",
            format!("Unknown property '{}.{name}'", object.type_name()),
        )
    }

    /// Sets what `ApexPages.currentPage()` returns.
    pub fn set_current_page(&mut self, url: &str, params: &[(String, String)]) {
        self.page = stdlib::page_reference::new(self, url, params);
    }

    /// The same with a page made by Apex (`Test.setCurrentPage`).
    pub fn set_current_page_value(&mut self, page: Value) {
        self.page = page;
    }

    /// What `ApexPages.currentPage()` returns; null outside a page.
    pub fn current_page(&self) -> Value {
        self.page.clone()
    }
}
