//! Building blocks after the blueprints of the Salesforce Lightning Design System (SLDS).
//!
//! Plain functions that give an [`AnyView`]: each exists once in the module, whoever uses it. They know
//! nothing of TeamViewer. What depends on the state comes as a signal, so that elements stay (and keep the
//! keyboard) while their texts change. No `style` attributes: a strict content policy blocks them.

mod alert;
mod badge;
mod button;
mod copy_field;
mod icon;
mod link;
mod prompt;
mod spinner;

pub use alert::{Tone, alert};
pub use badge::badge;
pub use button::{Button, Look, button};
pub use copy_field::{CopyField, copy_field};
pub use icon::{Icon, icon};
pub use link::link;
pub use prompt::{Prompt, prompt};
pub use spinner::spinner;

/// What a click does.
pub type Click = Box<dyn Fn() + 'static>;

#[cfg(test)]
mod tests;
