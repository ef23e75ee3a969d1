//! The Lightning-like shell: lists, record pages with tabs, user switcher.

pub mod flexipage;
pub mod layout;
pub mod list;
pub mod record;
pub mod route;
pub mod show;

pub use flexipage::FlexiPages;
