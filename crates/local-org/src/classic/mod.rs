//! Salesforce Classic: home, lists, record pages made from page layouts, and the console.
//!
//! It lives on the login's host, as on Salesforce, so its Visualforce frames are of another site.

pub mod action;
pub mod asset;
pub mod console;
pub mod console_app;
pub mod frame;
pub mod home;
pub mod layout;
pub mod list;
pub mod page;
pub mod publisher;
pub mod record;
pub mod related;
pub mod route;
pub mod sidebar;

use org_data::SourceTree;

pub use action::QuickActions;
pub use console_app::ConsoleApps;
pub use layout::Layouts;
pub use sidebar::HomePages;

/// What of the sources only Classic shows.
#[derive(Clone, Debug, Default)]
pub struct Classic {
    /// Page layouts.
    pub layouts: Layouts,
    /// Quick actions.
    pub actions: QuickActions,
    /// Home page layouts and their components.
    pub home: HomePages,
    /// Console apps and their components.
    pub consoles: ConsoleApps,
}

impl Classic {
    /// Reads it.
    ///
    /// # Errors
    /// A sentence naming the file at fault.
    pub fn open(tree: &SourceTree) -> Result<Self, String> {
        Ok(Self {
            layouts: Layouts::open(tree)?,
            actions: QuickActions::open(tree)?,
            home: HomePages::open(tree)?,
            consoles: ConsoleApps::open(tree)?,
        })
    }
}

/// The address of a record.
pub fn record_path(id: &str) -> String {
    format!("/{id}")
}
