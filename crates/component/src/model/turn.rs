//! One message being worked on: what a component can do in it.

use contract::{ErrorCode, RemoteError};
use domain::link::is_safe;

use super::Component;
use super::core::{Access, Core, Flight, Tab, Trouble, What, is_final};
use super::message::{Effect, Lane, Request, Ticket, Timer};

/// Longer than any rate limit lasts, which counts per hour.
const LONGEST_WAIT_SECONDS: u32 = 3600;

/// One message being worked on.
pub struct Turn<'a, C: Component> {
    /// What every component knows.
    pub core: &'a mut Core<C>,
    pub(super) effects: Vec<Effect<C::Call, C::Effect>>,
}

impl<C: Component> Turn<'_, C> {
    /// Sends a call. One that is under way in the same lane is stale from now on. An action is not begun while
    /// another is under way; answers whether it was.
    pub fn call(&mut self, lane: Lane, call: C::Call) -> bool {
        let begun = self.begin(lane, Request::Own(call), Tab::None);
        if let Some(ticket) = begun {
            self.launch(ticket);
        }
        begun.is_some()
    }

    /// Opens a tab (so it must be in a click) and sends an action that will bring its address: see
    /// [`Turn::send_tab`]. Without a tab nothing is sent and the user is told.
    pub fn call_in_tab(&mut self, call: C::Call) -> bool {
        let begun = self.begin(Lane::Action, Request::Own(call), Tab::Asked);
        if let Some(ticket) = begun {
            self.effects.push(Effect::OpenTab(ticket));
        }
        begun.is_some()
    }

    /// Sends the opened tab to its address; one that no page may open is a failure.
    pub fn send_tab(&mut self, address: String) {
        if is_safe(&address) {
            self.effects.push(Effect::SendTab(address));
        } else {
            self.close_tab();
            self.failed(RemoteError::of(ErrorCode::UnsafeLink), None);
        }
    }

    /// Closes the opened tab: no address came.
    pub fn close_tab(&mut self) {
        self.effects.push(Effect::CloseTab);
    }

    /// Makes the answer of what is under way in a lane stale.
    pub fn cancel(&mut self, lane: Lane) {
        self.core.flights.retain(|flight| flight.lane != lane);
    }

    /// Says that a call failed, until something puts it right. `again` is the call that trying again sends, in its
    /// lane; it is forgotten when it would bring the same. Who is signed out is told so in another way, and what
    /// they wanted is sent once they have signed in (if it needs no click).
    pub fn failed(&mut self, error: RemoteError, again: Option<(Lane, C::Call)>) {
        if error.code == ErrorCode::SignedOut {
            // Somebody who is just signing in is not done yet.
            if !matches!(self.core.access, Access::SigningIn(_)) {
                self.core.access = Access::Out;
            }
            self.core.missed = again;
            return;
        }
        let again = again.filter(|_| !is_final(error.code));
        let again = again.map(|(lane, call)| (lane, Request::Own(call)));
        self.trouble(What::Remote(error), again, false);
    }

    /// The same for a call that was to send a tab somewhere: the tab is closed, and trying again opens another.
    pub fn failed_in_tab(&mut self, error: RemoteError, call: C::Call) {
        self.close_tab();
        if error.code == ErrorCode::SignedOut {
            return self.failed(error, None);
        }
        let again = (!is_final(error.code)).then_some((Lane::Action, Request::Own(call)));
        self.trouble(What::Remote(error), again, true);
    }

    /// Says that something of the component's own went wrong; the key of its words.
    pub fn complain(&mut self, key: &'static str) {
        self.trouble(What::Own(key), None, false);
    }

    pub(super) fn trouble(&mut self, what: What, again: Option<(Lane, Request<C::Call>)>, in_tab: bool) {
        let wait = match &what {
            What::Remote(error) => error.retry_after_seconds.filter(|_| again.is_some()),
            _ => None,
        };
        let not_before =
            wait.map(|seconds| self.core.now + i64::from(seconds.min(LONGEST_WAIT_SECONDS)) * 1000);
        self.core.trouble = Some(Trouble {
            what,
            again,
            in_tab,
            not_before,
        });
    }

    /// A reading has worked: the user is signed in as far as that matters, and what went wrong with an earlier one is
    /// over.
    pub fn have_read(&mut self, signed_in: bool) {
        self.core.failures = 0;
        self.core.set_deadline(Timer::Poll, None);
        if signed_in {
            self.core.access = Access::In;
        }
        let over = |trouble: &Trouble<C::Call>| matches!(trouble.again, Some((Lane::Reading, _)));
        if self.core.trouble.as_ref().is_some_and(over) {
            self.core.trouble = None;
        }
    }

    /// A reading has failed. What went wrong with an action of the user matters more.
    pub fn have_not_read(&mut self, error: RemoteError, call: C::Call) {
        self.core.failures = self.core.failures.saturating_add(1);
        self.core.set_deadline(Timer::Poll, None);
        if error.code == ErrorCode::Forbidden {
            // TeamViewer refused what an account may do, so there is one: who was signing in has done so.
            self.core.access = Access::In;
        }
        let reading = |trouble: &Trouble<C::Call>| !matches!(trouble.again, Some((Lane::Action, _)));
        if error.code == ErrorCode::SignedOut || self.core.trouble.as_ref().is_none_or(reading) {
            self.failed(error, Some((Lane::Reading, call)));
        }
    }

    /// Tells a screen reader something: key of the words, and their values.
    pub fn tell(&mut self, key: &'static str, values: Vec<(&'static str, String)>) {
        self.core.told = Some((key, values));
    }

    /// Wakes the component in so many milliseconds ([`Component::woken`]).
    pub fn wake(&mut self, timer: u8, after: u32) {
        self.arm(Timer::Own(timer), self.core.now + i64::from(after));
    }

    /// Does not wake the component for this any more.
    pub fn let_sleep(&mut self, timer: u8) {
        self.core.set_deadline(Timer::Own(timer), None);
    }

    /// Copies a text; the word says what it is ([`Core::copied`]).
    pub fn copy(&mut self, what: &'static str, text: String) {
        self.effects.push(Effect::Copy(what, text));
    }

    /// Tells the other pages that something changed on a record.
    pub fn tell_changed(&mut self, record_id: &str) {
        self.effects.push(Effect::TellChanged(record_id.to_owned()));
    }

    /// Gives the keyboard to the element with this id.
    pub fn focus(&mut self, id: &'static str) {
        self.effects.push(Effect::Focus(id));
    }

    /// Gives the keyboard to the element with this id, if what had it is gone.
    pub fn focus_if_lost(&mut self, id: &'static str) {
        self.effects.push(Effect::FocusIfLost(id));
    }

    /// Shows a dialogue.
    pub fn show_dialog(&mut self, id: &'static str) {
        self.effects.push(Effect::ShowDialog(id));
    }

    /// Wants something done that only the component can do.
    pub fn want(&mut self, effect: C::Effect) {
        self.effects.push(Effect::Own(effect));
    }

    pub(super) fn arm(&mut self, timer: Timer, due: i64) {
        let after = u32::try_from((due - self.core.now).max(0)).unwrap_or(u32::MAX);
        self.core.set_deadline(timer, Some(due));
        self.effects.push(Effect::Arm(timer, after, due));
    }

    /// Takes a place in a lane; `None` while an action is under way that another one has to wait for.
    pub(super) fn begin(&mut self, lane: Lane, request: Request<C::Call>, tab: Tab) -> Option<Ticket> {
        if lane == Lane::Action {
            if self.core.is_busy() {
                return None;
            }
            // What was said about the last thing is over.
            self.core.trouble = None;
        } else {
            self.cancel(lane);
        }
        self.core.last_ticket += 1;
        let ticket = self.core.last_ticket;
        self.core.flights.push(Flight {
            ticket,
            lane,
            request,
            tab,
        });
        Some(ticket)
    }

    /// Sends the call that has this ticket.
    pub(super) fn launch(&mut self, ticket: Ticket) {
        let flight = self.core.flights.iter().find(|flight| flight.ticket == ticket);
        if let Some(request) = flight.map(|flight| flight.request.clone()) {
            self.effects.push(Effect::Call(ticket, request));
        }
    }
}
