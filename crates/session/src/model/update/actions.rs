//! What the user wants.

use contract::SessionKind;
use domain::RequestId;

use super::Turn;
use crate::model::entry::Field;
use crate::model::message::{Call, Creation, Effect, FocusOn, Ticket, Via};
use crate::model::state::{Access, Again, Prompt, SignInStep, What, Work};

impl Turn {
    /// Whether the user may begin something now. What was said about the last thing is over then.
    pub(super) fn begins(&mut self) -> bool {
        if self.state.work.is_action() {
            return false;
        }
        self.state.trouble = None;
        self.state.notice = None;
        true
    }

    pub(super) fn sign_in(&mut self) {
        if self.begins() {
            let ticket = self.ticket();
            self.state.access = Access::SigningIn(SignInStep::Asking);
            self.state.work = Work::SigningIn { ticket, tab: false };
            self.effects.push(Effect::OpenTab(ticket));
        }
    }

    pub(super) fn stop_signing_in(&mut self) {
        if let Access::SigningIn(_) = self.state.access {
            self.state.access = Access::Out;
            if matches!(self.state.work, Work::SigningIn { .. }) {
                self.effects.push(Effect::CloseTab);
            }
            if matches!(self.state.work, Work::SigningIn { .. } | Work::Reading(_)) {
                self.state.work = Work::Idle;
            }
        }
    }

    /// Asks whether there is a sign-in now. An answer still on its way may be from before it.
    pub(super) fn look_for_sign_in(&mut self) {
        if self.state.access != Access::In && !self.state.work.is_action() {
            self.read();
        }
    }

    pub(super) fn sign_out(&mut self) {
        if self.state.access == Access::In && self.begins() {
            self.state.prompt = None;
            let ticket = self.call(Call::SignOut);
            self.state.work = Work::SigningOut(ticket);
        }
    }

    /// A wish for a session. One whose outcome is unknown is that wish again, under its old name.
    pub(super) fn create(&mut self, kind: SessionKind, request_id: RequestId) {
        let allowed = self.state.desk.as_ref().is_some_and(|desk| desk.allows(kind));
        if self.state.access != Access::In || !allowed || self.state.prompt.is_some() {
            return;
        }
        let replaces = self.state.unfinished().map(str::to_owned);
        let again = self
            .state
            .wish
            .as_ref()
            .filter(|it| it.kind == kind && it.replaces == replaces)
            .cloned();
        if !self.begins() {
            return;
        }
        let (request_id, retry) = match again {
            Some(wish) => (wish.request_id, wish.retry),
            None => (request_id, false),
        };
        let creation = Creation {
            request_id,
            kind,
            replaces,
            retry,
            wanted: self.state.wanted(),
        };
        self.ask_or_create(creation);
    }

    /// The page was reloaded while a creation was on its way: its answer is lost, and it is asked for again.
    pub(super) fn resume(&mut self, creation: Creation) {
        if self.state.work != Work::Idle || self.state.desk.is_some() {
            return;
        }
        let wanted = creation.wanted.clone();
        let hours = wanted.valid_for_hours.map(|hours| hours.to_string());
        for (field, value) in [
            (Field::Name, wanted.name),
            (Field::WaitingMessage, wanted.waiting_message),
            (Field::Validity, hours),
        ] {
            self.state.entries.fill(field, value.as_deref());
        }
        self.send_creation(creation, 0);
    }

    /// Replacing a session with the customer in it cuts the help short: that is asked first, every time.
    fn ask_or_create(&mut self, creation: Creation) {
        if self.customer_is_online() && creation.replaces.as_deref() == self.state.unfinished() {
            self.state.prompt = Some(Prompt::Replace(creation));
            self.focus(FocusOn::Prompt);
        } else {
            self.state.prompt = None;
            self.send_creation(creation, 0);
        }
    }

    pub(super) fn send_creation(&mut self, creation: Creation, retries: usize) {
        let ticket = self.call(Call::Create(creation.clone()));
        self.state.work = Work::Creating {
            ticket,
            creation,
            retries,
        };
    }

    /// Sends a creation again whose outcome is unknown.
    pub(super) fn send_again(&mut self) {
        if let Work::Unsure {
            creation, retries, ..
        } = &self.state.work
        {
            let (creation, retries) = (creation.clone(), retries + 1);
            self.send_creation(creation, retries);
        }
    }

    pub(super) fn close(&mut self) {
        let Some(session_id) = self.state.unfinished().map(str::to_owned) else {
            return;
        };
        if self.state.access != Access::In || self.state.prompt.is_some() || !self.begins() {
            return;
        }
        self.ask_or_close(session_id);
    }

    /// As does closing it.
    fn ask_or_close(&mut self, session_id: String) {
        if self.customer_is_online() && self.state.unfinished() == Some(session_id.as_str()) {
            self.state.prompt = Some(Prompt::Close(session_id));
            self.focus(FocusOn::Prompt);
        } else {
            self.state.prompt = None;
            self.send_closing(session_id);
        }
    }

    fn send_closing(&mut self, session_id: String) {
        let ticket = self.call(Call::Close(session_id.clone()));
        self.state.work = Work::Closing { ticket, session_id };
    }

    pub(super) fn confirm(&mut self) {
        if self.state.prompt.is_none() || !self.begins() {
            return;
        }
        match self.state.prompt.take() {
            Some(Prompt::Replace(creation)) => self.send_creation(creation, 0),
            Some(Prompt::Close(session_id)) => self.send_closing(session_id),
            None => {}
        }
    }

    pub(super) fn decline(&mut self) {
        match self.state.prompt.take() {
            Some(Prompt::Replace(_)) => self.focus(FocusOn::CreateButton),
            Some(Prompt::Close(_)) => self.focus(FocusOn::CloseButton),
            None => {}
        }
    }

    pub(super) fn join(&mut self, via: Via) {
        let live = self.state.current().filter(|(_, status)| status.is_live());
        let Some(session_id) = live.map(|(seen, _)| seen.session.id.clone()) else {
            return;
        };
        if self.state.access == Access::In && self.begins() {
            let ticket = self.ticket();
            self.state.work = Work::Joining {
                ticket,
                session_id,
                via,
            };
            self.effects.push(Effect::OpenTab(ticket));
        }
    }

    pub(super) fn tab_opened(&mut self, ticket: Ticket, opened: bool) {
        match &mut self.state.work {
            Work::SigningIn { ticket: wanted, tab } if *wanted == ticket => {
                *tab = opened;
                self.effects.push(Effect::Call(ticket, Call::SignIn));
            }
            Work::Joining {
                ticket: wanted,
                session_id,
                via,
            } if *wanted == ticket => {
                if opened {
                    let call = Call::Join(session_id.clone());
                    self.effects.push(Effect::Call(ticket, call));
                } else {
                    // The supporter link opens nothing but a tab: without one there is no use in asking.
                    let via = *via;
                    self.state.work = Work::Idle;
                    self.trouble(What::TabBlocked, Again::Join(via));
                }
            }
            _ if opened => self.effects.push(Effect::CloseTab),
            _ => {}
        }
    }

    pub(super) fn tab_gone(&mut self) {
        if let Access::SigningIn(_) = self.state.access {
            self.state.access = Access::Out;
        }
        self.trouble(What::TabGone, Again::Nothing);
    }

    pub(super) fn try_again(&mut self) {
        if let Work::Unsure { .. } = self.state.work {
            return self.send_again();
        }
        let waits = |until: i64| self.state.now < until;
        let Some(trouble) = self.state.trouble.clone() else {
            return;
        };
        if self.state.work.is_action() || trouble.not_before.is_some_and(waits) {
            return;
        }
        match trouble.again {
            Again::Nothing => {}
            Again::Read => self.read(),
            Again::Create(creation) => {
                if self.begins() {
                    self.ask_or_create(creation);
                }
            }
            Again::Close(session_id) => {
                if self.begins() {
                    self.ask_or_close(session_id);
                }
            }
            Again::Join(via) => self.join(via),
            Again::Share => self.open_share(),
            Again::SignIn => self.sign_in(),
            Again::SignOut => self.sign_out(),
        }
    }

    pub(super) fn dismiss(&mut self) {
        self.state.notice = None;
        // With nothing else known the trouble is the screen.
        if self.state.desk.is_some() {
            self.state.trouble = None;
        }
        self.focus(FocusOn::Heading);
    }
}
