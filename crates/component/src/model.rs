//! What is known, what can happen, and what follows. Pure: time comes with the messages.
//!
//! Three rules hold it together. In each lane one call at a time counts: a new one makes the answer still on its way
//! stale. What is on the screen stays there until an answer says otherwise. Who is signed out is told so once, and
//! what they wanted is asked for again when they have signed in.

mod core;
mod message;
mod sign_in;
mod turn;
mod update;

pub use self::core::{Access, Core, Part, SignInStep, State, Trouble, What, is_final, is_useless};
pub use message::{Brought, Effect, Lane, Message, Request, Ticket, Timer};
pub use turn::Turn;
pub use update::update;

use contract::RemoteError;

/// What a component is beside what all components are.
pub trait Component: Clone + PartialEq + std::fmt::Debug + Send + Sync + Sized + 'static {
    /// What can happen in it.
    type Message: Clone + std::fmt::Debug + 'static;
    /// The remote calls it makes.
    type Call: Clone + PartialEq + std::fmt::Debug + Send + Sync + 'static;
    /// What they bring.
    type Answer: 'static;
    /// What it wants done that only it can do; `()` when there is nothing of the kind.
    type Effect: std::fmt::Debug + PartialEq + 'static;

    /// The call that brings what the main part shows; `known` when something is shown already.
    fn reading(&self, known: bool) -> Self::Call;

    /// Whether there is something to show in the main part.
    fn is_known(&self) -> bool;

    /// Takes a message.
    fn take(&mut self, turn: &mut Turn<'_, Self>, message: Self::Message);

    /// Takes the end of a call. Stale ones do not come this far.
    fn answered(
        &mut self,
        turn: &mut Turn<'_, Self>,
        call: Self::Call,
        result: Result<Self::Answer, RemoteError>,
    );

    /// Takes what the user enters in the field with this id.
    fn entered(&mut self, _turn: &mut Turn<'_, Self>, _field: &str, _value: String) {}

    /// The browser closed a dialogue (Escape key).
    fn dialog_closed(&mut self, _turn: &mut Turn<'_, Self>) {}

    /// A timer of the component has fired.
    fn woken(&mut self, _turn: &mut Turn<'_, Self>, _timer: u8) {}

    /// Another page changed something on the record with this id.
    fn changed_elsewhere(&mut self, _turn: &mut Turn<'_, Self>, _record_id: &str) {}

    /// In how many seconds to ask again by itself, while the page can be seen, and never below
    /// [`domain::poll::FASTEST_SECONDS`]; `None` for never.
    fn poll_seconds(&self, _core: &Core<Self>) -> Option<u32> {
        None
    }

    /// When something on the screen changes by itself, in milliseconds from now.
    fn changes_after(&self, _core: &Core<Self>) -> Option<u32> {
        None
    }

    /// What signs the user out of TeamViewer, offered when TeamViewer lets this account see nothing: another account
    /// may be allowed more. `None` where nothing needs an account's rights alone.
    fn sign_out(&self) -> Option<Self::Message> {
        None
    }

    /// A word for the main part on the screen: when it changes, the keyboard that was in the part before moves to the
    /// heading of the new one.
    fn shape(&self) -> u8 {
        0
    }
}

#[cfg(test)]
mod tests;
