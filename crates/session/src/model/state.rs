//! What the component knows.

use contract::{Account, ErrorCode, Notice, Panel, RemoteError, Session, SessionKind, SessionState};
use domain::{Instant, Status};

use super::entry::{Entries, Field};
use super::message::{CopyWhat, Creation, NewSession, Ticket, Timer, Via};
use super::share::{Share, Step};

/// Sessions beyond this many are not shown: one agent has at most two on a record, colleagues a handful.
const MOST_SESSIONS: usize = 50;

/// All that is known. What is to be seen is derived from it: [`super::Scene`].
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Whether the user is signed in to TeamViewer.
    pub access: Access,
    /// The last panel, once there is one.
    pub desk: Option<Desk>,
    /// The one call whose answer counts.
    pub work: Work,
    /// The question on the screen.
    pub prompt: Option<Prompt>,
    /// What went wrong last and is not put right yet.
    pub trouble: Option<Trouble>,
    /// The last wish for a session that was sent and of which nobody knows whether it brought one.
    pub wish: Option<Creation>,
    /// What stands in the fields.
    pub entries: Entries,
    /// The sharing of the session that was shared last, or is being shared.
    pub share: Option<Share>,
    /// A remark on the last action.
    pub notice: Option<Notice>,
    /// How many refreshes in a row have failed.
    pub failures: u32,
    /// What was just copied.
    pub copied: Option<CopyWhat>,
    /// Whether the browser has a network.
    pub network: bool,
    /// Whether the page can be seen.
    pub visible: bool,
    /// Monotonic milliseconds of the last message.
    pub now: i64,
    pub(super) last_ticket: Ticket,
    deadlines: [Option<i64>; 4],
}

/// Whether the user is signed in to TeamViewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Not known yet.
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

/// What is being done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// Nothing.
    Idle,
    /// Asking for the panel. Any action of the user takes precedence and makes its answer stale.
    Reading(Ticket),
    /// Making a session.
    Creating {
        /// The call.
        ticket: Ticket,
        /// The wish.
        creation: Creation,
        /// How often it was sent again by itself.
        retries: usize,
    },
    /// Whether the session was made is unknown; it will be asked for again by itself.
    Unsure {
        /// The wish, now marked as a retry.
        creation: Creation,
        /// How often it was sent again by itself.
        retries: usize,
        /// Why it is unknown.
        error: RemoteError,
    },
    /// Joining.
    Joining {
        /// The tab and the call.
        ticket: Ticket,
        /// Id of the session.
        session_id: String,
        /// How.
        via: Via,
    },
    /// Closing.
    Closing {
        /// The call.
        ticket: Ticket,
        /// Id of the session.
        session_id: String,
    },
    /// Asking for the address of the sign-in.
    SigningIn {
        /// The tab and the call.
        ticket: Ticket,
        /// Whether the browser opened a tab for it.
        tab: bool,
    },
    /// Signing out.
    SigningOut(Ticket),
    /// Asking who can get the session, or sending it: [`Share::step`] says which.
    Sharing(Ticket),
}

impl Work {
    /// Whether an action of the user is under way, so that further ones have to wait.
    pub fn is_action(&self) -> bool {
        !matches!(self, Work::Idle | Work::Reading(_))
    }
}

/// A question before something that cannot be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// The customer is connected: really replace the session?
    Replace(Creation),
    /// The customer is connected: really close the session with this id?
    Close(String),
}

impl Prompt {
    /// Id of the session it is about.
    pub fn session_id(&self) -> Option<&str> {
        match self {
            Prompt::Replace(creation) => creation.replaces.as_deref(),
            Prompt::Close(session_id) => Some(session_id),
        }
    }
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What.
    pub what: What,
    /// What trying again means.
    pub again: Again,
    /// Id of the user's session that was not closed then.
    pub about: Option<String>,
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
    /// TeamViewer offers no way to join this session in the browser.
    NoBrowserLink,
    /// The browser did not copy.
    NotCopied,
    /// Neither SMS nor e-mail is ticked.
    NoChannel,
    /// There is no number for the SMS.
    NoNumber,
    /// There is no address for the e-mail.
    NoAddress,
    /// There is none, and the user may not enter one.
    NoRecordAddress,
}

/// What trying again means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Again {
    /// Nothing helps, or the user knows what to do.
    Nothing,
    /// Asking for the panel.
    Read,
    /// Sending this wish for a session again.
    Create(Creation),
    /// Closing the session with this id.
    Close(String),
    /// Joining.
    Join(Via),
    /// Opening the dialogue for sharing.
    Share,
    /// Signing in.
    SignIn,
    /// Signing out.
    SignOut,
}

/// A panel and when it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Desk {
    /// The account signed in, as far as known.
    pub account: Option<Account>,
    /// Whether remote control sessions may be created.
    pub allow_remote_control: bool,
    /// Whether Pilot sessions may be created.
    pub allow_pilot: bool,
    /// Seconds between two refreshes.
    pub poll_seconds: u32,
    /// For how many hours a session is valid when nothing is chosen.
    pub valid_for_hours: u32,
    /// Own sessions, then colleagues'.
    pub sessions: Vec<Seen>,
    /// Monotonic milliseconds when it came.
    pub came: i64,
    server: Instant,
}

/// A session and the instants in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// As it came.
    pub session: Session,
    /// End of validity, when it can be read.
    pub valid_until: Option<Instant>,
}

impl Desk {
    /// Takes a panel that came at `came`. A panel without a readable clock breaks the contract.
    pub fn of(panel: Panel, came: i64) -> Result<Self, RemoteError> {
        let Some(server) = Instant::parse(&panel.now) else {
            let reference = Some("panel.now".to_owned());
            return Err(RemoteError {
                reference,
                ..RemoteError::of(ErrorCode::Internal)
            });
        };
        let seen = |session: Session| Seen {
            valid_until: Instant::parse(&session.valid_until),
            session,
        };
        Ok(Self {
            account: panel.account,
            allow_remote_control: panel.allow_remote_control,
            allow_pilot: panel.allow_pilot,
            poll_seconds: panel.poll_seconds,
            valid_for_hours: panel.valid_for_hours,
            sessions: panel.sessions.into_iter().take(MOST_SESSIONS).map(seen).collect(),
            came,
            server,
        })
    }

    /// Salesforce's time at a monotonic time: its clock when it answered, and what passed since then.
    pub fn server_time(&self, now: i64) -> Instant {
        self.server.plus_millis(now.saturating_sub(self.came).max(0))
    }

    /// The status of a session at a monotonic time.
    pub fn status(&self, seen: &Seen, now: i64) -> Status {
        let closed = seen.session.state == SessionState::Closed;
        Status::of(
            closed,
            seen.session.online,
            seen.valid_until,
            self.server_time(now),
        )
    }

    /// The user's session that the component is about: a live one before an expired one before a closed
    /// one; of equals the first, which is the newest.
    pub fn current(&self, now: i64) -> Option<(&Seen, Status)> {
        let rank = |status: Status| match status {
            Status::Waiting | Status::CustomerOnline => 0,
            Status::Expired => 1,
            Status::Closed => 2,
        };
        let own = self.sessions.iter().filter(|seen| seen.session.mine);
        own.map(|seen| (seen, self.status(seen, now)))
            .min_by_key(|(_, status)| rank(*status))
    }

    /// Whether sessions of that sort may be created.
    pub fn allows(&self, kind: SessionKind) -> bool {
        match kind {
            SessionKind::RemoteControl => self.allow_remote_control,
            SessionKind::Pilot => self.allow_pilot,
        }
    }
}

impl State {
    /// Nothing is known yet.
    pub fn new(network: bool, visible: bool) -> Self {
        Self {
            access: Access::Unknown,
            desk: None,
            work: Work::Idle,
            prompt: None,
            trouble: None,
            wish: None,
            entries: Entries::default(),
            share: None,
            notice: None,
            failures: 0,
            copied: None,
            network,
            visible,
            now: 0,
            last_ticket: 0,
            deadlines: [None; 4],
        }
    }

    /// The user's session that the component is about.
    pub fn current(&self) -> Option<(&Seen, Status)> {
        self.desk.as_ref()?.current(self.now)
    }

    /// Id of the user's session that is not closed.
    pub fn unfinished(&self) -> Option<&str> {
        let (seen, status) = self.current()?;
        (status != Status::Closed).then_some(seen.session.id.as_str())
    }

    /// How far sharing has come.
    pub fn step(&self) -> &Step {
        self.share.as_ref().map_or(&Step::Closed, |share| &share.step)
    }

    /// What the fields say a new session is to be like.
    pub fn wanted(&self) -> NewSession {
        NewSession {
            name: self.entries.filled(Field::Name),
            waiting_message: self.entries.filled(Field::WaitingMessage),
            valid_for_hours: self.entries.get(Field::Validity).parse().ok(),
        }
    }

    /// The wish for a session of which it is not known yet whether it brought one.
    pub fn pending(&self) -> Option<Creation> {
        let creation = match &self.work {
            Work::Creating { creation, .. } | Work::Unsure { creation, .. } => Some(creation),
            _ => self.wish.as_ref(),
        };
        creation.cloned().map(|creation| Creation {
            retry: true,
            ..creation
        })
    }

    /// When a timer is due, monotonic milliseconds.
    pub fn deadline(&self, timer: Timer) -> Option<i64> {
        self.deadlines[timer as usize]
    }

    /// Sets when a timer is due.
    pub(super) fn set_deadline(&mut self, timer: Timer, due: Option<i64>) {
        self.deadlines[timer as usize] = due;
    }
}
