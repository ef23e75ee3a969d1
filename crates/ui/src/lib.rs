//! Building blocks after the blueprints of the Salesforce Lightning Design System (SLDS).
//!
//! Plain functions from values to a view: a component draws all of itself from its state, and leptos changes
//! only what differs from the last drawing, so elements stay and keep the keyboard. They know nothing of
//! TeamViewer. Every element is an [`El`], so the code that builds, changes and removes one exists once in
//! the module; with one type for each piece of markup the session component was twice as big. No `style`
//! attributes: a strict content policy blocks them.

mod attributes;
mod blocks;
mod chart;
mod element;
mod field;
mod keyed;
mod long_table;
mod pager;
mod table;

pub use attributes::Attr;
pub use blocks::{Button, Icon, Look, Tone, alert, badge, button, fact, icon, link, prompt, spinner};
pub use chart::{Chart, chart};
pub use element::{El, el, nothing, text};
pub use field::{Control, Input, details, field};
pub use keyed::keyed;
pub use long_table::{LongTable, long_table};
pub use pager::{Pager, pager};
pub use table::{Column, Order, Table, table};

/// What a click does.
pub type Click = Box<dyn Fn() + 'static>;

#[cfg(test)]
mod tests;
