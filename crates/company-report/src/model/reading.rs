//! Asking for a report and its pages.

use component::{Component as _, Lane, Turn};
use contract::{ErrorCode, RemoteError};

use super::parties::Parties;
use super::{Call, Company, Desk, GO_ON, Stream, Wrong};
use crate::view::ids;

impl Company {
    pub(super) fn ask(&mut self, turn: &mut Turn<'_, Self>) {
        match self.form.period() {
            Ok(period) => {
                self.form.wrong = None;
                self.wanted = Some(period);
                self.interrupt(turn);
                turn.core.trouble = None;
                turn.call(Lane::Reading, self.reading(true));
            }
            Err(wrong) => {
                self.form.wrong = Some(wrong);
                turn.focus(match wrong {
                    Wrong::First => ids::FIRST,
                    Wrong::Last | Wrong::Order | Wrong::TooLong => ids::LAST,
                });
            }
        }
    }

    /// A report that is not whole stays as it is for now.
    pub(super) fn interrupt(&mut self, turn: &mut Turn<'_, Self>) {
        turn.cancel(Lane::Reading);
        turn.let_sleep(GO_ON);
        if let Some(desk) = &mut self.desk
            && matches!(desk.stream, Stream::Reading | Stream::Waiting)
        {
            desk.stream = Stream::Stopped;
        }
    }

    pub(super) fn stop(&mut self, turn: &mut Turn<'_, Self>) {
        self.interrupt(turn);
        if self.wanted.take().is_some()
            && let Some(desk) = &self.desk
        {
            // The fields say again what is on the screen.
            self.form.show(desk.period, desk.today);
        }
        // A wait that nobody waits for any more is no trouble.
        turn.have_read(false);
        turn.focus(ids::PROGRESS);
    }

    /// Goes on with the report that is shown, whatever else was asked for and did not come.
    pub(super) fn go_on(&mut self, turn: &mut Turn<'_, Self>) {
        if turn.core.is_reading() {
            return;
        }
        if let Some(desk) = &mut self.desk
            && desk.stream.can_go_on()
        {
            desk.stream = Stream::Reading;
            if self.wanted.take().is_some() {
                self.form.show(desk.period, desk.today);
            }
            turn.let_sleep(GO_ON);
            turn.call(Lane::Reading, self.reading(true));
        }
    }

    pub(super) fn open(&mut self, turn: &mut Turn<'_, Self>, desk: Desk) {
        self.wanted = None;
        self.form.show(desk.period, desk.today);
        let known = |parties: &Parties, id: &Option<String>| {
            id.as_deref().is_none_or(|id| parties.find(id).is_some())
        };
        // A filter that cannot be seen would hide rows from a user who does not know why.
        if !known(&desk.rows.users, &self.choice.user) {
            self.choice.user = None;
        }
        if !known(&desk.rows.groups, &self.choice.group) {
            self.choice.group = None;
        }
        self.desk = Some(desk);
        turn.have_read(true);
        self.look_anew(turn);
        self.follow(turn);
    }

    /// Asks for the next page, if there is one; says so when there is none.
    pub(super) fn follow(&mut self, turn: &mut Turn<'_, Self>) {
        let Some(desk) = &self.desk else { return };
        if desk.stream == Stream::Reading {
            turn.call(Lane::Reading, self.reading(true));
        } else {
            let count = desk.rows.all.len().to_string();
            turn.tell("company.told", vec![("count", count)]);
        }
    }

    pub(super) fn not_read(&mut self, turn: &mut Turn<'_, Self>, call: Call, error: RemoteError) {
        let is_more = matches!(call, Call::More { .. });
        let signed_out = error.code == ErrorCode::SignedOut;
        let wait = error.retry_after_seconds.filter(|_| is_more && !signed_out);
        if let Some(desk) = self.desk.as_mut().filter(|_| is_more) {
            desk.stream = if wait.is_some() {
                Stream::Waiting
            } else {
                Stream::Failed
            };
        }
        if let Some(seconds) = wait {
            turn.wake(
                GO_ON,
                seconds
                    .clamp(1, domain::poll::LONGEST_WAIT_SECONDS)
                    .saturating_mul(1_000),
            );
        }
        // Whoever signs in again may be somebody else, to whom TeamViewer shows another report.
        let again = match call {
            Call::More { period, .. } if signed_out => Call::Load {
                period: Some(period),
                people: true,
            },
            call => call,
        };
        turn.have_not_read(error, again);
    }
}
