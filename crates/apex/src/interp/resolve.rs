//! What a name means: a field of the instance, a static field, or the start of a type's name.

use super::Interpreter;
use crate::error::Thrown;
use crate::program::{Class, ClassId, ClassKind};
use crate::stdlib;
use crate::syntax::ast::{Expr, ExprKind};
use crate::value::{TypeName, Value};

/// What an expression refers to.
pub(crate) enum Ref {
    /// A value.
    Value(Value),
    /// The name of a type, or of a namespace.
    Type(String),
    /// Nothing: a `?.` before it found null, which ends the whole chain.
    Skipped,
}

/// A variable that is not local.
#[derive(Clone, Copy)]
pub(crate) enum Var {
    /// Field of `this`, by position.
    Instance(usize),
    /// Static field of a class, by position.
    Static(ClassId, usize),
}

impl<'a> Interpreter<'a> {
    /// A value, or the name of a type when the expression is one.
    pub(crate) fn resolve(&mut self, expr: &'a Expr) -> Result<Ref, Thrown> {
        match &expr.kind {
            ExprKind::Name(name) => match self.find_variable(&name.lower) {
                Some(var) => self.read_variable(var).map(Ref::Value),
                None => Ok(Ref::Type(name.text.to_string())),
            },
            ExprKind::Field { object, name, safe } => {
                if matches!(object.kind, ExprKind::Super) {
                    let this = self.this();
                    return self.get_field(&this, &name.text).map(Ref::Value);
                }
                match self.resolve(object)? {
                    Ref::Value(Value::Null) if *safe => Ok(Ref::Skipped),
                    Ref::Skipped => Ok(Ref::Skipped),
                    Ref::Value(value) => {
                        let value = match &object.kind {
                            ExprKind::Query(_) => self.single_row(value)?,
                            _ => value,
                        };
                        self.at(expr.place);
                        self.get_field(&value, &name.text).map(Ref::Value)
                    }
                    Ref::Type(path) => self.member(path, &name.text),
                }
            }
            ExprKind::Call { receiver, name, args } => {
                self.step()?;
                Ok(match self.call_expr(expr.place, receiver, name, args)? {
                    Some(value) => {
                        self.made(&value)?;
                        Ref::Value(value)
                    }
                    None => Ref::Skipped,
                })
            }
            _ => self.eval(expr).map(Ref::Value),
        }
    }

    /// `path.name` where `path` is the name of a type.
    fn member(&mut self, path: String, name: &str) -> Result<Ref, Thrown> {
        if matches!(path.to_ascii_lowercase().as_str(), "trigger" | "system.trigger")
            && let Some(value) = self.trigger_variable(name)
        {
            return Ok(Ref::Value(value));
        }
        if is_rest_context(&path) {
            return self.rest_context(name).map(Ref::Value);
        }
        if let Some(class) = self.class_named(&path) {
            if let Some(ordinal) = class.constants.iter().position(|c| c.eq_ignore_ascii_case(name)) {
                return Ok(Ref::Value(enum_constant(class, ordinal)));
            }
            if let Some(var) = self.static_variable(class, &name.to_ascii_lowercase()) {
                return self.read_variable(var).map(Ref::Value);
            }
            let program = self.program;
            let inner = program
                .ancestry(class)
                .find_map(|c| program.find_class(&format!("{}.{name}", c.name)));
            if let Some(inner) = inner {
                return Ok(Ref::Type(inner.name.clone()));
            }
            return Err(self.invalid(format!("Variable does not exist: {path}.{name}")));
        }
        match stdlib::static_property(self, &path, name) {
            Some(result) => result.map(Ref::Value),
            None => Ok(Ref::Type(format!("{path}.{name}"))),
        }
    }

    /// `RestContext.request`, `RestContext.response`: null until the program sets them.
    pub(super) fn rest_context(&mut self, name: &str) -> Result<Value, Thrown> {
        match name.to_ascii_lowercase().as_str() {
            "request" => Ok(self.transaction.rest.0.clone()),
            "response" => Ok(self.transaction.rest.1.clone()),
            _ => Err(self.invalid(format!("Variable does not exist: RestContext.{name}"))),
        }
    }

    /// `RestContext.request = value`.
    pub(super) fn set_rest_context(&mut self, name: &str, value: Value) -> Result<(), Thrown> {
        match name.to_ascii_lowercase().as_str() {
            "request" => self.transaction.rest.0 = value,
            "response" => self.transaction.rest.1 = value,
            _ => return Err(self.invalid(format!("Variable does not exist: RestContext.{name}"))),
        }
        Ok(())
    }

    /// The error for a path that is neither a variable nor complete.
    pub(crate) fn unknown_path(&self, path: &str) -> Thrown {
        if path.contains('.') {
            self.unsupported(path)
        } else {
            self.invalid(format!("Variable does not exist: {path}"))
        }
    }

    /// A class of the program as seen from the running code: inner classes need no prefix.
    pub(crate) fn class_named(&self, name: &str) -> Option<&'a Class> {
        let program = self.program;
        let mut around = self.frames.last().map(|f| f.class);
        while let Some(class) = around {
            // Inner classes are inherited.
            let inner = program
                .ancestry(class)
                .find_map(|c| program.find_class(&format!("{}.{name}", c.name)));
            if let Some(found) = inner {
                return Some(found);
            }
            if class.simple_name().eq_ignore_ascii_case(name) {
                return Some(class);
            }
            around = class.outer.map(|id| &**program.class_by_id(id));
        }
        program.find_class(name).map(|class| &**class)
    }

    /// The class of the program a declared type names.
    pub(crate) fn class_of_type(&self, type_name: &TypeName) -> Option<&'a Class> {
        self.program.find_class(type_name.lower()).map(|class| &**class)
    }

    /// The variable a bare name means in the running code.
    pub(crate) fn find_variable(&self, lower: &str) -> Option<Var> {
        let frame = self.frames.last()?;
        if !frame.this.is_null()
            && let Some(index) = frame.class.field_index.get(lower)
        {
            return Some(Var::Instance(*index));
        }
        let mut around = Some(frame.class);
        while let Some(class) = around {
            if let Some(var) = self.static_variable(class, lower) {
                return Some(var);
            }
            around = class.outer.map(|id| &**self.program.class_by_id(id));
        }
        None
    }

    /// A static field of a class or its super classes.
    pub(crate) fn static_variable(&self, class: &'a Class, lower: &str) -> Option<Var> {
        self.program
            .ancestry(class)
            .find_map(|c| c.static_index.get(lower).map(|i| Var::Static(c.id, *i)))
    }

    /// The declared type of the variable a bare name means.
    pub(crate) fn variable_type(&self, lower: &str) -> Option<TypeName> {
        match self.find_variable(lower)? {
            Var::Instance(index) => self
                .frames
                .last()?
                .class
                .fields
                .get(index)
                .map(|f| f.type_name.clone()),
            Var::Static(class, index) => self
                .program
                .class_by_id(class)
                .statics
                .get(index)
                .map(|f| f.type_name.clone()),
        }
    }

    /// Reads `value.name`.
    pub(crate) fn get_field(&mut self, value: &Value, name: &str) -> Result<Value, Thrown> {
        match value {
            Value::Null => Err(self.null_pointer()),
            Value::SObject(object) => self.sobject_get(object, name),
            Value::Object(object) => {
                let class: &'a Class = self.program.class_by_id(object.class.id);
                match class.field_index.get(&*name.to_ascii_lowercase()) {
                    Some(index) => {
                        self.check_visible(&class.fields[*index], "Variable")?;
                        self.read_field(object, *index)
                    }
                    None => Err(self.invalid(format!("Variable does not exist: {name} of {}", class.name))),
                }
            }
            other => match stdlib::get_property(self, other, name) {
                Some(result) => result,
                None => Err(self.unsupported(format!("property {}.{name}", other.type_name()))),
            },
        }
    }

    /// A private member is visible within its top-level class, and to tests when annotated so.
    pub(crate) fn check_visible(&self, field: &crate::program::FieldInfo, what: &str) -> Result<(), Thrown> {
        self.check_access(
            &field.modifiers,
            self.program.class_by_id(field.declared_in),
            &field.name,
            what,
        )
    }

    pub(crate) fn check_access(
        &self,
        modifiers: &crate::syntax::ast::Modifiers,
        owner: &Class,
        name: &str,
        what: &str,
    ) -> Result<(), Thrown> {
        if modifiers.public || modifiers.global || owner.kind == ClassKind::Interface {
            return Ok(());
        }
        let Some(frame) = self.frames.last() else {
            return Ok(());
        };
        let allowed = top_level(&owner.name) == top_level(&frame.class.name)
            || (modifiers.protected && self.related(frame.class, owner))
            || (modifiers.has_annotation("testvisible") && self.in_test_class(frame.class));
        if allowed {
            Ok(())
        } else {
            Err(self.invalid(format!("{what} is not visible: {}.{name}", owner.name)))
        }
    }

    /// Whether one class, or a class around it, extends the other: a super class calls what its subclass
    /// overrides.
    fn related(&self, a: &Class, b: &Class) -> bool {
        let program = self.program;
        let extends = |from: &Class, to: &Class| {
            std::iter::successors(Some(from), |c| c.outer.map(|id| &**program.class_by_id(id)))
                .any(|c| program.ancestry(c).any(|above| above.id == to.id))
        };
        extends(a, b) || extends(b, a)
    }

    fn in_test_class(&self, class: &Class) -> bool {
        let mut around = Some(class);
        while let Some(class) = around {
            if class.is_test() {
                return true;
            }
            around = class.outer.map(|id| &**self.program.class_by_id(id));
        }
        false
    }
}

/// Whether a path names the platform's `RestContext`.
pub(super) fn is_rest_context(path: &str) -> bool {
    path.eq_ignore_ascii_case("RestContext") || path.eq_ignore_ascii_case("System.RestContext")
}

fn top_level(name: &str) -> String {
    name.split('.').next().unwrap_or(name).to_ascii_lowercase()
}

/// A constant of an enum of the program.
pub(crate) fn enum_constant(class: &Class, ordinal: usize) -> Value {
    debug_assert_eq!(class.kind, ClassKind::Enum);
    let name = class.constants.get(ordinal).map_or("", String::as_str);
    Value::enum_constant(&class.name, name, i32::try_from(ordinal).unwrap_or(i32::MAX))
}
