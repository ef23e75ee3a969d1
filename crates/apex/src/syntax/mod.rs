//! From source text to the syntax tree the interpreter walks.

pub mod ast;

use crate::program::{LoadError, SourceFile};

/// Parses and lowers every file, in order.
pub(crate) fn parse_all(_files: &[SourceFile]) -> Result<Vec<ast::Unit>, Vec<LoadError>> {
    Ok(Vec::new())
}
