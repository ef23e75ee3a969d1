//! When the model wakes by itself.

use domain::poll::Schedule;
use domain::remaining::changes_after;

use super::Turn;
use crate::model::message::{Effect, Timer};
use crate::model::state::{Access, State, Trouble, What, Work};

/// How long the word "copied" is seen.
pub(super) const COPIED_MILLIS: i64 = 4_000;
/// A timer later than this slept with the machine.
pub(super) const PUNCTUAL_MILLIS: i64 = 2_000;
/// Waits before a creation with unknown outcome is sent again by itself. After the last one the user decides.
pub(super) const RETRY_MILLIS: [i64; 3] = [2_000, 5_000, 15_000];

impl Turn {
    pub(super) fn arm(&mut self, timer: Timer, due: i64) {
        let after = u32::try_from((due - self.state.now).max(0)).unwrap_or(u32::MAX);
        self.state.set_deadline(timer, Some(due));
        self.effects.push(Effect::Arm { timer, after, due });
    }

    /// A timer says its time has come; one that was replaced or is no longer wanted says nothing.
    pub(super) fn fired(&mut self, timer: Timer, due: i64) {
        if self.state.deadline(timer) != Some(due) {
            return;
        }
        self.state.set_deadline(timer, None);
        match timer {
            Timer::Poll => self.read_if_free(),
            Timer::Retry => self.send_again(),
            Timer::Copied => self.state.copied = None,
            // That the time has passed is the news.
            Timer::Tick => {}
        }
    }

    /// Sets the timers that the state wants and does not have yet.
    pub(super) fn schedule(&mut self) {
        self.schedule_one(Timer::Poll, poll_due(&self.state));
        self.schedule_one(Timer::Retry, retry_due(&self.state));
        // A tick that comes sooner than wanted does no harm, a later one does.
        let tick = tick_due(&self.state);
        let armed = self
            .state
            .deadline(Timer::Tick)
            .filter(|due| *due > self.state.now);
        match (tick, armed) {
            (Some(due), None) => self.arm(Timer::Tick, due),
            (Some(due), Some(armed)) if due < armed => self.arm(Timer::Tick, due),
            _ => {}
        }
    }

    /// Arms a timer that is wanted and not armed, and forgets one that is no longer wanted.
    fn schedule_one(&mut self, timer: Timer, wanted: Option<i64>) {
        match wanted {
            Some(due) if self.state.deadline(timer).is_none() => self.arm(timer, due),
            Some(_) => {}
            None => self.state.set_deadline(timer, None),
        }
    }
}

/// When to ask for the panel again: only while a session on the screen can change, the user's own or a
/// colleague's, and never while an answer is under way or the last one was final.
fn poll_due(state: &State) -> Option<i64> {
    let desk = state.desk.as_ref()?;
    let live = desk
        .sessions
        .iter()
        .any(|seen| desk.status(seen, state.now).is_live());
    let (useless, retry_after_seconds) = match &state.trouble {
        Some(Trouble {
            what: What::Remote(error),
            ..
        }) => (super::forbids_reading(error.code), error.retry_after_seconds),
        _ => (false, None),
    };
    if !live || useless || !state.network || state.access != Access::In || state.work != Work::Idle {
        return None;
    }
    let schedule = Schedule {
        interval_seconds: desk.poll_seconds,
        visible: state.visible,
        failures: state.failures,
        retry_after_seconds,
    };
    Some(state.now + i64::from(schedule.seconds()) * 1000)
}

fn retry_due(state: &State) -> Option<i64> {
    match &state.work {
        Work::Unsure { retries, .. } if state.network => Some(state.now + RETRY_MILLIS.get(*retries)?),
        _ => None,
    }
}

/// When something on the screen changes by itself: the validity, or the seconds until trying again helps.
fn tick_due(state: &State) -> Option<i64> {
    let countdown = state
        .trouble
        .as_ref()
        .and_then(|trouble| trouble.not_before)
        .filter(|until| *until > state.now);
    let validity = state.desk.as_ref().and_then(|desk| {
        let now = desk.server_time(state.now);
        let ends = desk
            .sessions
            .iter()
            .filter(|seen| desk.status(seen, state.now).is_live());
        ends.filter_map(|seen| changes_after(seen.valid_until?, now))
            .min()
    });
    let validity = validity.map(|after| state.now + i64::from(after));
    let countdown = countdown.map(|until| until.min(state.now + 1000));
    [validity, countdown].into_iter().flatten().min()
}
