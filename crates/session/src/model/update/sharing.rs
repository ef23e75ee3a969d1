//! Sharing a session.

use contract::{ErrorCode, RemoteError, ShareOptions, Shared};
use domain::{RequestId, code};

use super::Turn;
use super::answers::unexpected;
use crate::model::entry::Field;
use crate::model::message::{Answer, Call, Effect, FocusOn, Sharing};
use crate::model::share::{Posted, Share, Step, may_have_gone_out};
use crate::model::state::{Access, Again, Work};

/// The order in which the fields stand in the dialogue.
const FROM_THE_TOP: [Field; 6] = [
    Field::Sms,
    Field::Phone,
    Field::Email,
    Field::Address,
    Field::Template,
    Field::ChatterMessage,
];

impl Turn {
    /// The user enters something. An address that may not be entered stays as it is.
    pub(super) fn enter(&mut self, field: Field, value: String) {
        let fixed = |share: &Share| !share.options.custom_recipient;
        if field == Field::Address && self.state.share.as_ref().is_none_or(fixed) {
            return;
        }
        self.state.entries.enter(field, value);
        if let Some(share) = &mut self.state.share {
            share.wrong[field as usize] = None;
            if field == Field::Email || field == Field::Sms {
                share.wrong[Field::Sms as usize] = None;
            }
            if field == Field::Contact {
                share.pick(&mut self.state.entries);
            }
        }
    }

    /// Asks who can get the session on the screen. What was entered for it earlier is still there.
    pub(super) fn open_share(&mut self) {
        let live = self.state.current().filter(|(_, status)| status.is_live());
        let Some(session) = live.map(|(seen, _)| seen.session.clone()) else {
            return;
        };
        if self.state.access != Access::In || self.is_sharing() || !self.begins() {
            return;
        }
        let ticket = self.call(Call::ShareOptions(session.id.clone()));
        self.state.work = Work::Sharing(ticket);
        let earlier = self.state.share.take().filter(|it| it.session_id == session.id);
        if earlier.is_none() {
            self.state.entries.forget_recipient();
        }
        self.state.share = Some(Share {
            session_id: session.id,
            kind: session.kind,
            code: code::format(&session.code),
            step: Step::Opening,
            options: ShareOptions::default(),
            wrong: Default::default(),
            said: Vec::new(),
            // What is known to have gone out may go out once more: that is what the user has come for.
            posted: earlier
                .and_then(|it| it.posted)
                .filter(|posted| !Posted::is_certain(posted)),
        });
    }

    fn is_sharing(&self) -> bool {
        *self.state.step() != Step::Closed
    }

    /// Closes the dialogue. What is being sent cannot be called back, so its dialogue stays.
    pub(super) fn stop_sharing(&mut self) {
        let Some(share) = &mut self.state.share else {
            return;
        };
        match share.step {
            Step::Closed => {}
            Step::Sending(_) => self.focus(FocusOn::Dialog),
            Step::Opening | Step::Form(_) | Step::Done => {
                if let Work::Sharing(_) = self.state.work {
                    self.state.work = Work::Idle;
                }
                share.step = Step::Closed;
                self.focus(FocusOn::ShareButton);
            }
        }
    }

    /// Sends what the form says, or says what is wrong with it.
    pub(super) fn send_share(&mut self, request_id: RequestId) {
        let Some(share) = &mut self.state.share else {
            return;
        };
        if !matches!(share.step, Step::Form(_)) || self.state.work.is_action() {
            return;
        }
        match share.fill_in(&self.state.entries, request_id) {
            Ok(sharing) => {
                share.wrong = Default::default();
                share.said.clear();
                share.step = Step::Sending(sharing.clone());
                self.state.trouble = None;
                let ticket = self.call(Call::Share(sharing));
                self.state.work = Work::Sharing(ticket);
            }
            Err(wrong) => {
                share.wrong = Default::default();
                for (field, what) in wrong {
                    share.wrong[field as usize] = Some(what);
                }
                self.focus_on_first_wrong();
            }
        }
    }

    fn focus_on_first_wrong(&mut self) {
        let Some(share) = &self.state.share else { return };
        let first = FROM_THE_TOP
            .into_iter()
            .find(|field| share.wrong[*field as usize].is_some());
        if let Some(field) = first {
            self.focus(FocusOn::Field(field));
        }
    }

    pub(super) fn have_answer_on_sharing(&mut self, result: Result<Answer, RemoteError>) {
        match self.state.step().clone() {
            Step::Opening => self.have_options(result),
            Step::Sending(sharing) => self.have_shared(sharing, result),
            Step::Closed | Step::Form(_) | Step::Done => {}
        }
    }

    fn have_options(&mut self, result: Result<Answer, RemoteError>) {
        let Some(share) = &mut self.state.share else {
            return;
        };
        let error = match result {
            Ok(Answer::ShareOptions(options)) => {
                share.options = options;
                share.step = Step::Form(None);
                share.prefill(&mut self.state.entries);
                return self.focus(FocusOn::Dialog);
            }
            Ok(_) => unexpected(),
            Err(error) => error,
        };
        share.step = Step::Closed;
        self.refused(error, Again::Share);
    }

    fn have_shared(&mut self, sharing: Sharing, result: Result<Answer, RemoteError>) {
        let shared = match result {
            Ok(Answer::Shared(Shared { panel, outcomes })) => self.accept(panel).map(|()| outcomes),
            Ok(_) => Err(unexpected()),
            Err(error) => Err(error),
        };
        let Some(share) = &mut self.state.share else {
            return;
        };
        match shared {
            Ok(outcomes) => {
                let done = share.settle(&mut self.state.entries, &sharing, &outcomes);
                share.step = if done { Step::Done } else { Step::Form(None) };
                let mut errors = outcomes.iter().filter_map(|it| it.error.as_ref());
                if errors.any(|error| error.code == ErrorCode::SignedOut) {
                    self.state.access = Access::Out;
                }
                if done {
                    self.focus(FocusOn::DialogHeading);
                } else {
                    self.focus_on_first_wrong();
                }
                if outcomes.iter().any(|it| it.ok) {
                    self.effects.push(Effect::TellChanged);
                }
            }
            Err(error) => {
                if may_have_gone_out(error.code) {
                    share.doubt(&sharing);
                }
                let code = error.code;
                share.step = Step::Form(Some(error));
                match code {
                    ErrorCode::SignedOut => self.state.access = Access::Out,
                    // The panel knows better now.
                    ErrorCode::SessionClosed | ErrorCode::SessionNotFound => self.read(),
                    _ => {}
                }
                self.focus(FocusOn::DialogHeading);
            }
        }
    }
}
