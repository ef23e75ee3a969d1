//! The stub API: objects whose methods a `System.StubProvider` answers.
//!
//! Source: Apex Developer Guide, "Build a Mocking Framework with the Stub API".

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::Interpreter;
use super::call::Hints;
use crate::error::Thrown;
use crate::program::{Class, ClassKind};
use crate::syntax::ast::Method;
use crate::value::{Instance, TypeKind, TypeName, Value};

impl<'a> Interpreter<'a> {
    /// `Test.createStub(type, provider)`.
    ///
    /// # Errors
    /// For what is no class or interface of the program.
    pub(crate) fn create_stub(&mut self, type_name: &TypeName, provider: &Value) -> Result<Value, Thrown> {
        self.check_implements(provider, "StubProvider")?;
        let program = self.program;
        let class = program
            .find_class(type_name.lower())
            .filter(|class| class.kind != ClassKind::Enum);
        let Some(class) = class else {
            return Err(self.throw(
                "TypeException",
                format!("Cannot create a stub of the type {type_name}"),
            ));
        };
        Ok(Value::Object(Rc::new(Instance {
            class: class.clone(),
            fields: RefCell::new(vec![Value::Null; class.fields.len()]),
            equal_group: Cell::new(0),
            exception: None,
            stub: Some(provider.clone()),
        })))
    }

    /// A call on a stub: the provider's `handleMethodCall` answers it.
    pub(super) fn call_stub(
        &mut self,
        receiver: &Value,
        object: &Instance,
        lower: &str,
        args: Vec<Value>,
        hints: &Hints,
    ) -> Option<Result<Value, Thrown>> {
        let provider = object.stub.clone()?;
        let class: &'a Class = self.program.class_by_id(object.class.id);
        let method = self.declared_method(class, lower, &args, hints)?;
        if method.modifiers.is_static {
            return None;
        }
        let args = match self.coerce_args(method, args) {
            Ok(args) => args,
            Err(error) => return Some(Err(error)),
        };
        let types = method.params.iter().map(|p| Value::Type(p.type_name.clone()));
        let names = method.params.iter().map(|p| &*p.name.text);
        let is_void = method.return_type.kind() == TypeKind::Void;
        let call = vec![
            receiver.clone(),
            Value::String((&*method.name.text).into()),
            Value::Type(method.return_type.clone()),
            Value::list(TypeName::new("System.Type"), types.collect()),
            Value::strings(names),
            Value::list(TypeName::object(), args),
        ];
        let answer = self.invoke(&provider, "handleMethodCall", call);
        Some(answer.and_then(|value| {
            if is_void {
                Ok(Value::Null)
            } else {
                self.coerce(value, &method.return_type)
            }
        }))
    }

    /// The best method of a name a type declares or inherits, with or without code.
    fn declared_method(
        &self,
        class: &'a Class,
        lower: &str,
        args: &[Value],
        hints: &Hints,
    ) -> Option<&'a Method> {
        let program = self.program;
        let mut types: Vec<&'a Class> = program.ancestry(class).collect();
        let mut next = 0;
        while let Some(class) = types.get(next).copied() {
            let above = class
                .interfaces
                .iter()
                .filter_map(|i| program.find_class(i.lower()));
            types.extend(above.map(|class| &**class));
            next += 1;
        }
        let methods = types.into_iter().flat_map(|class| class.methods_named(lower));
        self.choose(methods, args, hints)
    }
}
