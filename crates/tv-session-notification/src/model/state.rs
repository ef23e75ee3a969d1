//! What the component knows.

use contract::{Connected, ErrorCode, RemoteError, Watched};
use domain::poll::Schedule;

use super::message::{Permission, Place, Ticket, Timer};
use super::{Memory, memory};

/// Which of its pages the component stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The one that watches.
    Watch,
    /// The one that asks the user for the permission.
    Setup,
}

/// All that is known. What is to be seen is derived from it: [`super::Scene`].
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Which page this is.
    pub mode: Mode,
    /// Whether the page stands in another page's frame.
    pub framed: bool,
    /// Whether this page may show notifications.
    pub permission: Permission,
    /// Where the user is with granting the permission.
    pub consent: Consent,
    /// Whether this page leads all pages of the browser: only the leader asks and notifies.
    pub leads: bool,
    /// The last answer, once there is one.
    pub watched: Option<Watched>,
    /// Which connections were told.
    pub memory: Memory,
    /// The session whose connection was told last.
    pub news: Option<String>,
    /// The question whose answer counts.
    pub asking: Option<Ticket>,
    /// What the user wants and does not have yet.
    pub errand: Option<Errand>,
    /// Why the last question failed, until one is answered.
    pub refused: Option<Refusal>,
    /// Why the last errand failed, until the user wants something else.
    pub trouble: Option<Trouble>,
    /// How many questions in a row have failed.
    pub failures: u32,
    /// Whether the browser has a network.
    pub network: bool,
    /// Whether the page can be seen.
    pub visible: bool,
    /// Monotonic milliseconds of the last message.
    pub now: i64,
    /// Monotonic milliseconds of the last answer or failure, this page's or the leader's.
    pub heard: Option<i64>,
    /// Monotonic milliseconds when somebody was last known to be at the browser.
    pub active: i64,
    pub(super) last_ticket: Ticket,
    pub(super) deadlines: [Option<i64>; 2],
}

/// Where the user is with granting the permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// Nothing has happened in this page.
    Untouched,
    /// The user went to the page that asks, or the browser is asking.
    Asked,
    /// The user has said no, or has the browser say no for them.
    Refused,
}

/// What the user wants and does not have yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// The tab and the call.
    pub ticket: Ticket,
    /// What for.
    pub aim: Aim,
}

/// What the user wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aim {
    /// Joining.
    Join {
        /// The session.
        id: String,
        /// Its record.
        record_id: String,
        /// Where the user asked for it.
        place: Place,
    },
    /// Signing in.
    SignIn,
}

/// Why the last question failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What came instead of an answer.
    pub what: What,
    /// Until when asking again is useless, monotonic milliseconds.
    pub not_before: Option<i64>,
}

impl Refusal {
    /// The failure of the call.
    pub fn error(&self) -> Option<&RemoteError> {
        match &self.what {
            What::Remote(error) => Some(error),
            What::TabBlocked | What::TabGone => None,
        }
    }
}

/// Why the last errand failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What went wrong.
    pub what: What,
    /// What trying again is for; else it is about the question.
    pub again: Option<Aim>,
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
}

impl State {
    /// Nothing is known yet.
    pub fn new(mode: Mode, framed: bool, network: bool, visible: bool, memory: Memory) -> Self {
        Self {
            mode,
            framed,
            permission: Permission::Missing,
            consent: Consent::Untouched,
            leads: false,
            watched: None,
            memory,
            news: None,
            asking: None,
            errand: None,
            refused: None,
            trouble: None,
            failures: 0,
            network,
            visible,
            now: 0,
            heard: None,
            active: 0,
            last_ticket: 0,
            deadlines: [None; 2],
        }
    }

    /// The sessions whose customers are connected.
    pub fn online(&self) -> &[Connected] {
        self.watched.as_ref().map_or(&[], |watched| &watched.online)
    }

    /// Those whose customers wait for the user.
    pub fn calling(&self) -> impl Iterator<Item = &Connected> {
        self.online()
            .iter()
            .filter(|connected| !self.memory.is_done(connected))
    }

    /// The connected session with this id.
    pub fn connected(&self, id: &str) -> Option<&Connected> {
        self.online().iter().find(|connected| connected.id == id)
    }

    /// Whether nobody has been at the browser for so long that nothing more is asked.
    pub fn is_idle(&self) -> bool {
        let minutes = self.watched.as_ref().map(|watched| watched.idle_minutes);
        minutes.is_some_and(|minutes| self.now - self.active >= i64::from(minutes) * 60_000)
    }

    /// Whether the last answer was one that asking again cannot change.
    pub fn is_refused(&self) -> bool {
        let error = self.refused.as_ref().and_then(Refusal::error);
        error.is_some_and(|error| is_final(error.code))
    }

    /// Whether asking now would be too soon for whoever asked us to wait.
    pub fn must_wait(&self) -> bool {
        let until = self.refused.as_ref().and_then(|refusal| refusal.not_before);
        until.is_some_and(|until| self.now < until)
    }

    /// Milliseconds between two questions as things stand. Hiding the page makes them no rarer: then the user needs a
    /// notification most.
    pub fn interval_millis(&self) -> i64 {
        let watched = self.watched.as_ref();
        let schedule = Schedule {
            interval_seconds: watched.map_or(DEFAULT_SECONDS, |watched| watched.poll_seconds),
            visible: true,
            failures: self.failures,
            retry_after_seconds: self
                .refused
                .as_ref()
                .and_then(|refusal| refusal.error()?.retry_after_seconds),
        };
        i64::from(schedule.seconds()) * 1000
    }

    /// When to ask again: only the leader, only while there is something to ask for and somebody to tell, and never
    /// while an answer is under way or the last one was final.
    pub fn poll_due(&self) -> Option<i64> {
        let pointless = self.failures == 0 && self.watched.as_ref().is_some_and(|watched| watched.open == 0);
        if self.mode == Mode::Setup
            || !self.leads
            || !self.network
            || self.asking.is_some()
            || pointless
            || self.is_refused()
            || self.is_idle()
        {
            return None;
        }
        Some(
            self.heard
                .map_or(self.now, |heard| heard + self.interval_millis()),
        )
    }

    /// When something on the screen changes by itself: the seconds until trying again helps.
    pub(super) fn tick_due(&self) -> Option<i64> {
        let until = self.not_before().filter(|until| *until > self.now)?;
        self.visible.then_some(until.min(self.now + 1000))
    }

    /// Until when trying again is useless, of what is shown to have failed.
    pub fn not_before(&self) -> Option<i64> {
        match &self.trouble {
            Some(trouble) => trouble.not_before,
            None => self.refused.as_ref()?.not_before,
        }
    }

    /// When a timer is due, monotonic milliseconds.
    pub(super) fn deadline(&mut self, timer: Timer) -> &mut Option<i64> {
        &mut self.deadlines[timer as usize]
    }
}

/// The interval before the org has said its own.
const DEFAULT_SECONDS: u32 = 15;

/// Whether asking again cannot change an answer: the user or an administrator has to do something first.
fn is_final(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::SignedOut
            | ErrorCode::NoPermission
            | ErrorCode::NoAccess
            | ErrorCode::BadRequest
            | ErrorCode::SalesforceSignedOut
    )
}

/// The name of a connection, for the tag of its notification.
pub fn tag(connected: &Connected) -> String {
    memory::name(connected)
}
