//! Runs Apex: syntax, interpreter, standard library, test runner and coverage.
//!
//! Knows Apex and nothing of any particular org or package. The org is behind [`host::Host`].
//!
//! [`Program::load`] checks and lowers the source once; an [`Interpreter`] is one transaction on it.

pub mod coverage;
pub mod error;
pub mod host;
pub mod interp;
pub mod program;
pub mod stdlib;
pub mod syntax;
pub mod testing;
pub mod value;

pub use error::{Thrown, ThrownKind};
pub use interp::Interpreter;
pub use program::{LoadError, Program, SourceFile};
pub use value::Value;
