//! What can happen to the component, and what it wants done.

use contract::{Connected, RemoteError, Watched};

use super::{Aim, Memory};

/// Names one remote call or one opened tab. Only the answer to the newest one counts.
pub type Ticket = u32;

/// What can happen to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It can be seen again.
    Shown,
    /// It cannot be seen any more.
    Hidden,
    /// It got the keyboard.
    Focused,
    /// The browser has a network again.
    Online,
    /// The browser has no network.
    Offline,
}

/// Whether this page may show notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// The browser has none.
    Missing,
    /// The user was not asked yet, as far as the browser says.
    Ask,
    /// It may.
    Granted,
    /// It may not. A frame hears this in some browsers also when the user was never asked.
    Denied,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The component stands in the page, which has this permission.
    Start(Permission),
    /// This page begins to lead all pages of the browser, or ceases to.
    Leads(bool),
    /// The permission of this page as it is now.
    Permission(Permission),
    /// The page that asks for the permission heard this from the user.
    Told(Permission),
    /// The user clicks something.
    Click(Click),
    /// The browser has opened a tab, or refused to.
    TabOpened {
        /// Which one.
        ticket: Ticket,
        /// Whether there is a tab.
        opened: bool,
    },
    /// The tab that was to get an address is gone.
    TabGone,
    /// A remote call has ended.
    Answered {
        /// Which one.
        ticket: Ticket,
        /// How.
        result: Result<Answer, RemoteError>,
    },
    /// The leader passes on what it was answered.
    Passed(Result<Watched, RemoteError>),
    /// Another page knows this of connections.
    Remembered(Memory),
    /// A timer has fired.
    Fired(Timer),
    /// Something happened to the page.
    Page(Change),
    /// A sign-in has ended in another page.
    SignedInElsewhere,
    /// Another page changed something on a record.
    ChangedElsewhere,
}

/// What the user can click.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Click {
    /// Join the session with this id.
    Join(String, Place),
    /// The connection of the session with this id has been seen.
    Dismiss(String),
    /// Open the page that asks for the permission: the browser does, by the link.
    Enable,
    /// Have the browser ask for the permission.
    Allow,
    /// Sign in to TeamViewer.
    SignIn,
    /// Try again, or go on after a pause.
    TryAgain,
}

/// Where the user clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the component.
    Page,
    /// On a notification.
    Desktop,
}

/// What a remote call brings.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Of [`Call::Poll`].
    Watched(Watched),
    /// Of [`Call::Join`] and [`Call::SignIn`]: where to. Goes straight into an effect and is never kept.
    Address(String),
}

/// A remote call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call<'a> {
    /// Which customers are connected.
    Poll,
    /// The links of a session.
    Join {
        /// Its record.
        record_id: &'a str,
        /// Its id.
        id: &'a str,
    },
    /// The address of the sign-in.
    SignIn,
}

impl<'a> Call<'a> {
    /// What brings the address for an errand.
    pub fn of(aim: &'a Aim) -> Self {
        match aim {
            Aim::Join { id, record_id, .. } => Call::Join { record_id, id },
            Aim::SignIn => Call::SignIn,
        }
    }
}

/// Something that wakes the model later. Each exists once: arming it again replaces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// Time to ask again.
    Poll,
    /// Something on the screen that depends on the time may look different.
    Tick,
}

/// What the model wants done, at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect<'a> {
    /// Call Apex; answer [`Message::Answered`].
    Call(Ticket, Call<'a>),
    /// Lead from now on: the user looks at this page.
    Lead,
    /// Pass the reply that is being worked on to the other pages.
    Pass,
    /// Keep this for all pages, and tell them.
    Remember(&'a Memory),
    /// Show a notification; a click on it is [`Click::Join`].
    Notify(&'a Connected),
    /// Have a short message shown over the whole page.
    Toast(&'a Connected),
    /// Open an empty tab at once (in the click); answer [`Message::TabOpened`].
    OpenTab(Ticket),
    /// Send the opened tab to its address.
    SendTab(&'a str),
    /// Send the opened tab to a record.
    SendTabToRecord(&'a str),
    /// Close the opened tab: no address came.
    CloseTab,
    /// Bring the window of this page to the user.
    Raise,
    /// Have the browser ask for the permission; answer [`Message::Permission`].
    AskPermission,
    /// Tell the other pages of the permission that the user has decided on.
    TellPermission(Permission),
    /// Close the page.
    CloseWindow,
    /// Send [`Message::Fired`] in so many milliseconds.
    Arm(Timer, u32),
}
