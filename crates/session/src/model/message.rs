//! What can happen to the component, and what it wants done.

use contract::{JoinLinks, Panel, RemoteError, SessionKind, ShareOptions, Shared};
use domain::RequestId;
use page::Change;

use super::entry::Field;

/// Names one remote call or one opened tab. Only the answer to the newest one counts.
pub type Ticket = u64;

/// What can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The component stands in the page.
    Start,
    /// The component stands in a page that was reloaded while this wish for a session was on its way.
    Resume(Creation),
    /// The user enters something.
    Enter(Field, String),
    /// The user wants to share the session.
    Share,
    /// The user closes the dialogue for sharing.
    StopSharing,
    /// The user wants what the dialogue says to be sent.
    Send {
        /// Made for this click.
        request_id: RequestId,
    },
    /// The user wants to sign in to TeamViewer.
    SignIn,
    /// The user gives up signing in.
    StopSigningIn,
    /// The user wants to know now whether the sign-in has worked.
    CheckSignIn,
    /// The user wants to sign out of TeamViewer.
    SignOut,
    /// The user wants a new session; an unfinished one is replaced.
    Create {
        /// Sort of session.
        kind: SessionKind,
        /// Made for this click.
        request_id: RequestId,
    },
    /// The user wants the session closed.
    Close,
    /// The user says yes to the question on the screen.
    Confirm,
    /// The user says no to the question on the screen.
    Decline,
    /// The user wants to join.
    Join(Via),
    /// The user wants what failed to be tried again.
    TryAgain,
    /// The user has read the remark.
    Dismiss,
    /// The user wants something copied.
    Copy(CopyWhat),
    /// A copy has ended.
    CopyDone {
        /// What was to be copied.
        what: CopyWhat,
        /// Whether it worked.
        worked: bool,
    },
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
    /// A timer has fired.
    Fired {
        /// Which one.
        timer: Timer,
        /// When it was due; tells an old timer from its successor.
        due: i64,
    },
    /// Something happened to the page.
    Page(Change),
    /// A sign-in has ended in another page.
    SignedInElsewhere,
    /// Another page changed something on this record.
    ChangedElsewhere,
}

/// How an agent joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// With the installed TeamViewer client.
    Client,
    /// In the browser.
    Browser,
}

/// What can be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyWhat {
    /// The session code.
    Code,
    /// The customer's link.
    Link,
}

/// What a remote call brings.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Of [`Call::Load`], [`Call::Refresh`], [`Call::Create`] and [`Call::Close`].
    Panel(Panel),
    /// Of [`Call::SignIn`]: the address of TeamViewer's sign-in.
    SignInUrl(String),
    /// Of [`Call::Join`]. Goes straight into an effect and is never kept.
    Links(JoinLinks),
    /// Of [`Call::SignOut`].
    SignedOut,
    /// Of [`Call::ShareOptions`].
    ShareOptions(ShareOptions),
    /// Of [`Call::Share`].
    Shared(Shared),
}

/// A wish for a session, the same over all its retries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Creation {
    /// Its name.
    pub request_id: RequestId,
    /// Sort of session.
    pub kind: SessionKind,
    /// Id of the stored session that it replaces.
    pub replaces: Option<String>,
    /// Whether it was sent before, so that its session may exist.
    pub retry: bool,
    /// What the user wants it to be like.
    pub wanted: NewSession,
}

/// What a new session is to be like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSession {
    /// Its name.
    pub name: Option<String>,
    /// What the customer reads while waiting.
    pub waiting_message: Option<String>,
    /// For how many hours it is valid; the org's default when nothing is chosen.
    pub valid_for_hours: Option<u32>,
}

/// What is to go out, and under which name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// Id of the session.
    pub session_id: String,
    /// The name; a channel that is done under it is not done again.
    pub request_id: RequestId,
    /// The number of an SMS.
    pub sms: Option<String>,
    /// The mail.
    pub email: Option<Mail>,
    /// A message for the record's feed.
    pub message: Option<String>,
}

/// A mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The address.
    pub to: String,
    /// Id of the template.
    pub template_id: String,
}

/// A remote call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// The panel, asking TeamViewer for the account too and adopting sessions that were not stored.
    Load,
    /// The panel.
    Refresh,
    /// A new session.
    Create(Creation),
    /// The links of the session with this id.
    Join(String),
    /// Closes the session with this id.
    Close(String),
    /// Who can get the link of the session with this id.
    ShareOptions(String),
    /// Sends the link.
    Share(Sharing),
    /// The address of TeamViewer's sign-in.
    SignIn,
    /// Forgets the sign-in.
    SignOut,
}

/// Something that wakes the model later. Each exists once: arming it again replaces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// Time to ask for the panel again.
    Poll,
    /// Something on the screen that depends on the time may look different.
    Tick,
    /// Time to send a creation again whose outcome is unknown.
    Retry,
    /// The word "copied" has been seen.
    Copied,
}

/// Where the keyboard should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FocusOn {
    /// The heading of a new screen, if what had the keyboard is gone with the old one.
    Heading,
    /// The question on the screen.
    Prompt,
    /// The button that asked for a replacement.
    CreateButton,
    /// The button that asked for closing.
    CloseButton,
    /// The dialogue for sharing, which is shown by that.
    Dialog,
    /// The heading of the dialogue.
    DialogHeading,
    /// The button that opened the dialogue.
    ShareButton,
    /// A field.
    Field(Field),
}

/// What the model wants done, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Call Apex; answer [`Message::Answered`].
    Call(Ticket, Call),
    /// Open an empty tab at once (in the click); answer [`Message::TabOpened`].
    OpenTab(Ticket),
    /// Send the opened tab to its address.
    SendTab(String),
    /// Close the opened tab: no address came.
    CloseTab,
    /// Send [`Message::Fired`] later.
    Arm {
        /// Which timer.
        timer: Timer,
        /// In how many milliseconds.
        after: u32,
        /// What to say then.
        due: i64,
    },
    /// Tell the other pages that something changed on this record.
    TellChanged,
    /// Keep the wish that a reload must not lose; `None` when there is none any more.
    Keep(Option<Creation>),
    /// Copy a text; answer [`Message::CopyDone`].
    Copy(CopyWhat, String),
    /// Move the keyboard, once the screen has changed.
    Focus(FocusOn),
}
