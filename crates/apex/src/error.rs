//! What goes wrong while Apex runs.

use std::ops::{Deref, DerefMut};

use crate::host::RowError;
use crate::value::Value;

/// Sort of a [`Thrown`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThrownKind {
    /// An Apex exception: `catch` may take it.
    Exception,
    /// A governor limit was passed: nothing can catch it.
    Limit,
    /// The program uses something this runtime does not have: nothing can catch it.
    Unsupported,
}

/// An exception on its way up. The fields are those of [`ThrownFields`].
#[derive(Clone)]
pub struct Thrown(Box<ThrownFields>);

/// The content of a [`Thrown`].
#[derive(Clone)]
pub struct ThrownFields {
    /// Type with its namespace, for example `System.NullPointerException` or `MyException`.
    pub type_name: String,
    /// Message, empty when there is none.
    pub message: String,
    /// Innermost first: `Class.Foo.bar: line 12, column 1`, one per line.
    pub stack_trace: String,
    /// What `getCause()` returns.
    pub cause: Option<Box<Thrown>>,
    /// Who may catch it.
    pub kind: ThrownKind,
    /// The exception object, for `catch`. Null unless `kind` is [`ThrownKind::Exception`].
    pub value: Value,
}

impl Thrown {
    /// From its content.
    pub fn new(fields: ThrownFields) -> Self {
        Self(Box::new(fields))
    }

    /// `type: message`, then the stack.
    pub fn report(&self) -> String {
        let mut text = format!("{}: {}", self.type_name, self.message);
        if !self.stack_trace.is_empty() {
            text.push_str("\n\n");
            text.push_str(&self.stack_trace);
        }
        if let Some(cause) = &self.cause {
            text.push_str("\n\nCaused by\n");
            text.push_str(&cause.report());
        }
        text
    }
}

impl Deref for Thrown {
    type Target = ThrownFields;
    fn deref(&self) -> &ThrownFields {
        &self.0
    }
}

impl DerefMut for Thrown {
    fn deref_mut(&mut self) -> &mut ThrownFields {
        &mut self.0
    }
}

impl std::fmt::Display for Thrown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.type_name, self.message)
    }
}

impl std::fmt::Debug for Thrown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.report())
    }
}

impl std::error::Error for Thrown {}

/// What every Apex exception object has.
#[derive(Clone, Default)]
pub struct ExceptionState {
    /// `getMessage()`; `None` until one is set.
    pub message: Option<String>,
    /// `getCause()`.
    pub cause: Option<Value>,
    /// `getStackTraceString()`: where it was created.
    pub stack_trace: String,
    /// `getLineNumber()`.
    pub line: u32,
    /// For `DmlException`: index in the statement, Id and error of each failed row.
    pub dml: Vec<(usize, Option<String>, RowError)>,
    /// For `QueryException`: object and field that exist, but not for the user in whose mode it ran.
    pub inaccessible: Vec<(String, String)>,
}

impl ExceptionState {
    /// `type: message`, as string concatenation shows an exception.
    pub fn display(&self, type_name: &str) -> String {
        match &self.message {
            Some(message) => format!("{type_name}: {message}"),
            None => format!("{type_name}: Script-thrown exception"),
        }
    }
}
