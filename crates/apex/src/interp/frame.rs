//! A running method, and how a statement ended.

use std::borrow::Cow;

use crate::host::Sharing;
use crate::program::{Class, FieldInfo};
use crate::syntax::ast::{LocalVar, Place};
use crate::value::Value;

/// A method, constructor, accessor or initialiser that is running.
pub(crate) struct Frame<'a> {
    /// The class whose code runs.
    pub(crate) class: &'a Class,
    /// Name shown in stack traces.
    pub(crate) label: Cow<'a, str>,
    /// The instance; null in static code.
    pub(crate) this: Value,
    /// Values of parameters and local variables.
    pub(crate) locals: Vec<Value>,
    /// Their declarations.
    pub(crate) vars: &'a [LocalVar],
    /// Where it is.
    pub(crate) place: Place,
    /// Record sharing its queries and changes ask for.
    pub(crate) sharing: Sharing,
    /// The property whose accessor this is: its own name means the stored value.
    pub(crate) property: Option<&'a FieldInfo>,
}

/// How a statement ended.
pub(crate) enum Flow {
    /// On to the next one.
    Next,
    /// `break`.
    Break,
    /// `continue`.
    Continue,
    /// `return`.
    Return(Value),
}
