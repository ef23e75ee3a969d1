//! The Lightning-like shell: apps and their items, lists, record pages with tabs and feeds, the outbox, user switcher.

pub mod app;
pub mod custom_tab;
pub mod feed;
pub mod flexipage;
pub mod launcher;
pub mod layout;
pub mod list;
pub mod navigation;
pub mod outbox;
pub mod place;
pub mod record;
pub mod route;
pub mod show;
pub mod tab;
pub mod utility_bar;

pub use app::Apps;
pub use flexipage::FlexiPages;
pub use tab::CustomTabs;
