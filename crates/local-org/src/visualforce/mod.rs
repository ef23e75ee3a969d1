//! Visualforce: renders the package's own pages and components.
//!
//! What is supported: the tags of [`tags`], custom components, plain HTML, and the expressions of
//! [`expression`] with the functions of [`functions`] and the globals of [`globals`]. Anything else is an
//! error that names page, line and part.

pub mod component;
pub mod error;
pub mod error_page;
pub mod escape;
pub mod evaluate;
pub mod expression;
pub mod functions;
pub mod globals;
pub mod library;
pub mod page;
pub mod record;
pub mod render;
pub mod route;
pub mod scope;
pub mod syntax;
pub mod tags;

pub use error::{MarkupError, PageError};
pub use library::Library;

/// An exception of Apex as the fault of a page.
pub(crate) fn thrown(thrown: &apex::Thrown) -> PageError {
    PageError::Apex {
        message: thrown.to_string(),
        stack_trace: thrown.stack_trace.clone(),
    }
}
