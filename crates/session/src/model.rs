//! What the component knows and how it changes. Pure: time and randomness come with the messages.
//!
//! - [`message`]: what can happen, and what the model wants done.
//! - [`state`]: what is known.
//! - [`update`]: the next state, and the effects.
//! - [`entry`]: what stands in the fields.
//! - [`share`]: sharing a session.
//! - [`pending`]: a wish for a session past a reload.
//! - [`scene`]: what is to be seen, derived from the state.

pub mod entry;
pub mod message;
pub mod pending;
pub mod scene;
pub mod share;
pub mod state;
mod update;

pub use entry::Field;
pub use message::{Answer, Call, CopyWhat, Effect, FocusOn, Message, Ticket, Timer, Via};
pub use scene::{Banner, Busy, Card, Offer, Problem, Question, Scene, Screen, Shape};
pub use share::{Share, Step};
pub use state::{SignInStep, State, What};
pub use update::update;

#[cfg(test)]
pub mod fixtures;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
