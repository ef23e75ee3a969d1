//! What every component knows.

use contract::{ErrorCode, RemoteError};

use super::message::{Lane, Ticket, Timer};
use super::{Component, Request};

/// All that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct State<C: Component> {
    /// What every component knows.
    pub core: Core<C>,
    /// What only this one knows.
    pub own: C,
}

/// What every component knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Core<C: Component> {
    /// Whether the user is signed in to TeamViewer.
    pub access: Access,
    /// What went wrong last and is not put right yet.
    pub trouble: Option<Trouble<C::Call>>,
    /// What was just copied.
    pub copied: Option<&'static str>,
    /// What a screen reader is to be told: key of the words, and their values.
    pub told: Option<Told>,
    /// How many readings in a row have failed.
    pub failures: u32,
    /// Whether the browser has a network.
    pub network: bool,
    /// Whether the page can be seen.
    pub visible: bool,
    /// Monotonic milliseconds of the last message.
    pub now: i64,
    pub(super) flights: Vec<Flight<C::Call>>,
    /// What was known of the access before the sign-in began, and is again when it comes to nothing.
    pub(super) before_sign_in: Access,
    pub(super) last_ticket: Ticket,
    pub(super) deadlines: Vec<(Timer, i64)>,
    /// Whether asking for the main part again is wanted once the sign-in has worked.
    pub(super) missed: Option<(Lane, C::Call)>,
}

/// Key of the words for a screen reader, and their values.
pub type Told = (&'static str, Vec<(&'static str, String)>);

/// Whether the user is signed in to TeamViewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Not known yet, or not needed.
    Unknown,
    /// Signed in.
    In,
    /// Signed out.
    Out,
    /// Signing in.
    SigningIn(SignInStep),
}

/// How far a sign-in has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInStep {
    /// Asking Apex for the address.
    Asking,
    /// The user is busy in the other tab.
    Waiting,
    /// The browser refused to open a tab: the user opens this address.
    Blocked(String),
}

/// A call under way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Flight<Call> {
    pub ticket: Ticket,
    pub lane: Lane,
    pub request: Request<Call>,
    pub tab: Tab,
}

/// The tab that a call will send somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    /// It needs none.
    None,
    /// The browser is asked for one; the call waits for it.
    Asked,
    /// It is there.
    Open,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble<Call> {
    /// What.
    pub what: What,
    /// The call that trying again sends; `None` when that is useless.
    pub again: Option<(Lane, Request<Call>)>,
    /// Whether it needs a tab, which only a click can open.
    pub in_tab: bool,
    /// Until when trying again is useless, monotonic milliseconds.
    pub not_before: Option<i64>,
}

/// What can go wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A remote call.
    Remote(RemoteError),
    /// The browser did not open a tab.
    TabBlocked,
    /// The tab was closed before its address came.
    TabGone,
    /// The browser did not copy.
    NotCopied,
    /// Something of the component's own; the key of its words.
    Own(&'static str),
}

/// What the main part shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// The first question is on its way.
    Loading,
    /// Not signed in to TeamViewer, and nothing is known.
    SignedOut,
    /// Signing in, and nothing is known.
    SigningIn(SignInStep),
    /// Nothing is known, and the trouble says why.
    Failed,
    /// What the component knows.
    Known,
}

impl<C: Component> State<C> {
    /// Nothing is known yet.
    pub fn new(own: C, network: bool, visible: bool) -> Self {
        let core = Core {
            access: Access::Unknown,
            trouble: None,
            copied: None,
            told: None,
            failures: 0,
            network,
            visible,
            now: 0,
            flights: Vec::new(),
            before_sign_in: Access::Unknown,
            last_ticket: 0,
            deadlines: Vec::new(),
            missed: None,
        };
        Self { core, own }
    }

    /// What the main part shows.
    pub fn part(&self) -> Part {
        if self.own.is_known() {
            return Part::Known;
        }
        match (&self.core.access, &self.core.trouble) {
            (Access::SigningIn(step), _) => Part::SigningIn(step.clone()),
            (Access::Out, _) => Part::SignedOut,
            (_, Some(_)) => Part::Failed,
            (_, None) => Part::Loading,
        }
    }
}

impl<C: Component> Core<C> {
    /// The call under way in a lane, the sign-in apart.
    pub fn under_way(&self, lane: Lane) -> Option<&C::Call> {
        let own = |flight: &'_ Flight<C::Call>| flight.lane == lane;
        self.flights
            .iter()
            .filter(|flight| own(flight))
            .find_map(|flight| match &flight.request {
                Request::Own(call) => Some(call),
                Request::SignIn => None,
            })
    }

    /// Whether an action of the user is under way, so that further ones have to wait.
    pub fn is_busy(&self) -> bool {
        self.flights.iter().any(|flight| flight.lane == Lane::Action)
    }

    /// Whether the main part is being asked for.
    pub fn is_reading(&self) -> bool {
        self.under_way(Lane::Reading).is_some()
    }

    /// Seconds until trying again makes sense.
    pub fn wait_seconds(&self) -> Option<u32> {
        let wait = self.trouble.as_ref()?.not_before? - self.now;
        (wait > 0).then(|| u32::try_from((wait + 999) / 1000).unwrap_or(u32::MAX))
    }

    /// When a timer is due, monotonic milliseconds.
    pub fn deadline(&self, timer: Timer) -> Option<i64> {
        let armed = self.deadlines.iter().find(|(name, _)| *name == timer);
        armed.map(|(_, due)| *due)
    }

    pub(super) fn set_deadline(&mut self, timer: Timer, due: Option<i64>) {
        self.deadlines.retain(|(name, _)| *name != timer);
        self.deadlines.extend(due.map(|due| (timer, due)));
    }

    /// Whether the last answer was one that asking again cannot change.
    pub(super) fn is_refused(&self) -> bool {
        matches!(&self.trouble, Some(Trouble { what: What::Remote(error), .. }) if is_useless(error.code))
    }
}

/// Whether asking is useless until somebody does something elsewhere.
pub fn is_useless(code: ErrorCode) -> bool {
    use ErrorCode::{
        BadRequest, NoAccess, NoPermission, ObjectNotSupported, RecordNotFound, SalesforceSignedOut,
    };
    matches!(
        code,
        NoPermission | NoAccess | RecordNotFound | ObjectNotSupported | BadRequest | SalesforceSignedOut
    )
}

/// Whether the same call brings the same answer until somebody does something elsewhere.
pub fn is_final(code: ErrorCode) -> bool {
    use ErrorCode::{KindNotAllowed, SessionClosed, SessionNotFound, SignedOut};
    is_useless(code) || matches!(code, KindNotAllowed | SessionClosed | SessionNotFound | SignedOut)
}
