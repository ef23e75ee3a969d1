//! The Lightning-like shell: lists, record pages with tabs and feeds, the outbox, user switcher.

pub mod feed;
pub mod flexipage;
pub mod layout;
pub mod list;
pub mod outbox;
pub mod record;
pub mod route;
pub mod show;

pub use flexipage::FlexiPages;
