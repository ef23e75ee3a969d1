//! What all components have in common, so that each has only its own states.
//!
//! - [`model`]: the sign-in, one call at a time in each lane, failures and what trying again means, timers. Pure.
//! - [`view`]: the frame around the main part: title, announcements, banners, the screens before there is something
//!   to show.
//! - [`start`]: keeps the state in the page and does what the model wants.
//! - [`text`]: which words belong to which failure.
//!
//! A component is a [`Component`]: its own messages, calls and answers, and how they change it.

pub mod model;
mod runner;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod text;
pub mod view;

pub use model::{
    Access, Brought, Component, Core, Effect, Lane, Message, Part, Request, SignInStep, State, Trouble, Turn,
    What, update,
};
pub use runner::{Remote, Sender, Setup, ToRemote, start};
pub use view::Stage;
