//! What can happen to a component, and what it wants done.

use contract::RemoteError;
use page::Change;

use super::Component;

/// Names one remote call or one opened tab.
pub type Ticket = u64;

/// Calls in one lane replace one another; calls in different lanes do not mind each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Brings what the main part shows.
    Reading,
    /// An action of the user: another one waits until it has ended.
    Action,
    /// Brings something beside the main part.
    Aside,
}

/// A call to Apex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request<Call> {
    /// The address of TeamViewer's sign-in.
    SignIn,
    /// One of the component's own.
    Own(Call),
}

/// What a call to Apex brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Brought<Answer> {
    /// The address of TeamViewer's sign-in.
    SignInUrl(String),
    /// Of one of the component's own calls.
    Own(Answer),
}

/// Something that wakes the model later. Each exists once: arming it again replaces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// Time to ask again.
    Poll,
    /// Something on the screen that depends on the time may look different.
    Tick,
    /// The word "copied" has been seen.
    Copied,
    /// One of the component's own.
    Own(u8),
}

/// What can happen.
pub enum Message<C: Component> {
    /// The component stands in the page.
    Start,
    /// Something of the component's own.
    Own(C::Message),
    /// The user enters something in the field with this id.
    Enter(String, String),
    /// The browser closed a dialogue.
    DialogClosed,
    /// The user wants to sign in to TeamViewer.
    SignIn,
    /// The user gives up signing in.
    StopSigningIn,
    /// The user wants to know now whether the sign-in has worked.
    CheckSignIn,
    /// A sign-in has ended in another page.
    SignedInElsewhere,
    /// The user wants what the main part shows to be asked for again.
    Refresh,
    /// The user wants what failed to be tried again.
    TryAgain,
    /// The user has read what failed.
    Dismiss,
    /// A copy has ended.
    CopyDone(&'static str, bool),
    /// The browser has opened a tab, or refused to.
    TabOpened(Ticket, bool),
    /// The tab that was to get an address is gone.
    TabGone,
    /// A remote call has ended.
    Answered(Ticket, Result<Brought<C::Answer>, RemoteError>),
    /// A timer has fired; when it was due tells an old timer from its successor.
    Fired(Timer, i64),
    /// Something happened to the page.
    Page(Change),
    /// Another page changed something on the record with this id.
    Changed(String),
}

/// What the model wants done, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect<Call, Own> {
    /// Call Apex; answer [`Message::Answered`].
    Call(Ticket, Request<Call>),
    /// Open an empty tab at once (in the click); answer [`Message::TabOpened`].
    OpenTab(Ticket),
    /// Send the opened tab to its address.
    SendTab(String),
    /// Close the opened tab: no address came.
    CloseTab,
    /// Send [`Message::Fired`] in so many milliseconds, with this time at which it is due.
    Arm(Timer, u32, i64),
    /// Tell the other pages that something changed on the record with this id.
    TellChanged(String),
    /// Copy a text; answer [`Message::CopyDone`] with this word.
    Copy(&'static str, String),
    /// Give the keyboard to the element with this id, once the screen has changed.
    Focus(&'static str),
    /// The same, if what had the keyboard is gone.
    FocusIfLost(&'static str),
    /// Show the dialogue with this id, which gives it the keyboard.
    ShowDialog(&'static str),
    /// Something that only the component can do.
    Own(Own),
}
