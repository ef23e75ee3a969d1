//! `Invocable.Action`: calls `@InvocableMethod` methods of the program by name.
//!
//! Source: Apex Reference Guide, "Action Class" of the `Invocable` namespace.

use super::args::{self, Found, found, void};
use crate::error::{Thrown, ThrownKind};
use crate::interp::Interpreter;
use crate::value::{Native, TypeName, Value};

const ACTION: &str = "Invocable.Action";
const RESULT: &str = "Invocable.Action.Result";

/// One action: its class, and the parameters of each invocation.
struct Action {
    class: String,
    /// Parameters by lower-case name; the last entry is the one being filled.
    invocations: Vec<Vec<(String, Value)>>,
}

/// `Invocable.Action.x(...)`.
pub(super) fn call_static(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("createcustomaction", 2 | 3) => {
            let kind = args::text(interp, args, 0)?;
            if !kind.eq_ignore_ascii_case("apex") {
                return Err(interp.unsupported(format!("an invocable action of type {kind}")));
            }
            let action = Action {
                class: args::text(interp, args, args.len() - 1)?.to_string(),
                invocations: vec![Vec::new()],
            };
            found(Value::native(Native::with_state(ACTION, action)))
        }
        ("createstandardaction", 1) => {
            let name = args::text(interp, args, 0)?;
            Err(interp.unsupported(format!("the standard invocable action {name}")))
        }
        _ => Ok(None),
    }
}

/// Methods of actions and of their results.
pub(super) fn call_method(interp: &mut Interpreter<'_>, own: &Native, method: &str, args: &[Value]) -> Found {
    if &*own.type_name == RESULT {
        return Ok(match (method, args.len()) {
            ("issuccess", 0) => Some(own.get("success")),
            ("getoutputparameters", 0) => Some(own.get("outputs")),
            ("geterrors", 0) => Some(own.get("errors")),
            _ => None,
        });
    }
    if (method, args.len()) == ("invoke", 0) {
        return invoke(interp, own);
    }
    let mut state = own.state.borrow_mut();
    let Some(action) = state.downcast_mut::<Action>() else {
        return Ok(None);
    };
    match (method, args.len()) {
        ("getname", 0) => found(Value::string(&action.class)),
        ("gettype", 0) => found(Value::string("apex")),
        ("setinvocationparameter", 2) => {
            let name = args::text(interp, args, 0)?.to_ascii_lowercase();
            if let Some(current) = action.invocations.last_mut() {
                current.retain(|(own, _)| *own != name);
                current.push((name, args[1].clone()));
            }
            void()
        }
        ("addinvocation", 0) => {
            action.invocations.push(Vec::new());
            void()
        }
        ("clearinvocations", 0) => {
            action.invocations = vec![Vec::new()];
            void()
        }
        _ => Ok(None),
    }
}

fn invoke(interp: &mut Interpreter<'_>, own: &Native) -> Found {
    let (class, invocations) = match own.state.borrow().downcast_ref::<Action>() {
        Some(action) => (action.class.clone(), action.invocations.clone()),
        None => return Ok(None),
    };
    let info = interp.program().class(&class);
    let method = info.and_then(|info| {
        let mut methods = info.methods.into_iter();
        methods.find(|m| m.annotations.iter().any(|a| a == "invocablemethod"))
    });
    let Some(method) = method else {
        let message = format!("No such action: apex-{class}");
        return Err(interp.throw("InvalidParameterValueException", message));
    };
    let call_args = match method.params.first() {
        Some(param) => {
            let element = param.type_name.arg(0);
            let inputs = invocations
                .iter()
                .map(|parameters| input(interp, &element, parameters))
                .collect::<Result<Vec<_>, Thrown>>()?;
            vec![Value::list(element, inputs)]
        }
        None => Vec::new(),
    };
    let answer = match interp.call_static(&class, &method.name, call_args) {
        Ok(answer) => answer,
        Err(error) if error.kind == ThrownKind::Exception => {
            let results = invocations
                .iter()
                .map(|_| result(Value::Null, Some(&error.message)));
            return found(Value::list(TypeName::new(RESULT), results.collect()));
        }
        Err(error) => return Err(error),
    };
    let outputs = match &answer {
        Value::List(list) => list.items.borrow().clone(),
        _ => vec![Value::Null; invocations.len()],
    };
    let results = outputs.into_iter().map(|output| result(output, None));
    found(Value::list(TypeName::new(RESULT), results.collect()))
}

/// An input: an instance whose `@InvocableVariable` fields are the parameters, or the one parameter itself.
fn input(
    interp: &mut Interpreter<'_>,
    element: &TypeName,
    parameters: &[(String, Value)],
) -> Result<Value, Thrown> {
    if interp.class_of_type(element).is_none() {
        let value = parameters.first().map_or(Value::Null, |(_, value)| value.clone());
        return interp.coerce(value, element);
    }
    let object = interp.new_value(element, Vec::new())?;
    for (name, value) in parameters {
        interp.set_field(&object, name, value.clone())?;
    }
    Ok(object)
}

/// The output of one invocation is the parameter `output`.
fn result(output: Value, error: Option<&str>) -> Value {
    let native = Native::new(RESULT);
    native.set("success", Value::Boolean(error.is_none()));
    let outputs = [(Value::string("output"), output)];
    native.set(
        "outputs",
        Value::map(TypeName::new("String"), TypeName::object(), outputs),
    );
    let errors = error.iter().map(|message| {
        let error = Native::new("Invocable.Action.Error");
        error.set("message", Value::string(message));
        Value::native(error)
    });
    native.set(
        "errors",
        Value::list(TypeName::new("Invocable.Action.Error"), errors.collect()),
    );
    Value::native(native)
}
