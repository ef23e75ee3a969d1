//! What can be wrong with a page, told with the page and the line.

/// A fault of markup or of an expression, at a place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file} line {line}: {message}")]
pub struct MarkupError {
    /// Page or component, with its extension.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

/// Why a page is not shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// There is no such page.
    #[error("Page {0} does not exist")]
    NotFound(String),
    /// The user's permission sets and profile do not open the page, or the record is not shared.
    #[error(
        "You do not have the level of access necessary to perform the operation you requested. Please contact the owner of the record or your administrator if access is necessary."
    )]
    InsufficientPrivileges,
    /// The record is gone.
    #[error(
        "The data you were trying to access could not be found. It may be due to another user deleting the data or a system error. If you know the data is not deleted but cannot access it, please look at our support page."
    )]
    DataNotAvailable,
    /// The `id` parameter is not an Id of the page's object.
    #[error("Id value {0} is not valid for the {1} standard controller")]
    InvalidId(String, String),
    /// The markup is at fault.
    #[error(transparent)]
    Markup(#[from] MarkupError),
    /// Apex threw.
    #[error("{message}")]
    Apex {
        /// Type and message.
        message: String,
        /// Apex stack trace.
        stack_trace: String,
    },
    /// The org failed.
    #[error("{0}")]
    Org(String),
}
