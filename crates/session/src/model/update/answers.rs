//! What Apex says.

use contract::{ErrorCode, JoinLinks, Notice, Panel, RemoteError};
use domain::link::is_safe;

use super::{Turn, forbids_reading, is_final, leaves_outcome_open, made_nothing, time};
use crate::model::message::{Answer, Creation, Effect, Ticket, Timer, Via};
use crate::model::state::{Access, Again, Desk, SignInStep, Trouble, What, Work};

type Result<T = Answer> = std::result::Result<T, RemoteError>;

impl Turn {
    /// Takes the answer that is waited for; any other is stale.
    pub(super) fn answered(&mut self, ticket: Ticket, result: Result) {
        let awaited = match &self.state.work {
            Work::Idle | Work::Unsure { .. } => return,
            Work::Reading(awaited) | Work::SigningOut(awaited) | Work::Sharing(awaited) => *awaited,
            Work::Creating { ticket: awaited, .. }
            | Work::Joining { ticket: awaited, .. }
            | Work::Closing { ticket: awaited, .. }
            | Work::SigningIn { ticket: awaited, .. } => *awaited,
        };
        if awaited != ticket {
            return;
        }
        match std::mem::replace(&mut self.state.work, Work::Idle) {
            Work::Reading(_) => self.have_read(panel(result)),
            Work::Creating {
                creation, retries, ..
            } => self.have_created(creation, retries, panel(result)),
            Work::Closing { session_id, .. } => self.have_closed(session_id, panel(result)),
            Work::Joining { via, .. } => self.have_links(via, result),
            Work::SigningIn { tab, .. } => self.have_address(tab, result),
            Work::SigningOut(_) => self.have_signed_out(result),
            Work::Sharing(_) => self.have_answer_on_sharing(result),
            Work::Idle | Work::Unsure { .. } => {}
        }
    }

    /// Shows a panel.
    pub(super) fn accept(&mut self, panel: Panel) -> Result<()> {
        let notice = panel.notice;
        let mut desk = Desk::of(panel, self.state.now)?;
        let known = self.state.desk.take().and_then(|desk| desk.account);
        desk.account = desk.account.or(known);
        self.state.desk = Some(desk);
        self.state.access = Access::In;
        self.state.failures = 0;
        // A remark on an action stays until the next one; that TeamViewer could not be asked ends with the
        // first answer that does not say so.
        let stays = self.state.notice.filter(|earlier| *earlier != Notice::Stale);
        self.state.notice = notice.filter(|notice| *notice != Notice::Unknown).or(stays);
        self.state.set_deadline(Timer::Poll, None);
        Ok(())
    }

    fn have_read(&mut self, result: Result<Panel>) {
        if let Err(error) = result.and_then(|panel| self.accept(panel)) {
            return self.have_not_read(error);
        }
        // The session that was wished for is there, whether the wish made it or an earlier click.
        let unfinished = self.state.unfinished();
        let fulfilled = |wish: &Creation| unfinished.is_some() && unfinished != wish.replaces.as_deref();
        let is_over = |trouble: &Trouble| match &trouble.again {
            Again::Read | Again::SignIn => true,
            Again::Create(wish) => fulfilled(wish),
            // The session it was about is closed, or another one has taken its place.
            Again::Close(_) | Again::Join(_) | Again::Share => trouble.about.as_deref() != unfinished,
            Again::Nothing | Again::SignOut => false,
        };
        let over = self.state.trouble.as_ref().is_some_and(is_over);
        if self.state.wish.as_ref().is_some_and(fulfilled) {
            self.state.wish = None;
        }
        if over {
            self.state.trouble = None;
        }
    }

    fn have_not_read(&mut self, error: RemoteError) {
        self.state.failures = self.state.failures.saturating_add(1);
        self.state.set_deadline(Timer::Poll, None);
        if error.code == ErrorCode::SignedOut {
            // Somebody who is just signing in is not done yet.
            if !matches!(self.state.access, Access::SigningIn(_)) {
                self.state.access = Access::Out;
            }
            return;
        }
        // What went wrong with an action of the user matters more than that a refresh failed too.
        if self
            .state
            .trouble
            .as_ref()
            .is_none_or(|trouble| trouble.again == Again::Read)
        {
            let again = if is_final(error.code) {
                Again::Nothing
            } else {
                Again::Read
            };
            self.trouble(What::Remote(error), again);
        }
    }

    fn have_created(&mut self, creation: Creation, retries: usize, result: Result<Panel>) {
        let notice = result.as_ref().ok().and_then(|panel| panel.notice);
        match result.and_then(|panel| self.accept(panel)) {
            Ok(()) => {
                self.state.wish = None;
                // A session that was there before has nothing of what was entered.
                let made = notice != Some(Notice::AlreadyOpen);
                if made && self.state.wanted() == creation.wanted {
                    self.state.entries.forget_creation();
                }
                self.effects.push(Effect::TellChanged);
            }
            // After a first sending of unknown outcome, a refusal of the second says nothing about the first.
            Err(error) if made_nothing(error.code) && !creation.retry => {
                self.state.wish = None;
                self.refused(error, Again::Create(creation));
            }
            Err(error) => {
                let creation = Creation {
                    retry: true,
                    ..creation
                };
                if leaves_outcome_open(error.code) && retries < time::RETRY_MILLIS.len() {
                    self.state.work = Work::Unsure {
                        creation,
                        retries,
                        error,
                    };
                    return;
                }
                self.state.wish = Some(creation.clone());
                self.refused(error, Again::Create(creation));
            }
        }
    }

    fn have_closed(&mut self, session_id: String, result: Result<Panel>) {
        match result.and_then(|panel| self.accept(panel)) {
            Ok(()) => self.effects.push(Effect::TellChanged),
            Err(error) => self.refused(error, Again::Close(session_id)),
        }
    }

    fn have_links(&mut self, via: Via, result: Result) {
        let links = match result {
            Ok(Answer::Links(links)) => Ok(links),
            Ok(_) => Err(unexpected()),
            Err(error) => Err(error),
        };
        let refusal = match links.map(|links| choose(via, links)) {
            Ok(Some(link)) if is_safe(&link) => return self.effects.push(Effect::SendTab(link)),
            Ok(Some(_)) => Ok(What::Remote(RemoteError::of(ErrorCode::UnsafeLink))),
            Ok(None) => Ok(What::NoBrowserLink),
            Err(error) => Err(error),
        };
        self.effects.push(Effect::CloseTab);
        match refusal {
            Ok(what) => self.trouble(what, Again::Nothing),
            Err(error) => self.refused(error, Again::Join(via)),
        }
    }

    fn have_address(&mut self, tab: bool, result: Result) {
        let address = match result {
            Ok(Answer::SignInUrl(address)) if is_safe(&address) => Ok(address),
            Ok(Answer::SignInUrl(_)) => Err(RemoteError::of(ErrorCode::UnsafeLink)),
            Ok(_) => Err(unexpected()),
            Err(error) => Err(error),
        };
        match address {
            Ok(address) if tab => {
                self.state.access = Access::SigningIn(SignInStep::Waiting);
                self.effects.push(Effect::SendTab(address));
            }
            Ok(address) => self.state.access = Access::SigningIn(SignInStep::Blocked(address)),
            Err(error) => {
                self.state.access = Access::Out;
                if tab {
                    self.effects.push(Effect::CloseTab);
                }
                let again = if is_final(error.code) {
                    Again::Nothing
                } else {
                    Again::SignIn
                };
                self.trouble(What::Remote(error), again);
            }
        }
    }

    fn have_signed_out(&mut self, result: Result) {
        match result {
            Ok(_)
            | Err(RemoteError {
                code: ErrorCode::SignedOut,
                ..
            }) => {
                self.state.access = Access::Out;
                self.state.desk = None;
                self.state.wish = None;
                self.effects.push(Effect::TellChanged);
            }
            Err(error) => self.refused(error, Again::SignOut),
        }
    }

    /// An action failed. What is on the screen stays; what the failure reveals about it is asked for.
    pub(super) fn refused(&mut self, error: RemoteError, again: Again) {
        match error.code {
            ErrorCode::SignedOut => self.state.access = Access::Out,
            code => {
                let stale = matches!(
                    code,
                    ErrorCode::SessionClosed | ErrorCode::SessionNotFound | ErrorCode::KindNotAllowed
                );
                self.trouble(
                    What::Remote(error),
                    if is_final(code) { Again::Nothing } else { again },
                );
                let unknown = self.state.desk.is_none() && !forbids_reading(code);
                if stale || unknown {
                    self.read();
                }
            }
        }
    }
}

fn panel(result: Result) -> Result<Panel> {
    match result {
        Ok(Answer::Panel(panel)) => Ok(panel),
        Ok(_) => Err(unexpected()),
        Err(error) => Err(error),
    }
}

/// An answer to another question than the one asked.
pub(super) fn unexpected() -> RemoteError {
    RemoteError {
        reference: Some("answer".to_owned()),
        ..RemoteError::of(ErrorCode::Internal)
    }
}

fn choose(via: Via, links: JoinLinks) -> Option<String> {
    match via {
        Via::Client => Some(links.supporter_link),
        Via::Browser => links.web_client_link,
    }
}
