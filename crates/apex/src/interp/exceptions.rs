//! Raising exceptions.

use std::cell::RefCell;
use std::rc::Rc;

use super::Interpreter;
use crate::error::{ExceptionState, Thrown, ThrownFields, ThrownKind};
use crate::value::{PlatformException, Value};

impl Interpreter<'_> {
    /// A platform exception at the place where the program is now. `name` may lack `System.`; names with
    /// another namespace keep it.
    pub fn throw(&self, name: &str, message: impl Into<String>) -> Thrown {
        let message = message.into();
        let type_name = if name.contains('.') { name.to_owned() } else { format!("System.{name}") };
        let state = ExceptionState { message: Some(message.clone()), ..ExceptionState::default() };
        let value =
            Value::Exception(Rc::new(PlatformException { type_name: (*type_name).into(), state: RefCell::new(state) }));
        let kind = if type_name == "System.LimitException" { ThrownKind::Limit } else { ThrownKind::Exception };
        Thrown::new(ThrownFields { type_name, message, stack_trace: String::new(), cause: None, kind, value })
    }

    /// The error for what this runtime does not have. `construct` completes "... is not supported".
    pub fn unsupported(&self, construct: impl Into<String>) -> Thrown {
        Thrown::new(ThrownFields {
            type_name: "Unsupported".into(),
            message: format!("{} is not supported", construct.into()),
            stack_trace: String::new(),
            cause: None,
            kind: ThrownKind::Unsupported,
            value: Value::Null,
        })
    }

    /// `System.NullPointerException`.
    pub fn null_pointer(&self) -> Thrown {
        self.throw("NullPointerException", "Attempt to de-reference a null object")
    }
}
