//! What the user wants: joining, signing in, trying again.

use contract::{ErrorCode, RemoteError};
use domain::link::is_safe;

use super::{Turn, wait_until};
use crate::model::message::{Answer, Call, Effect, Place, Ticket};
use crate::model::state::{Aim, Errand, Trouble, What};

impl<F: FnMut(Effect<'_>)> Turn<'_, F> {
    pub(super) fn join(&mut self, id: &str, place: Place) {
        let Some(connected) = self.state.connected(id) else {
            // Its customer has gone since; the component says who is still there.
            return (self.run)(Effect::Raise);
        };
        let aim = Aim::Join {
            id: connected.id.clone(),
            record_id: connected.record_id.clone(),
            place,
        };
        if place == Place::Desktop {
            (self.run)(Effect::Raise);
        }
        self.begin(aim);
    }

    /// Begins an errand, unless one is under way. What was said about the last one is over then.
    pub(super) fn begin(&mut self, aim: Aim) {
        if self.state.errand.is_none() {
            self.state.trouble = None;
            let ticket = self.ticket();
            self.state.errand = Some(Errand { ticket, aim });
            (self.run)(Effect::OpenTab(ticket));
        }
    }

    pub(super) fn tab_opened(&mut self, ticket: Ticket, opened: bool) {
        match &self.state.errand {
            Some(errand) if errand.ticket == ticket => {
                if opened {
                    (self.run)(Effect::Call(ticket, Call::of(&errand.aim)));
                } else {
                    self.fail(What::TabBlocked);
                }
            }
            _ if opened => (self.run)(Effect::CloseTab),
            _ => {}
        }
    }

    pub(super) fn tab_gone(&mut self) {
        // Of an errand that was refused more is said already.
        if self.state.trouble.is_none() {
            self.trouble(What::TabGone, None);
        }
    }

    pub(super) fn errand_answered(&mut self, ticket: Ticket, result: Result<Answer, RemoteError>) {
        let Some(errand) = self.state.errand.as_ref().filter(|it| it.ticket == ticket) else {
            return;
        };
        let error = match result {
            Ok(Answer::Address(address)) if is_safe(&address) => {
                (self.run)(Effect::SendTab(&address));
                if let Some(Errand {
                    aim: Aim::Join { id, .. },
                    ..
                }) = self.state.errand.take()
                {
                    self.finish(&id);
                }
                return;
            }
            Ok(Answer::Address(_)) => RemoteError::of(ErrorCode::UnsafeLink),
            Ok(Answer::Watched(_)) => RemoteError::of(ErrorCode::Internal),
            Err(error) => error,
        };
        // Who clicked a notification is led to the record, which says more; who clicked here reads it here.
        (self.run)(match &errand.aim {
            Aim::Join {
                record_id,
                place: Place::Desktop,
                ..
            } => Effect::SendTabToRecord(record_id),
            _ => Effect::CloseTab,
        });
        self.fail(What::Remote(error));
    }

    /// Ends the errand.
    fn fail(&mut self, what: What) {
        let errand = self.state.errand.take();
        self.trouble(what, errand.map(|errand| errand.aim));
    }

    fn trouble(&mut self, what: What, again: Option<Aim>) {
        let not_before = match &what {
            What::Remote(error) => wait_until(error, self.state.now),
            _ => None,
        };
        self.state.trouble = Some(Trouble {
            what,
            again,
            not_before,
        });
    }

    pub(super) fn try_again(&mut self) {
        let waits = self
            .state
            .not_before()
            .is_some_and(|until| self.state.now < until);
        if waits {
            return;
        }
        match self.state.trouble.take().and_then(|trouble| trouble.again) {
            Some(Aim::Join { id, .. }) => self.join(&id, Place::Page),
            Some(aim) => self.begin(aim),
            None => self.ask(),
        }
    }
}
