//! What the component knows and how it changes. Pure: time and randomness come with the messages.
//!
//! - [`message`]: what can happen, and what the model wants done.
//! - [`state`]: what is known.
//! - [`update`]: the next state, and the effects.
//! - [`scene`]: what is to be seen, derived from the state.

pub mod message;
pub mod scene;
pub mod state;
mod update;

pub use message::{Answer, Call, CopyWhat, Effect, FocusOn, Message, Ticket, Timer, Via};
pub use scene::{Banner, Busy, Card, Offer, Problem, Question, Scene, Screen, Shape};
pub use state::{SignInStep, State, What};
pub use update::update;

#[cfg(test)]
pub mod fixtures;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
