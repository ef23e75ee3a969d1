//! What the user wants: joining, signing in, trying again.

use contract::{ErrorCode, RemoteError};
use domain::link::is_safe;

use super::{Turn, wait_until};
use crate::model::message::{Answer, Call, Click, Effect, Place, Ticket};
use crate::model::state::{Errand, Trouble, What};

impl Turn<'_> {
    pub(super) fn join(&mut self, id: &str, place: Place) {
        let Some(connected) = self.state.connected(id).cloned() else {
            // Its customer has gone since; the component says who is still there.
            return self.effects.push(Effect::Raise);
        };
        if place == Place::Desktop {
            self.effects.push(Effect::Raise);
        }
        self.begin(|ticket| Errand::Join {
            ticket,
            connected,
            place,
        });
    }

    pub(super) fn sign_in(&mut self) {
        self.begin(Errand::SignIn);
    }

    /// Begins an errand, unless one is under way. What was said about the last one is over then.
    fn begin(&mut self, errand: impl FnOnce(Ticket) -> Errand) {
        if self.state.errand.is_none() {
            self.state.trouble = None;
            let ticket = self.ticket();
            self.state.errand = Some(errand(ticket));
            self.effects.push(Effect::OpenTab(ticket));
        }
    }

    pub(super) fn tab_opened(&mut self, ticket: Ticket, opened: bool) {
        let Some(errand) = self.state.errand.clone().filter(|it| it.ticket() == ticket) else {
            if opened {
                self.effects.push(Effect::CloseTab);
            }
            return;
        };
        if !opened {
            self.state.errand = None;
            return self.fail(What::TabBlocked, &errand);
        }
        let call = match errand {
            Errand::Join { connected, .. } => Call::Join {
                record_id: connected.record_id,
                session_id: connected.id,
            },
            Errand::SignIn(_) => Call::SignIn,
        };
        self.effects.push(Effect::Call(ticket, call));
    }

    pub(super) fn tab_gone(&mut self) {
        // Of an errand that was refused more is said already.
        if self.state.trouble.is_none() {
            self.state.trouble = Some(Trouble {
                what: What::TabGone,
                again: Click::TryAgain,
                not_before: None,
            });
        }
    }

    pub(super) fn errand_answered(&mut self, ticket: Ticket, result: Result<Answer, RemoteError>) {
        let Some(errand) = self.state.errand.take_if(|it| it.ticket() == ticket) else {
            return;
        };
        let address = match result {
            Ok(Answer::Links(links)) => Ok(links.supporter_link),
            Ok(Answer::SignInUrl(url)) => Ok(url),
            Ok(Answer::Watched(_)) => Err(ErrorCode::Internal),
            Err(error) => return self.errand_refused(error, &errand),
        };
        match address {
            Ok(address) if is_safe(&address) => {
                self.effects.push(Effect::SendTab(address));
                if let Errand::Join { connected, .. } = &errand {
                    self.finish(&connected.id);
                }
            }
            Ok(_) => self.errand_refused(RemoteError::of(ErrorCode::UnsafeLink), &errand),
            Err(code) => self.errand_refused(RemoteError::of(code), &errand),
        }
    }

    /// Who clicked a notification is led to the record, which says more; who clicked here reads it here.
    fn errand_refused(&mut self, error: RemoteError, errand: &Errand) {
        self.effects.push(match errand {
            Errand::Join {
                connected,
                place: Place::Desktop,
                ..
            } => Effect::SendTabToRecord(connected.record_id.clone()),
            _ => Effect::CloseTab,
        });
        self.fail(What::Remote(error), errand);
    }

    fn fail(&mut self, what: What, errand: &Errand) {
        let not_before = match &what {
            What::Remote(error) => wait_until(error, self.state.now),
            _ => None,
        };
        self.state.trouble = Some(Trouble {
            what,
            again: match errand {
                Errand::Join { connected, .. } => Click::Join(connected.id.clone(), Place::Page),
                Errand::SignIn(_) => Click::SignIn,
            },
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
        match self.state.trouble.take() {
            Some(trouble) if trouble.again != Click::TryAgain => self.click(trouble.again),
            _ => self.ask(),
        }
    }
}
