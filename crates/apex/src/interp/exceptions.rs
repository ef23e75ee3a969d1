//! Raising and catching exceptions.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::rc::Rc;

use super::Interpreter;
use crate::error::{ExceptionState, Thrown, ThrownFields, ThrownKind};
use crate::host::HostError;
use crate::syntax::ast::Place;
use crate::value::{PlatformException, TypeName, Value};

impl Interpreter<'_> {
    /// A platform exception at the place where the program is now. `name` may lack `System.`; names with
    /// another namespace keep it.
    pub fn throw(&self, name: &str, message: impl Into<String>) -> Thrown {
        self.throw_with(
            name,
            ExceptionState {
                message: Some(message.into()),
                ..ExceptionState::default()
            },
        )
    }

    fn throw_with(&self, name: &str, state: ExceptionState) -> Thrown {
        let value = self.platform_exception(name, state);
        self.thrown_from(value)
    }

    /// A platform exception object that is not thrown yet.
    pub(crate) fn platform_exception(&self, name: &str, mut state: ExceptionState) -> Value {
        let type_name = if name.contains('.') {
            name.to_owned()
        } else {
            format!("System.{name}")
        };
        self.stamp(&mut state);
        Value::Exception(Rc::new(PlatformException {
            type_name: type_name.into(),
            state: RefCell::new(state),
        }))
    }

    /// Notes where an exception was made.
    pub(crate) fn stamp(&self, state: &mut ExceptionState) {
        state.stack_trace = self.stack_trace();
        state.line = self.frames.last().map_or(0, |f| f.place.line);
    }

    /// The error for what this runtime does not have. `construct` completes "... is not supported".
    pub fn unsupported(&self, construct: impl Into<String>) -> Thrown {
        let place = self
            .frames
            .last()
            .map(|f| format!(" ({} line {})", f.class.name, f.place.line));
        Thrown::new(ThrownFields {
            type_name: "Unsupported".into(),
            message: format!(
                "{} is not supported{}",
                construct.into(),
                place.unwrap_or_default()
            ),
            stack_trace: self.stack_trace(),
            cause: None,
            kind: ThrownKind::Unsupported,
            value: Value::Null,
        })
    }

    /// The error for code that Salesforce would not compile.
    pub(crate) fn invalid(&self, message: impl Into<String>) -> Thrown {
        Thrown::new(ThrownFields {
            type_name: "Invalid".into(),
            message: message.into(),
            stack_trace: self.stack_trace(),
            cause: None,
            kind: ThrownKind::Unsupported,
            value: Value::Null,
        })
    }

    /// `System.NullPointerException`.
    pub fn null_pointer(&self) -> Thrown {
        self.throw("NullPointerException", "Attempt to de-reference a null object")
    }

    /// A refusal of the org as the exception it names.
    pub fn host_error(&self, error: HostError) -> Thrown {
        let dml = error.rows.into_iter().map(|(row, e)| (row, None, e)).collect();
        let state = ExceptionState {
            message: Some(error.message),
            dml,
            ..ExceptionState::default()
        };
        self.throw_with(&error.exception, state)
    }

    /// Throws an exception object.
    pub(crate) fn thrown_from(&self, value: Value) -> Thrown {
        let type_name = match &value {
            Value::Object(o) => o.class.name.clone(),
            other => other.type_name().to_string(),
        };
        let (message, stack_trace, cause) = match value.exception_state() {
            Some(state) => {
                let state = state.borrow();
                let message = state
                    .message
                    .clone()
                    .unwrap_or_else(|| "Script-thrown exception".to_owned());
                (message, state.stack_trace.clone(), state.cause.clone())
            }
            None => (String::new(), String::new(), None),
        };
        let cause = cause
            .filter(|c| !c.is_null())
            .map(|c| Box::new(self.thrown_from(c)));
        let kind = if type_name == "System.LimitException" {
            ThrownKind::Limit
        } else {
            ThrownKind::Exception
        };
        Thrown::new(ThrownFields {
            type_name,
            message,
            stack_trace,
            cause,
            kind,
            value,
        })
    }

    /// Innermost first, as Salesforce writes it.
    pub(crate) fn stack_trace(&self) -> String {
        let mut text = String::new();
        for frame in self.frames.iter().rev() {
            if !text.is_empty() {
                text.push('\n');
            }
            let Place { line, .. } = frame.place;
            // Writing to a String cannot fail. Salesforce always reports column 1.
            let _ = if frame.class.trigger.is_some() {
                write!(text, "{}: line {line}, column 1", frame.class.name)
            } else {
                write!(
                    text,
                    "Class.{}.{}: line {line}, column 1",
                    frame.class.name, frame.label
                )
            };
        }
        text
    }

    /// Whether a `catch` of this type takes it.
    pub(crate) fn catches(&self, type_name: &TypeName, thrown: &Thrown) -> bool {
        // A failed assertion ends the transaction, as a limit does.
        if thrown.kind != ThrownKind::Exception || thrown.type_name == "System.AssertException" {
            return false;
        }
        self.instance_of(&thrown.value, type_name)
    }

    /// Methods every exception has.
    pub(crate) fn exception_method(
        &mut self,
        receiver: &Value,
        lower: &str,
        args: &[Value],
    ) -> Option<Result<Value, Thrown>> {
        let state = receiver.exception_state()?;
        let row = || {
            args.first()
                .and_then(Value::as_int)
                .and_then(|i| usize::try_from(i).ok())
                .unwrap_or(usize::MAX)
        };
        let value = match (lower, args.len()) {
            ("getmessage", 0) => match &state.borrow().message {
                Some(message) => Value::string(message),
                None => Value::string("Script-thrown exception"),
            },
            ("gettypename", 0) => Value::string(receiver.type_name().to_string()),
            ("getcause", 0) => state.borrow().cause.clone().unwrap_or(Value::Null),
            ("getstacktracestring", 0) => Value::string(&state.borrow().stack_trace),
            ("getlinenumber", 0) => Value::Integer(i32::try_from(state.borrow().line).unwrap_or(i32::MAX)),
            ("setmessage", 1) => {
                state.borrow_mut().message = args[0].as_str().map(str::to_owned);
                Value::Null
            }
            ("initcause", 1) => {
                if state.borrow().cause.is_some() {
                    return Some(Err(
                        self.throw("TypeException", "Cannot overwrite the exception cause")
                    ));
                }
                state.borrow_mut().cause = Some(args[0].clone());
                Value::Null
            }
            ("tostring", 0) => Value::string(receiver.display_string()),
            ("getinaccessiblefields", 0) if receiver.type_name().is("QueryException") => {
                inaccessible_fields(&state.borrow().inaccessible)
            }
            ("getnumdml", 0) => Value::Integer(i32::try_from(state.borrow().dml.len()).unwrap_or(i32::MAX)),
            ("getdmlmessage" | "getdmltype" | "getdmlindex" | "getdmlid" | "getdmlfieldnames", 1) => {
                let state = state.borrow();
                match state.dml.get(row()) {
                    Some((index, id, error)) => match lower {
                        "getdmlmessage" => Value::string(&error.message),
                        "getdmlindex" => Value::Integer(i32::try_from(*index).unwrap_or(i32::MAX)),
                        "getdmlid" => id.as_ref().map_or(Value::Null, Value::id),
                        "getdmlfieldnames" => Value::strings(&error.fields),
                        _ => Value::enum_constant("System.StatusCode", &error.status, 0),
                    },
                    None => {
                        let message = format!("List index out of bounds: {}", row());
                        return Some(Err(self.throw("ListException", message)));
                    }
                }
            }
            _ => return None,
        };
        Some(Ok(value))
    }
}

/// `Map<String, Set<String>>` of fields by object.
fn inaccessible_fields(fields: &[(String, String)]) -> Value {
    let string = || TypeName::new("String");
    let mut objects: Vec<&String> = fields.iter().map(|(object, _)| object).collect();
    objects.dedup();
    let entries = objects.into_iter().map(|object| {
        let own = fields
            .iter()
            .filter(|(o, _)| o == object)
            .map(|(_, field)| Value::string(field));
        (
            Value::string(object),
            Value::set(string(), own.collect::<Vec<_>>()),
        )
    });
    Value::map(string(), TypeName::set(string()), entries.collect::<Vec<_>>())
}
