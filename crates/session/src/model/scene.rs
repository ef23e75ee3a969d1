//! What is to be seen, derived from what is known.

use contract::{Account, EventKind, Notice, SessionEvent, SessionKind};
use domain::remaining::Remaining;
use domain::{Instant, Status, code, link};

use super::entry::Entries;
use super::message::CopyWhat;
use super::share::{Share, Step};
use super::state::{Access, Again, Desk, Prompt, Seen, SignInStep, State, Trouble, What, Work};
use super::update::leaves_outcome_open;

/// More events than this are not shown; Apex sends no more either.
const MOST_EVENTS: usize = 20;

/// Everything a view shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The main part.
    pub screen: Screen,
    /// Whether to say that the browser is offline.
    pub offline: bool,
    /// What needs the user's attention above the main part.
    pub banner: Option<Banner>,
    /// A remark on the last action.
    pub remark: Option<Remark>,
    /// The question on the screen.
    pub question: Option<Question>,
    /// The account signed in, with its sign-out button.
    pub account: Option<Account>,
    /// What new sessions are offered.
    pub offers: Vec<Offer>,
    /// Open sessions of other users on this record.
    pub colleagues: Vec<Colleague>,
    /// The button that is working.
    pub busy: Option<Busy>,
    /// For how many hours a session is valid when nothing is chosen.
    pub valid_for_hours: u32,
    /// What stands in the fields.
    pub entries: Entries,
    /// The dialogue for sharing, while it is on the screen.
    pub share: Option<Share>,
    /// What was just copied.
    pub copied: Option<CopyWhat>,
    /// Seconds until trying again makes sense.
    pub wait_seconds: Option<u32>,
    /// Whether nothing is under way that the user would have to wait for.
    pub free: bool,
    /// Whether actions on TeamViewer make sense now: free and signed in.
    pub ready: bool,
}

/// The main part.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// The first question is on its way.
    Loading,
    /// Not signed in to TeamViewer.
    SignedOut,
    /// Signing in.
    SigningIn(SignInStep),
    /// There is no session, and the administrator allows none.
    NoKindAllowed,
    /// There is no session yet.
    Empty,
    /// The first session is being made.
    Creating,
    /// A session that can be joined.
    Open(Card),
    /// A session whose validity has ended.
    Expired(Card),
    /// A closed session.
    Closed(Card),
    /// Nothing is known, and this is why.
    Failed(Problem),
}

/// Which main part it is: as long as this is the same, its elements stay and keep the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    Loading,
    SignedOut,
    SigningIn,
    NoKindAllowed,
    Empty,
    Creating,
    Open(String),
    Expired(String),
    Closed(String),
    Failed,
}

/// A session of the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Id of the stored session.
    pub id: String,
    /// The code as people read it.
    pub code: String,
    /// Sort of session.
    pub kind: SessionKind,
    /// Its status.
    pub status: Status,
    /// The customer's link; `None` when it is none that a page may offer.
    pub link: Option<String>,
    /// End of validity.
    pub valid_until: Option<Instant>,
    /// How much of the validity is left.
    pub remaining: Option<Remaining>,
    /// Its name.
    pub name: Option<String>,
    /// What the customer reads while waiting.
    pub waiting_message: Option<String>,
    /// When it was created.
    pub created_at: Option<Instant>,
    /// Who created it.
    pub owner: String,
    /// What happened to it, newest first.
    pub events: Vec<Event>,
}

/// Something that happened to a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// When.
    pub at: Option<Instant>,
    /// Who did or saw it.
    pub by: String,
    /// To whom; empty when to nobody in particular.
    pub to: String,
}

/// A session of another user.
#[derive(Clone, Debug, PartialEq)]
pub struct Colleague {
    /// Whose.
    pub owner: String,
    /// The code as people read it.
    pub code: String,
    /// Its status.
    pub status: Status,
    /// End of validity.
    pub valid_until: Option<Instant>,
}

/// A button for a new session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Makes the first session, or one after a closed one.
    New(SessionKind),
    /// Replaces the session on the screen by one of the same sort, this.
    Replace(SessionKind),
    /// Replaces it by one of another sort, this.
    Switch(SessionKind),
}

impl Offer {
    /// The sort of session it makes.
    pub fn kind(self) -> SessionKind {
        match self {
            Offer::New(kind) | Offer::Replace(kind) | Offer::Switch(kind) => kind,
        }
    }
}

/// What needs attention while something else is on the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Banner {
    /// The sign-in to TeamViewer has ended; `Some` while the user signs in again.
    SignIn(Option<SignInStep>),
    /// Whether the session was made is unknown; it is being asked for.
    Unsure,
    /// Something failed.
    Problem(Problem),
}

/// A failure and the way out.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What failed.
    pub what: What,
    /// Whether it was about making a session whose outcome stays unknown.
    pub unknown_outcome: bool,
    /// Whether trying again may help, now or after [`Scene::wait_seconds`].
    pub can_try_again: bool,
}

/// A remark on an action that worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What is remarked.
    pub notice: Notice,
    /// For [`Notice::Stale`]: when TeamViewer was last asked.
    pub since: Option<Instant>,
}

/// A question before something that cannot be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Replace the session although the customer is connected?
    Replace,
    /// Close the session although the customer is connected?
    Close,
}

/// The button that is working.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    SignIn,
    SignOut,
    Create,
    Close,
    JoinWithClient,
    JoinInBrowser,
    Share,
    Send,
    TryAgain,
}

impl Scene {
    /// Derives what is to be seen.
    pub fn of(state: &State) -> Self {
        let screen = screen(state);
        let failed = matches!(screen, Screen::Failed(_));
        Self {
            offline: !state.network,
            banner: banner(state, &screen).filter(|_| !failed),
            remark: remark(state),
            question: state.prompt.as_ref().map(|prompt| match prompt {
                Prompt::Replace(_) => Question::Replace,
                Prompt::Close(_) => Question::Close,
            }),
            account: account(state),
            offers: offers(state),
            colleagues: state
                .desk
                .as_ref()
                .map(|desk| colleagues(desk, state.now))
                .unwrap_or_default(),
            busy: busy(state),
            valid_for_hours: state.desk.as_ref().map_or(0, |desk| desk.valid_for_hours),
            entries: state.entries.clone(),
            share: state.share.clone().filter(Share::is_shown),
            copied: state.copied,
            wait_seconds: wait_seconds(state),
            free: !state.work.is_action(),
            ready: state.access == Access::In && !state.work.is_action(),
            screen,
        }
    }
}

/// Which main part the state asks for.
pub fn shape(state: &State) -> Shape {
    screen(state).shape()
}

impl Screen {
    /// Which main part it is.
    pub fn shape(&self) -> Shape {
        match self {
            Screen::Loading => Shape::Loading,
            Screen::SignedOut => Shape::SignedOut,
            Screen::SigningIn(_) => Shape::SigningIn,
            Screen::NoKindAllowed => Shape::NoKindAllowed,
            Screen::Empty => Shape::Empty,
            Screen::Creating => Shape::Creating,
            Screen::Open(card) => Shape::Open(card.id.clone()),
            Screen::Expired(card) => Shape::Expired(card.id.clone()),
            Screen::Closed(card) => Shape::Closed(card.id.clone()),
            Screen::Failed(_) => Shape::Failed,
        }
    }

    /// The session on the screen.
    pub fn card(&self) -> Option<&Card> {
        match self {
            Screen::Open(card) | Screen::Expired(card) | Screen::Closed(card) => Some(card),
            _ => None,
        }
    }
}

fn screen(state: &State) -> Screen {
    if let Some(desk) = &state.desk
        && let Some((seen, status)) = desk.current(state.now)
    {
        let card = card(desk, seen, status, state.now);
        return match status {
            Status::Waiting | Status::CustomerOnline => Screen::Open(card),
            Status::Expired => Screen::Expired(card),
            // While the session after a closed one is made, the closed one is of no interest.
            Status::Closed if is_creating(state) => Screen::Creating,
            Status::Closed => Screen::Closed(card),
        };
    }
    match (&state.access, &state.desk, &state.trouble) {
        (Access::SigningIn(step), ..) => Screen::SigningIn(step.clone()),
        (Access::Out, ..) => Screen::SignedOut,
        (_, Some(_), _) if is_creating(state) => Screen::Creating,
        (_, Some(desk), _) if !desk.allow_remote_control && !desk.allow_pilot => Screen::NoKindAllowed,
        (_, Some(_), _) => Screen::Empty,
        (_, None, None) if is_creating(state) => Screen::Creating,
        (_, None, Some(trouble)) => Screen::Failed(problem(trouble)),
        (_, None, None) => Screen::Loading,
    }
}

fn is_creating(state: &State) -> bool {
    matches!(state.work, Work::Creating { .. } | Work::Unsure { .. })
}

fn card(desk: &Desk, seen: &Seen, status: Status, now: i64) -> Card {
    let session = &seen.session;
    let live = status.is_live();
    Card {
        id: session.id.clone(),
        code: code::format(&session.code),
        kind: session.kind,
        status,
        link: Some(session.customer_link.clone()).filter(|address| link::is_safe(address)),
        valid_until: seen.valid_until,
        remaining: seen
            .valid_until
            .filter(|_| live)
            .map(|end| Remaining::until(end, desk.server_time(now))),
        name: session.name.clone(),
        waiting_message: session.waiting_message.clone(),
        created_at: Instant::parse(&session.created_at),
        owner: session.owner_name.clone(),
        events: events(&session.events),
    }
}

fn events(events: &[SessionEvent]) -> Vec<Event> {
    let known = events.iter().filter(|it| it.kind != EventKind::Unknown);
    known
        .take(MOST_EVENTS)
        .map(|it| Event {
            kind: it.kind,
            at: Instant::parse(&it.at),
            by: it.by.clone(),
            to: it.to.clone().unwrap_or_default(),
        })
        .collect()
}

fn colleagues(desk: &Desk, now: i64) -> Vec<Colleague> {
    let others = desk.sessions.iter().filter(|seen| !seen.session.mine);
    let open = others
        .map(|seen| (seen, desk.status(seen, now)))
        .filter(|(_, status)| status.is_live());
    open.map(|(seen, status)| Colleague {
        owner: seen.session.owner_name.clone(),
        code: code::format(&seen.session.code),
        status,
        valid_until: seen.valid_until,
    })
    .collect()
}

fn banner(state: &State, screen: &Screen) -> Option<Banner> {
    if matches!(state.work, Work::Unsure { .. }) {
        return Some(Banner::Unsure);
    }
    // The main part may say it already.
    let said = matches!(screen, Screen::SignedOut | Screen::SigningIn(_));
    match (&state.access, &state.trouble) {
        (Access::SigningIn(step), _) if !said => Some(Banner::SignIn(Some(step.clone()))),
        (_, Some(trouble)) => Some(Banner::Problem(problem(trouble))),
        (Access::Out, None) if !said => Some(Banner::SignIn(None)),
        _ => None,
    }
}

fn problem(trouble: &Trouble) -> Problem {
    let unknown = |what: &What| matches!(what, What::Remote(error) if leaves_outcome_open(error.code));
    let unknown_outcome = matches!(trouble.again, Again::Create(_)) && unknown(&trouble.what);
    Problem {
        what: trouble.what.clone(),
        unknown_outcome,
        can_try_again: trouble.again != Again::Nothing,
    }
}

fn wait_seconds(state: &State) -> Option<u32> {
    let wait = state.trouble.as_ref()?.not_before? - state.now;
    (wait > 0).then(|| u32::try_from((wait + 999) / 1000).unwrap_or(u32::MAX))
}

fn remark(state: &State) -> Option<Remark> {
    let notice = state.notice.filter(|notice| *notice != Notice::Unknown)?;
    let since = || Instant::parse(&state.current()?.0.session.checked_at);
    Some(Remark {
        notice,
        since: if notice == Notice::Stale { since() } else { None },
    })
}

fn account(state: &State) -> Option<Account> {
    state
        .desk
        .as_ref()
        .filter(|_| state.access == Access::In)?
        .account
        .clone()
}

/// What new sessions are offered. Beside a valid session one of the same sort, or of the other when only that
/// is allowed; beside a Pilot session always remote control too; in all other cases every sort that is allowed.
fn offers(state: &State) -> Vec<Offer> {
    let Some(desk) = &state.desk else {
        return Vec::new();
    };
    let current = state.current().filter(|(_, status)| *status != Status::Closed);
    let mut kinds = vec![SessionKind::RemoteControl, SessionKind::Pilot];
    kinds.retain(|kind| desk.allows(*kind));
    let Some((seen, status)) = current else {
        return kinds.into_iter().map(Offer::New).collect();
    };
    let same = seen.session.kind;
    kinds.sort_by_key(|kind| *kind != same);
    if status.is_live() && same == SessionKind::RemoteControl {
        kinds.truncate(1);
    }
    let offer = |kind| {
        if kind == same {
            Offer::Replace(kind)
        } else {
            Offer::Switch(kind)
        }
    };
    kinds.into_iter().map(offer).collect()
}

fn busy(state: &State) -> Option<Busy> {
    use super::message::Via;
    match &state.work {
        Work::Idle => None,
        Work::Reading(_) => match (&state.access, &state.trouble) {
            (Access::SigningIn(_), _) => Some(Busy::SignIn),
            (
                _,
                Some(Trouble {
                    again: Again::Read, ..
                }),
            ) => Some(Busy::TryAgain),
            _ => None,
        },
        Work::Creating { .. } | Work::Unsure { .. } => Some(Busy::Create),
        Work::Joining { via: Via::Client, .. } => Some(Busy::JoinWithClient),
        Work::Joining {
            via: Via::Browser, ..
        } => Some(Busy::JoinInBrowser),
        Work::Closing { .. } => Some(Busy::Close),
        Work::SigningIn { .. } => Some(Busy::SignIn),
        Work::SigningOut(_) => Some(Busy::SignOut),
        Work::Sharing(_) => Some(match state.step() {
            Step::Sending(_) => Busy::Send,
            _ => Busy::Share,
        }),
    }
}
