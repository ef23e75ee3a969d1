//! Assignments, plain and compound, and `++`/`--`.

use super::Interpreter;
use super::resolve::{Ref, is_rest_context};
use crate::error::Thrown;
use crate::stdlib;
use crate::syntax::ast::{BinaryOp, Expr, ExprKind};
use crate::value::{ListValue, Value};

use std::rc::Rc;

/// Where a value is to be stored; its object has been evaluated.
enum Target {
    Local(usize),
    Variable(super::resolve::Var),
    Field(Value, Rc<str>),
    Item(Rc<ListValue>, usize),
    /// `RestContext.name`.
    Rest(Rc<str>),
}

impl<'a> Interpreter<'a> {
    pub(crate) fn assign(
        &mut self,
        target: &'a Expr,
        op: Option<BinaryOp>,
        value: &'a Expr,
    ) -> Result<Value, Thrown> {
        let place = self.target(target)?;
        let value = match op {
            None => self.eval(value)?,
            Some(op) => {
                let old = self.load(&place)?;
                let right = self.eval(value)?;
                let text = old.is_null() && right.is_null();
                let value = self.binary(op, old, right, text)?;
                self.made(&value)?;
                value
            }
        };
        self.store(&place, value)?;
        self.load_assigned(&place)
    }

    pub(crate) fn update(
        &mut self,
        target: &'a Expr,
        increment: bool,
        prefix: bool,
    ) -> Result<Value, Thrown> {
        let place = self.target(target)?;
        let old = self.load(&place)?;
        let op = if increment {
            BinaryOp::Add
        } else {
            BinaryOp::Subtract
        };
        let new = self.binary(op, old.clone(), Value::Integer(1), false)?;
        self.store(&place, new.clone())?;
        Ok(if prefix { new } else { old })
    }

    fn target(&mut self, target: &'a Expr) -> Result<Target, Thrown> {
        match &target.kind {
            ExprKind::Local(slot) => Ok(Target::Local(*slot)),
            ExprKind::Name(name) => match self.find_variable(&name.lower) {
                Some(var) => Ok(Target::Variable(var)),
                None => Err(self.invalid(format!("Variable does not exist: {}", name.text))),
            },
            ExprKind::Field {
                object,
                name,
                safe: false,
            } => {
                if matches!(object.kind, ExprKind::Super) {
                    return Ok(Target::Field(self.this(), name.text.as_ref().into()));
                }
                match self.resolve(object)? {
                    Ref::Skipped => Err(self.null_pointer()),
                    Ref::Value(value) => Ok(Target::Field(value, name.text.as_ref().into())),
                    Ref::Type(path) if is_rest_context(&path) => Ok(Target::Rest(name.text.as_ref().into())),
                    Ref::Type(path) => {
                        let class = self.class_named(&path).ok_or_else(|| self.unknown_path(&path))?;
                        let var = self.static_variable(class, &name.lower).ok_or_else(|| {
                            self.invalid(format!("Variable does not exist: {path}.{}", name.text))
                        })?;
                        Ok(Target::Variable(var))
                    }
                }
            }
            ExprKind::Index { list, index } => {
                let list = self.eval(list)?;
                let index = self.eval(index)?;
                match list {
                    Value::List(list) => {
                        let index = index.as_int().ok_or_else(|| self.null_pointer())?;
                        let at = usize::try_from(index)
                            .ok()
                            .filter(|i| *i < list.items.borrow().len());
                        let message = || format!("List index out of bounds: {index}");
                        Ok(Target::Item(
                            list,
                            at.ok_or_else(|| self.throw("ListException", message()))?,
                        ))
                    }
                    Value::Null => Err(self.null_pointer()),
                    other => {
                        Err(self.invalid(format!("Expression must be a list type: {}", other.type_name())))
                    }
                }
            }
            _ => Err(self.invalid("Expression cannot be assigned")),
        }
    }

    fn load(&mut self, target: &Target) -> Result<Value, Thrown> {
        match target {
            Target::Local(slot) => Ok(self.local(*slot)),
            Target::Variable(var) => self.read_variable(*var),
            Target::Field(object, name) => self.get_field(object, name),
            Target::Rest(name) => self.rest_context(name),
            Target::Item(list, index) => Ok(list.items.borrow().get(*index).cloned().unwrap_or(Value::Null)),
        }
    }

    /// The value of an assignment is what was stored; a property's getter does not run for it.
    fn load_assigned(&mut self, target: &Target) -> Result<Value, Thrown> {
        match target {
            Target::Local(_) | Target::Item(..) | Target::Rest(_) => self.load(target),
            Target::Variable(_) | Target::Field(..) => Ok(self.transaction.assigned.clone()),
        }
    }

    fn store(&mut self, target: &Target, value: Value) -> Result<(), Thrown> {
        match target {
            Target::Local(slot) => {
                let frame = self.frames.last();
                let var = frame.and_then(|f| f.vars.get(*slot));
                if var.is_some_and(|v| v.is_final) && !self.local(*slot).is_null() {
                    let name = var.map_or("", |v| &v.name.text);
                    return Err(self.invalid(format!("Final variable cannot be reassigned: {name}")));
                }
                self.set_local(*slot, value)
            }
            Target::Variable(var) => {
                self.transaction.assigned = value.clone();
                self.write_variable(*var, value)
            }
            Target::Field(object, name) => {
                self.transaction.assigned = value.clone();
                self.set_field(object, name, value)
            }
            Target::Rest(name) => self.set_rest_context(name, value),
            Target::Item(list, index) => {
                let value = self.coerce(value, &list.element)?;
                if let Some(item) = list.items.borrow_mut().get_mut(*index) {
                    *item = value;
                }
                Ok(())
            }
        }
    }

    /// Writes `object.name`.
    pub(crate) fn set_field(&mut self, object: &Value, name: &str, value: Value) -> Result<(), Thrown> {
        match object {
            Value::Null => Err(self.null_pointer()),
            Value::SObject(object) => self.sobject_put(object, name, value),
            Value::Object(object) => {
                let class: &'a crate::program::Class = self.program.class_by_id(object.class.id);
                match class.field_index.get(&name.to_ascii_lowercase()) {
                    Some(index) => {
                        self.check_visible(&class.fields[*index], "Variable")?;
                        self.write_field(object, *index, value)
                    }
                    None => Err(self.invalid(format!("Variable does not exist: {name} of {}", class.name))),
                }
            }
            other => match stdlib::set_property(self, other, name, value) {
                Some(result) => result,
                None => Err(self.unsupported(format!("property {}.{name}", other.type_name()))),
            },
        }
    }
}
