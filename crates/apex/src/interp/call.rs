//! Method calls in the source: what is called on what.

use super::Interpreter;
use super::resolve::{Ref, enum_constant};
use crate::error::Thrown;
use crate::program::{Class, ClassKind};
use crate::stdlib;
use crate::syntax::ast::{Expr, ExprKind, Name, Place, Receiver};
use crate::value::{TypeName, Value};

/// Declared types of the arguments, where they are plain to see.
pub(crate) type Hints = [Option<TypeName>];

impl<'a> Interpreter<'a> {
    /// A call; `None` where a `?.` before it found null.
    pub(crate) fn call_expr(
        &mut self,
        place: Place,
        receiver: &'a Receiver,
        name: &'a Name,
        args: &'a [Expr],
    ) -> Result<Option<Value>, Thrown> {
        match receiver {
            Receiver::Implicit => self.call_implicit(place, name, args).map(Some),
            Receiver::Super => {
                let Some(class) = self.frames.last().map(|f| f.class) else {
                    return Err(self.null_pointer());
                };
                let values = self.eval_all(args)?;
                let this = self.this();
                self.at(place);
                if let Some(id) = class.superclass {
                    let superclass: &'a Class = self.program.class_by_id(id);
                    if let Some((owner, method)) = self.find_method(superclass, &name.lower, &values, &[]) {
                        return self.run_method(owner, method, this, values).map(Some);
                    }
                }
                self.base_method(&this, &name.text, values).map(Some)
            }
            Receiver::Expr { object, .. } if &*name.lower == "adderror" && is_field(object) => {
                self.add_field_error(object, name, args).map(Some)
            }
            Receiver::Expr { object, safe } => match self.resolve(object)? {
                Ref::Value(Value::Null) if *safe => Ok(None),
                Ref::Skipped => Ok(None),
                Ref::Value(value) => {
                    let hints = self.hints(args);
                    let values = self.eval_all(args)?;
                    self.at(place);
                    self.call_on(&value, &name.text, &name.lower, values, &hints)
                        .map(Some)
                }
                Ref::Type(path) => {
                    let hints = self.hints(args);
                    let values = self.eval_all(args)?;
                    self.at(place);
                    self.call_on_type(&path, name, values, &hints).map(Some)
                }
            },
        }
    }

    /// `record.Field.addError(message)`; `call.addError()` of anything else is an ordinary call.
    fn add_field_error(
        &mut self,
        field: &'a Expr,
        name: &'a Name,
        args: &'a [Expr],
    ) -> Result<Value, Thrown> {
        let ExprKind::Field {
            object, name: own, ..
        } = &field.kind
        else {
            return Err(self.null_pointer());
        };
        let row = match self.resolve(object)? {
            Ref::Value(Value::SObject(row)) => row,
            Ref::Skipped => return Ok(Value::Null),
            Ref::Value(value) => {
                let receiver = self.get_field(&value, &own.text)?;
                let values = self.eval_all(args)?;
                return self.call_on(&receiver, &name.text, &name.lower, values, &[]);
            }
            Ref::Type(path) => {
                let values = self.eval_all(args)?;
                return match self.resolve(field)? {
                    Ref::Value(receiver) => self.call_on(&receiver, &name.text, &name.lower, values, &[]),
                    Ref::Type(_) | Ref::Skipped => Err(self.unknown_path(&path)),
                };
            }
        };
        let values = self.eval_all(args)?;
        let describe = self.describe(&row.object);
        let scalar = describe.and_then(|d| d.fields.get(&*own.lower).map(|f| f.name.clone()));
        match scalar {
            Some(field) => {
                let mut all = vec![Value::string(field)];
                all.extend(values);
                self.call_on(&Value::SObject(row), &name.text, &name.lower, all, &[])
            }
            None => {
                let parent = self.sobject_get(&row, &own.text)?;
                self.call_on(&parent, &name.text, &name.lower, values, &[])
            }
        }
    }

    /// Declared types matter only to choose between overloads.
    fn hints(&self, args: &'a [Expr]) -> Vec<Option<TypeName>> {
        args.iter().map(|arg| self.static_type(arg)).collect()
    }

    /// `name(args)`: a method of this instance or class, or a static one of a class around it.
    fn call_implicit(&mut self, place: Place, name: &'a Name, args: &'a [Expr]) -> Result<Value, Thrown> {
        let Some(here) = self.frames.last().map(|f| f.class) else {
            return Err(self.null_pointer());
        };
        let hints = self.hints(args);
        let values = self.eval_all(args)?;
        self.at(place);
        let this = self.this();
        let runtime: &'a Class = match &this {
            Value::Object(object) => self.program.class_by_id(object.class.id),
            _ => here,
        };
        if let Some((owner, method)) = self.find_method(runtime, &name.lower, &values, &hints) {
            // A private method of this class is not overridden by one of a subclass.
            let (owner, method) = match self.find_private(here, &name.lower, &values, &hints) {
                Some(own) if !std::ptr::eq(own.0, owner) => own,
                _ => (owner, method),
            };
            if !method.modifiers.is_static && this.is_null() {
                let message = format!(
                    "Non static method cannot be referenced from a static context: {}",
                    name.text
                );
                return Err(self.invalid(message));
            }
            return self.run_method(owner, method, this, values);
        }
        let mut around = here.outer;
        while let Some(id) = around {
            let class: &'a Class = self.program.class_by_id(id);
            if let Some((owner, method)) = self.find_method(class, &name.lower, &values, &hints)
                && method.modifiers.is_static
            {
                return self.run_method(owner, method, Value::Null, values);
            }
            around = class.outer;
        }
        if this.is_null() {
            return Err(self.no_method(&name.text, &values, &here.name));
        }
        self.base_method(&this, &name.text, values)
    }

    /// `Path.name(args)`.
    pub(crate) fn call_on_type(
        &mut self,
        path: &str,
        name: &Name,
        args: Vec<Value>,
        hints: &Hints,
    ) -> Result<Value, Thrown> {
        if let Some(class) = self.class_named(path) {
            return self.call_static_of(class, &name.text, &name.lower, args, hints);
        }
        if path.eq_ignore_ascii_case("database") || path.eq_ignore_ascii_case("system.database") {
            return match stdlib::database::call_static(self, &name.lower, &args) {
                Some(result) => result,
                None => Err(self.unsupported(format!("method Database.{}", name.text))),
            };
        }
        match stdlib::call_static(self, path, &name.text, args) {
            Some(result) => result,
            None => Err(self.unsupported(format!("method {path}.{}", name.text))),
        }
    }

    /// A static method of a class of the program, or one every enum has.
    pub(crate) fn call_static_of(
        &mut self,
        class: &'a Class,
        name: &str,
        lower: &str,
        args: Vec<Value>,
        hints: &Hints,
    ) -> Result<Value, Thrown> {
        if class.kind == ClassKind::Enum {
            return self.enum_static(class, name, lower, &args);
        }
        let Some((owner, method)) = self.find_method(class, lower, &args, hints) else {
            return Err(self.no_method(name, &args, &class.name));
        };
        if !method.modifiers.is_static {
            return Err(self.invalid(format!(
                "Non static method cannot be referenced from a static context: {} of {}",
                method.name.text, class.name
            )));
        }
        self.check_access(&method.modifiers, owner, &method.name.text, "Method")?;
        self.run_method(owner, method, Value::Null, args)
    }

    fn enum_static(
        &mut self,
        class: &'a Class,
        name: &str,
        lower: &str,
        args: &[Value],
    ) -> Result<Value, Thrown> {
        match (lower, args) {
            ("values", []) => {
                let all = (0..class.constants.len())
                    .map(|i| enum_constant(class, i))
                    .collect();
                Ok(Value::list(TypeName::new(&*class.name), all))
            }
            ("valueof", [text]) => {
                let Some(text) = text.as_str() else {
                    return Err(self.null_pointer());
                };
                match class.constants.iter().position(|c| c.eq_ignore_ascii_case(text)) {
                    Some(i) => Ok(enum_constant(class, i)),
                    None => Err(self.throw(
                        "NoSuchElementException",
                        format!("No enum constant {}.{text}", class.name),
                    )),
                }
            }
            _ => Err(self.no_method(name, args, &class.name)),
        }
    }

    /// The error for a call that Salesforce would not compile.
    pub(crate) fn no_method(&self, name: &str, args: &[Value], class: &str) -> Thrown {
        let types: Vec<String> = args.iter().map(|a| a.type_name().to_string()).collect();
        self.invalid(format!(
            "Method does not exist or incorrect signature: void {name}({}) from the type {class}",
            types.join(", ")
        ))
    }
}

fn is_field(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Field { .. })
}
