//! What is to be seen, derived from what is known.

use contract::{Connected, ErrorCode};

use super::message::Permission;
use super::state::{Aim, Consent, Errand, Mode, State, What};

/// More callers than this are not shown at once.
const MOST_CALLERS: usize = 20;

/// Everything a view shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen<'a> {
    /// Of the page that watches.
    Watch(Scene<'a>),
    /// Of the page that asks for the permission.
    Setup(Setup),
}

/// What the page that watches shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene<'a> {
    /// What is being watched.
    pub line: WatchLine,
    /// Who is connected.
    pub callers: Vec<Caller<'a>>,
    /// Whether to say that the browser is offline.
    pub offline: bool,
    /// What went wrong.
    pub problem: Option<Problem<'a>>,
    /// What of notifications there is on the desktop.
    pub desktop: Desktop,
    /// Whether an errand is under way, so that further ones have to wait.
    pub busy: bool,
}

/// What is being watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WatchLine {
    /// Not known yet.
    Loading,
    /// The user has no open session.
    Nothing,
    /// So many open sessions.
    Watching(u32),
    /// Nothing: nobody has been at the browser for long.
    Paused,
    /// Nothing: the problem says why.
    Stopped,
}

/// A customer who is connected.
#[derive(Clone, Debug, PartialEq)]
pub struct Caller<'a> {
    /// The session.
    pub connected: &'a Connected,
    /// Whether the customer still waits for the user.
    pub calling: bool,
    /// Whether the user is joining.
    pub joining: bool,
}

/// What of notifications there is on the desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Desktop {
    /// They are shown.
    On,
    /// They are not shown, and the user can be asked in a page of its own; `tried` after that was opened.
    Off {
        /// Whether the user was there and this page may still not.
        tried: bool,
    },
    /// The browser blocks them.
    Blocked,
    /// The browser has none.
    Missing,
}

/// A failure in words, and the way out.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem<'a> {
    /// What.
    pub what: &'a What,
    /// What the user can do.
    pub way_out: Option<WayOut>,
}

/// What the user can do about a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOut {
    /// Try again, in so many seconds.
    TryAgain(u32),
    /// Sign in to TeamViewer.
    SignIn,
}

/// What the page that asks for the permission shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setup {
    /// The question whether to ask.
    Ask,
    /// The browser is asking.
    Asking,
    /// It is granted, and the page can be closed.
    Done,
    /// The browser blocks them.
    Blocked,
    /// The browser has none.
    Missing,
}

impl<'a> Screen<'a> {
    /// What a state looks like.
    pub fn of(state: &'a State) -> Self {
        match state.mode {
            Mode::Watch => Screen::Watch(scene(state)),
            Mode::Setup => Screen::Setup(match state.permission {
                Permission::Missing => Setup::Missing,
                Permission::Granted => Setup::Done,
                Permission::Denied => Setup::Blocked,
                Permission::Ask if state.consent == Consent::Asked => Setup::Asking,
                Permission::Ask => Setup::Ask,
            }),
        }
    }
}

fn scene(state: &State) -> Scene<'_> {
    let joining = match &state.errand {
        Some(Errand {
            aim: Aim::Join { id, .. },
            ..
        }) => Some(id.as_str()),
        _ => None,
    };
    let callers = state.online().iter().take(MOST_CALLERS).map(|connected| Caller {
        connected,
        calling: !state.memory.is_done(connected),
        joining: joining == Some(connected.id.as_str()),
    });
    Scene {
        line: line(state),
        callers: callers.collect(),
        offline: !state.network,
        problem: problem(state),
        desktop: desktop(state),
        busy: state.errand.is_some(),
    }
}

fn line(state: &State) -> WatchLine {
    match &state.watched {
        _ if state.is_refused() => WatchLine::Stopped,
        Some(watched) if watched.open == 0 => WatchLine::Nothing,
        Some(_) if state.leads && state.is_idle() => WatchLine::Paused,
        Some(watched) => WatchLine::Watching(watched.open),
        None if state.refused.is_some() => WatchLine::Stopped,
        None => WatchLine::Loading,
    }
}

fn desktop(state: &State) -> Desktop {
    match state.permission {
        Permission::Missing => Desktop::Missing,
        Permission::Granted => Desktop::On,
        _ if state.consent == Consent::Refused => Desktop::Blocked,
        _ => Desktop::Off {
            tried: state.consent == Consent::Asked,
        },
    }
}

fn problem(state: &State) -> Option<Problem<'_>> {
    let until = state.not_before().unwrap_or(state.now);
    let seconds = u32::try_from((until - state.now + 999) / 1000).unwrap_or(0);
    let what = match (&state.trouble, &state.refused) {
        (Some(trouble), _) => &trouble.what,
        (None, Some(refusal)) => &refusal.what,
        (None, None) => return None,
    };
    let way_out = match what {
        What::Remote(error) => match error.code {
            ErrorCode::SignedOut => Some(WayOut::SignIn),
            // The user or an administrator has to do something elsewhere first.
            ErrorCode::NoPermission
            | ErrorCode::NoAccess
            | ErrorCode::BadRequest
            | ErrorCode::SalesforceSignedOut
            | ErrorCode::SessionClosed
            | ErrorCode::SessionNotFound
            | ErrorCode::RecordNotFound
            | ErrorCode::ObjectNotSupported
            | ErrorCode::UnsafeLink => None,
            _ => Some(WayOut::TryAgain(seconds)),
        },
        What::TabBlocked => Some(WayOut::TryAgain(seconds)),
        What::TabGone => None,
    };
    Some(Problem { what, way_out })
}
