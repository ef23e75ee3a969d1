//! Signing in to TeamViewer, in a tab that is opened in the click.

use contract::{ErrorCode, RemoteError};
use domain::link::is_safe;

use super::core::{Access, SignInStep, Tab, What};
use super::message::{Effect, Lane, Request};
use super::{Component, Turn};

impl<C: Component> Turn<'_, C> {
    pub(super) fn sign_in(&mut self) {
        if let Some(ticket) = self.begin(Lane::Action, Request::SignIn, Tab::Asked) {
            let before = std::mem::replace(&mut self.core.access, Access::SigningIn(SignInStep::Asking));
            if !matches!(before, Access::SigningIn(_)) {
                self.core.before_sign_in = before;
            }
            self.effects.push(Effect::OpenTab(ticket));
        }
    }

    pub(super) fn stop_signing_in(&mut self) {
        if let Access::SigningIn(_) = self.core.access {
            self.give_up_sign_in();
            if self
                .core
                .flights
                .iter()
                .any(|flight| flight.request == Request::SignIn)
            {
                self.core
                    .flights
                    .retain(|flight| flight.request != Request::SignIn);
                self.close_tab();
            }
        }
    }

    /// The sign-in has come to nothing.
    pub(super) fn give_up_sign_in(&mut self) {
        self.core.access = self.core.before_sign_in.clone();
    }

    /// The end of asking for the address; `tab` when the browser opened one for it.
    pub(super) fn have_address(&mut self, tab: bool, result: Result<String, RemoteError>) {
        let address = match result {
            Ok(address) if is_safe(&address) => Ok(address),
            Ok(_) => Err(RemoteError::of(ErrorCode::UnsafeLink)),
            Err(error) => Err(error),
        };
        match address {
            Ok(address) if tab => {
                self.core.access = Access::SigningIn(SignInStep::Waiting);
                self.effects.push(Effect::SendTab(address));
            }
            Ok(address) => self.core.access = Access::SigningIn(SignInStep::Blocked(address)),
            Err(error) => {
                self.give_up_sign_in();
                if tab {
                    self.close_tab();
                }
                let again = (!super::is_final(error.code)).then_some((Lane::Action, Request::SignIn));
                self.trouble(What::Remote(error), again, true);
            }
        }
    }
}
