//! The next state, and what is to be done.
//!
//! Three rules hold it together. One call at a time counts: a user's action makes an answer still on its way
//! stale. A wish for a session keeps its name until it is answered. What is on the screen stays there until
//! an answer says otherwise.

mod actions;
mod answers;
mod sharing;
mod time;

use contract::ErrorCode;
use domain::Status;
use page::Change;

use super::message::{Call, CopyWhat, Effect, FocusOn, Message, Ticket, Timer};
use super::scene::{Shape, shape};
use super::state::{Access, Again, Prompt, SignInStep, State, Trouble, What, Work};

/// The next state after a message that came at `now` (monotonic milliseconds), and the effects in their
/// order.
pub fn update(mut state: State, now: i64, message: Message) -> (State, Vec<Effect>) {
    let before = shape(&state);
    let pending = state.pending();
    state.now = state.now.max(now);
    let mut turn = Turn {
        state,
        effects: Vec::new(),
    };
    turn.take(message);
    turn.forget_idle_prompt();
    turn.schedule();
    let still = turn.state.pending();
    if still != pending {
        turn.effects.push(Effect::Keep(still));
    }
    let after = shape(&turn.state);
    // The first screen takes the keyboard from nobody.
    if before != Shape::Loading && before != after {
        turn.focus(FocusOn::Heading);
    }
    (turn.state, turn.effects)
}

/// One message being worked on.
struct Turn {
    state: State,
    effects: Vec<Effect>,
}

impl Turn {
    fn take(&mut self, message: Message) {
        match message {
            Message::Start => self.read_if_free(),
            Message::Resume(creation) => self.resume(creation),
            Message::Enter(field, value) => self.enter(field, value),
            Message::Share => self.open_share(),
            Message::StopSharing => self.stop_sharing(),
            Message::Send { request_id } => self.send_share(request_id),
            Message::SignIn => self.sign_in(),
            Message::StopSigningIn => self.stop_signing_in(),
            Message::CheckSignIn | Message::SignedInElsewhere => self.look_for_sign_in(),
            Message::SignOut => self.sign_out(),
            Message::Create { kind, request_id } => self.create(kind, request_id),
            Message::Close => self.close(),
            Message::Confirm => self.confirm(),
            Message::Decline => self.decline(),
            Message::Join(via) => self.join(via),
            Message::TryAgain => self.try_again(),
            Message::Dismiss => self.dismiss(),
            Message::Copy(what) => self.copy(what),
            Message::CopyDone { what, worked } => self.copy_done(what, worked),
            Message::TabOpened { ticket, opened } => self.tab_opened(ticket, opened),
            Message::TabGone => self.tab_gone(),
            Message::Answered { ticket, result } => self.answered(ticket, result),
            Message::Fired { timer, due } => self.fired(timer, due),
            Message::Page(change) => self.page_changed(change),
            Message::ChangedElsewhere => {
                // An answer still on its way may be from before the change.
                if self.state.access == Access::In && !self.state.work.is_action() {
                    self.read();
                }
            }
        }
    }

    fn ticket(&mut self) -> Ticket {
        self.state.last_ticket += 1;
        self.state.last_ticket
    }

    fn call(&mut self, call: Call) -> Ticket {
        let ticket = self.ticket();
        self.effects.push(Effect::Call(ticket, call));
        ticket
    }

    /// Asks for the panel. The thorough question when little is known: it brings the account, and adopts a
    /// session that was made but not stored.
    fn read(&mut self) {
        let thorough =
            self.state.desk.is_none() || self.state.access != Access::In || self.state.wish.is_some();
        let ticket = self.call(if thorough { Call::Load } else { Call::Refresh });
        self.state.work = Work::Reading(ticket);
    }

    fn read_if_free(&mut self) {
        if self.state.work == Work::Idle {
            self.read();
        }
    }

    /// Says what went wrong, until something puts it right.
    fn trouble(&mut self, what: What, again: Again) {
        let wait = match &what {
            What::Remote(error) => error.retry_after_seconds.filter(|_| again != Again::Nothing),
            _ => None,
        };
        let not_before = wait.map(|seconds| self.state.now + i64::from(seconds.min(3600)) * 1000);
        self.state.trouble = Some(Trouble {
            what,
            again,
            about: self.state.unfinished().map(str::to_owned),
            not_before,
        });
    }

    fn focus(&mut self, on: FocusOn) {
        self.effects.push(Effect::Focus(on));
    }

    fn page_changed(&mut self, change: Change) {
        match change {
            Change::Shown | Change::Hidden => {
                self.state.visible = change == Change::Shown;
                self.state.set_deadline(Timer::Poll, None);
            }
            Change::Online | Change::Offline => self.state.network = change == Change::Online,
            Change::Focused => {}
        }
        if matches!(
            self.state.access,
            Access::SigningIn(SignInStep::Waiting | SignInStep::Blocked(_))
        ) {
            if !matches!(change, Change::Hidden | Change::Offline) {
                self.read_if_free();
            }
            return;
        }
        match change {
            Change::Online if matches!(self.state.work, Work::Unsure { .. }) => self.send_again(),
            Change::Online => self.read_unless_refused(),
            Change::Shown if self.is_old() => self.read_unless_refused(),
            // The keyboard comes with every click into the frame: only a clock that slept is a reason to ask.
            Change::Focused if self.is_overdue() => self.read_unless_refused(),
            _ => {}
        }
    }

    /// Asks for the panel, unless the last answer was one that asking again cannot change.
    fn read_unless_refused(&mut self) {
        if self.state.access != Access::Out && !self.is_refused() {
            self.read_if_free();
        }
    }

    fn is_refused(&self) -> bool {
        match &self.state.trouble {
            Some(Trouble {
                what: What::Remote(error),
                ..
            }) => forbids_reading(error.code),
            _ => false,
        }
    }

    fn is_old(&self) -> bool {
        self.state.desk.as_ref().is_none_or(|desk| {
            self.state.now - desk.came
                >= i64::from(desk.poll_seconds.max(domain::poll::FASTEST_SECONDS)) * 1000
        })
    }

    fn is_overdue(&self) -> bool {
        self.state
            .deadline(Timer::Poll)
            .is_some_and(|due| due + time::PUNCTUAL_MILLIS < self.state.now)
    }

    fn copy(&mut self, what: CopyWhat) {
        let Some((seen, _)) = self.state.current() else {
            return;
        };
        let text = match what {
            CopyWhat::Code => domain::code::format(&seen.session.code),
            CopyWhat::Link => seen.session.customer_link.clone(),
        };
        self.effects.push(Effect::Copy(what, text));
    }

    fn copy_done(&mut self, what: CopyWhat, worked: bool) {
        self.state.set_deadline(Timer::Copied, None);
        if worked {
            self.state.copied = Some(what);
            self.arm(Timer::Copied, self.state.now + time::COPIED_MILLIS);
        } else {
            self.state.copied = None;
            self.trouble(What::NotCopied, Again::Nothing);
        }
    }

    /// A question about a session that is gone, or that nobody can answer any more, is taken back.
    fn forget_idle_prompt(&mut self) {
        let about = self.state.prompt.as_ref().and_then(Prompt::session_id);
        let stands = about.is_some() && about == self.state.unfinished() && self.state.access == Access::In;
        if !stands && self.state.prompt.take().is_some() {
            self.focus(FocusOn::Heading);
        }
    }

    /// Whether the customer is connected to the user's session.
    fn customer_is_online(&self) -> bool {
        matches!(self.state.current(), Some((_, Status::CustomerOnline)))
    }
}

/// Whether the same call brings the same answer until somebody does something elsewhere.
fn is_final(code: ErrorCode) -> bool {
    use ErrorCode::{KindNotAllowed, SessionClosed, SessionNotFound, SignedOut};
    forbids_reading(code) || matches!(code, KindNotAllowed | SessionClosed | SessionNotFound | SignedOut)
}

/// Whether even asking for the panel is useless until somebody does something elsewhere.
fn forbids_reading(code: ErrorCode) -> bool {
    use ErrorCode::{
        BadRequest, NoAccess, NoPermission, ObjectNotSupported, RecordNotFound, SalesforceSignedOut,
    };
    matches!(
        code,
        NoPermission | NoAccess | RecordNotFound | ObjectNotSupported | BadRequest | SalesforceSignedOut
    )
}

/// Whether a creation was refused before TeamViewer made anything.
fn made_nothing(code: ErrorCode) -> bool {
    use ErrorCode::{Forbidden, KindNotAllowed, RateLimit, Refused, SessionLimit, SessionNotFound};
    matches!(
        code,
        Forbidden | KindNotAllowed | RateLimit | Refused | SessionLimit | SessionNotFound
    ) || (forbids_reading(code) && !matches!(code, ErrorCode::NoAccess | ErrorCode::SalesforceSignedOut))
}

/// Whether nobody knows what the call has done.
pub(super) fn leaves_outcome_open(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::TimedOut | ErrorCode::Offline)
}
