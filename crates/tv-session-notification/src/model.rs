//! States, messages, and what follows from them. Pure: the browser is behind [`Effect`].

mod memory;
mod message;
mod scene;
mod state;
mod update;

#[cfg(test)]
mod laws;
#[cfg(test)]
pub mod tests;

pub use memory::Memory;
pub use message::{Answer, Call, Change, Click, Effect, Message, Permission, Place, Ticket, Timer};
pub use scene::{Caller, Desktop, Problem, Scene, Screen, Setup, WatchLine, WayOut};
pub use state::{Aim, Mode, State, What, tag};
pub use update::update;
