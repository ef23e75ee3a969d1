//! The next state, and what is to be done.
//!
//! Four rules hold it together. Only the leader asks and notifies. A connection that is known was told. The answer to
//! an older question never counts. What the user wants opens its tab in the click and ends in that tab or in words.

mod errands;

use contract::{ErrorCode, RemoteError, Watched};

use super::message::{Answer, Call, Change, Click, Effect, Message, Permission, Ticket, Timer};
use super::state::{Aim, Consent, Mode, Refusal, State, What};

/// A wait longer than this is a mistake of the sender.
const LONGEST_WAIT_SECONDS: u32 = 3600;

/// Takes a message that came at `now` (monotonic milliseconds); has `run` do what follows, one thing after the other.
pub fn update(state: &mut State, now: i64, message: Message, run: impl FnMut(Effect<'_>)) {
    state.now = state.now.max(now);
    let mut turn = Turn { state, run };
    turn.take(message);
    turn.schedule();
}

/// One message being worked on.
struct Turn<'a, F> {
    state: &'a mut State,
    run: F,
}

impl<F: FnMut(Effect<'_>)> Turn<'_, F> {
    fn take(&mut self, message: Message) {
        match message {
            Message::Start(permission) => {
                self.awake();
                self.permission(permission);
                self.lead_if_seen();
            }
            Message::Leads(leads) => self.lead(leads),
            Message::Permission(permission) => self.permission(permission),
            Message::Told(permission) => {
                if permission == Permission::Denied {
                    self.state.consent = Consent::Refused;
                }
            }
            Message::Click(click) => {
                self.awake();
                self.click(click);
            }
            Message::TabOpened { ticket, opened } => self.tab_opened(ticket, opened),
            Message::TabGone => self.tab_gone(),
            Message::Answered { ticket, result } => self.answered(ticket, result),
            Message::Passed(result) => {
                // A leader hears only its own calls.
                if !self.state.leads {
                    self.hear(result);
                }
            }
            Message::Remembered(memory) => self.state.memory = memory,
            Message::Fired(timer) => *self.state.deadline(timer) = None,
            Message::Page(change) => self.page_changed(change),
            Message::SignedInElsewhere | Message::ChangedElsewhere => {
                // An answer still on its way may be from before the change.
                self.awake();
                self.ask();
            }
        }
    }

    /// Somebody is at the browser.
    fn awake(&mut self) {
        self.state.active = self.state.now;
    }

    fn ticket(&mut self) -> Ticket {
        self.state.last_ticket += 1;
        self.state.last_ticket
    }

    /// The page that the user looks at leads: browsers wake the others only once a minute.
    fn lead_if_seen(&mut self) {
        if self.state.mode == Mode::Watch && !self.state.leads && self.state.visible {
            (self.run)(Effect::Lead);
        }
    }

    fn lead(&mut self, leads: bool) {
        self.state.leads = leads;
        if leads {
            // Whoever led before was closed or left, by somebody.
            self.awake();
        } else {
            self.state.asking = None;
        }
    }

    fn permission(&mut self, permission: Permission) {
        let asked = self.state.consent == Consent::Asked;
        self.state.permission = permission;
        match (self.state.mode, permission) {
            (Mode::Setup, Permission::Granted) => {
                (self.run)(Effect::TellPermission(permission));
                (self.run)(Effect::CloseWindow);
            }
            (Mode::Setup, Permission::Denied) => {
                self.state.consent = Consent::Refused;
                (self.run)(Effect::TellPermission(permission));
            }
            // The user closed the browser's question, and may be asked again.
            (Mode::Setup, Permission::Ask) if asked => self.state.consent = Consent::Untouched,
            // Of a page that is no frame a browser says what the user said.
            (Mode::Watch, Permission::Denied) if !self.state.framed => {
                self.state.consent = Consent::Refused;
            }
            _ => {}
        }
    }

    fn page_changed(&mut self, change: Change) {
        match change {
            Change::Shown | Change::Hidden => self.state.visible = change == Change::Shown,
            Change::Online | Change::Offline => self.state.network = change == Change::Online,
            Change::Focused => {}
        }
        match change {
            Change::Shown | Change::Focused => {
                self.awake();
                self.lead_if_seen();
                if self.is_old() {
                    self.ask();
                }
            }
            Change::Online => self.ask(),
            Change::Hidden | Change::Offline => {}
        }
    }

    fn is_old(&self) -> bool {
        let wait = self.state.interval_millis();
        self.state
            .heard
            .is_none_or(|heard| self.state.now - heard >= wait)
    }

    /// Asks now, if this page is the one that asks and nobody wants it to wait.
    fn ask(&mut self) {
        let state = &*self.state;
        if state.mode == Mode::Watch && state.leads && state.network && !state.must_wait() {
            let ticket = self.ticket();
            self.state.asking = Some(ticket);
            (self.run)(Effect::Call(ticket, Call::Poll));
        }
    }

    fn answered(&mut self, ticket: Ticket, result: Result<Answer, RemoteError>) {
        if self.state.asking == Some(ticket) {
            self.state.asking = None;
            (self.run)(Effect::Pass);
            self.hear(match result {
                Ok(Answer::Watched(watched)) => Ok(watched),
                Ok(_) => Err(RemoteError::of(ErrorCode::Internal)),
                Err(error) => Err(error),
            });
        } else {
            self.errand_answered(ticket, result);
        }
    }

    /// Takes an answer, this page's or the leader's.
    fn hear(&mut self, result: Result<Watched, RemoteError>) {
        let now = self.state.now;
        self.state.heard = Some(now);
        match result {
            Ok(watched) => {
                self.state.failures = 0;
                self.state.refused = None;
                self.tell(watched);
            }
            Err(error) => {
                self.state.failures += 1;
                let not_before = wait_until(&error, now);
                let what = What::Remote(error);
                self.state.refused = Some(Refusal { what, not_before });
            }
        }
    }

    /// Tells of connections that are not known yet. Only the leader notifies and remembers: of two pages that hear the
    /// same, one does.
    fn tell(&mut self, watched: Watched) {
        let state = &mut *self.state;
        for connected in &watched.online {
            if state.memory.knows(connected) {
                continue;
            }
            if state.leads && state.permission == Permission::Granted {
                (self.run)(Effect::Notify(connected));
            }
            if state.leads || state.visible {
                (self.run)(Effect::Toast(connected));
            }
            state.news = Some(connected.id.clone());
        }
        let changes = state.memory.take(&watched.online);
        state.watched = Some(watched);
        if state.leads && changes {
            (self.run)(Effect::Remember(&state.memory));
        }
    }

    /// Asks if it is time to, and sets the timers that the state wants.
    fn schedule(&mut self) {
        if self.state.poll_due().is_some_and(|due| due <= self.state.now) {
            self.ask();
        }
        let wanted = [
            (Timer::Poll, self.state.poll_due()),
            (Timer::Tick, self.state.tick_due()),
        ];
        for (timer, due) in wanted {
            let now = self.state.now;
            let armed = self.state.deadline(timer);
            if *armed != due {
                *armed = due;
                if let Some(due) = due {
                    let after = (due - now).clamp(0, i64::from(i32::MAX)) as u32;
                    (self.run)(Effect::Arm(timer, after));
                }
            }
        }
    }

    fn click(&mut self, click: Click) {
        match click {
            Click::Join(id, place) => self.join(&id, place),
            Click::SignIn => self.begin(Aim::SignIn),
            Click::Dismiss(id) => self.finish(&id),
            Click::Enable => self.state.consent = Consent::Asked,
            Click::Allow => {
                if self.state.mode == Mode::Setup && self.state.permission == Permission::Ask {
                    self.state.consent = Consent::Asked;
                    (self.run)(Effect::AskPermission);
                }
            }
            Click::TryAgain => self.try_again(),
        }
    }

    /// A connection needs nobody any more: every page is told.
    fn finish(&mut self, id: &str) {
        let State { watched, memory, .. } = &mut *self.state;
        let online = watched.iter().flat_map(|watched| &watched.online);
        if let Some(connected) = online.into_iter().find(|it| it.id == id) {
            memory.finish(connected);
            (self.run)(Effect::Remember(memory));
        }
    }
}

/// Until when a failure wants us to wait.
fn wait_until(error: &RemoteError, now: i64) -> Option<i64> {
    let seconds = error.retry_after_seconds?.min(LONGEST_WAIT_SECONDS);
    Some(now + i64::from(seconds) * 1000)
}
