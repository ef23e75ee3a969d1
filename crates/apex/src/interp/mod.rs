//! The interpreter: one transaction of a program.

pub mod coerce;
mod exceptions;
pub mod limits;

use std::sync::Arc;

use crate::coverage::Coverage;
use crate::error::Thrown;
use crate::host::{Host, HttpAnswer, Job};
use crate::program::{Class, Program};
use crate::value::{SObject, TypeName, Value};
use limits::Limits;
use std::rc::Rc;

/// One transaction.
pub struct Interpreter<'a> {
    program: &'a Program,
    host: &'a mut dyn Host,
    limits: Limits,
    coverage: Coverage,
    page: Value,
}

impl<'a> Interpreter<'a> {
    /// Starts a transaction with fresh static state.
    pub fn new(program: &'a Program, host: &'a mut dyn Host) -> Self {
        Self { program, host, limits: Limits::default(), coverage: Coverage::default(), page: Value::Null }
    }

    /// The org.
    pub fn host(&mut self) -> &mut dyn Host {
        self.host
    }

    /// The program.
    pub fn program(&self) -> &'a Program {
        self.program
    }

    /// What the transaction has used.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Lines that ran.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// Calls a static method; the overload is chosen by the arguments.
    pub fn call_static(&mut self, class: &str, method: &str, _args: Vec<Value>) -> Result<Value, Thrown> {
        Err(self.unsupported(format!("{class}.{method}")))
    }

    /// `new class(args)`.
    pub fn construct(&mut self, class: &str, _args: Vec<Value>) -> Result<Value, Thrown> {
        Err(self.unsupported(format!("new {class}")))
    }

    /// Reads `object.name` for an expression of a page: a field or property, else the getter `getName()`.
    pub fn get_property(&mut self, _object: &Value, name: &str) -> Result<Value, Thrown> {
        Err(self.unsupported(format!("property {name}")))
    }

    /// Writes `object.name` for an input of a page: a field or property, else the setter `setName(value)`.
    pub fn set_property(&mut self, _object: &Value, name: &str, _value: Value) -> Result<(), Thrown> {
        Err(self.unsupported(format!("property {name}")))
    }

    /// Sets what `ApexPages.currentPage()` returns.
    pub fn set_current_page(&mut self, _url: &str, _params: &[(String, String)]) {}

    /// What `ApexPages.currentPage()` returns; null outside a page.
    pub fn current_page(&self) -> Value {
        self.page.clone()
    }

    /// Runs a job of the asynchronous queue.
    pub fn run_job(&mut self, job: &Job) -> Result<(), Thrown> {
        Err(self.unsupported(format!("job {}", job.class)))
    }

    /// Calls a method of any object, of the program or of the platform.
    pub fn invoke(&mut self, _receiver: &Value, method: &str, _args: Vec<Value>) -> Result<Value, Thrown> {
        Err(self.unsupported(format!("method {method}")))
    }

    /// A value as text: `String.valueOf`, concatenation. Calls a user-defined `toString`.
    pub fn display(&mut self, value: &Value) -> Result<String, Thrown> {
        Ok(value.display_string())
    }

    /// `==`.
    pub fn equals(&mut self, _a: &Value, _b: &Value) -> Result<bool, Thrown> {
        Err(self.unsupported("=="))
    }

    /// Converts to a declared type, as an assignment does; `System.TypeException` when it does not fit.
    pub fn coerce(&mut self, value: Value, _to: &TypeName) -> Result<Value, Thrown> {
        Ok(value)
    }

    /// Whether a test runs (`Test.isRunningTest`).
    pub fn is_test(&self) -> bool {
        false
    }

    /// An instance whose fields are null and whose constructor has not run, for deserialisation.
    pub fn instantiate(&mut self, class: &Arc<Class>) -> Value {
        let _ = class;
        Value::Null
    }

    /// `new object()` for an sObject, by name without regard to case.
    pub fn new_sobject(&mut self, object: &str) -> Result<Value, Thrown> {
        Err(self.unsupported(format!("new {object}")))
    }

    /// Reads a field of an sObject by name.
    pub fn sobject_get(&mut self, _object: &Rc<SObject>, name: &str) -> Result<Value, Thrown> {
        Err(self.unsupported(name))
    }

    /// Writes a field of an sObject by name.
    pub fn sobject_put(&mut self, _object: &Rc<SObject>, name: &str, _value: Value) -> Result<(), Thrown> {
        Err(self.unsupported(name))
    }

    /// `Http.send`: the rules of the transaction, then the mock of a test or the org.
    pub fn http_send(&mut self, _request: &Value) -> Result<Value, Thrown> {
        let _ = HttpAnswer::default();
        Err(self.unsupported("Http.send"))
    }

    /// `Test.setMock`.
    pub fn set_mock(&mut self, _interface: &TypeName, _object: Value) -> Result<(), Thrown> {
        Err(self.unsupported("Test.setMock"))
    }

    /// `Test.startTest`.
    pub fn start_test(&mut self) -> Result<(), Thrown> {
        Err(self.unsupported("Test.startTest"))
    }

    /// `Test.stopTest`.
    pub fn stop_test(&mut self) -> Result<(), Thrown> {
        Err(self.unsupported("Test.stopTest"))
    }

    /// `System.enqueueJob`.
    pub fn enqueue_job(&mut self, _object: &Value) -> Result<Value, Thrown> {
        Err(self.unsupported("System.enqueueJob"))
    }
}
