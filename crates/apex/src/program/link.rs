//! From syntax trees to classes that know one another.

use std::collections::HashMap;

use super::{LoadError, Program, SourceFile};
use crate::syntax::ast;

/// Links the units of a program.
pub(super) fn link(_files: &[SourceFile], _units: Vec<ast::Unit>) -> Result<Program, Vec<LoadError>> {
    Ok(Program { classes: Vec::new(), by_name: HashMap::new(), units: Vec::new() })
}
