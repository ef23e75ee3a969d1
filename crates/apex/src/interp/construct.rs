//! Making instances: constructors, their chains, field initialisers, the constructors of exceptions.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::Interpreter;
use super::class::Run;
use crate::error::{ExceptionState, Thrown};
use crate::program::{Class, ClassKind};
use crate::syntax::ast::Method;
use crate::value::{Instance, Value};

impl<'a> Interpreter<'a> {
    /// An instance whose fields are null and whose constructor has not run, for deserialisation.
    pub fn instantiate(&mut self, class: &Arc<Class>) -> Value {
        let exception = class.is_exception.then(|| {
            let mut state = ExceptionState::default();
            self.stamp(&mut state);
            RefCell::new(state)
        });
        let fields = RefCell::new(vec![Value::Null; class.fields.len()]);
        Value::Object(Rc::new(Instance {
            class: class.clone(),
            fields,
            equal_group: std::cell::Cell::new(0),
            exception,
            stub: None,
        }))
    }

    /// `new class(args)` for a class of the program.
    pub(crate) fn construct_class(&mut self, class: &'a Class, args: Vec<Value>) -> Result<Value, Thrown> {
        if class.kind != ClassKind::Class || class.modifiers.is_abstract {
            return Err(self.invalid(format!("Type cannot be constructed: {}", class.name)));
        }
        self.statics(class.id)?;
        let program = self.program;
        let object = self.instantiate(program.class_by_id(class.id));
        // The fields of every class have their first values before any constructor runs.
        let mut classes: Vec<&'a Class> = program.ancestry(class).collect();
        classes.reverse();
        for class in classes {
            self.init_fields(class, &object)?;
        }
        self.run_constructor(class, &object, args, false)?;
        Ok(object)
    }

    fn run_constructor(
        &mut self,
        class: &'a Class,
        object: &Value,
        args: Vec<Value>,
        chained: bool,
    ) -> Result<(), Thrown> {
        let Some(constructor) = self.choose(class.constructors.iter(), &args, &[]) else {
            return self.default_constructor(class, object, args);
        };
        if !chained {
            self.check_access(&constructor.modifiers, class, "<init>", "Constructor")?;
        }
        let Some(body) = &constructor.body else {
            return Ok(());
        };
        let args = self.coerce_args(constructor, args)?;
        let run = Run {
            class,
            label: "<init>".into(),
            this: object.clone(),
            place: constructor.place,
            property: None,
        };
        self.within(run, body, args, |interp| {
            interp.chain(class, constructor, object)?;
            interp.block(&body.block).map(drop)
        })
    }

    /// Another constructor of the class, or that of the super class.
    fn chain(&mut self, class: &'a Class, constructor: &'a Method, object: &Value) -> Result<(), Thrown> {
        let mut args = Vec::new();
        if let Some(chain) = &constructor.chain {
            self.reached(chain.place);
            args = self.eval_all(&chain.args)?;
            if !chain.is_super {
                return self.run_constructor(class, object, args, true);
            }
        }
        self.super_constructor(class, object, args)
    }

    fn super_constructor(
        &mut self,
        class: &'a Class,
        object: &Value,
        args: Vec<Value>,
    ) -> Result<(), Thrown> {
        match class.superclass {
            Some(id) => {
                let superclass: &'a Class = self.program.class_by_id(id);
                self.run_constructor(superclass, object, args, true)
            }
            None if class.is_exception => self.exception_constructor(object, &args),
            None if args.is_empty() => Ok(()),
            None => Err(self.no_constructor(class, &args)),
        }
    }

    fn default_constructor(
        &mut self,
        class: &'a Class,
        object: &Value,
        args: Vec<Value>,
    ) -> Result<(), Thrown> {
        if !(class.is_exception || class.constructors.is_empty() && args.is_empty()) {
            return Err(self.no_constructor(class, &args));
        }
        self.super_constructor(class, object, args)
    }

    fn init_fields(&mut self, class: &'a Class, object: &Value) -> Result<(), Thrown> {
        for init in &class.instance_init {
            self.initialize(class, init, "<init>", object.clone(), class.line)?;
        }
        Ok(())
    }

    /// The constructors every exception class has: `()`, `(message)`, `(cause)`, `(message, cause)`.
    pub(crate) fn exception_constructor(&mut self, object: &Value, args: &[Value]) -> Result<(), Thrown> {
        let Some(state) = object.exception_state() else {
            return Ok(());
        };
        let (message, cause) = match args {
            [] => (None, None),
            [one] if one.exception_state().is_some() => (None, Some(one)),
            [message] => (Some(message), None),
            [message, cause] => (Some(message), Some(cause)),
            _ => return Err(self.invalid("Constructor not defined for an exception with these arguments")),
        };
        // Its text is for the page alone: Apex reads it only after `setMessage`.
        let message = message.filter(|_| !object.type_name().is("AuraHandledException"));
        let mut state = state.borrow_mut();
        if let Some(message) = message {
            state.message = match message {
                Value::Null => None,
                other => Some(
                    other
                        .as_str()
                        .map_or_else(|| other.display_string(), str::to_owned),
                ),
            };
        }
        state.cause = cause.cloned();
        Ok(())
    }

    fn no_constructor(&self, class: &Class, args: &[Value]) -> Thrown {
        let types: Vec<String> = args.iter().map(|a| a.type_name().to_string()).collect();
        self.invalid(format!(
            "Constructor not defined: [{}].<Constructor>({})",
            class.name,
            types.join(", ")
        ))
    }
}
