//! Choosing a method and running it.

use super::Interpreter;
use super::call::Hints;
use super::class::Run;
use crate::error::Thrown;
use crate::program::Class;
use crate::stdlib;
use crate::syntax::ast::{Body, Method};
use crate::value::{TypeKind, Value};

impl<'a> Interpreter<'a> {
    /// Calls a method of any object, of the program or of the platform.
    ///
    /// # Errors
    /// What the method throws; [`crate::ThrownKind::Unsupported`] when there is no such method.
    pub fn invoke(&mut self, receiver: &Value, method: &str, args: Vec<Value>) -> Result<Value, Thrown> {
        self.call_on(receiver, method, &method.to_ascii_lowercase(), args, &[])
    }

    pub(crate) fn call_on(
        &mut self,
        receiver: &Value,
        name: &str,
        lower: &str,
        args: Vec<Value>,
        hints: &Hints,
    ) -> Result<Value, Thrown> {
        match receiver {
            Value::Null => Err(self.null_pointer()),
            Value::Object(object) => {
                let class: &'a Class = self.program.class_by_id(object.class.id);
                if object.stub.is_some()
                    && let Some(answer) = self.call_stub(receiver, object, lower, args.clone(), hints)
                {
                    return answer;
                }
                match self.find_method(class, lower, &args, hints) {
                    Some((owner, method)) => {
                        // Calls from the platform (no code of the program asked) see everything.
                        self.check_access(&method.modifiers, owner, &method.name.text, "Method")?;
                        self.run_method(owner, method, receiver.clone(), args)
                    }
                    None => self.base_method(receiver, name, args),
                }
            }
            Value::Enum(constant) => match (lower, args.as_slice()) {
                ("name" | "tostring", []) => Ok(Value::String(constant.name.clone())),
                ("ordinal", []) => Ok(Value::Integer(constant.ordinal)),
                _ => self.base_method(receiver, name, args),
            },
            Value::Exception(_) => self.base_method(receiver, name, args),
            Value::Native(native) if lower == "iterator" && native.is("Database.QueryLocator") => {
                let rows = native.get("rows");
                self.invoke(&rows, "iterator", args)
            }
            Value::Native(native)
                if native.type_name.starts_with("Database.")
                    && !native.type_name.starts_with("Database.DML") =>
            {
                match stdlib::database::call_method(native, lower, &args) {
                    Some(value) => Ok(value),
                    None => self.base_method(receiver, name, args),
                }
            }
            _ => match stdlib::call_method(self, receiver, name, args.clone()) {
                Some(result) => result,
                None => self.base_method(receiver, name, args),
            },
        }
    }

    /// Methods that need no declaration: those of exceptions and of `Object`.
    pub(crate) fn base_method(
        &mut self,
        receiver: &Value,
        name: &str,
        args: Vec<Value>,
    ) -> Result<Value, Thrown> {
        let lower = name.to_ascii_lowercase();
        if let Some(result) = self.exception_method(receiver, &lower, &args) {
            return result;
        }
        match (lower.as_str(), args.as_slice(), receiver) {
            ("tostring", [], _) => Ok(Value::string(receiver.display_string())),
            ("equals", [other], _) => Ok(Value::Boolean(self.identical(receiver, other))),
            ("hashcode", [], Value::Object(_) | Value::Enum(_) | Value::Exception(_)) => {
                Ok(Value::Integer(super::compare::hash_code(receiver)))
            }
            (_, _, Value::Object(object)) => {
                let class = object.class.name.clone();
                Err(self.no_method(name, &args, &class))
            }
            _ => Err(self.unsupported(format!("method {}.{name}", receiver.type_name()))),
        }
    }

    /// The best method of a name in a class and its super classes.
    pub(crate) fn find_method(
        &self,
        class: &'a Class,
        lower: &str,
        args: &[Value],
        hints: &Hints,
    ) -> Option<(&'a Class, &'a Method)> {
        let program = self.program;
        let mut best: Option<(u32, &'a Class, &'a Method)> = None;
        for owner in program.ancestry(class) {
            for method in owner.methods_named(lower).filter(|m| m.body.is_some()) {
                if let Some(cost) = self.cost(method, args, hints)
                    && best.is_none_or(|(least, _, _)| cost < least)
                {
                    best = Some((cost, owner, method));
                }
            }
        }
        best.map(|(_, owner, method)| (owner, method))
    }

    pub(crate) fn find_private(
        &self,
        class: &'a Class,
        lower: &str,
        args: &[Value],
        hints: &Hints,
    ) -> Option<(&'a Class, &'a Method)> {
        let private = class.methods_named(lower).filter(|m| {
            let m = &m.modifiers;
            !(m.public || m.global || m.protected || m.is_virtual || m.is_abstract || m.is_override)
        });
        self.choose(private, args, hints).map(|method| (class, method))
    }

    /// The method that fits the arguments best.
    pub(crate) fn choose(
        &self,
        methods: impl Iterator<Item = &'a Method>,
        args: &[Value],
        hints: &Hints,
    ) -> Option<&'a Method> {
        let fitting = methods.filter_map(|m| self.cost(m, args, hints).map(|cost| (cost, m)));
        fitting.min_by_key(|(cost, _)| *cost).map(|(_, method)| method)
    }

    /// How far the arguments are from the parameters; `None` when they do not fit.
    fn cost(&self, method: &Method, args: &[Value], hints: &Hints) -> Option<u32> {
        if method.params.len() != args.len() {
            return None;
        }
        let mut total = 0;
        for (i, (param, arg)) in method.params.iter().zip(args).enumerate() {
            let mut cost = self.conversion_cost(arg, &param.type_name)?;
            if let Some(Some(hint)) = hints.get(i) {
                if *hint == param.type_name {
                    cost = 0;
                } else if cost == 0 {
                    // The value is of the parameter's type, but it was declared as something wider.
                    cost = 1;
                }
            }
            total += cost;
        }
        Some(total)
    }

    pub(crate) fn coerce_args(&mut self, method: &Method, args: Vec<Value>) -> Result<Vec<Value>, Thrown> {
        let params = method.params.iter().map(|p| &p.type_name);
        args.into_iter()
            .zip(params)
            .map(|(arg, type_name)| self.coerce(arg, type_name))
            .collect()
    }

    pub(crate) fn run_method(
        &mut self,
        owner: &'a Class,
        method: &'a Method,
        this: Value,
        args: Vec<Value>,
    ) -> Result<Value, Thrown> {
        let Some(body) = &method.body else {
            return Err(self.invalid(format!("Method has no body: {}.{}", owner.name, method.name.text)));
        };
        let args = self.coerce_args(method, args)?;
        if method.modifiers.has_annotation("future") {
            return self.call_future(owner, method, args);
        }
        self.run_body(owner, method, body, this, args)
    }

    /// Runs a method at once, a `@future` one too.
    pub(super) fn run_now(
        &mut self,
        owner: &'a Class,
        method: &'a Method,
        this: Value,
        args: Vec<Value>,
    ) -> Result<Value, Thrown> {
        match &method.body {
            Some(body) => {
                let args = self.coerce_args(method, args)?;
                self.run_body(owner, method, body, this, args)
            }
            None => Err(self.invalid(format!("Method has no body: {}.{}", owner.name, method.name.text))),
        }
    }

    fn run_body(
        &mut self,
        owner: &'a Class,
        method: &'a Method,
        body: &'a Body,
        this: Value,
        args: Vec<Value>,
    ) -> Result<Value, Thrown> {
        let this = if method.modifiers.is_static {
            Value::Null
        } else {
            this
        };
        self.statics(owner.id)?;
        let run = Run {
            class: owner,
            label: (&*method.name.text).into(),
            this,
            place: method.place,
            property: None,
        };
        let value = self.run(run, body, args)?;
        if method.return_type.kind() == TypeKind::Void {
            Ok(Value::Null)
        } else {
            self.coerce(value, &method.return_type)
        }
    }
}
