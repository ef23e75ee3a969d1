//! Classes at run time: frames, static state, fields and properties.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use super::Interpreter;
use super::frame::{Flow, Frame};
use super::resolve::Var;
use crate::error::Thrown;
use crate::host::Sharing;
use crate::program::{Accessor, Class, ClassId, FieldInfo, SharingMode};
use crate::syntax::ast::{Body, Initializer, Place};
use crate::value::{Instance, Value};

/// Salesforce stops at the 1001st nested call.
const MAX_DEPTH: usize = 1000;
/// Native stack that must be left before a call, and what is added when it is not.
const STACK_RED_ZONE: usize = 512 * 1024;
const STACK_STEP: usize = 8 * 1024 * 1024;

/// What is to run.
pub(crate) struct Run<'a> {
    pub(crate) class: &'a Class,
    pub(crate) label: Cow<'a, str>,
    pub(crate) this: Value,
    pub(crate) place: Place,
    pub(crate) property: Option<&'a FieldInfo>,
}

impl<'a> Interpreter<'a> {
    /// Runs a body in a frame of its own.
    pub(crate) fn run(&mut self, run: Run<'a>, body: &'a Body, args: Vec<Value>) -> Result<Value, Thrown> {
        self.within(run, body, args, |interp| match interp.block(&body.block)? {
            Flow::Return(value) => Ok(value),
            _ => Ok(Value::Null),
        })
    }

    /// Runs `work` in a new frame with the locals of a body.
    pub(super) fn within<T>(
        &mut self,
        run: Run<'a>,
        body: &'a Body,
        mut locals: Vec<Value>,
        work: impl FnOnce(&mut Self) -> Result<T, Thrown>,
    ) -> Result<T, Thrown> {
        if self.frames.len() >= MAX_DEPTH {
            return Err(self.throw(
                "LimitException",
                format!("Maximum stack depth reached: {}", MAX_DEPTH + 1),
            ));
        }
        locals.resize(body.locals.len(), Value::Null);
        let sharing = self.sharing_of(run.class);
        self.frames.push(Frame {
            class: run.class,
            label: run.label,
            this: run.this,
            locals,
            vars: &body.locals,
            place: run.place,
            sharing,
            property: run.property,
        });
        let result = stacker::maybe_grow(STACK_RED_ZONE, STACK_STEP, || work(self));
        self.frames.pop();
        result
    }

    fn sharing_of(&self, class: &Class) -> Sharing {
        let caller = self.frames.last().map(|f| f.sharing);
        match class.sharing {
            SharingMode::With => Sharing::Enforced,
            SharingMode::Without => Sharing::Ignored,
            SharingMode::Inherited => caller.unwrap_or(Sharing::Enforced),
            SharingMode::Unspecified => caller.unwrap_or(Sharing::Ignored),
        }
    }

    /// Static fields of a class; its static initialisers run on first use.
    pub(crate) fn statics(&mut self, id: ClassId) -> Result<Rc<RefCell<Vec<Value>>>, Thrown> {
        if let Some(state) = &self.statics[id.0] {
            return Ok(state.clone());
        }
        let class: &'a Class = self.program.class_by_id(id);
        if let Some(superclass) = class.superclass {
            self.statics(superclass)?;
        }
        let state = Rc::new(RefCell::new(vec![Value::Null; class.statics.len()]));
        self.statics[id.0] = Some(state.clone());
        for init in &class.static_init {
            self.initialize(class, init, "<clinit>", Value::Null, class.line)?;
        }
        Ok(state)
    }

    pub(super) fn initialize(
        &mut self,
        class: &'a Class,
        init: &'a Initializer,
        label: &'a str,
        this: Value,
        line: u32,
    ) -> Result<(), Thrown> {
        let run = Run {
            class,
            label: label.into(),
            this: this.clone(),
            place: Place { line, column: 1 },
            property: None,
        };
        match init {
            Initializer::Block(body) => self.run(run, body, Vec::new()).map(drop),
            Initializer::Field { name, body } => {
                let value = self.run(run, body, Vec::new())?;
                let (index, field) = if this.is_null() {
                    let index = class.static_index.get(&**name).copied().unwrap_or_default();
                    (index, &class.statics[index])
                } else {
                    let index = class.field_index.get(&**name).copied().unwrap_or_default();
                    (index, &class.fields[index])
                };
                let value = self.coerce(value, &field.type_name)?;
                match &this {
                    Value::Object(object) => object.fields.borrow_mut()[index] = value,
                    _ => self.statics(class.id)?.borrow_mut()[index] = value,
                }
                Ok(())
            }
        }
    }

    pub(crate) fn read_variable(&mut self, var: Var) -> Result<Value, Thrown> {
        match var {
            Var::Instance(index) => match self.this() {
                Value::Object(this) => self.read_field(&this, index),
                _ => Err(self.null_pointer()),
            },
            Var::Static(id, index) => {
                let field: &'a FieldInfo = &self.program.class_by_id(id).statics[index];
                self.check_visible(field, "Variable")?;
                if let Some(value) = self.run_getter(field, &Value::Null)? {
                    return Ok(value);
                }
                Ok(self.statics(id)?.borrow()[index].clone())
            }
        }
    }

    pub(crate) fn write_variable(&mut self, var: Var, value: Value) -> Result<(), Thrown> {
        match var {
            Var::Instance(index) => match self.this() {
                Value::Object(this) => self.write_field(&this, index, value),
                _ => Err(self.null_pointer()),
            },
            Var::Static(id, index) => {
                let field: &'a FieldInfo = &self.program.class_by_id(id).statics[index];
                self.check_visible(field, "Variable")?;
                self.check_final(field, "<clinit>")?;
                let value = self.coerce(value, &field.type_name)?;
                if !self.run_setter(field, &Value::Null, &value)? {
                    self.statics(id)?.borrow_mut()[index] = value;
                }
                Ok(())
            }
        }
    }

    /// Reads an instance field or property by position.
    pub(crate) fn read_field(&mut self, object: &Rc<Instance>, index: usize) -> Result<Value, Thrown> {
        let field: &'a FieldInfo = &self.program.class_by_id(object.class.id).fields[index];
        if let Some(value) = self.run_getter(field, &Value::Object(object.clone()))? {
            return Ok(value);
        }
        Ok(object.fields.borrow()[index].clone())
    }

    /// Writes an instance field or property by position.
    pub(crate) fn write_field(
        &mut self,
        object: &Rc<Instance>,
        index: usize,
        value: Value,
    ) -> Result<(), Thrown> {
        let field: &'a FieldInfo = &self.program.class_by_id(object.class.id).fields[index];
        self.check_final(field, "<init>")?;
        let value = self.coerce(value, &field.type_name)?;
        if !self.run_setter(field, &Value::Object(object.clone()), &value)? {
            object.fields.borrow_mut()[index] = value;
        }
        Ok(())
    }

    fn check_final(&self, field: &FieldInfo, allowed_in: &str) -> Result<(), Thrown> {
        // A property's own code may keep what it found.
        if self.in_accessor_of(field) {
            return Ok(());
        }
        if field.modifiers.is_final && self.frames.last().is_none_or(|f| f.label != allowed_in) {
            return Err(self.invalid(format!("Field is not writeable: {}", field.name)));
        }
        Ok(())
    }

    /// Inside a property's accessor its own name is the stored value.
    fn in_accessor_of(&self, field: &FieldInfo) -> bool {
        self.frames
            .last()
            .and_then(|f| f.property)
            .is_some_and(|p| p.declared_in == field.declared_in && p.name == field.name)
    }

    fn run_getter(&mut self, field: &'a FieldInfo, this: &Value) -> Result<Option<Value>, Thrown> {
        let body = match &field.getter {
            Accessor::Direct => return Ok(None),
            _ if self.in_accessor_of(field) => return Ok(None),
            Accessor::Missing => {
                return Err(self.invalid(format!("Variable is not readable: {}", field.name)));
            }
            Accessor::Code(body) => body,
        };
        let value = self.run(self.accessor(field, this), body, Vec::new())?;
        self.coerce(value, &field.type_name).map(Some)
    }

    fn run_setter(&mut self, field: &'a FieldInfo, this: &Value, value: &Value) -> Result<bool, Thrown> {
        let body = match &field.setter {
            Accessor::Direct => return Ok(false),
            _ if self.in_accessor_of(field) => return Ok(false),
            Accessor::Missing => return Err(self.invalid(format!("Field is not writeable: {}", field.name))),
            Accessor::Code(body) => body,
        };
        self.run(self.accessor(field, this), body, vec![value.clone()])?;
        Ok(true)
    }

    fn accessor(&self, field: &'a FieldInfo, this: &Value) -> Run<'a> {
        let class: &'a Class = self.program.class_by_id(field.declared_in);
        Run {
            class,
            label: format!("__sfdc_{}", field.name).into(),
            this: this.clone(),
            place: Place {
                line: class.line,
                column: 1,
            },
            property: Some(field),
        }
    }
}
