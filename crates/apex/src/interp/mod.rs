//! The interpreter: one transaction of a program.

mod assign;
mod async_job;
mod batch;
mod call;
mod class;
pub mod coerce;
mod compare;
mod construct;
mod dispatch;
pub mod dml;
mod equality;
mod events;
mod exceptions;
mod expr;
mod finalizer;
mod frame;
mod heap;
mod instance_of;
mod job;
mod job_rows;
pub mod limits;
mod merge;
mod mixed_dml;
mod operators;
mod outside;
pub mod query;
mod resolve;
pub mod schedule;
mod search;
mod sobject;
mod static_type;
mod stmt;
mod stored;
mod stub;
mod switch;
mod test_mode;
mod transaction;
mod trigger;
mod trigger_dml;
mod upsert;
mod web_service;

use std::cell::RefCell;
use std::rc::Rc;

use crate::coverage::Coverage;
use crate::host::Host;
use crate::program::Program;
use crate::value::Value;
pub(crate) use async_job::JobKind;
use frame::Frame;
use limits::Limits;
use transaction::Transaction;

/// One transaction: static state, limits and uncommitted work begin and end with it.
pub struct Interpreter<'a> {
    program: &'a Program,
    host: &'a mut dyn Host,
    frames: Vec<Frame<'a>>,
    /// Static fields of each class that has been initialised.
    statics: Vec<Option<Rc<RefCell<Vec<Value>>>>>,
    transaction: Transaction,
    /// Which keys of maps and sets are equal by their class's own `equals`.
    groups: equality::Groups,
    coverage: Coverage,
    page: Value,
}

impl<'a> Interpreter<'a> {
    /// Starts a transaction with fresh static state.
    pub fn new(program: &'a Program, host: &'a mut dyn Host) -> Self {
        Self {
            program,
            host,
            frames: Vec::new(),
            statics: vec![None; program.all_classes().len()],
            transaction: Transaction::default(),
            groups: equality::Groups::default(),
            coverage: Coverage::default(),
            page: Value::Null,
        }
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
        &self.transaction.limits
    }

    /// Lines that ran.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }
}
