//! The next state, and what is to be done.

use contract::{ErrorCode, RemoteError};
use domain::poll::Schedule;
use page::Change;

use super::core::{Access, SignInStep, State, Tab, What};
use super::message::{Brought, Effect, Lane, Message, Request, Ticket, Timer};
use super::{Component, Part, Turn};
use crate::view::HEADING;

/// How long the word "copied" is seen.
const COPIED_MILLIS: i64 = 4_000;
/// A timer later than this slept with the machine.
const PUNCTUAL_MILLIS: i64 = 2_000;

/// Changes the state after a message that came at `now` (monotonic milliseconds); returns the effects in their order.
pub fn update<C: Component>(
    state: &mut State<C>,
    now: i64,
    message: Message<C>,
) -> Vec<Effect<C::Call, C::Effect>> {
    let before = (state.part(), state.own.shape());
    let State { core, own } = state;
    core.now = core.now.max(now);
    let mut turn = Turn {
        core,
        effects: Vec::new(),
    };
    take(&mut turn, own, message);
    schedule(&mut turn, own);
    let mut effects = turn.effects;
    let after = (state.part(), state.own.shape());
    // The first screen takes the keyboard from nobody.
    if before != after && before.0 != Part::Loading {
        effects.push(Effect::FocusIfLost(HEADING));
    }
    effects
}

fn take<C: Component>(turn: &mut Turn<'_, C>, own: &mut C, message: Message<C>) {
    match message {
        Message::Start | Message::Refresh => read(turn, own),
        Message::Own(message) => own.take(turn, message),
        Message::Enter(field, value) => own.entered(turn, &field, value),
        Message::DialogClosed => own.dialog_closed(turn),
        Message::SignIn => turn.sign_in(),
        Message::StopSigningIn => turn.stop_signing_in(),
        Message::CheckSignIn | Message::SignedInElsewhere => {
            if turn.core.access != Access::In && !turn.core.is_busy() {
                read_missed(turn, own);
            }
        }
        Message::TryAgain => try_again(turn, own),
        Message::Dismiss => {
            // With nothing else known the trouble is the screen.
            if own.is_known() {
                turn.core.trouble = None;
            }
            turn.focus(HEADING);
        }
        Message::CopyDone(what, worked) => {
            turn.core.set_deadline(Timer::Copied, None);
            turn.core.copied = worked.then_some(what);
            if worked {
                turn.arm(Timer::Copied, turn.core.now + COPIED_MILLIS);
            } else {
                turn.trouble(What::NotCopied, None, false);
            }
        }
        Message::TabOpened(ticket, opened) => tab_opened(turn, ticket, opened),
        Message::TabGone => {
            if let Access::SigningIn(_) = turn.core.access {
                turn.give_up_sign_in();
            }
            turn.trouble(What::TabGone, None, false);
        }
        Message::Answered(ticket, result) => answered(turn, own, ticket, result),
        Message::Fired(timer, due) => fired(turn, own, timer, due),
        Message::Page(change) => page_changed(turn, own, change),
        Message::Changed(record_id) => own.changed_elsewhere(turn, &record_id),
    }
}

/// Asks for the main part.
fn read<C: Component>(turn: &mut Turn<'_, C>, own: &C) {
    turn.call(Lane::Reading, own.reading(own.is_known()));
}

/// Asks for what the user missed while they were signed out, else for the main part.
fn read_missed<C: Component>(turn: &mut Turn<'_, C>, own: &C) {
    match turn.core.missed.clone() {
        Some((lane, call)) if lane != Lane::Action => {
            turn.call(lane, call);
        }
        _ => read(turn, own),
    }
}

fn read_unless_refused<C: Component>(turn: &mut Turn<'_, C>, own: &C) {
    if turn.core.access != Access::Out && !turn.core.is_refused() && !turn.core.is_reading() {
        read(turn, own);
    }
}

fn try_again<C: Component>(turn: &mut Turn<'_, C>, own: &C) {
    let waits = |until: i64| turn.core.now < until;
    let Some(trouble) = turn.core.trouble.clone() else {
        return;
    };
    if turn.core.is_busy() || trouble.not_before.is_some_and(waits) {
        return;
    }
    match trouble.again {
        None => {}
        Some((_, Request::SignIn)) => turn.sign_in(),
        Some((_, Request::Own(call))) if trouble.in_tab => {
            turn.call_in_tab(call);
        }
        // What is asked for may have changed since then.
        Some((Lane::Reading, _)) => read(turn, own),
        Some((lane, Request::Own(call))) => {
            turn.call(lane, call);
        }
    }
}

fn tab_opened<C: Component>(turn: &mut Turn<'_, C>, ticket: Ticket, opened: bool) {
    let flights = &mut turn.core.flights;
    let Some(place) = flights.iter().position(|flight| flight.ticket == ticket) else {
        // Nobody waits for it any more.
        if opened {
            turn.close_tab();
        }
        return;
    };
    if opened {
        flights[place].tab = Tab::Open;
    } else if flights[place].request == Request::SignIn {
        // The address will be shown as a link.
        flights[place].tab = Tab::None;
    } else {
        let flight = flights.remove(place);
        return turn.trouble(What::TabBlocked, Some((flight.lane, flight.request)), true);
    }
    turn.launch(ticket);
}

/// Takes the answer that is waited for; any other is stale.
fn answered<C: Component>(
    turn: &mut Turn<'_, C>,
    own: &mut C,
    ticket: Ticket,
    result: Result<Brought<C::Answer>, RemoteError>,
) {
    let flights = &mut turn.core.flights;
    let Some(place) = flights.iter().position(|flight| flight.ticket == ticket) else {
        return;
    };
    let flight = flights.remove(place);
    match flight.request {
        Request::SignIn => turn.have_address(
            flight.tab == Tab::Open,
            result.and_then(|brought| match brought {
                Brought::SignInUrl(address) => Ok(address),
                Brought::Own(_) => Err(unexpected()),
            }),
        ),
        Request::Own(call) => {
            let result = result.and_then(|brought| match brought {
                Brought::Own(answer) => Ok(answer),
                Brought::SignInUrl(_) => Err(unexpected()),
            });
            if result.is_ok() && turn.core.missed.as_ref().is_some_and(|(_, it)| *it == call) {
                turn.core.missed = None;
            }
            own.answered(turn, call, result);
        }
    }
}

/// An answer to another question than the one asked.
fn unexpected() -> RemoteError {
    RemoteError {
        reference: Some("answer".to_owned()),
        ..RemoteError::of(ErrorCode::Internal)
    }
}

/// A timer says its time has come; one that was replaced or is no longer wanted says nothing.
fn fired<C: Component>(turn: &mut Turn<'_, C>, own: &mut C, timer: Timer, due: i64) {
    if turn.core.deadline(timer) != Some(due) {
        return;
    }
    turn.core.set_deadline(timer, None);
    match timer {
        Timer::Poll => read_unless_refused(turn, own),
        Timer::Copied => turn.core.copied = None,
        // That the time has passed is the news.
        Timer::Tick => {}
        Timer::Own(timer) => own.woken(turn, timer),
    }
}

fn page_changed<C: Component>(turn: &mut Turn<'_, C>, own: &C, change: Change) {
    let overdue = turn
        .core
        .deadline(Timer::Poll)
        .is_some_and(|due| due + PUNCTUAL_MILLIS < turn.core.now);
    match change {
        Change::Shown | Change::Hidden => {
            turn.core.visible = change == Change::Shown;
            // A hidden page asks at another pace.
            turn.core.set_deadline(Timer::Poll, None);
        }
        Change::Online | Change::Offline => turn.core.network = change == Change::Online,
        Change::Focused => {}
    }
    if matches!(
        turn.core.access,
        Access::SigningIn(SignInStep::Waiting | SignInStep::Blocked(_))
    ) {
        if !matches!(change, Change::Hidden | Change::Offline) && !turn.core.is_reading() {
            read_missed(turn, own);
        }
        return;
    }
    match change {
        Change::Online if !own.is_known() || turn.core.trouble.is_some() => read_unless_refused(turn, own),
        // Only a clock that slept is a reason to ask.
        Change::Online | Change::Shown | Change::Focused if overdue => read_unless_refused(turn, own),
        _ => {}
    }
}

/// Sets the timers that the state wants and does not have yet.
fn schedule<C: Component>(turn: &mut Turn<'_, C>, own: &C) {
    match poll_due(turn, own) {
        Some(due) if turn.core.deadline(Timer::Poll).is_none() => turn.arm(Timer::Poll, due),
        Some(_) => {}
        None => turn.core.set_deadline(Timer::Poll, None),
    }
    let now = turn.core.now;
    let countdown = turn
        .core
        .trouble
        .as_ref()
        .and_then(|trouble| trouble.not_before)
        .filter(|until| *until > now)
        .map(|until| until.min(now + 1000));
    let change = own.changes_after(turn.core).map(|after| now + i64::from(after));
    let armed = turn.core.deadline(Timer::Tick).filter(|due| *due > now);
    // A tick that comes sooner than wanted does no harm, a later one does.
    match ([countdown, change].into_iter().flatten().min(), armed) {
        (Some(due), None) => turn.arm(Timer::Tick, due),
        (Some(due), Some(armed)) if due < armed => turn.arm(Timer::Tick, due),
        _ => {}
    }
}

/// When to ask again: never while an answer is under way or the last one was final.
fn poll_due<C: Component>(turn: &Turn<'_, C>, own: &C) -> Option<i64> {
    let core = &*turn.core;
    let interval_seconds = own.poll_seconds(core)?;
    if core.is_refused() || !core.network || core.access == Access::Out || core.is_reading() || core.is_busy()
    {
        return None;
    }
    let retry_after_seconds = match &core.trouble {
        Some(trouble) => match &trouble.what {
            What::Remote(error) => error.retry_after_seconds,
            _ => None,
        },
        None => None,
    };
    let schedule = Schedule {
        interval_seconds,
        visible: core.visible,
        failures: core.failures,
        retry_after_seconds,
    };
    Some(core.now + i64::from(schedule.seconds()) * 1000)
}
